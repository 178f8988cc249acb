//! What a request looks like as JSON, and what JSON a response is read from.

use std::fmt::Debug;

use serde_json::{Value, json};
use vod_sdk::v2018_07_17::{ExecuteFunctionRequest, ExecuteFunctionResponse};
use vod_sdk::wire::{self, Empty, ObjectSlot, ObjectView, Slot, Wire};

#[test]
fn a_request_is_written_with_what_is_present_only() {
    let request = ExecuteFunctionRequest::new("f", "");
    check_request(&request, r#"{"FunctionName":"f","FunctionArg":""}"#);
    check_request(
        &request
            .sub_app_id(u64::MAX)
            .session_context("上下文 \u{1f600}")
            .session_id("")
            .ext_info("\"\n"),
        concat!(
            r#"{"FunctionName":"f","FunctionArg":"","SubAppId":18446744073709551615,"#,
            "\"SessionContext\":\"上下文 \u{1f600}\",\"SessionId\":\"\",",
            r#""ExtInfo":"\"\n"}"#,
        ),
    );
}

fn check_request(request: &ExecuteFunctionRequest, json: &str) {
    assert_eq!(
        String::from_utf8(wire::to_json(request).unwrap()).unwrap(),
        json
    );
    assert_eq!(serde_json::to_string(request).unwrap(), json);
    assert_eq!(
        serde_json::from_str::<ExecuteFunctionRequest>(json).unwrap(),
        *request
    );
}

#[test]
fn a_response_is_read_whatever_form_its_values_have() {
    for (json, result, request_id) in [
        (json!({ "Result": "r", "RequestId": "id" }), Some("r"), "id"),
        (json!({ "Result": null, "RequestId": "id" }), None, "id"),
        (json!({ "RequestId": "id" }), None, "id"),
        (json!({ "Result": 10, "RequestId": null }), Some("10"), ""),
        (
            json!({ "Result": true, "New": { "A": [1, { "B": null }] } }),
            Some("true"),
            "",
        ),
        (json!({}), None, ""),
    ] {
        let response: ExecuteFunctionResponse = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(response.result.as_deref(), result, "{json}");
        assert_eq!(response.request_id, request_id, "{json}");
    }
}

#[test]
fn what_does_not_fit_is_named_by_its_path() {
    for (json, message) in [
        (
            json!({ "FunctionName": "f", "FunctionArg": "", "SubAppId": "x" }),
            "expected an unsigned 64-bit integer, found a string in SubAppId",
        ),
        (
            json!({ "FunctionName": "f", "FunctionArg": "", "SubAppId": -1 }),
            "expected an unsigned 64-bit integer, found an integer in SubAppId",
        ),
        (
            json!({ "FunctionName": "f", "FunctionArg": "", "SubAppId": [1] }),
            "expected an unsigned 64-bit integer, found a list in SubAppId",
        ),
        (json!(1), "expected an object, found an integer"),
        (json!(null), "expected an object, found null"),
        (json!([1]), "expected an object, found a list"),
        (
            json!({ "FunctionName": "f", "FunctionArg": "", "SubAppId": 1.5 }),
            "expected an unsigned 64-bit integer, found a number in SubAppId",
        ),
    ] {
        let error = serde_json::from_value::<ExecuteFunctionRequest>(json.clone()).unwrap_err();
        assert_eq!(error.to_string(), message, "{json}");
    }
}

#[test]
fn scalars_are_converted_where_their_value_allows() {
    check(json!("10"), Some(10_i64));
    check(json!(-3.0), Some(-3_i64));
    check(json!(i64::MIN), Some(i64::MIN));
    check(json!("18446744073709551615"), Some(u64::MAX));
    check(json!(3), Some(3.0_f64));
    check(json!("1.5"), Some(1.5_f64));
    check(json!("True"), Some(true));
    check(json!(0), Some(false));
    check(json!(true), Some("true".to_owned()));
    check(json!(null), None::<u64>);
    check(json!([1, "2", 3.0]), Some(vec![1_u64, 2, 3]));
    check(json!(null), None::<Vec<u64>>);
}

#[test]
fn a_response_takes_values_of_another_kind() {
    check(json!("7"), Some(vec![7_u64]));
    check(json!(""), Some(Vec::<u64>::new()));
    check(
        json!([["a"], { "b": 1 }]),
        Some(vec![r#"["a"]"#.to_owned(), r#"{"b":1}"#.to_owned()]),
    );
    check(json!({ "b": 1 }), Some(vec![json!({ "b": 1 })]));
    check(
        json!({ "a": [null, { "b": -1, "c": 1.5 }] }),
        Some(json!({ "a": [null, { "b": -1, "c": 1.5 }] })),
    );
    check(json!({ "Value": 7 }), Some(Holder { value: Some(7_u64) }));
    check(
        json!([{ "Value": 7 }, 8]),
        Some(Holder { value: Some(7_u64) }),
    );
    check(json!({ "value": 7 }), Some(Holder { value: Some(7_u64) }));
    check(json!(""), None::<Holder<u64>>);
    check(
        json!({ "Value": 7 }),
        Some(vec![Holder { value: Some(7_u64) }]),
    );
}

#[test]
fn what_cannot_be_converted_is_left_out_of_a_response() {
    check(json!(-1.5), Some(-1_i64));
    check(json!(-1.5), None::<u64>);
    check(json!("yes"), None::<bool>);
    check(json!({ "b": 1 }), None::<u64>);
    check(json!([1, 2]), None::<f64>);
    check(json!([]), None::<f64>);
    check(json!(1), None::<Holder<u64>>);
}

/// A response with one field.
#[derive(Debug, PartialEq)]
pub(crate) struct Holder<T> {
    pub(crate) value: Option<T>,
}

impl<T: Wire> ObjectView for Holder<T> {}

impl<T: Wire> Empty for Holder<T> {
    fn empty() -> Self {
        Self { value: None }
    }
}

impl<T: Wire> ObjectSlot for Holder<T> {
    fn field(&mut self, name: &str) -> Option<Slot<'_>> {
        (name == "Value").then(|| self.value.slot())
    }
}

#[track_caller]
pub(crate) fn check<T: Wire + PartialEq + Debug>(json: Value, expected: Option<T>) {
    let response = json!({ "Value": json }).to_string();
    let read: Holder<T> = wire::from_json(response.as_bytes()).unwrap();
    assert_eq!(read.value, expected, "{json}");
}
