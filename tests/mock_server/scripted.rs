//! Answers that a test has prepared.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vod_sdk::mock::{ANY_ACTION, MockServer, Response};

use super::draft::{Draft, builder};

const ACTION: &str = "ExecuteFunction";

fn draft() -> Draft {
    Draft::new(&json!({"FunctionName": "f", "FunctionArg": "arg"}))
}

async fn result(server: &MockServer) -> Value {
    draft().send(server).await["Result"].take()
}

fn answer(result: &str) -> Response {
    Response::json(json!({"Result": result}))
}

#[tokio::test]
async fn the_nearest_answer_comes_first() {
    let server = builder().start().await;
    server.respond(ANY_ACTION, answer("any"));
    assert_eq!(result(&server).await, "any");
    server.respond(ACTION, answer("standing"));
    server.respond_once(ANY_ACTION, answer("any once"));
    server.respond_once(ACTION, answer("first"));
    server.respond_once(ACTION, answer("second"));
    for expected in ["first", "second", "any once", "standing", "standing"] {
        assert_eq!(result(&server).await, expected);
    }
    server.respond(ACTION, Response::example());
    assert_eq!(result(&server).await, "taskId");
    server.respond_with(ACTION, |request| {
        answer(request.json()["FunctionArg"].as_str().unwrap())
    });
    assert_eq!(result(&server).await, "arg");
}

#[tokio::test]
async fn a_function_may_use_the_server() {
    let server = Arc::new(builder().start().await);
    let weak = Arc::downgrade(&server);
    server.respond_with(ACTION, move |_| {
        let server = weak.upgrade().unwrap();
        server.respond(ACTION, answer("next"));
        answer(&server.requests().len().to_string())
    });
    assert_eq!(result(&server).await, "1");
    assert_eq!(result(&server).await, "next");
}

#[tokio::test]
async fn a_broken_request_is_not_hidden() {
    let server = builder().start().await;
    let called = Arc::new(AtomicUsize::new(0));
    let counter = called.clone();
    server.respond_with(ACTION, move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        answer("function")
    });
    server.respond_once(ACTION, answer("once"));
    let mut broken = draft();
    broken.secret_key = "other";
    assert_eq!(broken.code(&server).await, "AuthFailure.SignatureFailure");
    assert_eq!(called.load(Ordering::Relaxed), 0);
    assert_eq!(result(&server).await, "once");

    server.respond_once(ACTION, answer("unverified").unverified());
    assert_eq!(broken.send(&server).await["Result"], "unverified");
    assert_eq!(
        server.requests()[2].refusal(),
        Some("AuthFailure.SignatureFailure")
    );
    server.respond(ACTION, answer("standing").unverified());
    assert_eq!(broken.send(&server).await["Result"], "standing");
}

#[tokio::test]
async fn an_action_exists_if_it_is_named() {
    let server = builder().start().await;
    let mut draft = draft();
    draft
        .set("X-TC-Action", "DescribeNewThing")
        .set("X-TC-Version", "2030-01-01");
    server.respond(ANY_ACTION, answer("any"));
    assert_eq!(draft.code(&server).await, "NoSuchVersion");
    server.respond("DescribeNewThing", Response::json(json!({"Size": 3})));
    assert_eq!(draft.send(&server).await["Size"], 3);
    draft.secret_key = "other";
    assert_eq!(draft.code(&server).await, "AuthFailure.SignatureFailure");
}

#[tokio::test]
async fn responses_and_errors_come_in_the_envelope() {
    let server = builder().start().await;
    server.respond_once(
        ACTION,
        Response::json(json!({"RequestId": "my-own", "Result": null})),
    );
    let reply = draft().exchange(&server).await;
    let body: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(
        body,
        json!({"Response": {"RequestId": "my-own", "Result": null}})
    );

    server.respond_once(
        ACTION,
        Response::error("InternalError", "Sorry.").status(500),
    );
    let reply = draft().exchange(&server).await;
    assert_eq!(reply.status, 500);
    let body: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(
        body["Response"]["Error"],
        json!({"Code": "InternalError", "Message": "Sorry."})
    );
    assert!(body["Response"]["RequestId"].is_string());
}

#[tokio::test]
async fn http_answers_are_sent_as_they_are() {
    let server = builder().start().await;
    let html = Response::http(502, "<h1>Bad gateway</h1>")
        .header("Content-Type", "text/html")
        .header("Date", "Mon, 25 Feb 2019 16:44:25 GMT")
        .header("X-Two", "1")
        .header("X-Two", "2");
    server.respond_once(ACTION, html);
    let reply = draft().exchange(&server).await;
    assert_eq!(reply.status, 502);
    assert_eq!(reply.header("content-type"), Some("text/html"));
    assert_eq!(reply.header("date"), Some("Mon, 25 Feb 2019 16:44:25 GMT"));
    assert_eq!(
        reply
            .headers
            .iter()
            .filter(|(name, _)| name == "x-two")
            .count(),
        2
    );
    assert_eq!(reply.body, b"<h1>Bad gateway</h1>");

    server.respond_once(ACTION, Response::http(200, [0xff, 0x00]));
    let reply = draft().exchange(&server).await;
    assert_eq!(reply.header("content-type"), None);
    assert_eq!(reply.body, [0xff, 0x00]);
}

#[tokio::test]
async fn a_delay_is_waited_for() {
    let server = builder().start().await;
    server.respond_once(
        ACTION,
        Response::example().delay(Duration::from_millis(150)),
    );
    let begin = Instant::now();
    assert_eq!(result(&server).await, "taskId");
    assert!(begin.elapsed() >= Duration::from_millis(150));
}

#[test]
fn impossible_answers_panic() {
    let impossible: [fn() -> Response; 6] = [
        || Response::json(1),
        || Response::http(100, ""),
        || Response::http(1000, ""),
        || Response::example().header("Content-Length", "3"),
        || Response::example().header("a b", "c"),
        || Response::example().header("a", "b\n"),
    ];
    for (index, answer) in impossible.into_iter().enumerate() {
        assert!(std::panic::catch_unwind(answer).is_err(), "{index}");
    }
}
