//! Example calls: upstream's become ours, without its words.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::fmt_spec::TypeFields;
use vod_codegen::problem::code;
use vod_codegen::spec::{ActionFile, Example, Field};
use vod_codegen::values::ExampleOf;

use super::inputs::{self, Sent};
use super::query;
use super::refusal::{Input, Refusal, parse};
use super::report::Report;
use super::values::Converter;
use super::words::Placeholders;

/// How many of upstream's examples an action takes.
const KEPT: usize = 2;

/// How the title of an example begins that came from upstream; its number follows.
const TITLE: &str = "Example ";

/// An example call of upstream.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Call {
    pub(super) input: Option<String>,
    pub(super) output: Option<String>,
}

/// The example calls of each action.
pub(super) type Calls = HashMap<String, Vec<Call>>;

/// Reads upstream's examples: by action, below `actions` or not.
pub(super) fn read(text: &str) -> Result<Calls, Refusal> {
    let mut json: Map<String, Value> = parse(Input::Examples, text)?;
    if let Some(Value::Object(actions)) = json.get_mut("actions") {
        json = std::mem::take(actions);
    }
    let mut calls = Calls::new();
    for (action, examples) in json {
        let examples = Option::<Vec<Call>>::deserialize(examples).map_err(|error| Refusal {
            input: Input::Examples,
            place: format!("action {}", code(&action)),
            message: error.to_string(),
            hint: "its examples are a list of objects with `input` and `output`".to_owned(),
        })?;
        calls.insert(action, examples.unwrap_or_default());
    }
    Ok(calls)
}

/// Brings the examples of an action to what it is now, and adds those of upstream that are usable.
pub(super) fn merge(
    action: &mut ActionFile,
    calls: &[Call],
    types: &TypeFields<'_>,
    report: &mut Report,
) {
    adapt_ours(action, types, report);
    let mut usable: Vec<(Value, Value)> = Vec::new();
    for (index, call) in calls.iter().enumerate() {
        match convert(action, call, types) {
            Ok((request, response)) => {
                let is_like = |(other, _): &(Value, Value)| form(other) == form(&request);
                if usable.len() < KEPT && !usable.iter().any(is_like) {
                    usable.push((request, response));
                }
            }
            Err(reason) => {
                let refused = format!("`{}`, example {}: {reason}", action.name, index + 1);
                report.refused_examples.push(refused);
            }
        }
    }
    for (request, response) in usable {
        let form = form(&request);
        let is_there = action
            .examples
            .iter()
            .any(|example| self::form(&example.request) == form);
        let imported = action
            .examples
            .iter()
            .filter(|example| is_imported(example));
        let imported = imported.count();
        if !is_there && imported < KEPT {
            action.examples.push(Example {
                title: format!("{TITLE}{}", imported + 1),
                request,
                response: Some(response),
            });
        }
    }
}

/// The paths of all that a request gives: a second example of the same form shows nothing new.
fn form(request: &Value) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    collect_paths(request, "", &mut paths);
    paths
}

fn collect_paths(value: &Value, path: &str, paths: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let path = format!("{path}.{key}");
                collect_paths(value, &path, paths);
                paths.insert(path);
            }
        }
        Value::Array(items) => {
            for item in items {
                collect_paths(item, path, paths);
            }
        }
        _ => {}
    }
}

fn is_imported(example: &Example) -> bool {
    let number = example.title.strip_prefix(TITLE);
    number.is_some_and(|number| number.parse::<usize>().is_ok())
}

/// Fills in what examples lack since a newer description asks for it; drops those that cannot be fixed.
fn adapt_ours(action: &mut ActionFile, types: &TypeFields<'_>, report: &mut Report) {
    let (parameters, fields) = (&action.parameters, &action.response);
    let name = &action.name;
    action.examples.retain_mut(|example| {
        let title = code(&example.title);
        match adapted(example, parameters, fields, types) {
            Ok(adapted) if adapted == *example => true,
            Ok(adapted) => {
                let change = format!("`{name}`: its example {title} was adapted to the changes");
                report.changed.push(change);
                *example = adapted;
                true
            }
            Err(reason) => {
                let change = format!("`{name}`: its example {title} was dropped, because {reason}");
                report.changed.push(change);
                false
            }
        }
    });
}

fn adapted(
    example: &Example,
    parameters: &[Field],
    fields: &[Field],
    types: &TypeFields<'_>,
) -> Result<Example, String> {
    let filling = |mode| Converter {
        fills: true,
        ..Converter::new(types, mode)
    };
    let request = object(&example.request)?;
    let request = filling(ExampleOf::Request).object(request, parameters, "")?;
    let response = match &example.response {
        Some(response) => {
            let response = object(response)?.clone();
            Some(self::response(
                response,
                fields,
                &mut filling(ExampleOf::Response),
            )?)
        }
        None => None,
    };
    Ok(Example {
        title: example.title.clone(),
        request,
        response,
    })
}

fn object(json: &Value) -> Result<&Map<String, Value>, String> {
    json.as_object()
        .ok_or_else(|| "it is not an object".to_owned())
}

/// The request and the response of an example of upstream, or why they cannot be used.
fn convert(
    action: &ActionFile,
    call: &Call,
    types: &TypeFields<'_>,
) -> Result<(Value, Value), String> {
    let input = call.input.as_deref().unwrap_or_default();
    let output = call.output.as_deref().unwrap_or_default();
    let in_request = |reason: String| format!("in its request, {reason}");
    let in_response = |reason: String| format!("in its response, {reason}");

    let sent = inputs::request(input, &action.name, &action.parameters).map_err(in_request)?;
    let sent = match sent {
        Sent::Json(object) => object,
        Sent::Query(pairs) => {
            query::object(&pairs, &action.parameters, types).map_err(in_request)?
        }
    };
    let mut converter = Converter {
        placeholders: Some(Placeholders::default()),
        ..Converter::new(types, ExampleOf::Request)
    };
    let request = converter
        .object(&sent, &action.parameters, "")
        .map_err(in_request)?;
    let received = inputs::response(output, &action.response).map_err(in_response)?;
    converter.mode = ExampleOf::Response;
    let response = response(received, &action.response, &mut converter).map_err(in_response)?;
    Ok((request, response))
}

/// A response with its request id, which is not among the declared fields.
fn response(
    mut received: Map<String, Value>,
    fields: &[Field],
    converter: &mut Converter<'_>,
) -> Result<Value, String> {
    let request_id = received.remove("RequestId");
    let mut response = converter.object(&received, fields, "")?;
    if let (Some(id @ Value::String(_)), Some(object)) = (request_id, response.as_object_mut()) {
        object.insert("RequestId".to_owned(), id);
    }
    Ok(response)
}
