//! How the files of the spec are written, so that the same contents are always the same text.
//!
//! Keys are in the order of the structs of [`spec`](vod_codegen::spec), those of example values in the order
//! in which their fields are declared, and error codes in that of the alphabet. What fits is on one line, apart from
//! the lists that a reader looks things up in.

mod command;
mod files;
mod order;
mod tree;

pub(crate) use command::{Args, run};
use std::collections::HashMap;

use serde::Serialize;

use vod_codegen::json::{self, Kind, Node};
use vod_codegen::model::Item;
use vod_codegen::spec::{ActionFile, ErrorCodesFile, Field, KnownValue, ServiceFile, TypeFile};

pub use files::format;

use order::{order_codes, order_fields, order_object};
use tree::{entry_mut, flat_width, items_mut, quoted, write_flat};

/// How wide a line is at most, if it can be broken.
const COLUMNS: usize = 100;

/// The fields of the types of a version, by name: they determine the order of keys in values.
#[derive(Clone, Debug, Default)]
pub struct TypeFields<'a>(HashMap<&'a str, &'a TypeFile>);

impl<'a> TypeFields<'a> {
    /// The fields of these types.
    pub fn of(types: impl IntoIterator<Item = &'a TypeFile>) -> Self {
        let named = |file: &'a TypeFile| (file.name.as_str(), file);
        Self(types.into_iter().map(named).collect())
    }

    /// The fields of a type; `None` if there is no such type, or if it has values.
    pub fn get(&self, name: &str) -> Option<&'a [Field]> {
        let file = self.0.get(name).filter(|file| !file.is_open_set())?;
        Some(&file.fields)
    }

    /// The scalar that values of a type are in JSON: the type itself, or text; `None` if they are objects.
    pub fn scalar<'n>(&self, name: &'n str) -> Option<&'n str> {
        let file = self.0.get(name);
        match file.is_some_and(|file| file.is_open_set()) {
            true => Some("string"),
            false => Item::scalar(name).map(|_| name),
        }
    }

    /// The known values of a type.
    pub fn known_values(&self, name: &str) -> &'a [KnownValue] {
        self.0.get(name).map_or(&[], |file| &file.values)
    }
}

/// The text of `service.json`.
pub fn service(file: &ServiceFile) -> String {
    text(file, |_| {})
}

/// The text of an action's file.
pub fn action(file: &ActionFile, types: &TypeFields<'_>) -> String {
    text(file, |tree| {
        order_fields(tree, "parameters", &file.parameters, types);
        order_fields(tree, "response", &file.response, types);
        order_codes(tree, "error_codes");
        for example in items_mut(tree, "examples") {
            if let Some(request) = entry_mut(example, "request") {
                order_object(request, &file.parameters, types);
            }
            if let Some(response) = entry_mut(example, "response") {
                order_object(response, &file.response, types);
            }
        }
    })
}

/// The text of a type's file.
pub fn data_type(file: &TypeFile, types: &TypeFields<'_>) -> String {
    text(file, |tree| {
        order_fields(tree, "fields", &file.fields, types);
    })
}

/// The text of `error_codes.json`.
pub fn error_codes(file: &ErrorCodesFile) -> String {
    text(file, |tree| {
        order_codes(tree, "common");
        order_codes(tree, "codes");
    })
}

/// The text of a file, its keys in the order of the struct but for what `order` changes.
fn text(file: &impl Serialize, order: impl FnOnce(&mut Node<'_>)) -> String {
    let json = serde_json::to_string(file).expect("a file of the spec has only keys that are text");
    let mut tree = json::parse(&json).expect("what was written as JSON can be read");
    order(&mut tree);
    let Kind::Object(entries) = &tree.kind else {
        unreachable!("every file of the spec holds an object");
    };
    if entries.is_empty() {
        return "{}\n".to_owned();
    }
    let mut text = "{".to_owned();
    for (index, entry) in entries.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(&mut text, 1);
        text.push_str(&quoted(&entry.key));
        text.push_str(": ");
        match (Lines::of(&entry.key), &entry.value.kind) {
            (lines @ (Lines::One | Lines::Many), Kind::List(items)) => {
                write_list(&mut text, items, lines);
            }
            _ => write(&mut text, &entry.value, 1),
        }
    }
    text.push_str("\n}\n");
    text
}

/// The number of lines for the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    /// As few as fit.
    AsTheyFit,
    /// One each, however long.
    One,
    /// One for each key.
    Many,
}

impl Lines {
    /// The lines of the list under this key of a file.
    fn of(key: &str) -> Self {
        match key {
            "parameters" | "response" | "fields" | "examples" => Self::Many,
            "error_codes" | "common" | "codes" => Self::One,
            _ => Self::AsTheyFit,
        }
    }
}

/// Writes a list under a key of the file, each item on lines of its own.
fn write_list(text: &mut String, items: &[Node<'_>], lines: Lines) {
    if items.is_empty() {
        text.push_str("[]");
        return;
    }
    text.push('[');
    for (index, item) in items.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(text, 2);
        match lines {
            Lines::Many => write_broken(text, item, 2),
            _ => write_flat(item, text),
        }
    }
    text.push('\n');
    indent(text, 1);
    text.push(']');
}

/// Writes a value at the end of the current line, and breaks it if it does not fit.
fn write(text: &mut String, value: &Node<'_>, depth: usize) {
    let line_start = text.rfind('\n').map_or(0, |at| at + 1);
    let column = text[line_start..].chars().count();
    // A comma may follow.
    if column + flat_width(value) < COLUMNS {
        write_flat(value, text);
    } else {
        write_broken(text, value, depth);
    }
}

fn write_broken(text: &mut String, value: &Node<'_>, depth: usize) {
    let brackets = match &value.kind {
        Kind::List(items) if !items.is_empty() => ['[', ']'],
        Kind::Object(entries) if !entries.is_empty() => ['{', '}'],
        _ => return write_flat(value, text),
    };
    text.push(brackets[0]);
    let begin = |text: &mut String, index: usize| {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(text, depth + 1);
    };
    match &value.kind {
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                begin(text, index);
                write(text, item, depth + 1);
            }
        }
        Kind::Object(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                begin(text, index);
                text.push_str(&quoted(&entry.key));
                text.push_str(": ");
                write(text, &entry.value, depth + 1);
            }
        }
        _ => {}
    }
    text.push('\n');
    indent(text, depth);
    text.push(brackets[1]);
}

fn indent(text: &mut String, depth: usize) {
    for _ in 0..depth {
        text.push_str("  ");
    }
}

#[cfg(test)]
mod tests;
