//! Reading JSON into values, leniently; one piece of code for every type.

mod parts;
mod scalar;

use std::cell::Cell;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

pub(crate) use self::parts::read_field;
use self::parts::{read_fields, read_items};
use self::scalar::{kept, kind, misfit};
use super::convert::Scalar;
use super::place::{Misfits, Trail};
use super::{ObjectSlot, Slot};

/// Reads an object from JSON text.
///
/// # Errors
///
/// If the text is not JSON, and for a request also if a value does not fit its field (the message names
/// the field by its path), or if a required one is missing.
pub fn from_json<T: ObjectSlot>(json: &[u8]) -> Result<T, serde_json::Error> {
    let mut object = T::blank();
    read_text(json, &mut object)?;
    Ok(object)
}

/// Here for all types, and not in each crate that reads one.
fn read_text(json: &[u8], object: &mut dyn ObjectSlot) -> Result<(), serde_json::Error> {
    let text = std::str::from_utf8(json).map_err(de::Error::custom)?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read_into(object, &mut deserializer)?;
    deserializer.end()
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
    read_into(&mut object, deserializer)?;
    Ok(object)
}

/// Reads into a whole object, by its own rules.
pub(crate) fn read_into<'de, D: Deserializer<'de>>(
    object: &mut dyn ObjectSlot,
    deserializer: D,
) -> Result<(), D::Error> {
    let misfits = match object.rules().strict {
        true => Misfits::Refused,
        false => Misfits::LeftOut,
    };
    let trail = Trail::Root(misfits);
    Target::new(&mut Slot::Object(object), &trail).deserialize(deserializer)
}

/// Reads whatever comes next into a value.
pub(crate) struct Target<'a, 's> {
    slot: &'a mut Slot<'s>,
    trail: &'a Trail<'a>,
}

impl<'a, 's> Target<'a, 's> {
    pub(crate) fn new(slot: &'a mut Slot<'s>, trail: &'a Trail<'a>) -> Self {
        Self { slot, trail }
    }
}

impl<'de> DeserializeSeed<'de> for Target<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Target<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.scalar(Scalar::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.scalar(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.scalar(Scalar::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.scalar(Scalar::I64(value))
    }

    #[inline]
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.scalar(Scalar::U64(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.scalar(Scalar::F64(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.scalar(Scalar::Str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        let taken = list(self.slot, self.trail, items)?;
        self.trail.note(taken);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        let taken = object(self.slot, self.trail, entries)?;
        self.trail.note(taken);
        Ok(())
    }
}

/// Reads a list into a slot, and says whether the slot took it.
fn list<'de, A: SeqAccess<'de>>(
    slot: &mut Slot<'_>,
    trail: &Trail<'_>,
    mut items: A,
) -> Result<bool, A::Error> {
    let expected = kind(slot);
    let taken = match slot {
        Slot::Optional(value) => {
            let taken = list(&mut value.fill(), trail, items)?;
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
fn object<'de, A: MapAccess<'de>>(
    slot: &mut Slot<'_>,
    trail: &Trail<'_>,
    mut entries: A,
) -> Result<bool, A::Error> {
    let expected = kind(slot);
    match slot {
        Slot::Object(object) => read_fields(*object, trail, entries).map(|()| true),
        Slot::Optional(value) => {
            let taken = object(&mut value.fill(), trail, entries)?;
            Ok(kept(*value, taken))
        }
        // A list takes an object as its only item.
        Slot::List(list) => {
            list.clear();
            object(&mut list.push(), &Trail::Item(trail, 0), entries)
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
