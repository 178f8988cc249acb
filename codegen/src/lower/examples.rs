//! Example calls: checked, and made into Rust and into the answers of the mock server.

use serde_json::{Map, Value};

use crate::docs::sentence;
use crate::model::{self, Struct};
use crate::problem::Place;
use crate::spec::{ActionFile, Field};
use crate::values::ExampleOf;

use super::expressions::{Expressions, Values};
use super::json_text::json_object;
use super::known::Known;
use super::problems::Problems;
use super::types::Types;
use super::values::Checker;
use super::{swapped, texts};

/// Checks that each example fits the action.
pub(super) fn check(action: &ActionFile, file: &Place, types: &Types<'_>, problems: &mut Problems) {
    let response_fields = with_request_id(&action.response);
    for (index, example) in action.examples.iter().enumerate() {
        let place = file.key("examples").index(index);
        let hint = "say in a few words what the example shows";
        texts::check(
            &example.title,
            place.key("title"),
            "the title",
            hint,
            problems,
        );

        if let Some(mistake) = swapped::example(action, example, &place) {
            problems.push(mistake);
            continue;
        }
        let request = Known {
            owner: format!("the request of `{}`", action.name),
            fields: &action.parameters,
            one_of: &action.one_of,
        };
        let mut check = |json, known: &Known<'_>, mode, place: &Place| {
            check_object(json, known, mode, place, types, problems);
        };
        check(
            &example.request,
            &request,
            ExampleOf::Request,
            &place.key("request"),
        );
        if let Some(json) = &example.response {
            let response = Known {
                owner: format!("the response of `{}`", action.name),
                fields: &response_fields,
                one_of: &[],
            };
            check(json, &response, ExampleOf::Response, &place.key("response"));
        }
    }
}

/// A key of the envelope, where what is in the envelope belongs, or what a failed call has in its place.
fn envelope(
    object: &Map<String, Value>,
    known: &Known<'_>,
) -> Option<(&'static str, &'static str, &'static str)> {
    let is_strange =
        |key: &str| object.contains_key(key) && !known.fields.iter().any(|field| field.name == key);
    if is_strange("Response") {
        let hint = "write what is in it, without `Response` around it";
        Some(("Response", "the response stands without its envelope", hint))
    } else if is_strange("Error") {
        let hint = "write the response of a call that succeeds, or leave it out";
        Some(("Error", "this is the response of a call that failed", hint))
    } else {
        None
    }
}

fn check_object(
    json: &Value,
    known: &Known<'_>,
    mode: ExampleOf,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let Some(object) = json.as_object() else {
        let message = format!("{} is an object, and this is not", known.owner);
        problems.add(place.clone(), message, "write it in braces: `{…}`");
        return;
    };
    if let (ExampleOf::Response, Some((key, message, hint))) = (mode, envelope(object, known)) {
        problems.add(place.key(key).itself(), message, hint);
        return;
    }
    Checker {
        types,
        mode,
        problems,
    }
    .object(object, known, place);
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

/// The first example whose request `new()` and the methods of the request and its types can express.
pub(super) fn call(
    action: &ActionFile,
    request: &Struct,
    values: Values<'_>,
) -> Option<model::Example> {
    let mut examples = action.examples.iter();
    examples.find_map(|example| {
        let mut expressions = Expressions::new(values);
        let request = expressions.built(example.request.as_object()?, request)?;
        Some(model::Example {
            title: title(&example.title),
            request,
            types: expressions.named(),
        })
    })
}

/// The title as it introduces code; `None` for one that only numbers the example.
fn title(title: &str) -> Option<String> {
    let number = title.trim().strip_prefix("Example");
    let is_number = |rest: &str| rest.trim().chars().all(|c| c.is_ascii_digit());
    if number.is_some_and(is_number) {
        return None;
    }
    Some(sentence(title).trim_end_matches('.').to_owned() + ":")
}
