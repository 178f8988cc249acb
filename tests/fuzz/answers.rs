//! Responses of the API, and bodies of callbacks.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use vod_sdk::events::Event;
use vod_sdk::mock::Script;
use vod_sdk::signatures::CallbackKey;
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::v2018_07_17::{
    DescribeMediaInfosRequest, DescribeTaskDetailRequest, ExecuteFunctionRequest,
    SearchMediaRequest,
};
use vod_sdk::{Client, Credential, RetryPolicy};

use crate::reader::{Reader, run, runtime};

/// A service that gives the latest input as its response to every request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Service(pub(crate) Arc<Mutex<(u16, Vec<u8>)>>);

impl Transport for Service {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        let (status, body) = self.0.lock().unwrap().clone();
        TransportFuture::new(async move { Ok(HttpResponse::new(status, body)) })
    }
}

pub(crate) fn client(transport: impl Transport + 'static) -> Client {
    let builder = Client::builder().credential(Credential::new("an-id", "a-key"));
    let builder = builder.transport(transport).retry(RetryPolicy::none());
    builder.without_rate_limit().build().unwrap()
}

pub(crate) fn calls() -> Reader {
    let service = Service::default();
    let (client, runtime) = (client(service.clone()), runtime());
    let mut number = 0_u64;
    Reader {
        name: "responses",
        samples: examples(),
        words: &[
            "\"Response\":",
            "\"Error\":",
            "\"Code\":",
            "\"Message\":",
            "\"RequestId\":",
            "\"Status\":",
            "\"FINISH\"",
            "\"TotalCount\":",
            "\"MediaInfoSet\":",
            "\"ScrollToken\":",
            "{\"Response\":{",
        ],
        read: Box::new(move |input| {
            number += 1;
            let status = [200, 200, 200, 400, 429, 500, 503][number as usize % 7];
            *service.0.lock().unwrap() = (status, input.to_vec());
            match number % 5 {
                0 => run(
                    &runtime,
                    client
                        .execute_function(&ExecuteFunctionRequest::new("f", ""))
                        .into_future(),
                )
                .is_ok(),
                1 => run(
                    &runtime,
                    client
                        .describe_task_detail(&DescribeTaskDetailRequest::new("t"))
                        .into_future(),
                )
                .is_ok(),
                2 => run(
                    &runtime,
                    client
                        .describe_media_infos(&DescribeMediaInfosRequest::new(["f"]))
                        .into_future(),
                )
                .is_ok(),
                3 => run(
                    &runtime,
                    client
                        .search_media(&SearchMediaRequest::new())
                        .into_future(),
                )
                .is_ok(),
                _ => run(
                    &runtime,
                    client.call("Any", "2018-07-17", &json!({})).into_future(),
                )
                .is_ok(),
            }
        }),
    }
}

/// The example responses of some actions, and errors.
fn examples() -> Vec<Vec<u8>> {
    let runtime = runtime();
    let client = client(Script::new());
    let calls = [
        ("DescribeTaskDetail", json!({ "TaskId": "t" })),
        ("SearchMedia", json!({})),
        ("DescribeMediaInfos", json!({ "FileIds": ["f"] })),
        (
            "ExecuteFunction",
            json!({ "FunctionName": "f", "FunctionArg": "a" }),
        ),
        ("PullEvents", json!({})),
    ];
    let mut examples: Vec<Vec<u8>> = calls
        .iter()
        .map(|(action, parameters)| {
            let call = client.call(*action, "2018-07-17", parameters).into_future();
            let response: Value = run(&runtime, call).unwrap();
            json!({ "Response": response }).to_string().into_bytes()
        })
        .collect();
    let error = json!({ "Response": { "Error": { "Code": "InternalError", "Message": "Oops." }, "RequestId": "id" } });
    examples.push(error.to_string().into_bytes());
    examples
}

pub(crate) fn callbacks() -> Reader {
    let key = CallbackKey::new("key").unwrap();
    let event = |kind: &str| {
        let body = json!({
            "EventType": kind,
            "ProcedureStateChangeEvent": { "TaskId": "t", "Status": "FINISH", "FileId": "f", "ErrCode": 0 },
            "FileUploadEvent": { "FileId": "f", "MediaBasicInfo": { "Name": "n" } },
            "Sign": "0123456789abcdef0123456789abcdef",
            "T": 1_700_000_000,
        });
        body.to_string().into_bytes()
    };
    Reader {
        name: "callbacks",
        samples: vec![event("ProcedureStateChanged"), event("NewFileUpload")],
        words: &[
            "\"EventType\":",
            "\"Sign\":",
            "\"T\":",
            "\"ProcedureStateChanged\"",
            "\"TaskId\":",
            "\"FileUploadEvent\":",
        ],
        read: Box::new(move |input| {
            let _ = key.verify(input, 1_700_000_000);
            let Ok(event) = Event::from_callback(input) else {
                return false;
            };
            let _ = (
                event.kind(),
                event.handle(),
                event.field(),
                event.payload().is_null(),
            );
            let _ = event.payload_as::<Value>();
            let _ = format!("{event:?}");
            true
        }),
    }
}
