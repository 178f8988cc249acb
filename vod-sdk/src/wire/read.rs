//! Reading JSON into values, leniently; one piece of code for every type.

mod expected;
mod json;
mod misfit;
mod number;
mod parts;
mod skip;
mod unexpected;

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use self::expected::{expected_list, expected_object, put_expected};
pub(crate) use self::json::take_entry;
pub(crate) use self::number::is_key as is_number_key;
pub(crate) use self::parts::read_field;
use self::parts::{read_fields, read_items};
pub(crate) use self::skip::Skip;
use self::unexpected::{convert_list, convert_object, convert_scalar, leave_out};
use super::convert::Scalar;
use super::place::JsonPath;
use super::reading::Reading;
use super::{ObjectSlot, Slot};

/// Reads an object from JSON text.
///
/// # Errors
///
/// If the text is not JSON or no object, and for a request also if a value does not fit its field (the message
/// names the field by its path).
pub fn from_json<T: ObjectSlot>(json: &[u8]) -> Result<T, serde_json::Error> {
    let mut object = T::empty();
    read_text(json, &mut object)?;
    Ok(object)
}

/// [`from_json`] for all types, so that the crates which read them do not compile a parser each.
fn read_text(json: &[u8], object: &mut dyn ObjectSlot) -> Result<(), serde_json::Error> {
    let text = std::str::from_utf8(json).map_err(de::Error::custom)?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read_into(object, &mut deserializer)?;
    deserializer.end()
}

/// Reads JSON of any form, within bounds.
pub(crate) fn read_json(json: &[u8], reading: &Reading) -> Result<Value, serde_json::Error> {
    let text = std::str::from_utf8(json).map_err(de::Error::custom)?;
    reading.look_at_tokens(text)?;
    let mut value = Value::Null;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let path = JsonPath::root(reading);
    Target::new(&mut Slot::Json(&mut value), &path).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads an object with any deserializer of a self-describing format: `Deserialize` for an object.
///
/// # Errors
///
/// As for [`from_json`].
pub fn deserialize<'de, T: ObjectSlot, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut object = T::empty();
    read_into(&mut object, deserializer)?;
    Ok(object)
}

/// Reads into a whole object, by its own rules.
pub(crate) fn read_into<'de, D: Deserializer<'de>>(
    object: &mut dyn ObjectSlot,
    deserializer: D,
) -> Result<(), D::Error> {
    let reading = match object.rules().strict {
        true => Reading::strict(),
        false => Reading::lenient(),
    };
    let path = JsonPath::root(&reading);
    Target::new(&mut Slot::Object(object), &path).deserialize(deserializer)
}

/// Reads whatever comes next into a slot.
///
/// It is two references and makes nothing, so that serde_json passes it on, and an outcome back, in
/// registers. Nearly every value is of the expected kind: only the others leave the fast path.
pub(crate) struct Target<'a, 's> {
    slot: &'a mut Slot<'s>,
    path: &'a JsonPath<'a>,
}

impl<'a, 's> Target<'a, 's> {
    pub(crate) fn new(slot: &'a mut Slot<'s>, path: &'a JsonPath<'a>) -> Self {
        Self { slot, path }
    }

    /// Inlined, so that each kind of scalar goes its own way only.
    #[inline(always)]
    fn scalar<E: de::Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        if let Scalar::Str(text) = scalar {
            self.path.reading.take_string(text)?;
        }
        if put_expected(self.slot, scalar) {
            return Ok(());
        }
        let is_taken = convert_scalar(self.slot, self.path, scalar)?;
        self.path.note(is_taken);
        Ok(())
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

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.scalar(Scalar::U64(value))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        self.scalar(match value.try_into() {
            Ok(value) => Scalar::I64(value),
            Err(_) => u64::try_from(value).map_or(Scalar::F64(value as f64), Scalar::U64),
        })
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<(), E> {
        self.scalar(u64::try_from(value).map_or(Scalar::F64(value as f64), Scalar::U64))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.scalar(Scalar::F64(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.scalar(Scalar::Str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        if let Some(list) = expected_list(self.slot) {
            return read_items(list, self.path, items);
        }
        let is_taken = convert_list(self.slot, self.path, items)?;
        self.path.note(is_taken);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        let is_taken = match expected_object(self.slot) {
            Some(object) => match read_fields(object, self.path, entries)? {
                true => return Ok(()),
                false => leave_out(self.slot),
            },
            None => convert_object(self.slot, self.path, entries)?,
        };
        self.path.note(is_taken);
        Ok(())
    }
}
