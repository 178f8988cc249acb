//! Reading JSON into a [`Wire`], leniently; one piece of code for every type.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Mismatch, Scalar, Wire};

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
    Target {
        value: &mut value,
        trail: Trail::Root,
    }
    .deserialize(deserializer)?;
    Ok(value)
}

/// Reads whatever comes next into a value.
pub(crate) struct Target<'a> {
    pub(crate) value: &'a mut dyn Wire,
    pub(crate) trail: Trail<'a>,
}

/// The way from the root to the value that is being read, for the message if it does not fit.
#[derive(Clone, Copy)]
pub(crate) enum Trail<'a> {
    Root,
    Field(&'a Trail<'a>, &'a str),
    Item(&'a Trail<'a>, usize),
}

/// A key of an object, borrowed from the text where it stands there literally.
pub(crate) struct Key;

struct Owned<T>(T);

impl<'de, T: Wire> serde::Deserialize<'de> for Owned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

impl Target<'_> {
    fn set<E: de::Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        let Self { value, trail } = self;
        value
            .set(scalar)
            .map_err(|mismatch| misfit(mismatch, trail, &Found(scalar)))
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
        let Self { value, trail } = self;
        value
            .begin_list()
            .map_err(|mismatch| misfit(mismatch, trail, &"a list"))?;
        let mut index = 0;
        while list
            .next_element_seed(Item {
                list: value,
                trail: Trail::Item(&trail, index),
            })?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { value, trail } = self;
        value
            .begin_object()
            .map_err(|mismatch| misfit(mismatch, trail, &"an object"))?;
        let mut missing = value.required().to_vec();
        while let Some(key) = object.next_key_seed(Key)? {
            missing.retain(|required| *required != key);
            read_field(value, &key, trail, &mut object)?;
        }
        match missing.first() {
            Some(name) => Err(de::Error::custom(format_args!(
                "missing field `{name}`{trail}"
            ))),
            None => Ok(()),
        }
    }
}

/// Reads the value of a key of an object; a key that the object does not have is skipped.
pub(crate) fn read_field<'de, A: MapAccess<'de>>(
    object: &mut dyn Wire,
    key: &str,
    trail: Trail<'_>,
    access: &mut A,
) -> Result<(), A::Error> {
    match object.field(key) {
        Some(value) => access.next_value_seed(Target {
            value,
            trail: Trail::Field(&trail, key),
        }),
        None => access.next_value::<IgnoredAny>().map(drop),
    }
}

/// An item of a list, which is appended only once it is known to be there.
struct Item<'a> {
    list: &'a mut dyn Wire,
    trail: Trail<'a>,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.list.push() {
            Some(value) => Target {
                value,
                trail: self.trail,
            }
            .deserialize(deserializer),
            None => IgnoredAny::deserialize(deserializer).map(drop),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

fn misfit<E: de::Error>(mismatch: Mismatch, trail: Trail<'_>, found: &dyn fmt::Display) -> E {
    E::custom(format_args!("{mismatch}, found {found}{trail}"))
}

/// Prints ` in A.B[2].C`, or nothing at the root.
impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => write!(f, " in {name}"),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(Self::Root, index) => write!(f, " in [{index}]"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// Prints what was found without printing its value, which may be long or private.
struct Found<'a>(Scalar<'a>);

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Scalar::Null => "null",
            Scalar::Bool(_) => "a boolean",
            Scalar::I64(_) | Scalar::U64(_) => "an integer",
            Scalar::F64(_) => "a number",
            Scalar::Str(_) => "a string",
        })
    }
}
