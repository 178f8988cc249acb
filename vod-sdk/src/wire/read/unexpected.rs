//! Values of another kind than is expected, which are rare: nothing of this is on the short way.

use std::borrow::Cow;

use serde::de::{self, MapAccess, SeqAccess};
use serde_json::Value;

use super::misfit::{kind, misfit};
use super::parts::{push, read_field, read_fields, read_items};
use super::skip::Skip;
use super::{Target, json, number};
use crate::wire::convert::{self, Integer, Scalar};
use crate::wire::place::{Index, JsonPath, Key};
use crate::wire::{ListSlot, OptionalSlot, Slot};

/// Puts a value into a slot, in another form if need be, and says whether the slot took it.
#[cold]
pub(super) fn convert_scalar<E: de::Error>(
    slot: &mut Slot<'_>,
    path: &JsonPath<'_>,
    scalar: Scalar<'_>,
) -> Result<bool, E> {
    let expected = kind(slot);
    if scalar == Scalar::Null && !path.is_root() && is_absence(slot, path) {
        return Ok(true);
    }
    let taken = match slot {
        Slot::Optional(value) => {
            let taken = convert_scalar(&mut value.fill(), path, scalar)?;
            return Ok(kept(*value, taken));
        }
        Slot::List(list) => return scalar_for_list(*list, scalar, path),
        Slot::Json(value) => set(*value, Some(convert::json(scalar))),
        // Some services write an empty string where they have no object.
        Slot::Object(_) if scalar == Scalar::Str("") && !path.is_root() => return Ok(false),
        Slot::Object(_) => false,
        Slot::String(value) => set(*value, string(scalar, path)?),
        Slot::Text(value) => match string(scalar, path)? {
            Some(text) => {
                value.set(&text);
                true
            }
            None => false,
        },
        Slot::Bool(value) => set(*value, convert::bool(scalar)),
        Slot::F64(value) => set(*value, convert::f64(scalar)),
        Slot::I64(value) => set(*value, integer(scalar, path)),
        Slot::U64(value) => set(*value, integer(scalar, path)),
    };
    match taken {
        true => Ok(true),
        false => misfit(expected, &scalar, path),
    }
}

/// Reads a list into a slot, and says whether the slot took it.
#[cold]
pub(super) fn convert_list<'de, A: SeqAccess<'de>>(
    slot: &mut Slot<'_>,
    path: &JsonPath<'_>,
    mut items: A,
) -> Result<bool, A::Error> {
    match slot {
        Slot::Optional(value) => {
            let taken = convert_list(&mut value.fill(), path, items)?;
            return Ok(kept(*value, taken));
        }
        Slot::Text(value) => {
            let mut text = String::new();
            let taken = convert_list(&mut Slot::String(&mut text), path, items)?;
            value.set(&text);
            return Ok(taken);
        }
        Slot::List(list) => return read_items(*list, path, items).map(|()| true),
        Slot::Json(value) => return json::read_list(value, path, items),
        Slot::String(text) => {
            let mut value = Value::Null;
            json::read_list(&mut value, path, items)?;
            return write_json(text, &value, path);
        }
        _ => {}
    }
    let expected = kind(slot);
    if path.is_strict() || path.is_root() {
        return misfit(expected, &"a list", path);
    }
    let index = Index::at(0);
    let first = items.next_element_seed(Target::new(slot, &path.item(&index)))?;
    let first = first.map(|()| index.is_taken());
    let mut more = false;
    while items.next_element_seed(Skip(path.reading))?.is_some() {
        more = true;
    }
    match (slot, first) {
        // An object takes the first item of a list; some services write an empty list where they have none.
        (Slot::Object(_), first) => Ok(first.unwrap_or(false)),
        (_, Some(taken)) if !more => Ok(taken),
        (slot, first) => {
            empty(slot);
            let found = match first {
                Some(_) => "a list of several items",
                None => "an empty list",
            };
            misfit(expected, &found, path)
        }
    }
}

/// Reads an object into a slot, or the number as which an object may come, and says whether the slot took it.
#[cold]
pub(super) fn convert_object<'de, A: MapAccess<'de>>(
    slot: &mut Slot<'_>,
    path: &JsonPath<'_>,
    mut entries: A,
) -> Result<bool, A::Error> {
    let first = entries.next_key_seed(Key)?;
    if !first.as_deref().is_some_and(number::is_key) {
        return convert_entries(slot, path, first, entries);
    }
    let mut text = String::new();
    entries.next_value_seed(Target::new(&mut Slot::String(&mut text), path))?;
    put_number(slot, path, &text)
}

/// Puts a number into a slot; untyped JSON keeps it to the last digit.
fn put_number<E: de::Error>(
    slot: &mut Slot<'_>,
    path: &JsonPath<'_>,
    text: &str,
) -> Result<bool, E> {
    match slot {
        Slot::Optional(value) => {
            let taken = put_number(&mut value.fill(), path, text)?;
            Ok(kept(*value, taken))
        }
        Slot::Json(value) => {
            **value = serde_json::from_str(text).unwrap_or_default();
            Ok(true)
        }
        slot => convert_scalar(slot, path, number::scalar(text)),
    }
}

