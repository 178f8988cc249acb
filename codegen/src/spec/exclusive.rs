//! Keys that exclude or need each other, for editors. The generator says the same of them, in more words.

use serde_json::{Value, json};

/// What is said of an action's keys.
pub(super) fn of_action() -> Value {
    let by_session_id = json!({
        "required": ["retry"],
        "properties": { "retry": { "const": "session_id" } },
    });
    json!([{
        "if": by_session_id,
        "then": given("session_id_days", "integer"),
        "else": without(&["session_id_days"]),
    }])
}

/// What is said of how pages are chosen.
pub(super) fn of_pagination() -> Value {
    json!([{
        "if": { "properties": { "style": { "const": "token" } } },
        "then": given("next", "string"),
        "else": without(&["next"]),
    }])
}

/// What is said of a type's keys.
pub(super) fn of_type() -> Value {
    json!([
        {
            "if": { "required": ["values"] },
            "then": without(&["fields", "new", "one_of"]),
            "else": without(&["true", "false"]),
        },
        { "dependentRequired": { "true": ["false"], "false": ["true"] } },
    ])
}

/// What is said of a field's keys.
pub(super) fn of_field() -> Value {
    json!([
        { "if": is_true("required"), "then": without(&["default", "required_later", "required_if"]) },
        { "if": is_true("required_later"), "then": without(&["default", "required_if"]) },
        { "if": is_true("always_returned"), "then": without(&["nullable"]) },
        { "if": of_field_type(r"^\["), "else": without(&["min_items", "max_items"]) },
        {
            "if": of_field_type(r"^\[?(u?int64|float)\]?$"),
            "else": without(&["range", "unit"]),
        },
        {
            "if": of_field_type(r"^\[?(string|binary|date)\]?$"),
            "else": without(&["min_chars", "max_chars"]),
        },
        { "if": of_field_type("^string$"), "else": without(&["json"]) },
        { "if": of_field_type("^u?int64$"), "else": without(&["as_text"]) },
    ])
}

/// The key is there, and `true`.
fn is_true(key: &str) -> Value {
    json!({ "required": [key], "properties": { key: { "const": true } } })
}

/// The key is there, and not `null`.
fn given(key: &str, type_: &str) -> Value {
    json!({ "required": [key], "properties": { key: { "type": type_ } } })
}

fn of_field_type(pattern: &str) -> Value {
    json!({ "properties": { "type": { "pattern": pattern } } })
}

/// None of the keys is there.
fn without(keys: &[&str]) -> Value {
    let keys = keys
        .iter()
        .map(|key| ((*key).to_owned(), Value::Bool(false)));
    json!({ "properties": keys.collect::<serde_json::Map<_, _>>() })
}
