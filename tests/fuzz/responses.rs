//! Responses to calls, typed and untyped, of any status: results, errors, and JSON that is to be repaired.

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use vod_sdk::mock;
use vod_sdk::transport::HttpResponse;
use vod_sdk::v2018_07_17::{
    DescribeMediaInfosRequest, DescribeTaskDetailRequest, ExecuteFunctionRequest,
    SearchMediaRequest,
};
use vod_sdk::{Client, Error};

use crate::engine::feed;
use crate::input::{Input, Material};
use crate::wire::{Wire, runtime};

const VERSION: &str = "2018-07-17";
const STATUSES: &[u16] = &[
    200, 200, 200, 200, 201, 204, 301, 400, 403, 404, 408, 429, 500, 502, 503, 599,
];
const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud800",
    "\\udc00",
    "{}",
    "[]",
    "null",
    "true",
    "None",
    "NaN",
    "undefined",
    "'",
    "//",
    "/*",
    "*/",
    "{\"Response\":",
    "\"RequestId\":\"id\"",
    "\"Error\":{\"Code\":\"A.B\"},",
    "\"Error\":[[]],",
    "\"Error\":null,",
    "{\"a\":",
    "[[[[[[[[",
    "<html>",
    ")]}',\n",
    "\u{feff}",
    "callback(",
];
/// Errors, and what gateways and careless services write.
const DISGUISED: &[&str] = &[
    r#"{"Response":{"Error":{"Code":"InvalidParameterValue.FileId","Message":"wrong"},"RequestId":"id"}}"#,
    r#"{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"old"},"RequestId":"id"}}"#,
    r#"{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"fast"},"RequestId":"id"}}"#,
    r#"{"code":4000,"message":"old form","codeDesc":"InvalidParameter"}"#,
    "<html><head><title>502 Bad Gateway</title></head></html>",
    "{'Response': {'RequestId': 'id', 'Result': None,}}",
    "{\"Response\":{\"RequestId\":\"id\",\"Result\":NaN,},}\n// end",
    "{\"Response\":{\"RequestId\":\"id\",\"Result\":\"a\nb\tc\\x\"}}",
];

#[test]
fn responses() {
    let material = Material::new(examples().iter().map(|(_, body)| body.as_bytes()), TOKENS);
    feed(
        "responses::responses",
        |input| (*input.pick(STATUSES), input.bytes(&material)),
        reader,
    );
}

#[test]
fn repaired_and_error_bodies() {
    let material = Material::new(DISGUISED, TOKENS);
    let make = |input: &mut Input| (*input.pick(STATUSES), input.bytes(&material));
    feed("responses::repaired_and_error_bodies", make, reader);
}

/// Every type of a response, with values that are meant for others.
#[test]
fn typed_values() {
    let examples = examples();
    let material = Material::new(examples.iter().map(|(_, body)| body.as_bytes()), &[]);
    let make = |input: &mut Input| {
        let (action, _) = input.pick(&examples);
        (action.clone(), input.changed_json(&material))
    };
    feed("responses::typed_values", make, || {
        |(action, text): (String, Vec<u8>)| {
            let json: Value = serde_json::from_slice(&text).unwrap_or_default();
            let _ = mock::reread_request(&action, VERSION, &json["Response"]);
            let read = mock::reread_response(&action, VERSION, &json["Response"]);
            read.is_some_and(|read| read.is_ok())
        }
    });
}

fn reader() -> impl FnMut((u16, Vec<u8>)) -> bool {
    let wire = Wire::new(|_, input| {
        let (status, body) = input.split_at(2);
        HttpResponse::new(u16::from_be_bytes([status[0], status[1]]), body)
    });
    let (client, runtime) = (wire.client(), runtime());
    move |(status, body)| {
        wire.set([&status.to_be_bytes(), &*body].concat());
        runtime.block_on(call(&client))
    }
}

/// Whether the untyped call succeeds.
async fn call(client: &Client) -> bool {
    check(
        client
            .execute_function(&ExecuteFunctionRequest::new("f", ""))
            .await,
    );
    check(
        client
            .describe_task_detail(&DescribeTaskDetailRequest::new("task"))
            .await,
    );
    check(
        client
            .describe_media_infos(&DescribeMediaInfosRequest::new(["file"]))
            .await,
    );
    check(client.search_media(&SearchMediaRequest::new()).await);
    check(client.call("DescribeThings", VERSION, &json!({})).await)
}

/// What is said of an error is short, and can be shown.
fn check<R: Debug>(result: Result<R, Error>) -> bool {
    if let Err(error) = &result {
        let shown = format!("{error} {error:?}");
        assert!(shown.len() < 64 * 1024, "{} bytes", shown.len());
        assert!(!error.to_string().contains('\n'), "{error}");
    }
    result.is_ok()
}

/// The actions of the spec with the examples of their responses, in their envelope.
fn examples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/vod/2018-07-17/actions");
    let mut examples = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let action: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        for example in action["examples"].as_array().into_iter().flatten() {
            let body = json!({ "Response": example["response"] }).to_string();
            if body.len() < 16 * 1024 && example["response"].is_object() {
                examples.push((name.clone(), body));
            }
        }
    }
    examples.sort();
    assert!(examples.len() > 100, "{}", examples.len());
    examples
}
