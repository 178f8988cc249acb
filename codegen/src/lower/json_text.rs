//! JSON on one line.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// JSON on one line, with the keys of objects in alphabetical order: the order that a map of
/// `serde_json` keeps depends on what else is built with it.
pub(super) fn json(value: &Value) -> String {
    match value {
        Value::Object(object) => json_object(object, std::iter::empty()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(json).collect();
            format!("[{}]", items.join(","))
        }
        scalar => scalar.to_string(),
    }
}

/// An object with these keys first, and then the others.
pub(super) fn json_object<'a>(
    object: &'a Map<String, Value>,
    first: impl Iterator<Item = &'a str>,
) -> String {
    let mut rest: BTreeMap<&str, &Value> = BTreeMap::new();
    rest.extend(object.iter().map(|(key, value)| (key.as_str(), value)));
    let first: Vec<_> = first.filter_map(|key| rest.remove_entry(key)).collect();
    let entries = first.into_iter().chain(rest);
    let entries: Vec<String> = entries
        .map(|(key, value)| format!("{}:{}", Value::from(key), json(value)))
        .collect();
    format!("{{{}}}", entries.join(","))
}
