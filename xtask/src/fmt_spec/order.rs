//! The order of the keys of values: that in which the fields are declared. That of error codes: the alphabet.
//!
//! A value of `serde_json` does not always remember in which order it was written.

use vod_codegen::spec::Field;

use super::TypeFields;
use super::tree::{entry_mut, items_mut};
use vod_codegen::json::{Kind, Node};

/// Orders the values that belong to a list of fields, which is under `key`.
pub(super) fn order_fields(
    file: &mut Node<'_>,
    key: &str,
    fields: &[Field],
    types: &TypeFields<'_>,
) {
    for (tree, field) in items_mut(file, key).iter_mut().zip(fields) {
        for end in ["min", "max"] {
            let range = entry_mut(tree, "range");
            if let Some(end) = range.and_then(|range| entry_mut(range, end)) {
                drop_fraction_of_zero(end);
            }
        }
        for key in ["default", "example"] {
            if let Some(value) = entry_mut(tree, key) {
                order_value(value, &field.type_.name, types);
            }
        }
        for known in items_mut(tree, "values") {
            if let Some(value) = entry_mut(known, "value") {
                order_value(value, &field.type_.name, types);
            }
        }
    }
}

/// Orders the error codes under `key` by the alphabet: names of codes, or objects with a `code`.
pub(super) fn order_codes(file: &mut Node<'_>, key: &str) {
    items_mut(file, key).sort_by(|a, b| code(a).cmp(code(b)));
}

fn code<'n>(item: &'n Node<'_>) -> &'n str {
    match &item.kind {
        Kind::String(code) => code,
        Kind::Object(entries) => {
            let code_of = entries.iter().find(|entry| entry.key == "code");
            code_of.map_or("", |entry| code(&entry.value))
        }
        _ => "",
    }
}

/// Orders the keys of an object that has these fields: they first, and then the others by name.
pub(super) fn order_object(tree: &mut Node<'_>, fields: &[Field], types: &TypeFields<'_>) {
    let Kind::Object(entries) = &mut tree.kind else {
        return;
    };
    let position = |key: &str| fields.iter().position(|field| field.name == key);
    entries.sort_by_cached_key(|entry| {
        let position = position(&entry.key).unwrap_or(usize::MAX);
        (position, entry.key.clone())
    });
    for entry in entries {
        match position(&entry.key) {
            Some(index) => order_value(&mut entry.value, &fields[index].type_.name, types),
            None => order_unknown(&mut entry.value),
        }
    }
}

/// Orders a value of a type, or a list of such values.
fn order_value(tree: &mut Node<'_>, type_: &str, types: &TypeFields<'_>) {
    match (&mut tree.kind, types.get(type_)) {
        (Kind::List(items), _) => {
            for item in items {
                order_value(item, type_, types);
            }
        }
        (Kind::Object(_), Some(fields)) => order_object(tree, fields, types),
        _ => order_unknown(tree),
    }
}

/// The ends of a range are read as floating-point numbers, and would all be written as such.
fn drop_fraction_of_zero(number: &mut Node<'_>) {
    if let Kind::Number(number) = &mut number.kind {
        *number = number.strip_suffix(".0").unwrap_or(number);
    }
}

fn order_unknown(tree: &mut Node<'_>) {
    match &mut tree.kind {
        Kind::List(items) => items.iter_mut().for_each(order_unknown),
        Kind::Object(entries) => {
            entries.sort_by(|a, b| a.key.cmp(&b.key));
            for entry in entries {
                order_unknown(&mut entry.value);
            }
        }
        _ => {}
    }
}
