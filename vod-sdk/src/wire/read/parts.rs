//! The parts of objects and lists.

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};

use super::Target;
use crate::wire::place::{Key, Trail};
use crate::wire::{ListSlot, ObjectSlot};

pub(super) fn read_fields<'de, A: MapAccess<'de>>(
    object: &mut dyn ObjectSlot,
    trail: &Trail<'_>,
    mut entries: A,
) -> Result<(), A::Error> {
    let required = object.rules().required;
    let mut missing = Vec::new();
    // Nothing of a response is required, and a response is what may be large.
    if !required.is_empty() {
        missing.extend_from_slice(required);
    }
    while let Some(key) = entries.next_key_seed(Key)? {
        if !missing.is_empty() {
            strike(&mut missing, &key);
        }
        read_field(object, &key, trail, &mut entries)?;
    }
    match missing.first() {
        Some(name) => Err(de::Error::custom(format_args!(
            "missing field `{name}`{trail}"
        ))),
        None => Ok(()),
    }
}

#[cold]
fn strike(missing: &mut Vec<&str>, key: &str) {
    missing.retain(|required| *required != key);
}

/// Reads the value of a key of an object; a key that the object does not have is skipped.
#[inline]
pub(crate) fn read_field<'de, A: MapAccess<'de>>(
    object: &mut dyn ObjectSlot,
    key: &str,
    trail: &Trail<'_>,
    entries: &mut A,
) -> Result<(), A::Error> {
    if let Some(slot) = &mut object.field(key) {
        let trail = Trail::Field(trail, key);
        return entries.next_value_seed(Target::new(slot, &trail));
    }
    read_other(object, key, trail, entries)
}

/// Reads the value of a key that the object does not have as it is written.
#[cold]
fn read_other<'de, A: MapAccess<'de>>(
    object: &mut dyn ObjectSlot,
    key: &str,
    trail: &Trail<'_>,
    entries: &mut A,
) -> Result<(), A::Error> {
    let is_lower = key.starts_with(|first: char| first.is_ascii_lowercase());
    let capitalized = (is_lower && !trail.is_strict()).then(|| capitalized(key));
    match &mut capitalized.and_then(|name| object.field(&name)) {
        Some(slot) => {
            let trail = Trail::Field(trail, key);
            entries.next_value_seed(Target::new(slot, &trail))
        }
        None => entries.next_value::<IgnoredAny>().map(drop),
    }
}

pub(super) fn read_items<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    trail: &Trail<'_>,
    mut items: A,
) -> Result<(), A::Error> {
    list.clear();
    let mut index = 0;
    loop {
        let trail = &Trail::Item(trail, index);
        if items.next_element_seed(Item { list, trail })?.is_none() {
            return Ok(());
        }
        index += 1;
    }
}

/// An item of a list, which is appended only once it is known to be there.
struct Item<'a> {
    list: &'a mut dyn ListSlot,
    trail: &'a Trail<'a>,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Target::new(&mut self.list.push(), self.trail).deserialize(deserializer)
    }
}

/// A key as the API's names are written; some services write `requestId` for `RequestId`.
fn capitalized(key: &str) -> String {
    let mut characters = key.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
