//! A JSON text as a tree with the byte range of each value, and with repeated keys.

mod remedy;
mod syntax;

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

pub use syntax::SyntaxError;
pub(crate) use syntax::{locate, mishap, one_line};

/// A value, and the bytes of the text that it is written in.
#[derive(Debug)]
pub struct Node<'a> {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind<'a>,
}

/// What a value is.
#[derive(Debug)]
pub enum Kind<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// The number as it is written.
    Number(&'a str),
    /// A text.
    String(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// The keys in the order of the text, repeated ones included.
    Object(Vec<Entry<'a>>),
}

/// A key of an object, and its value.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// The bytes of the text that the key is written in.
    pub key_range: Range<usize>,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Node<'a> {
    /// The first entry with this key, if the value is an object that has one.
    pub fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        match &self.kind {
            Kind::Object(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The item at this index, if the value is a list that has one.
    pub fn item(&self, index: usize) -> Option<&Node<'a>> {
        match &self.kind {
            Kind::List(items) => items.get(index),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }
}

/// Parses a text as JSON.
///
/// Some texts pass that `serde_json` refuses: control characters in strings are not noticed.
pub fn parse(text: &str) -> Result<Node<'_>, SyntaxError> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &strict())
        .map_err(|error| SyntaxError::of(text, &error))?;
    parsed.value.map(node).ok_or_else(SyntaxError::empty)
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn node(value: Value<'_>) -> Node<'_> {
    let range = value.range();
    let kind = match value {
        Value::NullKeyword(_) => Kind::Null,
        Value::BooleanLit(literal) => Kind::Bool(literal.value),
        Value::NumberLit(literal) => Kind::Number(literal.value),
        Value::StringLit(literal) => Kind::String(literal.value),
        Value::Array(array) => Kind::List(array.elements.into_iter().map(node).collect()),
        Value::Object(object) => Kind::Object(
            object
                .properties
                .into_iter()
                .map(|property| entry(property.name, property.value))
                .collect(),
        ),
    };
    Node {
        range: range.start..range.end,
        kind,
    }
}

fn entry<'a>(name: ObjectPropName<'a>, value: Value<'a>) -> Entry<'a> {
    let range = name.range();
    let key = match name {
        ObjectPropName::String(literal) => literal.value,
        ObjectPropName::Word(word) => Cow::Borrowed(word.value),
    };
    Entry {
        key,
        key_range: range.start..range.end,
        value: node(value),
    }
}
