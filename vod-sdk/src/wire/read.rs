//! Reading JSON into values, leniently; one piece of code for every type.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::convert::{self, Scalar};
use super::place::{Key, Trail};
use super::{ListSlot, ObjectSlot, OptionalSlot, Slot};

/// Reads an object from JSON text.
///
/// # Errors
///
/// If the text is not JSON, and for a request also if a value does not fit its field (the message names
/// the field by its path), or if a required one is missing.
pub fn from_json<T: ObjectSlot>(json: &[u8]) -> Result<T, serde_json::Error> {
    let text = std::str::from_utf8(json).map_err(de::Error::custom)?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let object = deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(object)
}

/// Reads an object with any deserializer of a self-describing format: `Deserialize` for an object.
///
/// # Errors
///
/// As for [`from_json`].
pub fn deserialize<'de, T: ObjectSlot, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut object = T::blank();
    Target::root(&mut object).deserialize(deserializer)?;
    Ok(object)
}

/// Reads whatever comes next into a value. What it makes is whether the value took it.
pub(crate) struct Target<'a> {
    slot: Slot<'a>,
    trail: Trail<'a>,
    /// Whether what fits nowhere is an error, and not left out with a warning.
    strict: bool,
}

impl<'a> Target<'a> {
    /// A whole object, by its own rules.
    pub(crate) fn root(object: &'a mut dyn ObjectSlot) -> Self {
        let strict = object.rules().strict;
        let slot = Slot::Object(object);
        Self {
            slot,
            trail: Trail::Root,
            strict,
        }
    }

    /// A part of a response.
    pub(crate) fn lenient(slot: Slot<'a>, trail: Trail<'a>) -> Self {
        let strict = false;
        Self {
            slot,
            trail,
            strict,
        }
    }

    fn scalar<E: de::Error>(self, scalar: Scalar<'_>) -> Result<bool, E> {
        let Self {
            slot,
            trail,
            strict,
        } = self;
        let expected = kind(&slot);
        let taken = match slot {
            Slot::Optional(value) => return optional_scalar(value, scalar, trail, strict),
            Slot::List(list) => return scalar_for_list(list, scalar, trail, strict),
            Slot::Json(value) => set(value, Some(json(scalar))),
            _ if scalar == Scalar::Null => return Ok(true),
            // Some services write an empty string where they have no object.
            Slot::Object(_) if scalar == Scalar::Str("") => return Ok(false),
            Slot::Object(_) => false,
            Slot::String(value) => set(value, convert::string(scalar)),
            Slot::Bool(value) => set(value, convert::bool(scalar)),
            Slot::F64(value) => set(value, convert::f64(scalar)),
            Slot::I64(value) => set(value, convert::i64(scalar, strict)),
            Slot::U64(value) => set(value, convert::u64(scalar, strict)),
        };
        if taken {
            return Ok(true);
        }
        misfit(expected, &scalar, trail, strict)
    }
}

