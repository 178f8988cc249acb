//! The parts of objects and lists.

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess};

use super::misfit::misfit;
use super::skip::Skip;
use super::{Target, number};
use crate::wire::place::{Index, JsonPath, Key};
use crate::wire::{ListSlot, ObjectSlot, Rules, Slot};

/// How many fields of an object are read between two ticks. A register counts them, since nearly all objects have
/// fewer.
const FIELDS_PER_TICK: u32 = 32;

/// Reads the fields of an object, and says whether it is one.
pub(super) fn read_fields<'de, A: MapAccess<'de>>(
    object: &mut dyn ObjectSlot,
    path: &JsonPath<'_>,
    mut entries: A,
) -> Result<bool, A::Error> {
    let Rules { boxed, .. } = object.rules();
    if boxed > 0 {
        path.reading.take(boxed)?;
    }
    path.reading.tick()?;
    let mut until_tick = FIELDS_PER_TICK;
    while let Some(key) = entries.next_key_seed(Key)? {
        if !read_field(object, &key, path, &mut entries)? {
            return misfit("an object", &"a number", path);
        }
        until_tick -= 1;
        if until_tick == 0 {
            path.reading.tick()?;
            until_tick = FIELDS_PER_TICK;
        }
    }
    Ok(true)
}

/// Reads the value of a key of an object; a key that the object does not have is skipped. Says whether it is
/// an object at all: with `arbitrary_precision`, numbers come as such.
#[inline]
pub(crate) fn read_field<'de, A: MapAccess<'de>>(
    object: &mut dyn ObjectSlot,
    key: &str,
    path: &JsonPath<'_>,
    entries: &mut A,
) -> Result<bool, A::Error> {
    if let Some(slot) = &mut object.field(key) {
        let path = path.field(key);
        entries.next_value_seed(Target::new(slot, &path))?;
        return Ok(true);
    }
    read_other(object, key, path, entries)
}

/// Reads the value of a key that the object does not have as it is written.
#[cold]
fn read_other<'de, A: MapAccess<'de>>(
    object: &mut dyn ObjectSlot,
    key: &str,
    path: &JsonPath<'_>,
    entries: &mut A,
) -> Result<bool, A::Error> {
    let is_lower = key.starts_with(|first: char| first.is_ascii_lowercase());
    let capitalized = (is_lower && !path.is_strict()).then(|| capitalized(key));
    match &mut capitalized.and_then(|name| object.field(&name)) {
        Some(slot) => {
            let path = path.field(key);
            entries.next_value_seed(Target::new(slot, &path))?;
        }
        None => entries.next_value_seed(Skip(path.reading))?,
    }
    Ok(!number::is_key(key))
}

/// Reads the items of a list. What fits none of them is left out, and nothing is in its place.
pub(super) fn read_items<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    path: &JsonPath<'_>,
    mut items: A,
) -> Result<(), A::Error> {
    list.clear();
    let mut index = Index::at(0);
    loop {
        let path = &path.item(&index);
        if items.next_element_seed(Item { list, path })?.is_none() {
            return Ok(());
        }
        if !index.is_taken() {
            list.pop();
        }
        index = index.next();
    }
}

/// An item of a list, which is appended only once it is known to be there.
struct Item<'a> {
    list: &'a mut dyn ListSlot,
    path: &'a JsonPath<'a>,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut slot = push(self.list, self.path)?;
        Target::new(&mut slot, self.path).deserialize(deserializer)
    }
}

/// Appends an item, if there is memory for it.
#[inline]
pub(super) fn push<'a, E: de::Error>(
    list: &'a mut dyn ListSlot,
    path: &JsonPath<'_>,
) -> Result<Slot<'a>, E> {
    path.reading.tick()?;
    let growth = list.growth();
    if growth > 0 {
        path.reading.take(growth)?;
    }
    Ok(list.push())
}

/// A key as the API's names are written; some services write `requestId` for `RequestId`.
fn capitalized(key: &str) -> String {
    let mut characters = key.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
