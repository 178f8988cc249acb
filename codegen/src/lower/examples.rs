//! Example calls: checked, and made into Rust and into the answers of the mock server.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::docs::sentence;
use crate::model::{self, Item, Struct, ValueType};
use crate::problem::Place;
use crate::spec::{ActionFile, Example, Field};

use super::problems::Problems;
use super::texts;
use super::types::Types;
use super::values::{Checker, Mode};

/// Checks that each example fits the action.
pub(super) fn check(
    action: &ActionFile,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let response_fields = with_request_id(&action.response);
    for (index, example) in action.examples.iter().enumerate() {
        let place = place.key("examples").index(index);
        let hint = "say in a few words what the example shows";
        texts::check(
            &example.title,
            place.key("title"),
            "the title",
            hint,
            problems,
        );

        let owner = format!("the request of `{}`", action.name);
        let request = (
            &example.request,
            owner.as_str(),
            action.parameters.as_slice(),
        );
        check_object(
            request,
            Mode::Request,
            &place.key("request"),
            types,
            problems,
        );
        if let Some(response) = &example.response {
            let owner = format!("the response of `{}`", action.name);
            let response = (response, owner.as_str(), response_fields.as_slice());
            check_object(
                response,
                Mode::Response,
                &place.key("response"),
                types,
                problems,
            );
        }
    }
}

fn check_object(
    (json, owner, fields): (&Value, &str, &[Field]),
    mode: Mode,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let Some(object) = json.as_object() else {
        let message = format!("{owner} is an object, and this is not");
        problems.add(place.clone(), message, "write it in braces: `{…}`");
        return;
    };
    Checker {
        types,
        mode,
        problems,
    }
    .object(object, owner, fields, place);
}

fn with_request_id(fields: &[Field]) -> Vec<Field> {
    let mut fields = fields.to_vec();
    let request_id = serde_json::json!({ "name": "RequestId", "type": "string" });
    fields.push(serde_json::from_value(request_id).expect("a name and a type make a field"));
    fields
}

/// The response of the first example that has one, as JSON in the order of the spec.
pub(super) fn response(action: &ActionFile) -> Option<String> {
    let response = action
        .examples
        .iter()
        .find_map(|example| example.response.as_ref())?;
    let object = response.as_object()?;
    let declared = action.response.iter().map(|field| field.name.as_str());
    Some(json_object(object, declared.chain(["RequestId"])))
}

/// The first example that `new()` and the methods of the request can express: one that has no objects.
pub(super) fn call(action: &ActionFile, request: &Struct) -> Option<model::Example> {
    action
        .examples
        .iter()
        .find_map(|example| express(example, request))
}

fn express(example: &Example, request: &Struct) -> Option<model::Example> {
    let mut values: BTreeMap<&str, &Value> = BTreeMap::new();
    values.extend(
        example
            .request
            .as_object()?
            .iter()
            .map(|(key, value)| (key.as_str(), value)),
    );
    let mut arguments = Vec::new();
    for argument in &request.builder.as_ref()?.arguments {
        let field = &request.fields[*argument];
        arguments.push(rust(
            values.remove(field.wire_name.as_str())?,
            &field.value,
        )?);
    }
    let mut setters = Vec::new();
    for field in &request.fields {
        if let Some(value) = values.remove(field.wire_name.as_str()) {
            setters.push((field.name.clone(), rust(value, &field.value)?));
        }
    }
    let title = sentence(&example.title);
    Some(model::Example {
        title: title.trim_end_matches('.').to_owned() + ":",
        arguments,
        setters,
    })
}

/// A value as an expression.
fn rust(json: &Value, value: &ValueType) -> Option<String> {
    if !value.is_list {
        return rust_scalar(json, &value.item);
    }
    let items = json.as_array()?;
    let items: Option<Vec<String>> = items
        .iter()
        .map(|item| rust_scalar(item, &value.item))
        .collect();
    let items = items?;
    if !items.is_empty() {
        return Some(format!("[{}]", items.join(", ")));
    }
    let item = match value.item {
        Item::String => "String",
        Item::Int64 => "i64",
        Item::Uint64 => "u64",
        Item::Float => "f64",
        Item::Bool => "bool",
        Item::Struct(_) => return None,
    };
    Some(format!("Vec::<{item}>::new()"))
}

fn rust_scalar(json: &Value, item: &Item) -> Option<String> {
    match (json, item) {
        (Value::String(text), Item::String) => Some(proc_macro2::Literal::string(text).to_string()),
        (Value::Number(number), Item::Float) => number.as_f64().map(|number| format!("{number:?}")),
        (Value::Number(number), Item::Int64 | Item::Uint64) => Some(number.to_string()),
        (Value::Bool(is_set), Item::Bool) => Some(is_set.to_string()),
        _ => None,
    }
}

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
fn json_object<'a>(object: &'a Map<String, Value>, first: impl Iterator<Item = &'a str>) -> String {
    let mut rest: BTreeMap<&str, &Value> = BTreeMap::new();
    rest.extend(object.iter().map(|(key, value)| (key.as_str(), value)));
    let first: Vec<_> = first.filter_map(|key| rest.remove_entry(key)).collect();
    let entries = first.into_iter().chain(rest);
    let entries: Vec<String> = entries
        .map(|(key, value)| format!("{}:{}", Value::from(key), json(value)))
        .collect();
    format!("{{{}}}", entries.join(","))
}
