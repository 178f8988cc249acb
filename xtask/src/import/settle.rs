//! Values of fields, once all types are known: upstream's examples come, ours must still fit.

use std::collections::HashMap;

use serde_json::Value;

use crate::fmt_spec::TypeFields;
use vod_codegen::spec::{Field, TypeRef};
use vod_codegen::values::ExampleOf;

use super::described::Member;
use super::fields::Owner;
use super::report::Report;
use super::values::{Converter, scalar};
use super::words::{EXAMPLE_CHARS, holds_data_only, is_data, is_no_example, neutral_address};

/// Gives fields without an example that of upstream, and drops values of ours that no longer fit.
pub(super) fn settle(
    owner: Owner<'_>,
    fields: &mut [Field],
    members: &[Member],
    types: &TypeFields<'_>,
    report: &mut Report,
) {
    let by_name: HashMap<&str, &Member> = members
        .iter()
        .map(|member| (member.name.as_str(), member))
        .collect();
    for field in fields {
        for key in drop_misfits(field, types) {
            let name = owner.field(&field.name);
            let change = format!("{name}: `{key}` no longer fits and was dropped");
            report.changed.push(change);
        }
        let member = by_name.get(field.name.as_str());
        if let (None, Some(text)) = (
            &field.example,
            member.and_then(|member| member.example.as_ref()),
        ) {
            field.example = example(text, &field.wire_type(), types);
        }
    }
}

fn drop_misfits(field: &mut Field, types: &TypeFields<'_>) -> Vec<&'static str> {
    let mut dropped = Vec::new();
    let wire = field.wire_type();
    let item = wire.item();
    let settle = |value: &mut Value, type_: &TypeRef| -> bool {
        match Converter::new(types, ExampleOf::Field).value(value, type_, "") {
            Ok(converted) => {
                *value = converted;
                true
            }
            Err(_) => false,
        }
    };
    if field
        .default
        .as_mut()
        .is_some_and(|value| !settle(value, &wire))
    {
        field.default = None;
        dropped.push("default");
    }
    if field
        .example
        .as_mut()
        .is_some_and(|value| !settle(value, &wire))
    {
        field.example = None;
        dropped.push("example");
    }
    let known = field.values.len();
    field
        .values
        .retain_mut(|known| settle(&mut known.value, &item));
    if field.values.len() < known {
        dropped.push("values");
    }
    dropped
}

/// Upstream's example of a member, if it is data of the declared type.
fn example(text: &str, type_: &TypeRef, types: &TypeFields<'_>) -> Option<Value> {
    let text = text.trim();
    if is_no_example(text) {
        return None;
    }
    let kind = types.scalar(&type_.name).filter(|_| !type_.is_list);
    let Some(kind) = kind else {
        let json: Value = serde_json::from_str(text).ok()?;
        let value = Converter::new(types, ExampleOf::Field)
            .value(&json, type_, "")
            .ok()?;
        let is_empty = matches!(&value, Value::Array(items) if items.is_empty())
            || matches!(&value, Value::Object(entries) if entries.is_empty());
        let is_short = value.to_string().chars().count() <= EXAMPLE_CHARS;
        return (!is_empty && is_short && holds_data_only(&value)).then_some(value);
    };
    match scalar(&Value::from(text), kind)? {
        Value::String(text) => {
            // Here and there the text is written as JSON, in quotes.
            let text = serde_json::from_str::<String>(&text).unwrap_or(text);
            let text = neutral_address(&text).unwrap_or(text);
            is_data(&text).then_some(Value::String(text))
        }
        value => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::example;
    use crate::fmt_spec::TypeFields;
    use vod_codegen::spec::{TypeFile, TypeRef};

    #[track_caller]
    fn assert_example(text: &str, type_: &str, expected: impl Into<Option<Value>>) {
        let json = json!({ "name": "Item", "fields": [
            { "name": "Size", "type": "int64" },
            { "name": "Name", "type": "string", "required": true },
        ] });
        let item: TypeFile = serde_json::from_value(json).expect("a type");
        let types = TypeFields::of([&item]);
        assert_eq!(
            example(text, &TypeRef::parse(type_), &types),
            expected.into(),
            "{type_} {text}"
        );
    }

    #[test]
    fn examples_become_values_of_the_type() {
        assert_example("mp4", "string", json!("mp4"));
        assert_example("\"ON\"", "string", json!("ON"));
        assert_example("123", "string", json!("123"));
        assert_example(" 12 ", "uint64", json!(12));
        assert_example("-1", "int64", json!(-1));
        assert_example("3", "float", json!(3));
        assert_example("0.5", "float", json!(0.5));
        assert_example("True", "bool", json!(true));
        assert_example("2026-01-01", "date", json!("2026-01-01"));
        assert_example("[1, \"2\"]", "[int64]", json!([1, 2]));
        assert_example("{\"Size\": 1}", "Item", json!({ "Size": 1 }));
        assert_example("[{\"Name\": \"a\"}]", "[Item]", json!([{ "Name": "a" }]));
    }

    #[test]
    fn what_is_no_example_of_the_type_is_dropped() {
        assert_example("无", "Item", None);
        assert_example("null", "[string]", None);
        assert_example("\"\"", "string", None);
        assert_example("\"无\"", "string", None);
        assert_example("-1", "uint64", None);
        assert_example("12 px", "int64", None);
        assert_example("1e400", "float", None);
        assert_example("maybe", "bool", None);
        assert_example("a,b", "[string]", None);
        assert_example("[]", "[string]", None);
        assert_example("[\"one two three four\"]", "[string]", None);
        assert_example("{\"Size\": 1, \"Other\": 2}", "Item", None);
        assert_example("{\"Size\": {}}", "Item", None);
        assert_example("[{}, null]", "[Item]", None);
    }
}
