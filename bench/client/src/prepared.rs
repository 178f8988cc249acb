//! The request of clients that do not sign: every byte of it is there before, with a signature of the
//! right length that is none.

use bytes::Bytes;

use crate::{FILE_ID, FUNCTION_ARG, FUNCTION_NAME, Response, SECRET_ID};

/// The body of the request.
pub fn body(answer: Response) -> Bytes {
    let body = match answer {
        Response::Small => format!(
            r#"{{"FunctionName":"{FUNCTION_NAME}","FunctionArg":"{}"}}"#,
            FUNCTION_ARG.replace('"', r#"\""#)
        ),
        Response::Large(_) => format!(r#"{{"FileIds":["{FILE_ID}"]}}"#),
    };
    Bytes::from(body)
}

/// The headers of the request, those that vod-sdk sends.
pub fn headers(answer: Response, host: &str) -> [(&'static str, String); 8] {
    let action = match answer {
        Response::Small => "ExecuteFunction",
        Response::Large(_) => "DescribeMediaInfos",
    };
    let authorization = format!(
        "TC3-HMAC-SHA256 Credential={SECRET_ID}/2026-01-01/vod/tc3_request, \
         SignedHeaders=content-type;host;x-tc-action, Signature={}",
        "0".repeat(64)
    );
    [
        ("authorization", authorization),
        ("content-type", "application/json".to_owned()),
        ("host", host.to_owned()),
        ("x-tc-action", action.to_owned()),
        ("x-tc-version", "2018-07-17".to_owned()),
        ("x-tc-timestamp", "1767225600".to_owned()),
        ("x-tc-language", "en-US".to_owned()),
        ("x-tc-requestclient", "SDK_RUST_vod-sdk_0.1.0".to_owned()),
    ]
}

/// How many bytes a response has.
pub fn answer_bytes(answer: Response) -> usize {
    match answer {
        Response::Small => bench_answers::small().len(),
        Response::Large(bytes) => bytes,
    }
}
