//! Calls of actions that the SDK does not know, and calls that are spawned.

use std::fmt::Debug;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use vod_sdk::action::RetryClass;
use vod_sdk::mock::{Response, Script};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, Error, ErrorCode, ErrorKind};

const VERSION: &str = "2018-07-17";

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct NewActionRequest {
    file_id: String,
    size: Option<u64>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct NewActionResponse {
    names: Vec<String>,
    size: Option<u64>,
    request_id: String,
}

fn scripted() -> (Script, Client) {
    let script = Script::new();
    script.add_action("NewAction");
    let client = Client::builder().credential(script.credential());
    let client = client.transport(script.clone()).build().unwrap();
    (script, client)
}

fn request() -> NewActionRequest {
    NewActionRequest {
        file_id: "387702299".to_owned(),
        size: None,
    }
}

/// Calls the action and reads its response, an object with these fields, by the caller's type.
async fn call<R: serde::de::DeserializeOwned + Debug + Send + 'static>(
    fields: Value,
) -> Result<R, Error> {
    let (script, client) = scripted();
    script.respond("NewAction", Response::json(fields));
    let request = request();
    client.call_as::<_, R>("NewAction", VERSION, &request).await
}

#[tokio::test]
async fn an_unknown_action_is_called_by_the_callers_own_types() {
    let (script, client) = scripted();
    let fields = json!({"Names": ["a", "b"], "Size": null, "RequestId": "r-1", "New": {}});
    script.respond("NewAction", Response::json(fields));
    let request = request();
    let call = client.call_as::<_, NewActionResponse>("NewAction", VERSION, &request);
    let response = call.retry_class(RetryClass::Read).await.unwrap();
    let expected = NewActionResponse {
        names: vec!["a".to_owned(), "b".to_owned()],
        size: None,
        request_id: "r-1".to_owned(),
    };
    assert_eq!(response, expected);
    let sent = script.requests();
    assert_eq!(sent[0].action(), "NewAction");
    assert_eq!(sent[0].json(), json!({"FileId": "387702299", "Size": null}));
}

#[tokio::test]
async fn a_response_that_does_not_fit_is_an_error_with_its_request_id() {
    let fields = json!({"Names": "a", "RequestId": "r-2"});
    let error = call::<NewActionResponse>(fields).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert_eq!(error.request_id(), Some("r-2"));
    assert!(error.may_have_been_executed() && !error.is_retryable());
    let text = error.to_string();
    assert!(
        text.starts_with("NewAction: the response does not fit the type"),
        "{text}"
    );
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "it never fits")]
struct Wrong {
    secret_key: u64,
}

#[tokio::test]
async fn a_response_that_does_not_fit_is_not_quoted() {
    const KEY: &str = "HUSH-HUSH-HUSH";
    for action in ["ApplyUpload", "NewAction"] {
        let (script, client) = scripted();
        script.respond_once(action, Response::error("InternalError", "try again"));
        let fields = json!({"SecretKey": KEY, "RequestId": "r-3"});
        script.respond(action, Response::json(fields));
        let request = json!({"MediaType": "mp4"});
        let call = client.call_as::<_, Wrong>(action, VERSION, &request);
        let error = call.retry_class(RetryClass::Read).await.unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains(KEY), "{text}");
        assert!(
            text.contains("invalid type: string, expected u64"),
            "{text}"
        );
        assert_eq!(error.attempts(), 2, "{text}");
    }
}

/// A type that quotes what it refuses.
#[derive(Debug)]
struct Quoting;

impl<'de> Deserialize<'de> for Quoting {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Err(serde::de::Error::custom(format!("{value} will not do")))
    }
}

#[tokio::test]
async fn a_types_own_words_are_kept_from_where_there_are_secrets() {
    const KEY: &str = "HUSH-HUSH-HUSH";
    let text = |request: Value, response: Value| async move {
        let (script, client) = scripted();
        script.respond("NewAction", Response::json(response));
        let call = client.call_as::<_, Quoting>("NewAction", VERSION, &request);
        let error = call.await.unwrap_err();
        format!("{error} {error:?}")
    };
    let harmless = json!({"Note": KEY, "RequestId": "r-4"});
    let secret = json!({"SecretKey": KEY, "RequestId": "r-4"});
    let shown = text(json!({}), harmless.clone()).await;
    assert!(shown.contains("will not do"), "{shown}");
    for shown in [
        text(json!({"SecretKey": KEY}), harmless).await,
        text(json!({}), secret).await,
    ] {
        assert!(!shown.contains(KEY), "{shown}");
    }
    let body = json!({"EventType": "A", "AEvent": {"SecretKey": KEY}}).to_string();
    let event = vod_sdk::events::Event::from_callback(body.as_bytes()).unwrap();
    let error = event.payload_as::<Quoting>().unwrap_err();
    assert!(!format!("{error} {error:?}").contains(KEY), "{error}");
}

#[tokio::test]
async fn an_error_of_the_service_stays_one() {
    let (script, client) = scripted();
    script.respond(
        "NewAction",
        Response::error("ResourceNotFound", "no such file"),
    );
    let request = request();
    let call = client.call_as::<_, NewActionResponse>("NewAction", VERSION, &request);
    let error = call.await.unwrap_err();
    assert_eq!(error.error_code(), Some(ErrorCode::ResourceNotFound));
}

#[tokio::test]
async fn parameters_that_are_no_object_or_cannot_be_written_are_not_sent() {
    let (script, client) = scripted();
    let list = ["a"];
    let unwritable = std::collections::HashMap::from([((1, 2), "a key that is no string")]);
    for error in [
        client
            .call_as::<_, Value>("NewAction", VERSION, &list)
            .await
            .unwrap_err(),
        client
            .call_as::<_, Value>("NewAction", VERSION, &unwritable)
            .await
            .unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        assert!(error.to_string().starts_with("NewAction: "), "{error}");
        assert!(!error.may_have_been_executed());
    }
    assert!(script.requests().is_empty());
}

/// Its future owns what it needs: neither the client nor the request outlives this function.
#[tokio::test]
async fn a_call_is_spawned_and_outlives_its_request_and_client() {
    let calls: Vec<_> = (0..3)
        .map(|index| {
            let (script, client) = scripted();
            script.respond("NewAction", Response::json(json!({"RequestId": "r"})));
            let typed = ExecuteFunctionRequest::new("F", index.to_string());
            let parameters = json!({"Index": index});
            let action = format!("New{}", "Action");
            let calls = (
                tokio::spawn(client.execute_function(&typed).into_future()),
                tokio::spawn(client.call(&action, VERSION, &parameters).into_future()),
            );
            (script, calls)
        })
        .collect();
    for (index, (script, (typed, untyped))) in calls.into_iter().enumerate() {
        typed.await.unwrap().unwrap();
        assert_eq!(untyped.await.unwrap().unwrap(), json!({"RequestId": "r"}));
        let sent = script.requests();
        let bodies: Vec<Value> = sent.iter().map(|request| request.json()).collect();
        assert!(bodies.contains(&json!({"FunctionName": "F", "FunctionArg": index.to_string()})));
        assert!(bodies.contains(&json!({"Index": index})));
    }
}

#[tokio::test]
async fn a_call_that_is_never_awaited_sends_nothing() {
    let (script, client) = scripted();
    let request = ExecuteFunctionRequest::new("F", "");
    drop(client.execute_function(&request));
    drop(client.execute_function(&request).into_future());
    assert!(script.requests().is_empty());
}
