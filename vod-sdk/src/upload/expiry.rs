//! The end of an upload's keys.

use super::checkpoint::State;
use super::cos::{Fault, Reaction};
use super::failure;
use crate::error::Error;

/// The step that fails when keys have expired.
const STEP: &str = "keys";

/// Whether an upload failed because its keys have expired.
pub(super) fn is_expired(error: &Error) -> bool {
    error.step() == Some(STEP)
}

/// The error of a fault. Where the keys have expired, it says what is left to do.
pub(super) fn stopped(fault: Fault, state: &State) -> Error {
    match fault.reaction {
        Reaction::Expired => expired(state).with_source(fault.into_error()),
        _ => fault.into_error(),
    }
}

/// The error of an upload whose keys are good no more.
pub(super) fn expired(state: &State) -> Error {
    let confirmed = state.confirmed();
    let of = match state.identity.length {
        Some(length) => format!(" of {length}"),
        None => String::new(),
    };
    let message = format!(
        "the keys of this upload have expired and cannot be renewed: {confirmed}{of} bytes were confirmed; \
         Upload::restart_expired begins anew, and a faster network or smaller media needs less time"
    );
    failure(STEP, message)
}
