//! Numbers as serde_json hands them out where anything in the program has switched its feature
//! `arbitrary_precision` on: as an object with one private key, whose value is the number's text.

use std::fmt;
use std::sync::LazyLock;

use serde::de::{Deserializer, MapAccess, Visitor};

use crate::wire::convert::Scalar;

/// The private key; none without the feature. It is learned from serde_json itself, so that its name is not ours
/// to know: a number that no type of Rust can hold must come in this way, or is an error.
static KEY: LazyLock<Option<String>> = LazyLock::new(|| {
    let mut number = serde_json::Deserializer::from_str("1e999");
    number.deserialize_any(FirstKey).ok().flatten()
});

/// Whether the first key of an object says that it is no object but a number.
pub(crate) fn is_key(key: &str) -> bool {
    KEY.as_deref() == Some(key)
}

/// The number that a text is, of the same kind as without the feature; `null` if it is none.
pub(super) fn scalar(text: &str) -> Scalar<'_> {
    let unsigned = text.parse().map(Scalar::U64);
    let integer = unsigned.or_else(|_| text.parse().map(Scalar::I64));
    let number = integer.or_else(|_| text.parse().map(Scalar::F64));
    number.unwrap_or(Scalar::Null)
}

/// The first key of what is read, if it is an object.
struct FirstKey;

impl<'de> Visitor<'de> for FirstKey {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        entries.next_key()
    }
}
