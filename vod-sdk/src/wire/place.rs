//! Where in a JSON text a reader is: the keys, and the way to a value.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};

use super::reading::Reading;

/// The way from the root to the value that is being read, for the message if it does not fit, and the
/// bounds within which it is read.
///
/// Values refer to it for what is rarely needed.
#[derive(Clone, Copy)]
pub(crate) struct JsonPath<'a> {
    pub(crate) reading: &'a Reading,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Field(&'a JsonPath<'a>, &'a str),
    Item(&'a JsonPath<'a>, &'a Index),
}

/// The place of an item in a list, and whether the list took what is there: it is noted here and not handed back with
/// every value, since nearly all are taken.
pub(crate) struct Index {
    index: usize,
    is_taken: Cell<bool>,
}

/// A key of an object, borrowed from the text where it is there literally.
pub(crate) struct Key;

impl<'a> JsonPath<'a> {
    pub(crate) fn root(reading: &'a Reading) -> Self {
        let step = Step::Root;
        Self { reading, step }
    }

    #[inline]
    pub(crate) fn field(&'a self, name: &'a str) -> Self {
        let step = Step::Field(self, name);
        Self { step, ..*self }
    }

    #[inline]
    pub(crate) fn item(&'a self, index: &'a Index) -> Self {
        let step = Step::Item(self, index);
        Self { step, ..*self }
    }

    /// The way as it is written from the root: `A.B[2].C`.
    pub(crate) fn path(&self) -> String {
        let place = self.to_string();
        place.strip_prefix(" in ").unwrap_or(&place).to_owned()
    }

    pub(super) fn is_root(&self) -> bool {
        matches!(self.step, Step::Root)
    }

    pub(super) fn is_item(&self) -> bool {
        matches!(self.step, Step::Item(..))
    }

    /// Records whether the value at this place was read, where that is needed.
    #[inline]
    pub(super) fn note(&self, is_taken: bool) {
        if let Step::Item(_, index) = self.step {
            index.is_taken.set(is_taken);
        }
    }

    /// Whether a value that fits nowhere is an error.
    pub(super) fn is_strict(&self) -> bool {
        self.reading.is_strict()
    }
}

impl Index {
    #[inline]
    pub(crate) fn at(index: usize) -> Self {
        let is_taken = Cell::new(true);
        Self { index, is_taken }
    }

    pub(super) fn next(&self) -> Self {
        Self::at(self.index + 1)
    }

    pub(super) fn is_taken(&self) -> bool {
        self.is_taken.get()
    }
}

/// Prints ` in A.B[2].C`, or nothing at the root.
impl fmt::Display for JsonPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Step::Root => Ok(()),
            Step::Field(parent, name) if parent.is_root() => write!(f, " in {name}"),
            Step::Field(parent, name) => write!(f, "{parent}.{name}"),
            Step::Item(parent, index) if parent.is_root() => {
                write!(f, " in [{}]", index.index)
            }
            Step::Item(parent, index) => write!(f, "{parent}[{}]", index.index),
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
