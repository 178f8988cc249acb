//! Untyped JSON, read within the same bounds as everything else.

use std::borrow::Cow;

use serde::de::{MapAccess, SeqAccess};
use serde_json::{Map, Value};

use super::Target;
use super::parts::read_items;
use crate::wire::Slot;
use crate::wire::place::{JsonPath, Key};

/// The memory of the first entry of a map, whose node has room for eleven, and what each further one does in a map
/// that is half full.
const FIRST_ENTRY: usize = 640;
const FURTHER_ENTRY: usize = 144;

/// Reads a list.
pub(super) fn read_list<'de, A: SeqAccess<'de>>(
    value: &mut Value,
    path: &JsonPath<'_>,
    items: A,
) -> Result<bool, A::Error> {
    let mut list = Vec::<Value>::new();
    read_items(&mut list, path, items)?;
    *value = Value::Array(list);
    Ok(true)
}

/// Reads an object, of which the first key has been read.
pub(super) fn read_object<'de, A: MapAccess<'de>>(
    value: &mut Value,
    path: &JsonPath<'_>,
    first: Option<Cow<'de, str>>,
    mut entries: A,
) -> Result<bool, A::Error> {
    let mut object = Map::new();
    let mut next = first;
    while let Some(key) = next {
        take_entry(&key, object.is_empty(), path)?;
        let mut item = Value::Null;
        let place = path.field(&key);
        entries.next_value_seed(Target::new(&mut Slot::Json(&mut item), &place))?;
        object.insert(key.into_owned(), item);
        next = entries.next_key_seed(Key)?;
    }
    *value = Value::Object(object);
    Ok(true)
}

/// Takes the memory of an entry of a map.
pub(crate) fn take_entry<E: serde::de::Error>(
    key: &str,
    is_first: bool,
    path: &JsonPath<'_>,
) -> Result<(), E> {
    let node = match is_first {
        true => FIRST_ENTRY,
        false => FURTHER_ENTRY,
    };
    path.reading.tick()?;
    path.reading.take(node)?;
    path.reading.take_string(key)
}