impl<'de> DeserializeSeed<'de> for Target<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        match self.slot {
            Slot::Json(value) => {
                *value = Value::deserialize(deserializer)?;
                Ok(true)
            }
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Target<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        self.scalar(Scalar::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<bool, E> {
        self.scalar(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<bool, E> {
        self.scalar(Scalar::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<bool, E> {
        self.scalar(Scalar::I64(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<bool, E> {
        self.scalar(Scalar::U64(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<bool, E> {
        self.scalar(Scalar::F64(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<bool, E> {
        self.scalar(Scalar::Str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<bool, A::Error> {
        let Self {
            slot,
            trail,
            strict,
        } = self;
        let target = |slot, trail| Target {
            slot,
            trail,
            strict,
        };
        let expected = kind(&slot);
        let taken = match slot {
            Slot::Optional(value) => {
                let taken = target(value.fill(), trail).visit_seq(items)?;
                return Ok(kept(value, taken));
            }
            Slot::List(list) => return read_items(list, trail, strict, items),
            Slot::String(text) => {
                *text = Value::deserialize(SeqAccessDeserializer::new(items))?.to_string();
                return Ok(true);
            }
            Slot::Json(value) => {
                *value = Value::deserialize(SeqAccessDeserializer::new(items))?;
                return Ok(true);
            }
            // An object takes the first item of a list.
            Slot::Object(object) => {
                let trail = Trail::Item(&trail, 0);
                items
                    .next_element_seed(target(Slot::Object(object), trail))?
                    .unwrap_or(false)
            }
            Slot::Bool(_) | Slot::I64(_) | Slot::U64(_) | Slot::F64(_) => {
                misfit(expected, &"a list", trail, strict)?
            }
        };
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(taken)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<bool, A::Error> {
        let Self {
            slot,
            trail,
            strict,
        } = self;
        let target = |slot, trail| Target {
            slot,
            trail,
            strict,
        };
        let expected = kind(&slot);
        match slot {
            Slot::Object(object) => read_fields(object, trail, strict, entries),
            Slot::Optional(value) => {
                let taken = target(value.fill(), trail).visit_map(entries)?;
                Ok(kept(value, taken))
            }
            // A list takes an object as its only item.
            Slot::List(list) => {
                list.clear();
                target(list.push(), Trail::Item(&trail, 0)).visit_map(entries)
            }
            Slot::String(text) => {
                *text = Value::deserialize(MapAccessDeserializer::new(entries))?.to_string();
                Ok(true)
            }
            Slot::Json(value) => {
                *value = Value::deserialize(MapAccessDeserializer::new(entries))?;
                Ok(true)
            }
            Slot::Bool(_) | Slot::I64(_) | Slot::U64(_) | Slot::F64(_) => {
                while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                misfit(expected, &"an object", trail, strict)
            }
        }
    }
}

/// Reads the value of a key of an object; a key that the object does not have is skipped.
pub(crate) fn read_field<'de, A: MapAccess<'de>>(
    object: &mut dyn ObjectSlot,
    key: &str,
    (trail, strict): (Trail<'_>, bool),
    entries: &mut A,
) -> Result<(), A::Error> {
    // Hardly any key is in lower case: only such a one is looked up twice.
    let is_lower = key.starts_with(|first: char| first.is_ascii_lowercase());
    let is_other = !strict && is_lower && object.field(key).is_none();
    let capitalized = is_other.then(|| capitalized(key));
    match object.field(capitalized.as_deref().unwrap_or(key)) {
        Some(slot) => {
            let trail = Trail::Field(&trail, key);
            let target = Target {
                slot,
                trail,
                strict,
            };
            entries.next_value_seed(target).map(drop)
        }
        None => entries.next_value::<IgnoredAny>().map(drop),
    }
}

fn read_fields<'de, A: MapAccess<'de>>(
    object: &mut dyn ObjectSlot,
    trail: Trail<'_>,
    strict: bool,
    mut entries: A,
) -> Result<bool, A::Error> {
    let mut missing = object.rules().required.to_vec();
    while let Some(key) = entries.next_key_seed(Key)? {
        missing.retain(|required| *required != key);
        read_field(object, &key, (trail, strict), &mut entries)?;
    }
    match missing.first() {
        Some(name) => Err(de::Error::custom(format_args!(
            "missing field `{name}`{trail}"
        ))),
        None => Ok(true),
    }
}

fn read_items<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    trail: Trail<'_>,
    strict: bool,
    mut items: A,
) -> Result<bool, A::Error> {
    list.clear();
    let mut index = 0;
    loop {
        let trail = Trail::Item(&trail, index);
        let item = Item {
            list,
            trail,
            strict,
        };
        if items.next_element_seed(item)?.is_none() {
            return Ok(true);
        }
        index += 1;
    }
}

/// An item of a list, which is appended only once it is known to be there.
struct Item<'a> {
    list: &'a mut dyn ListSlot,
    trail: Trail<'a>,
    strict: bool,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let target = Target {
            slot: self.list.push(),
            trail: self.trail,
            strict: self.strict,
        };
        target.deserialize(deserializer)
    }
}

fn optional_scalar<E: de::Error>(
    value: &mut dyn OptionalSlot,
    scalar: Scalar<'_>,
    trail: Trail<'_>,
    strict: bool,
) -> Result<bool, E> {
    if scalar == Scalar::Null {
        value.clear();
        return Ok(true);
    }
    let target = Target {
        slot: value.fill(),
        trail,
        strict,
    };
    let taken = target.scalar(scalar)?;
    Ok(kept(value, taken))
}

/// A list takes a scalar as its only item; `null` and an empty string are no items.
fn scalar_for_list<E: de::Error>(
    list: &mut dyn ListSlot,
    scalar: Scalar<'_>,
    trail: Trail<'_>,
    strict: bool,
) -> Result<bool, E> {
    list.clear();
    if matches!(scalar, Scalar::Null | Scalar::Str("")) {
        return Ok(true);
    }
    let target = Target {
        slot: list.push(),
        trail: Trail::Item(&trail, 0),
        strict,
    };
    let taken = target.scalar(scalar)?;
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

fn misfit<E: de::Error>(
    expected: &str,
    found: &dyn fmt::Display,
    trail: Trail<'_>,
    strict: bool,
) -> Result<bool, E> {
    if strict {
        return Err(E::custom(format_args!(
            "expected {expected}, found {found}{trail}"
        )));
    }
    warning!("a value of a response is left out: expected {expected}, found {found}{trail}");
    Ok(false)
}

/// A key as the API's names are written; some services write `requestId` for `RequestId`.
fn capitalized(key: &str) -> String {
    let mut characters = key.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
