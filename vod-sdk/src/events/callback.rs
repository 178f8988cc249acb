//! The bodies of callbacks.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use crate::error::{NAME_BYTES, one_line};
use crate::wire::{Reading, read_json, repair};

/// The largest body that is read.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The most memory that a body is read into, and the most time.
const MAX_MEMORY: usize = 8 * MAX_BYTES;
const MAX_TIME: Duration = Duration::from_secs(5);

/// Why a body is not the callback of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackError {
    /// The body has more than 8 MiB, or takes more than 64 MiB of memory or 5 seconds to read.
    TooLarge,
    /// The body is no JSON.
    #[non_exhaustive]
    NotJson {
        /// The line where it cannot be read, counted from 1.
        line: usize,
        /// The byte of that line, counted from 1.
        column: usize,
    },
    /// The body is an event in the form of version 2.0 of the service, `{"version":"4.0","eventType":…,"data":…}`,
    /// which has other kinds and fields than the API. The console sets the form of callbacks.
    #[non_exhaustive]
    OldForm {
        /// The kind of event, as that form names it.
        kind: String,
    },
    /// The body is JSON, and no event: it is no object, or has no `EventType`.
    NotAnEvent,
}

impl fmt::Display for CallbackError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str(
                "the body of the callback is too large: events have at most 8 MiB, and take at most 64 MiB of memory \
                 and 5 seconds to read",
            ),
            Self::NotJson { line, column } => write!(
                f,
                "the body of the callback is no JSON at line {line} column {column}: hand over the bytes of the HTTP \
                 body as they came"
            ),
            Self::OldForm { kind } => write!(
                f,
                "the callback is in the form of version 2.0 of the service, with the eventType {kind:?}: set callbacks \
                 to version 3.0 in the console, under event notifications"
            ),
            Self::NotAnEvent => f.write_str(
                "the body of the callback is no event: it must be a JSON object with an EventType, without an envelope",
            ),
        }
    }
}

impl StdError for CallbackError {}

/// Reads the body of a callback.
#[inline]
pub(super) fn read(body: &[u8]) -> Result<Value, CallbackError> {
    if body.len() > MAX_BYTES {
        return Err(CallbackError::TooLarge);
    }
    let json = parse(body)?;
    let is_event = json["EventType"]
        .as_str()
        .is_some_and(|kind| !kind.is_empty());
    match json["eventType"].as_str() {
        _ if is_event => Ok(json),
        Some(kind) => Err(CallbackError::OldForm {
            kind: one_line(kind, NAME_BYTES).into_owned(),
        }),
        None => Err(CallbackError::NotAnEvent),
    }
}

/// Reads JSON, after a repair if that helps.
#[inline]
fn parse(body: &[u8]) -> Result<Value, CallbackError> {
    let reading = Reading::lenient().bounded(MAX_MEMORY, Instant::now() + MAX_TIME);
    let fault = match read_json(body, &reading) {
        Ok(json) => return Ok(json),
        Err(fault) => fault,
    };
    let is_possible = || reading.stopped().is_none();
    let repaired = is_possible().then(|| repair(body, &reading)).flatten();
    let read = repaired.and_then(|text| read_json(text.as_bytes(), &reading).ok());
    read.ok_or_else(|| match reading.stopped() {
        Some(_) => CallbackError::TooLarge,
        None => CallbackError::NotJson {
            line: fault.line(),
            column: fault.column(),
        },
    })
}
