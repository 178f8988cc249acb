use serde_json::{Value, json};

use super::{Rule, Shape};
use crate::schema::FileKind;

fn rule_of(schema: Value) -> Rule {
    Shape::of(&schema).root
}

#[test]
fn the_schema_of_every_kind_of_file_is_understood() {
    for kind in FileKind::ALL {
        let shape = Shape::of(&kind.schema());
        let Rule::Object(keys) = &shape.root else {
            panic!("{kind:?} is no object: {shape:?}")
        };
        assert!(
            keys.iter().all(|key| !key.description.is_empty()),
            "{kind:?}: {keys:?}"
        );
    }
}

#[test]
fn an_option_may_be_null() {
    let inner = || Box::new(Rule::String);
    assert_eq!(
        rule_of(json!({ "type": ["string", "null"] })),
        Rule::Optional(inner())
    );
    let schema = json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] });
    assert_eq!(rule_of(schema), Rule::Optional(inner()));
}

#[test]
fn a_list_may_have_to_hold_something() {
    let list = || Rule::List(Box::new(Rule::String));
    let schema = json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 });
    assert_eq!(rule_of(schema), Rule::Filled(Box::new(list())));
}

#[test]
fn the_variants_of_an_enum_are_gathered() {
    let schema = json!({ "oneOf": [
        { "type": "string", "enum": ["a", "b"] },
        { "type": "string", "const": "c", "description": "Documented." },
    ] });
    assert_eq!(
        rule_of(schema),
        Rule::Choice(["a", "b", "c"].map(str::to_owned).to_vec())
    );
}

#[test]
fn an_integer_has_the_limits_of_its_format_or_its_own() {
    let schema = json!({ "type": "integer", "format": "uint32", "minimum": 1 });
    assert_eq!(
        rule_of(schema),
        Rule::Integer {
            least: 1,
            most: u32::MAX.into()
        }
    );
    let schema = json!({ "type": "integer", "format": "uint8", "minimum": 0, "maximum": 9 });
    assert_eq!(rule_of(schema), Rule::Integer { least: 0, most: 9 });
}

/// Whatever a change of the structs may bring into the schemas, and no rule expresses.
#[test]
fn what_is_not_understood_is_never_let_pass() {
    let schemas = [
        json!(false),
        json!([]),
        json!({ "type": "tuple" }),
        json!({ "type": "null" }),
        json!({ "type": ["string", "number"] }),
        json!({ "type": ["string", "number", "null"] }),
        json!({ "type": "string", "minLength": 1 }),
        json!({ "type": "string", "enum": ["a", 1] }),
        json!({ "type": "string", "enum": ["a"], "const": "a" }),
        json!({ "type": "integer", "format": "int32" }),
        json!({ "type": "integer" }),
        json!({ "type": "integer", "format": "uint8" }),
        json!({ "type": "integer", "format": "uint8", "minimum": -1 }),
        json!({ "type": "number", "minimum": 0 }),
        json!({ "type": "number", "format": "float" }),
        json!({ "type": "array" }),
        json!({ "type": "array", "items": { "type": "string" }, "uniqueItems": true }),
        json!({ "type": "object", "properties": {} }),
        json!({ "type": "object", "properties": {}, "additionalProperties": true }),
        json!({ "type": "object", "properties": {}, "additionalProperties": { "type": "string" } }),
        json!({ "type": "object", "additionalProperties": { "type": "tuple" } }),
        json!({ "type": "object", "additionalProperties": false }),
        json!({
            "type": "object",
            "properties": {},
            "additionalProperties": false,
            "required": ["a"],
        }),
        json!({ "oneOf": [{ "type": "object", "properties": {}, "additionalProperties": false }] }),
        json!({ "anyOf": [{ "type": "string" }, { "type": "boolean" }] }),
        json!({ "if": { "type": "string" } }),
        json!({ "$ref": "#/$defs/Missing" }),
        json!({ "$ref": "other.json" }),
        json!({ "$ref": "#/$defs/A", "type": "string", "$defs": { "A": true } }),
        json!({ "not": {} }),
    ];
    for schema in schemas {
        let outcome = std::panic::catch_unwind(|| Shape::of(&schema));
        assert!(
            outcome.is_err(),
            "{schema} was taken for {:?}",
            outcome.ok()
        );
    }
}
