//! The parts of objects and lists.

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};

use super::Target;
use crate::wire::place::{Key, Trail};
use crate::wire::{ListSlot, ObjectSlot};

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

pub(super) fn read_fields<'de, A: MapAccess<'de>>(
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

pub(super) fn read_items<'de, A: SeqAccess<'de>>(
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

/// A key as the API's names are written; some services write `requestId` for `RequestId`.
fn capitalized(key: &str) -> String {
    let mut characters = key.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
