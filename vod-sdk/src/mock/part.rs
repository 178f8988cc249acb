//! The seam between the mock and what it can do besides example responses.

use std::time::Duration;

use serde_json::Value;

use super::response::Response;
use crate::schema::ActionSchema;

/// A part of the service with a state of its own, which makes the responses of some actions.
pub(super) trait Part: Send + Sync {
    /// Executes a call; `None` if the action is none of this part's. Of the response, content, delay and delivery count.
    fn respond(&self, call: &Call<'_>) -> Option<Response>;
}

/// A call that was accepted.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) schema: &'static ActionSchema,
    /// The request, of the right form unless the mock refuses nothing.
    pub(super) parameters: &'a Value,
    /// The mock's time, since 1970.
    pub(super) now: Duration,
}
