//! The context shared by all attempts of a call.

use std::time::Duration;

use tokio::time::Instant;

use super::core::Core;
use super::request::Request;
use crate::error::{Error, ErrorKind};
use crate::time::after;

/// A call that is being executed: its core, its request, and when it must end.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) core: &'a Core,
    pub(super) request: &'a Request,
    pub(super) deadline: Deadline,
}

/// The time for a whole call, and when it is over.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    pub(super) timeout: Duration,
    pub(super) at: Instant,
}

impl Context<'_> {
    /// The time for one exchange; the deadline of the call may be earlier.
    pub(super) fn attempt_timeout(&self) -> Duration {
        let own = self.request.options.attempt_timeout;
        own.unwrap_or(self.core.config.attempt_timeout)
    }

    /// The error of an attempt that was sent and got no response in time.
    pub(super) fn no_response(&self) -> Error {
        let limit = self.attempt_timeout().min(self.deadline.timeout);
        Error::new(ErrorKind::Timeout, format!("no response within {limit:?}"))
    }
}

impl Deadline {
    pub(super) fn new(started: Instant, timeout: Duration) -> Self {
        Self {
            timeout,
            at: after(started, timeout),
        }
    }

    /// The error of a call that waited for `what` until its deadline, and was not sent.
    pub(super) fn out_of_time(&self, what: &str) -> Error {
        let message = format!("{what} within {:?}", self.timeout);
        Error::new(ErrorKind::Timeout, message).not_sent()
    }
}
