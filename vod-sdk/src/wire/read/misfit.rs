//! Messages about values that do not fit.

use std::fmt;

use serde::de;

use crate::wire::Slot;
use crate::wire::place::JsonPath;

/// The expected type of a slot, for messages.
pub(super) fn kind(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Bool(_) => "a boolean",
        Slot::I64(_) => "a signed 64-bit integer",
        Slot::U64(_) => "an unsigned 64-bit integer",
        Slot::F64(_) => "a number",
        Slot::String(_) | Slot::Text(_) => "a string",
        Slot::List(_) => "a list",
        Slot::Object(_) => "an object",
        Slot::Json(_) | Slot::Optional(_) => "a value",
    }
}

/// Says that a value does not fit. An object as a whole is never left out: then nothing would be left.
#[cold]
pub(super) fn misfit<E: de::Error>(
    expected: &str,
    found: &dyn fmt::Display,
    path: &JsonPath<'_>,
) -> Result<bool, E> {
    if path.is_strict() || path.is_root() {
        return Err(E::custom(format_args!(
            "expected {expected}, found {found}{path}"
        )));
    }
    path.reading.warn(format_args!(
        "a value of a response is left out: expected {expected}, found {found}{path}"
    ));
    Ok(false)
}
