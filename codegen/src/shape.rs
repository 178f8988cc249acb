//! The shape that a file must have, as rules made from its JSON Schema.
//!
//! Only what `schemars` makes of the structs in [`crate::spec`] is understood. Anything else in a
//! schema is a panic and never a rule left out: the tests build the shape of every kind of file.

mod check;
mod words;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The shape of one kind of file.
#[derive(Debug)]
pub(crate) struct Shape {
    root: Rule,
    description: String,
    named: BTreeMap<String, Rule>,
}

/// The rule for a value.
#[derive(Debug, PartialEq)]
enum Rule {
    Any,
    /// A reference to the rule of this name in [`Shape::named`].
    Named(String),
    /// `null`, or what the rule says.
    Optional(Box<Rule>),
    Bool,
    Number,
    Integer {
        least: u64,
        most: u64,
    },
    String,
    /// One of these strings.
    Choice(Vec<String>),
    List(Box<Rule>),
    /// A list, as the rule says, that is not empty.
    Filled(Box<Rule>),
    /// An object with no other keys than these, which are sorted.
    Object(Vec<Key>),
    /// An object with any keys, whose values are of one kind.
    Map(Box<Rule>),
}

/// A key that an object may have.
#[derive(Debug, PartialEq)]
struct Key {
    name: String,
    description: String,
    required: bool,
    rule: Rule,
}

/// What a schema says that is no rule.
const ANNOTATIONS: &[&str] = &[
    "$schema",
    "$defs",
    "title",
    "description",
    "default",
    "examples",
];

/// Rules for editors, which the generator checks itself when it knows what is meant: its messages say that.
const FOR_EDITORS: &[&str] = &["pattern", "allOf", "minProperties"];

impl Shape {
    /// The shape that a JSON Schema describes.
    ///
    /// # Panics
    ///
    /// If the schema says something that no rule here expresses.
    pub(crate) fn of(schema: &Value) -> Self {
        let named = schema
            .get("$defs")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let shape = Self {
            root: rule(schema),
            description: description(schema),
            named: named
                .map(|(name, schema)| (name.clone(), rule(schema)))
                .collect(),
        };
        shape.assert_complete();
        shape
    }

    fn assert_complete(&self) {
        let mut rules: Vec<_> = self.named.values().chain([&self.root]).collect();
        while let Some(rule) = rules.pop() {
            match rule {
                Rule::Named(name) => {
                    assert!(
                        self.named.contains_key(name),
                        "the schema has no `$defs` of `{name}`"
                    );
                }
                Rule::Optional(inner)
                | Rule::List(inner)
                | Rule::Filled(inner)
                | Rule::Map(inner) => rules.push(inner),
                Rule::Object(keys) => rules.extend(keys.iter().map(|key| &key.rule)),
                _ => {}
            }
        }
    }
}

fn rule(schema: &Value) -> Rule {
    let mut words = match schema {
        Value::Bool(true) => return Rule::Any,
        Value::Object(words) => words.clone(),
        other => panic!("this is not a schema that is understood: {other}"),
    };
    for word in ANNOTATIONS.iter().chain(FOR_EDITORS) {
        words.remove(*word);
    }
    let rule = if let Some(target) = words.remove("$ref") {
        Rule::Named(definition(&target))
    } else if let Some(choices) = words.remove("oneOf") {
        choice(&choices)
    } else if let Some(alternatives) = words.remove("anyOf") {
        optional(&alternatives)
    } else if let Some(of_type) = words.remove("type") {
        typed(&of_type, &mut words)
    } else {
        Rule::Any
    };
    assert!(
        words.is_empty(),
        "the schema says what is not understood: {}",
        Value::Object(words)
    );
    rule
}

fn definition(target: &Value) -> String {
    match target
        .as_str()
        .and_then(|target| target.strip_prefix("#/$defs/"))
    {
        Some(name) => name.to_owned(),
        None => panic!("`$ref` does not lead into `$defs`: {target}"),
    }
}

/// An enum of Rust: documented variants are listed one by one, and the others in one list.
fn choice(alternatives: &Value) -> Rule {
    let mut choices = Vec::new();
    for alternative in alternatives.as_array().expect("`oneOf` is a list") {
        match rule(alternative) {
            Rule::Choice(more) => choices.extend(more),
            other => {
                panic!("`oneOf` is understood for strings that are spelled out, not for {other:?}")
            }
        }
    }
    Rule::Choice(choices)
}

