//! Requests that the service would accept, and what the server remembers of them.

use std::collections::HashSet;

use serde_json::json;
use vod_sdk::mock::{MockServer, Response};

use super::draft::{Draft, builder, now};

type Row = (&'static str, fn(&mut Draft));

fn draft() -> Draft {
    Draft::new(&json!({"FunctionName": "ExampleFunc", "FunctionArg": "{}"}))
}

#[tokio::test]
async fn right_requests_get_the_example_response() {
    let rows: [Row; 14] = [
        ("as it is", |_| ()),
        ("every parameter", |draft| {
            draft.body = json!({
                "FunctionName": "f", "FunctionArg": "测试", "SubAppId": 1_490_012_345_u64,
                "SessionContext": "字".repeat(1000), "SessionId": "s".repeat(50), "ExtInfo": "",
            })
            .to_string()
            .into_bytes();
        }),
        ("null for absent", |draft| {
            draft.body = br#"{"FunctionName":"f","FunctionArg":"","SubAppId":null}"#.to_vec();
        }),
        ("escapes and spaces in the JSON", |draft| {
            draft.body = br#" { "FunctionName" : "\u672a", "FunctionArg": "\\" } "#.to_vec();
        }),
        ("a charset", |draft| {
            draft.set("Content-Type", "Application/JSON; charset=UTF-8");
        }),
        ("more headers signed", |draft| {
            draft.set("X-TC-Region", "ap-guangzhou");
            draft.signed_headers =
                "content-type;host;x-tc-action;x-tc-region;x-tc-timestamp;x-tc-version";
        }),
        ("any host", |draft| {
            draft.set("Host", "gateway.example:8443");
        }),
        ("any path and query", |draft| {
            draft.path = "/vod/%7Ea/";
            draft.query = "b=2&a=%20";
        }),
        ("a region and a language", |draft| {
            draft
                .set("X-TC-Region", "ap-guangzhou")
                .set("X-TC-Language", "en-US");
        }),
        ("a temporary credential", |draft| {
            draft.secret_id = "AKIDtemporary";
            draft.set("X-TC-Token", "a-Token");
        }),
        ("a token among the signed headers", |draft| {
            draft.secret_id = "AKIDtemporary";
            draft.signed_headers = "content-type;host;x-tc-action;x-tc-token";
            draft.set("X-TC-Token", "a-Token");
        }),
        ("no spaces after commas", |draft| {
            draft.garble = |header| Some(header.replace(", ", ","))
        }),
        ("almost five minutes late", |draft| {
            draft.set("X-TC-Timestamp", (now() - 298).to_string());
        }),
        ("almost five minutes early", |draft| {
            draft.set("X-TC-Timestamp", (now() + 298).to_string());
        }),
    ];
    let server = builder().start().await;
    for (name, change) in rows {
        let mut draft = draft();
        change(&mut draft);
        let response = draft.send(&server).await;
        assert_eq!(response["Error"], json!(null), "{name}: {response}");
        assert!(response["Result"].is_string(), "{name}: {response}");
    }
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.refusal().is_none())
    );
}

#[tokio::test]
async fn a_body_of_ten_mebibytes_is_accepted() {
    let server = builder().start().await;
    let mut draft = draft();
    let padding = 10 * 1024 * 1024 - draft.body.len();
    draft.body.extend(std::iter::repeat_n(b' ', padding));
    assert_eq!(draft.code(&server).await, "");
    draft.body.push(b' ');
    assert_eq!(draft.code(&server).await, "RequestSizeLimitExceeded");
    assert_eq!(server.requests()[1].body().len(), 10 * 1024 * 1024);
}

#[tokio::test]
async fn request_ids_are_never_the_same() {
    let servers = [builder().start().await, builder().start().await];
    let mut ids = HashSet::new();
    for server in servers.iter().cycle().take(20) {
        let response = draft().send(server).await;
        assert!(ids.insert(response["RequestId"].to_string()), "{response}");
    }
}

#[tokio::test]
async fn requests_are_recorded_as_they_came() {
    let server = builder().start().await;
    let mut draft = draft();
    draft.path = "/a%20b";
    draft.query = "c=d";
    draft.set("X-TC-Token", "hush-hush");
    let right = draft.clone();
    draft.body = b"no JSON".to_vec();
    assert_eq!(right.code(&server).await, "");
    assert_eq!(draft.code(&server).await, "InvalidParameter");

    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].method(), "POST");
    assert_eq!(requests[0].path(), "/a%20b");
    assert_eq!(requests[0].query(), "c=d");
    assert_eq!(requests[0].action(), "ExecuteFunction");
    assert_eq!(requests[0].version(), "2018-07-17");
    assert_eq!(requests[0].header("content-TYPE"), Some("application/json"));
    assert_eq!(requests[0].header("absent"), None);
    assert_eq!(
        requests[0]
            .headers()
            .find(|(name, _)| *name == "x-tc-token")
            .unwrap()
            .1,
        "hush-hush"
    );
    assert_eq!(requests[0].body(), right.body);
    assert_eq!(requests[0].json()["FunctionName"], "ExampleFunc");
    assert_eq!(requests[0].refusal(), None);
    assert_eq!(requests[1].json(), json!(null));
    assert_eq!(requests[1].refusal(), Some("InvalidParameter"));
    assert!(requests[0].received_at() <= requests[1].received_at());

    assert_eq!(server.take_requests().len(), 2);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let server = builder().start().await;
    let mut draft = draft();
    draft.secret_id = "AKIDtemporary";
    draft.set("X-TC-Token", "a-Token");
    draft.send(&server).await;
    let signature = server.requests()[0]
        .header("authorization")
        .unwrap()
        .to_owned();
    let signature = signature.split_once("Signature=").unwrap().1.to_owned();
    let printed = format!(
        "{server:?} {:?} {:?} {:?} {:?}",
        builder(),
        server.credential(),
        server.requests(),
        Response::json(json!({"SecretKey": "a secret of the tests"})),
    );
    assert!(printed.contains(&signature[..8]), "{printed}");
    for secret in ["a-Token", "a secret of the tests", "q7WfT2xK", &signature] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

#[tokio::test]
async fn the_servers_own_credential_works_with_the_client() {
    let server = MockServer::start().await;
    let client = vod_sdk::Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    let request = vod_sdk::v2018_07_17::ExecuteFunctionRequest::new("ExampleFunc", "{}");
    let response = client.execute_function(&request).await.unwrap();
    assert_eq!(response.result.as_deref(), Some("taskId"));
    assert_eq!(server.requests()[0].refusal(), None);
}
