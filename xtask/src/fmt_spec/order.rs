//! The order of the keys of values: that in which the fields are declared.
//!
//! A value of `serde_json` does not always remember in which order it was written.

use vod_codegen::spec::Field;

use super::TypeFields;
use super::tree::Tree;

/// Orders the values that belong to a list of fields, which stands under `key`.
pub(super) fn order_fields(file: &mut Tree, key: &str, fields: &[Field], types: &TypeFields<'_>) {
    for (tree, field) in file.items_mut(key).iter_mut().zip(fields) {
        if let Some(Tree::Object(ends)) = tree.entry_mut("range") {
            ends.iter_mut()
                .for_each(|(_, end)| drop_fraction_of_zero(end));
        }
        for key in ["default", "example"] {
            if let Some(value) = tree.entry_mut(key) {
                order_value(value, &field.type_.name, types);
            }
        }
        for known in tree.items_mut("values") {
            if let Some(value) = known.entry_mut("value") {
                order_value(value, &field.type_.name, types);
            }
        }
    }
}

/// Orders the keys of an object that has these fields: they first, and then the others by name.
pub(super) fn order_object(tree: &mut Tree, fields: &[Field], types: &TypeFields<'_>) {
    let Tree::Object(entries) = tree else { return };
    let position = |key: &str| fields.iter().position(|field| field.name == key);
    entries.sort_by_cached_key(|(key, _)| (position(key).unwrap_or(usize::MAX), key.clone()));
    for (key, value) in entries {
        match position(key) {
            Some(index) => order_value(value, &fields[index].type_.name, types),
            None => order_unknown(value),
        }
    }
}

/// Orders a value of a type, or a list of such values.
fn order_value(tree: &mut Tree, type_: &str, types: &TypeFields<'_>) {
    match (tree, types.get(type_)) {
        (Tree::List(items), _) => {
            for item in items {
                order_value(item, type_, types);
            }
        }
        (tree @ Tree::Object(_), Some(fields)) => order_object(tree, fields, types),
        (tree, _) => order_unknown(tree),
    }
}

/// The ends of a range are read as floating-point numbers, and would all be written as such.
fn drop_fraction_of_zero(number: &mut Tree) {
    if let Tree::Scalar(number) = number
        && let Some(whole) = number.strip_suffix(".0")
    {
        *number = whole.to_owned();
    }
}

fn order_unknown(tree: &mut Tree) {
    match tree {
        Tree::Scalar(_) => {}
        Tree::List(items) => items.iter_mut().for_each(order_unknown),
        Tree::Object(entries) => {
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
            entries
                .iter_mut()
                .for_each(|(_, value)| order_unknown(value));
        }
    }
}
