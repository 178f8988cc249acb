//! Single values, into whatever there is to take them.

use std::fmt;

use serde::de;
use serde_json::Value;

use super::Target;
use crate::wire::convert::{self, Scalar};
use crate::wire::place::Trail;
use crate::wire::{ListSlot, OptionalSlot, Slot};

impl Target<'_, '_> {
    /// Puts a value into the slot.
    #[inline(always)]
    pub(super) fn scalar<E: de::Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        if put(self.slot, scalar) {
            return Ok(());
        }
        let taken = convert(self.slot, self.trail, scalar)?;
        self.trail.note(taken);
        Ok(())
    }
}

/// Puts a value into a slot, in another form if need be, and says whether the slot took it.
#[cold]
fn convert<E: de::Error>(
    slot: &mut Slot<'_>,
    trail: &Trail<'_>,
    scalar: Scalar<'_>,
) -> Result<bool, E> {
    let strict = trail.is_strict();
    let expected = kind(slot);
    let taken = match slot {
        Slot::Optional(value) => return optional_scalar(*value, scalar, trail),
        Slot::List(list) => return scalar_for_list(*list, scalar, trail),
        Slot::Json(value) => set(*value, Some(json(scalar))),
        _ if scalar == Scalar::Null => return Ok(true),
        // Some services write an empty string where they have no object.
        Slot::Object(_) if scalar == Scalar::Str("") => return Ok(false),
        Slot::Object(_) => false,
        Slot::String(value) => set(*value, convert::string(scalar)),
        Slot::Bool(value) => set(*value, convert::bool(scalar)),
        Slot::F64(value) => set(*value, convert::f64(scalar)),
        Slot::I64(value) => set(*value, convert::i64(scalar, strict)),
        Slot::U64(value) => set(*value, convert::u64(scalar, strict)),
    };
    if taken {
        return Ok(true);
    }
    misfit(expected, &scalar, trail)
}

/// Puts a value where one of this very kind is expected, as nearly always, and says whether it did.
#[inline(always)]
fn put(slot: &mut Slot<'_>, scalar: Scalar<'_>) -> bool {
    match slot {
        Slot::Optional(_) if scalar == Scalar::Null => false,
        Slot::Optional(value) => put_plainly(&mut value.fill(), scalar),
        _ => put_plainly(slot, scalar),
    }
}

#[inline(always)]
fn put_plainly(slot: &mut Slot<'_>, scalar: Scalar<'_>) -> bool {
    match (slot, scalar) {
        (Slot::String(place), Scalar::Str(value)) => **place = value.to_owned(),
        (Slot::U64(place), Scalar::U64(value)) => **place = value,
        (Slot::I64(place), Scalar::I64(value)) => **place = value,
        (Slot::I64(place), Scalar::U64(value)) => match value.try_into() {
            Ok(value) => **place = value,
            Err(_) => return false,
        },
        (Slot::F64(place), Scalar::F64(value)) => **place = value,
        (Slot::F64(place), Scalar::U64(value)) => **place = value as f64,
        (Slot::Bool(place), Scalar::Bool(value)) => **place = value,
        _ => return false,
    }
    true
}

fn optional_scalar<E: de::Error>(
    value: &mut dyn OptionalSlot,
    scalar: Scalar<'_>,
    trail: &Trail<'_>,
) -> Result<bool, E> {
    if scalar == Scalar::Null {
        value.clear();
        return Ok(true);
    }
    let taken = convert(&mut value.fill(), trail, scalar)?;
    Ok(kept(value, taken))
}

/// A list takes a scalar as its only item; `null` and an empty string are no items.
fn scalar_for_list<E: de::Error>(
    list: &mut dyn ListSlot,
    scalar: Scalar<'_>,
    trail: &Trail<'_>,
) -> Result<bool, E> {
    list.clear();
    if matches!(scalar, Scalar::Null | Scalar::Str("")) {
        return Ok(true);
    }
    let trail = &Trail::Item(trail, 0);
    let taken = convert(&mut list.push(), trail, scalar)?;
    if !taken {
        list.clear();
    }
    Ok(taken)
}

/// What did not fit leaves nothing behind.
pub(super) fn kept(value: &mut dyn OptionalSlot, taken: bool) -> bool {
    if !taken {
        value.clear();
    }
    taken
}

fn set<T>(place: &mut T, value: Option<T>) -> bool {
    let taken = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    taken
}

fn json(scalar: Scalar<'_>) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Bool(value) => value.into(),
        Scalar::I64(value) => value.into(),
        Scalar::U64(value) => value.into(),
        Scalar::F64(value) => value.into(),
        Scalar::Str(value) => value.into(),
    }
}

/// What a slot takes, as a message calls it.
pub(super) fn kind(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Bool(_) => "a boolean",
        Slot::I64(_) => "a signed 64-bit integer",
        Slot::U64(_) => "an unsigned 64-bit integer",
        Slot::F64(_) => "a number",
        Slot::String(_) => "a string",
        Slot::List(_) => "a list",
        Slot::Object(_) => "an object",
        Slot::Json(_) | Slot::Optional(_) => "a value",
    }
}

#[cold]
pub(super) fn misfit<E: de::Error>(
    expected: &str,
    found: &dyn fmt::Display,
    trail: &Trail<'_>,
) -> Result<bool, E> {
    if trail.is_strict() {
        return Err(E::custom(format_args!(
            "expected {expected}, found {found}{trail}"
        )));
    }
    warning!("a value of a response is left out: expected {expected}, found {found}{trail}");
    Ok(false)
}