/// Reads an object of which the first key has been read.
fn convert_entries<'de, A: MapAccess<'de>>(
    slot: &mut Slot<'_>,
    path: &JsonPath<'_>,
    first: Option<Cow<'de, str>>,
    mut entries: A,
) -> Result<bool, A::Error> {
    let expected = kind(slot);
    match slot {
        Slot::Object(object) => {
            if let Some(key) = &first {
                read_field(*object, key, path, &mut entries)?;
            }
            read_fields(*object, path, entries)
        }
        Slot::Optional(value) => {
            let taken = convert_entries(&mut value.fill(), path, first, entries)?;
            Ok(kept(*value, taken))
        }
        // A list takes an object as its only item.
        Slot::List(list) => {
            list.clear();
            let index = Index::at(0);
            let path = &path.item(&index);
            let taken = convert_entries(&mut push(*list, path)?, path, first, entries)?;
            Ok(kept_item(*list, taken))
        }
        Slot::String(text) => {
            let mut value = Value::Null;
            json::read_object(&mut value, path, first, entries)?;
            write_json(text, &value, path)
        }
        Slot::Text(value) => {
            let mut text = String::new();
            let taken = convert_entries(&mut Slot::String(&mut text), path, first, entries)?;
            value.set(&text);
            Ok(taken)
        }
        Slot::Json(value) => json::read_object(value, path, first, entries),
        Slot::Bool(_) | Slot::I64(_) | Slot::U64(_) | Slot::F64(_) => {
            if first.is_some() {
                entries.next_value_seed(Skip(path.reading))?;
            }
            while entries.next_key_seed(Key)?.is_some() {
                entries.next_value_seed(Skip(path.reading))?;
            }
            misfit(expected, &"an object", path)
        }
    }
}

/// Takes `null` for an absent value, and says whether it is one: an item of a list cannot be absent.
fn is_absence(slot: &mut Slot<'_>, path: &JsonPath<'_>) -> bool {
    match slot {
        Slot::Optional(value) => value.clear(),
        Slot::List(list) => list.clear(),
        Slot::Json(value) => **value = Value::Null,
        _ => return !path.is_item(),
    }
    true
}

/// A list takes a scalar as its only item; an empty string is no item.
fn scalar_for_list<E: de::Error>(
    list: &mut dyn ListSlot,
    scalar: Scalar<'_>,
    path: &JsonPath<'_>,
) -> Result<bool, E> {
    list.clear();
    if scalar == Scalar::Str("") {
        return Ok(true);
    }
    let index = Index::at(0);
    let path = &path.item(&index);
    let taken = convert_scalar(&mut push(list, path)?, path, scalar)?;
    Ok(kept_item(list, taken))
}

/// A value that is no object leaves nothing behind.
#[cold]
pub(super) fn leave_out(slot: &mut Slot<'_>) -> bool {
    if let Slot::Optional(value) = slot {
        value.clear();
    }
    false
}

/// A value that does not fit leaves nothing behind.
fn kept(value: &mut dyn OptionalSlot, taken: bool) -> bool {
    if !taken {
        value.clear();
    }
    taken
}

/// A value that does not fit leaves nothing behind.
fn kept_item(list: &mut dyn ListSlot, taken: bool) -> bool {
    if !taken {
        list.clear();
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

/// The string that a scalar is, whose memory a string in the text would have taken.
fn string<E: de::Error>(scalar: Scalar<'_>, path: &JsonPath<'_>) -> Result<Option<String>, E> {
    let text = convert::string(scalar);
    path.reading
        .take_string(text.as_deref().unwrap_or_default())?;
    Ok(text)
}

/// The integer that a scalar is. In a response, a fraction is cut off.
fn integer<T: TryFrom<i128>>(scalar: Scalar<'_>, path: &JsonPath<'_>) -> Option<T> {
    let Integer { value, is_cut } = convert::integer(scalar)?;
    if is_cut && path.is_strict() {
        return None;
    }
    let value = value.try_into().ok()?;
    if is_cut {
        let reading = path.reading;
        reading.warn(format_args!(
            "the fraction of a number of a response is cut off{path}"
        ));
    }
    Some(value)
}

/// Writes untyped JSON into a string.
fn write_json<E: de::Error>(
    text: &mut String,
    json: &Value,
    path: &JsonPath<'_>,
) -> Result<bool, E> {
    *text = json.to_string();
    path.reading.take_string(text)?;
    Ok(true)
}

/// Makes a scalar again what it was before it was read into.
fn empty(slot: &mut Slot<'_>) {
    match slot {
        Slot::Bool(value) => **value = false,
        Slot::I64(value) => **value = 0,
        Slot::U64(value) => **value = 0,
        Slot::F64(value) => **value = 0.0,
        _ => {}
    }
}