/// An `Option` of Rust whose contents have a definition.
fn optional(alternatives: &Value) -> Rule {
    match alternatives.as_array().map(Vec::as_slice) {
        Some([inner, null]) if null.get("type") == Some(&Value::from("null")) => {
            Rule::Optional(Box::new(rule(inner)))
        }
        _ => panic!("`anyOf` is understood for a definition or `null`, not for {alternatives}"),
    }
}

fn typed(of_type: &Value, words: &mut Map<String, Value>) -> Rule {
    match of_type {
        Value::String(name) => simple(name, words),
        Value::Array(names) => match names.as_slice() {
            [Value::String(name), null] if null == "null" => {
                Rule::Optional(Box::new(simple(name, words)))
            }
            _ => panic!("`type` is understood for a type or `null`, not for {of_type}"),
        },
        _ => panic!("`type` is neither a name nor a list: {of_type}"),
    }
}

fn simple(name: &str, words: &mut Map<String, Value>) -> Rule {
    match name {
        "boolean" => Rule::Bool,
        "string" => string(words),
        "integer" => integer(words),
        "number" => {
            let format = words.remove("format");
            assert!(
                format.as_ref().is_none_or(|format| format == "double"),
                "a number of this format is not understood: {format:?}"
            );
            Rule::Number
        }
        "array" => {
            let items = words
                .remove("items")
                .expect("a list says what its items are");
            let list = Rule::List(Box::new(rule(&items)));
            match words.remove("minItems") {
                None => list,
                Some(least) if least == 1 => Rule::Filled(Box::new(list)),
                Some(least) => panic!("this length of a list is not understood: {least}"),
            }
        }
        "object" => object(words),
        _ => panic!("this type is not understood: {name}"),
    }
}

fn string(words: &mut Map<String, Value>) -> Rule {
    let choices = match (words.remove("const"), words.remove("enum")) {
        (None, None) => return Rule::String,
        (Some(only), None) => vec![only],
        (None, Some(Value::Array(choices))) => choices,
        (only, choices) => panic!("these values are not understood: {only:?}, {choices:?}"),
    };
    let text = |choice: &Value| {
        choice
            .as_str()
            .expect("a value of a string is a string")
            .to_owned()
    };
    Rule::Choice(choices.iter().map(text).collect())
}

fn integer(words: &mut Map<String, Value>) -> Rule {
    let format = words.remove("format");
    let of_format = match format.as_ref().and_then(Value::as_str) {
        Some("uint8") => u8::MAX.into(),
        Some("uint16") => u16::MAX.into(),
        Some("uint32") => u32::MAX.into(),
        Some("uint" | "uint64") => u64::MAX,
        _ => panic!("an integer of this format is not understood: {format:?}"),
    };
    let mut limit = |name: &str| {
        words
            .remove(name)
            .map(|limit| limit.as_u64().expect("a limit is an integer"))
    };
    Rule::Integer {
        least: limit("minimum").expect("an unsigned integer has a minimum"),
        most: limit("maximum").unwrap_or(of_format),
    }
}

fn object(words: &mut Map<String, Value>) -> Rule {
    if let Some(values @ Value::Object(_)) = words.get("additionalProperties") {
        let values = Box::new(rule(values));
        words.remove("additionalProperties");
        return Rule::Map(values);
    }
    assert_eq!(
        words.remove("additionalProperties"),
        Some(Value::Bool(false)),
        "an object must refuse the keys that it does not know: `deny_unknown_fields`"
    );
    let required = words.remove("required").unwrap_or_default();
    let required: Vec<&str> = required
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = match words.remove("properties") {
        Some(Value::Object(properties)) => properties,
        other => panic!("these properties are not understood: {other:?}"),
    };
    for name in &required {
        assert!(
            properties.contains_key(*name),
            "`{name}` is required and has no properties"
        );
    }
    let keys = properties.iter().map(|(name, schema)| Key {
        name: name.clone(),
        description: description(schema),
        required: required.contains(&name.as_str()),
        rule: rule(schema),
    });
    let mut keys: Vec<Key> = keys.collect();
    keys.sort_by(|a, b| a.name.cmp(&b.name));
    Rule::Object(keys)
}

/// What a value is, with an example if that is short.
fn description(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str);
    let text = text.unwrap_or_default().replace("\n\n", " ");
    match schema.pointer("/examples/0") {
        Some(example @ (Value::String(_) | Value::Number(_))) if schema.get("type").is_some() => {
            format!("{text} Example: `{example}`.")
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests;
