//! A file as a tree, whose keys remember their order.

use vod_codegen::json::{Kind, Node};

/// The value of a key, if this is an object that has it.
pub(super) fn entry_mut<'t, 'a>(tree: &'t mut Node<'a>, key: &str) -> Option<&'t mut Node<'a>> {
    let Kind::Object(entries) = &mut tree.kind else {
        return None;
    };
    let mut entries = entries.iter_mut();
    let entry = entries.find(|entry| entry.key == key)?;
    Some(&mut entry.value)
}

/// The items of the list under a key; none if there is no such list.
pub(super) fn items_mut<'t, 'a>(tree: &'t mut Node<'a>, key: &str) -> &'t mut [Node<'a>] {
    match entry_mut(tree, key).map(|value| &mut value.kind) {
        Some(Kind::List(items)) => items,
        _ => &mut [],
    }
}

/// Writes the value on one line.
pub(super) fn write_flat(tree: &Node<'_>, text: &mut String) {
    match &tree.kind {
        Kind::Null => text.push_str("null"),
        Kind::Bool(is_so) => text.push_str(&is_so.to_string()),
        Kind::Number(number) => text.push_str(number),
        Kind::String(string) => text.push_str(&quoted(string)),
        Kind::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                write_flat(item, text);
            }
            text.push(']');
        }
        Kind::Object(entries) if entries.is_empty() => text.push_str("{}"),
        Kind::Object(entries) => {
            text.push('{');
            for (index, entry) in entries.iter().enumerate() {
                text.push_str(if index == 0 { " " } else { ", " });
                text.push_str(&quoted(&entry.key));
                text.push_str(": ");
                write_flat(&entry.value, text);
            }
            text.push_str(" }");
        }
    }
}

/// How many characters the value has on one line.
pub(super) fn flat_width(tree: &Node<'_>) -> usize {
    let mut text = String::new();
    write_flat(tree, &mut text);
    text.chars().count()
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
