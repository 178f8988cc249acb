//! Writing a request.

use std::hint::black_box;

use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::wire;

use crate::Operation;

/// The ways to write a request.
pub fn operations() -> Vec<Operation<'static>> {
    let request = ExecuteFunctionRequest::new("ExampleFunc", r#"{"order":42,"title":"a clip"}"#)
        .sub_app_id(1_490_012_345_u64)
        .session_id("order-42");
    let bytes = wire::to_json(&request).map_or(0, |json| json.len());
    vec![Operation {
        name: "vod_sdk::wire::to_json, ExecuteFunction",
        group: "serialize",
        bytes,
        run: Box::new(move || drop(black_box(wire::to_json(black_box(&request))))),
        prepare: None,
    }]
}
