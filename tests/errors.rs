//! What a failed call says: kind, code, RequestId, fate, and whether it may be repeated.

use std::time::Duration;

use serde_json::json;
use tokio::net::TcpListener;
use vod_sdk::action::RetryHint;
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{Client, Error, ErrorCode, ErrorKind, RetryPolicy};

use crate::support::{RawServer, credential};

/// The error of a call with a `SessionId`, which may be repeated, and of one without.
async fn failures(client: &Client) -> [Error; 2] {
    let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
    let with_id = request.clone().session_id("order-42");
    let empty_id = request.session_id("");
    [
        client.execute_function(&with_id).await.unwrap_err(),
        client.execute_function(&empty_id).await.unwrap_err(),
    ]
}

#[track_caller]
fn check(errors: &[Error; 2], kind: ErrorKind, executed: bool, retryable: [bool; 2], text: &str) {
    for (error, retryable) in errors.iter().zip(retryable) {
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(error.action(), Some("ExecuteFunction"), "{error}");
        assert_eq!(error.may_have_been_executed(), executed, "{error}");
        assert_eq!(error.is_retryable(), retryable, "{error}");
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[tokio::test]
async fn every_known_code_is_typed_and_tells_whether_to_repeat() {
    for code in ErrorCode::ALL {
        let answer = json!({ "Response": {
            "Error": { "Code": code.as_str(), "Message": "because" },
            "RequestId": "id-1",
        }});
        let server = RawServer::http("200 OK", &answer.to_string()).await;
        let errors = failures(&server.client()).await;
        let (executed, retryable) = match code.retry() {
            RetryHint::Throttled => (false, [true, true]),
            RetryHint::Transient => (true, [true, false]),
            _ => (false, [false, false]),
        };
        check(&errors, ErrorKind::Service, executed, retryable, "because");
        let fate = if executed {
            "may have been executed"
        } else {
            "not executed"
        };
        for error in errors {
            assert_eq!(error.error_code(), Some(*code));
            assert_eq!(error.code(), Some(code.as_str()));
            assert_eq!(error.request_id(), Some("id-1"));
            assert_eq!(error.status(), Some(200));
            let advice = match *code {
                ErrorCode::InvalidParameterValueSubAppId => {
                    "; ClientBuilder::sub_app_id gives SubAppId to every request"
                }
                _ => "",
            };
            let text = format!("ExecuteFunction: {code}: because (RequestId id-1; {fate}{advice})");
            assert_eq!(error.to_string(), text);
        }
    }
}

#[tokio::test]
async fn an_unknown_code_is_handed_over_and_judged_by_the_code_that_it_refines() {
    for (code, executed, retryable) in [
        ("InvalidParameterValue.Unheard", false, [false, false]),
        ("InternalError.Disk.Full", true, [true, false]),
        ("RequestLimitExceeded.New", false, [true, true]),
        ("Unheard.Of", true, [false, false]),
    ] {
        let answer = json!({ "Response": { "Error": { "Code": code, "Message": "m" } } });
        let server = RawServer::http("200 OK", &answer.to_string()).await;
        let errors = failures(&server.client()).await;
        check(&errors, ErrorKind::Service, executed, retryable, code);
        assert_eq!(errors[0].error_code(), None);
        assert_eq!(errors[0].code(), Some(code));
        assert_eq!(errors[0].request_id(), None);
    }
}

#[tokio::test]
async fn an_error_of_the_service_is_one_whatever_the_http_status() {
    let error = json!({ "Response": {
        "Error": { "Code": "InternalError", "Message": "m" }, "RequestId": "id-2",
    }});
    let server = RawServer::http("500 Internal Server Error", &error.to_string()).await;
    let errors = failures(&server.client()).await;
    check(
        &errors,
        ErrorKind::Service,
        true,
        [true, false],
        "InternalError",
    );
    assert_eq!(errors[0].status(), Some(500));

    let server = RawServer::http("503 Service Unavailable", r#"{"Response":{}}"#).await;
    let errors = failures(&server.client()).await;
    check(
        &errors,
        ErrorKind::Response,
        true,
        [true, false],
        "RequestId",
    );

    let unknown =
        json!({ "Response": { "Result": null, "RequestId": "id-3", "Later": [1] }, "x": 1 });
    let server = RawServer::http("502 Bad Gateway", &unknown.to_string()).await;
    let errors = failures(&server.client()).await;
    check(
        &errors,
        ErrorKind::Response,
        true,
        [true, false],
        "HTTP 502",
    );
    assert_eq!(errors[0].request_id(), Some("id-3"));
    let server = RawServer::http("202 Accepted", &unknown.to_string()).await;
    let request = ExecuteFunctionRequest::new("f", "");
    let response = server.client().execute_function(&request).await.unwrap();
    assert_eq!(
        (response.result, response.request_id.as_str()),
        (None, "id-3")
    );
}

#[tokio::test]
async fn an_answer_that_is_not_of_this_api_is_shown_in_part() {
    let page = format!(
        "<html>\u{1b}[31m{}</html>",
        "over\u{e9}load ".repeat(100_000)
    );
    let server = RawServer::http("503 Service Unavailable", &page).await;
    let errors = failures(&server.client()).await;
    check(
        &errors,
        ErrorKind::Response,
        true,
        [true, false],
        "HTTP 503",
    );
    let excerpt = errors[0].body_excerpt().unwrap();
    assert!(
        excerpt.starts_with("<html> [31mover\u{e9}load"),
        "{excerpt}"
    );
    assert!(excerpt.len() < 600, "{}", excerpt.len());

    for body in [
        "",
        "garbage",
        "null",
        "[]",
        "{}",
        r#"{"Response":null}"#,
        r#"{"Response":"text"}"#,
        r#"{"Response":{}} trailing"#,
        r#"{"Response":{"Result":["#,
        "\u{0}\u{1}",
    ] {
        let server = RawServer::http("200 OK", body).await;
        check(
            &failures(&server.client()).await,
            ErrorKind::Response,
            true,
            [true, false],
            "HTTP 200",
        );
    }
}

#[tokio::test]
async fn a_response_survives_values_of_another_kind() {
    let answer = r#"{"Response":{"Result":{"a":[1,null]},"RequestId":"id-4"}}"#;
    let server = RawServer::http("200 OK", answer).await;
    let request = ExecuteFunctionRequest::new("f", "");
    let response = server.client().execute_function(&request).await.unwrap();
    assert_eq!(response.result.as_deref(), Some(r#"{"a":[1,null]}"#));
    assert_eq!(response.request_id, "id-4");
}

#[tokio::test]
async fn a_connection_that_breaks_leaves_the_outcome_open() {
    for bytes in [
        "",
        "not HTTP at all\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"Response\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"Res",
    ] {
        let server = RawServer::answering(bytes).await;
        check(
            &failures(&server.client()).await,
            ErrorKind::Network,
            true,
            [true, false],
            "broke",
        );
        assert_eq!(server.requests(), 2, "one attempt each: {bytes:?}");
    }
}

#[tokio::test]
async fn without_a_connection_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder()
        .credential(credential())
        .endpoint(endpoint)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    check(
        &failures(&client).await,
        ErrorKind::Connect,
        false,
        [true, true],
        "(not sent)",
    );
}

#[tokio::test]
async fn a_call_ends_when_its_time_is_over() {
    // The listener's queue takes the connection, but nobody ever answers.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let builder = Client::builder()
        .credential(credential())
        .endpoint(endpoint)
        .retry(RetryPolicy::none());
    let short = Duration::from_millis(50);

    let client = builder.clone().attempt_timeout(short).build().unwrap();
    check(
        &failures(&client).await,
        ErrorKind::Timeout,
        true,
        [true, false],
        "no response within 50ms",
    );
    let client = builder.clone().timeout(short).build().unwrap();
    check(
        &failures(&client).await,
        ErrorKind::Timeout,
        true,
        [true, false],
        "no response within 50ms",
    );
    let client = builder.build().unwrap();
    let request = ExecuteFunctionRequest::new("f", "");
    let error = client
        .execute_function(&request)
        .timeout(short)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let error = client
        .execute_function(&request)
        .timeout(Duration::ZERO)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        !error.may_have_been_executed() && error.is_retryable(),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_refused_and_not_read_on() {
    let announced =
        RawServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 34603008\r\n\r\n{").await;
    check(
        &failures(&announced.client()).await,
        ErrorKind::Response,
        true,
        [false, false],
        "larger than 33554432 bytes",
    );

    let chunk = format!("100000\r\n{}\r\n", " ".repeat(0x10_0000));
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let endless = RawServer::endless(head, chunk.into_bytes()).await;
    let client = endless
        .builder()
        .max_response_bytes(1024 * 1024)
        .build()
        .unwrap();
    check(
        &failures(&client).await,
        ErrorKind::Response,
        true,
        [false, false],
        "larger than 1048576 bytes",
    );
    // What lies in the buffers of two sockets was written too.
    assert!(
        endless.written() < 32 * 1024 * 1024,
        "{}",
        endless.written()
    );
}
