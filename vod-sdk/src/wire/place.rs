//! Where in a JSON text a reader is: the keys, and the way to a value.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};

/// The way from the root to the value that is being read, for the message if it does not fit.
///
/// Values are passed on by reference to it, and it knows what is seldom asked for.
#[derive(Clone, Copy)]
pub(crate) enum Trail<'a> {
    Root(Misfits),
    Field(&'a Trail<'a>, &'a str),
    Item(&'a Trail<'a>, usize),
    /// The first item of a list, which an object takes for itself, and whether it does.
    Only(&'a Trail<'a>, &'a Cell<bool>),
}

/// What becomes of a value that fits nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misfits {
    /// It is left out, with a warning.
    LeftOut,
    /// It is an error.
    Refused,
}

/// A key of an object, borrowed from the text where it stands there literally.
pub(crate) struct Key;

impl Trail<'_> {
    /// The way as it is written from the root: `A.B[2].C`.
    pub(crate) fn path(&self) -> String {
        let place = self.to_string();
        place.strip_prefix(" in ").unwrap_or(&place).to_owned()
    }

    /// Notes whether what is here was taken, where that is asked.
    #[inline]
    pub(super) fn note(&self, taken: bool) {
        if let Self::Only(_, kept) = self {
            kept.set(taken);
        }
    }

    /// Whether a value that fits nowhere is an error.
    #[cold]
    pub(super) fn is_strict(&self) -> bool {
        match self {
            Self::Root(misfits) => *misfits == Misfits::Refused,
            Self::Field(parent, _) | Self::Item(parent, _) | Self::Only(parent, _) => {
                parent.is_strict()
            }
        }
    }
}

/// Prints ` in A.B[2].C`, or nothing at the root.
impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(_) => Ok(()),
            Self::Field(Self::Root(_), name) => write!(f, " in {name}"),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(Self::Root(_), index) => write!(f, " in [{index}]"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
            Self::Only(parent, _) => write!(f, "{}", Self::Item(parent, 0)),
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
        Ok(unescaped(key))
    }
}

/// A key with an escape in it is not in the text as it reads, and hardly ever occurs.
#[cold]
fn unescaped<'de>(key: &str) -> Cow<'de, str> {
    Cow::Owned(key.to_owned())
}
