//! Values of another kind than is expected, which are rare: nothing of this is on the short way.

use std::cell::Cell;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, IgnoredAny, MapAccess, SeqAccess};
use serde_json::Value;

use super::Target;
use super::parts::{read_fields, read_items};
use crate::wire::convert::{self, Scalar};
use crate::wire::place::Trail;
use crate::wire::{ListSlot, OptionalSlot, Slot};

/// Puts a value into a slot, in another form if need be, and says whether the slot took it.
#[cold]
pub(super) fn convert_scalar<E: de::Error>(
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

/// Reads a list into a slot, and says whether the slot took it.
#[cold]
pub(super) fn convert_list<'de, A: SeqAccess<'de>>(
    slot: &mut Slot<'_>,
    trail: &Trail<'_>,
    mut items: A,
) -> Result<bool, A::Error> {
    let expected = kind(slot);
    let taken = match slot {
        Slot::Optional(value) => {
            let taken = convert_list(&mut value.fill(), trail, items)?;
            return Ok(kept(*value, taken));
        }
        Slot::List(list) => return read_items(*list, trail, items).map(|()| true),
        Slot::String(text) => {
            **text = Value::deserialize(SeqAccessDeserializer::new(items))?.to_string();
            return Ok(true);
        }
        Slot::Json(value) => {
            **value = Value::deserialize(SeqAccessDeserializer::new(items))?;
            return Ok(true);
        }
        // An object takes the first item of a list.
        Slot::Object(_) => {
            let taken = Cell::new(true);
            let trail = Trail::Only(trail, &taken);
            let first = items.next_element_seed(Target::new(slot, &trail))?;
            first.is_some() && taken.get()
        }
        Slot::Bool(_) | Slot::I64(_) | Slot::U64(_) | Slot::F64(_) => {
            misfit(expected, &"a list", trail)?
        }
    };
    while items.next_element::<IgnoredAny>()?.is_some() {}
    Ok(taken)
}

/// Reads an object into a slot, and says whether the slot took it.
#[cold]
pub(super) fn convert_object<'de, A: MapAccess<'de>>(
    slot: &mut Slot<'_>,
    trail: &Trail<'_>,
    mut entries: A,
) -> Result<bool, A::Error> {
    let expected = kind(slot);
    match slot {
        Slot::Object(object) => read_fields(*object, trail, entries).map(|()| true),
        Slot::Optional(value) => {
            let taken = convert_object(&mut value.fill(), trail, entries)?;
            Ok(kept(*value, taken))
        }
        // A list takes an object as its only item.
        Slot::List(list) => {
            list.clear();
            convert_object(&mut list.push(), &Trail::Item(trail, 0), entries)
        }
        Slot::String(text) => {
            **text = Value::deserialize(MapAccessDeserializer::new(entries))?.to_string();
            Ok(true)
        }
        Slot::Json(value) => {
            **value = Value::deserialize(MapAccessDeserializer::new(entries))?;
            Ok(true)
        }
        Slot::Bool(_) | Slot::I64(_) | Slot::U64(_) | Slot::F64(_) => {
            while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            misfit(expected, &"an object", trail)
        }
    }
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
    let taken = convert_scalar(&mut value.fill(), trail, scalar)?;
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
    let taken = convert_scalar(&mut list.push(), trail, scalar)?;
    if !taken {
        list.clear();
    }
    Ok(taken)
}

/// What did not fit leaves nothing behind.
fn kept(value: &mut dyn OptionalSlot, taken: bool) -> bool {
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
fn kind(slot: &Slot<'_>) -> &'static str {
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
fn misfit<E: de::Error>(
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
