//! Reading JSON into a [`Wire`], leniently; one piece of code for every type.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::place::{Found, Key, Trail};
use super::{Mismatch, Otherwise, Scalar, Wire};

/// Reads a value from JSON text.
///
/// # Errors
///
/// If the text is not JSON, if a value does not fit its field (the message names the field by its
/// path), or if a field that a request must have is missing.
pub fn from_json<T: Wire>(json: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice::<Owned<T>>(json).map(|owned| owned.0)
}

/// Reads a value with any deserializer of a self-describing format: `Deserialize` for a [`Wire`].
///
/// # Errors
///
/// As for [`from_json`].
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    let strict = value.is_strict();
    let trail = Trail::Root;
    Target {
        value: &mut value,
        trail,
        strict,
    }
    .deserialize(deserializer)?;
    Ok(value)
}

/// Reads whatever comes next into a value.
pub(crate) struct Target<'a> {
    pub(crate) value: &'a mut dyn Wire,
    pub(crate) trail: Trail<'a>,
    /// Whether what fits nowhere is an error, and not left out with a warning.
    pub(crate) strict: bool,
}

struct Owned<T>(T);

impl<'de, T: Wire> serde::Deserialize<'de> for Owned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

impl Target<'_> {
    fn set<E: de::Error>(mut self, scalar: Scalar<'_>) -> Result<(), E> {
        let Err(mismatch) = self.value.set(scalar) else {
            return Ok(());
        };
        if self.value.otherwise() == Otherwise::OneItem && self.value.begin_list().is_ok() {
            let Self {
                value,
                trail,
                strict,
            } = self;
            return match value.push() {
                Some(value) => Target {
                    value,
                    trail: Trail::Item(&trail, 0),
                    strict,
                }
                .set(scalar),
                None => Ok(()),
            };
        }
        if !self.strict && self.set_rounded(scalar) {
            return Ok(());
        }
        self.misfit(mismatch, &Found(scalar))
    }

    /// An integer takes a number with a fraction as the next one towards zero, and one out of its range
    /// as the end of the range.
    fn set_rounded(&mut self, scalar: Scalar<'_>) -> bool {
        let rounded = match scalar {
            Scalar::F64(number) => [Scalar::U64(number as u64), Scalar::I64(number as i64)],
            Scalar::U64(_) => [Scalar::I64(i64::MAX); 2],
            _ => return false,
        };
        let is_negative = matches!(scalar, Scalar::F64(number) if number < 0.0);
        let mut candidates = rounded.into_iter().skip(usize::from(is_negative));
        candidates.any(|rounded| self.value.set(rounded).is_ok())
    }

    fn misfit<E: de::Error>(&self, mismatch: Mismatch, found: &dyn fmt::Display) -> Result<(), E> {
        let trail = self.trail;
        if self.strict {
            return Err(E::custom(format_args!("{mismatch}, found {found}{trail}")));
        }
        tracing::warn!("a value of a response is left out: {mismatch}, found {found}{trail}");
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Target<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Target<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.set(Scalar::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.set(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.set(Scalar::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.set(Scalar::I64(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.set(Scalar::U64(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.set(Scalar::F64(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.set(Scalar::Str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Err(mismatch) = self.value.begin_list() else {
            return self.items(list);
        };
        match self.value.otherwise() {
            Otherwise::Text => {
                return self.text(Value::deserialize(SeqAccessDeserializer::new(list))?);
            }
            Otherwise::OnlyItem => {
                let Self {
                    value,
                    trail,
                    strict,
                } = self;
                let trail = Trail::Item(&trail, 0);
                list.next_element_seed(Target {
                    value,
                    trail,
                    strict,
                })?;
            }
            Otherwise::Misfit | Otherwise::OneItem => self.misfit(mismatch, &"a list")?,
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Err(mismatch) = self.value.begin_object() else {
            return self.fields(object);
        };
        match self.value.otherwise() {
            Otherwise::Text => {
                return self.text(Value::deserialize(MapAccessDeserializer::new(object))?);
            }
            Otherwise::OneItem if self.value.begin_list().is_ok() => {
                let Self {
                    value,
                    trail,
                    strict,
                } = self;
                if let Some(value) = value.push() {
                    let trail = Trail::Item(&trail, 0);
                    return Target {
                        value,
                        trail,
                        strict,
                    }
                    .visit_map(object);
                }
            }
            _ => self.misfit(mismatch, &"an object")?,
        }
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

impl Target<'_> {
    fn items<'de, A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self {
            value,
            trail,
            strict,
        } = self;
        let mut index = 0;
        loop {
            let trail = Trail::Item(&trail, index);
            if list
                .next_element_seed(Item {
                    list: value,
                    trail,
                    strict,
                })?
                .is_none()
            {
                return Ok(());
            }
            index += 1;
        }
    }

    fn fields<'de, A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self {
            value,
            trail,
            strict,
        } = self;
        let mut missing = value.required().to_vec();
        while let Some(key) = object.next_key_seed(Key)? {
            missing.retain(|required| *required != key);
            read_field(value, &key, (trail, strict), &mut object)?;
        }
        match missing.first() {
            Some(name) => Err(de::Error::custom(format_args!(
                "missing field `{name}`{trail}"
            ))),
            None => Ok(()),
        }
    }

    fn text<E: de::Error>(self, json: Value) -> Result<(), E> {
        self.set(Scalar::Str(&json.to_string()))
    }
}

/// Reads the value of a key of an object; a key that the object does not have is skipped.
pub(crate) fn read_field<'de, A: MapAccess<'de>>(
    object: &mut dyn Wire,
    key: &str,
    (trail, strict): (Trail<'_>, bool),
    access: &mut A,
) -> Result<(), A::Error> {
    let capitalized = (!strict && object.field(key).is_none()).then(|| capitalized(key));
    match object.field(capitalized.as_deref().unwrap_or(key)) {
        Some(value) => {
            let trail = Trail::Field(&trail, key);
            access.next_value_seed(Target {
                value,
                trail,
                strict,
            })
        }
        None => access.next_value::<IgnoredAny>().map(drop),
    }
}

/// A key as the API's names are written; some services write `requestId` for `RequestId`.
fn capitalized(key: &str) -> String {
    let mut characters = key.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// An item of a list, which is appended only once it is known to be there.
struct Item<'a> {
    list: &'a mut dyn Wire,
    trail: Trail<'a>,
    strict: bool,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.list.push() {
            Some(value) => {
                let (trail, strict) = (self.trail, self.strict);
                Target {
                    value,
                    trail,
                    strict,
                }
                .deserialize(deserializer)
            }
            None => IgnoredAny::deserialize(deserializer).map(drop),
        }
    }
}
