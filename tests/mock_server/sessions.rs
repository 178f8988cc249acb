//! Repeated `SessionId`s, and the server's clock.

use serde_json::json;
use vod_sdk::mock::{MockServer, Response};

use super::draft::{Draft, builder, now};

const REPEATED: &str = "InvalidParameterValue.SessionId";
const DAY: i64 = 86_400;

fn draft(session_id: &str) -> Draft {
    Draft::new(&json!({"FunctionName": "f", "FunctionArg": "", "SessionId": session_id}))
}

#[tokio::test]
async fn a_repeated_session_is_refused() {
    let server = builder().start().await;
    assert_eq!(draft("a").code(&server).await, "");
    assert_eq!(draft("a").code(&server).await, REPEATED);
    assert_eq!(draft("A").code(&server).await, "");
    assert_eq!(server.requests()[1].refusal(), Some(REPEATED));

    let mut other_account = draft("a");
    other_account.secret_id = "AKIDtemporary";
    other_account.set("X-TC-Token", "a-Token");
    assert_eq!(other_account.code(&server).await, "");

    assert_eq!(draft("").code(&server).await, "");
    assert_eq!(draft("").code(&server).await, "");
}

#[tokio::test]
async fn only_a_success_takes_the_session() {
    let server = builder().start().await;
    server.respond_once(
        "ExecuteFunction",
        Response::error("InternalError", "Try again."),
    );
    assert_eq!(draft("a").code(&server).await, "InternalError");
    server.respond_once("ExecuteFunction", Response::http(503, ""));
    assert_eq!(draft("a").exchange(&server).await.status, 503);
    server.respond_once("ExecuteFunction", Response::close());
    assert_eq!(draft("a").exchange(&server).await.status, 0);
    let mut refused = draft("a");
    refused.secret_key = "other";
    assert_eq!(refused.code(&server).await, "AuthFailure.SignatureFailure");
    assert_eq!(draft("a").code(&server).await, "");
    assert_eq!(draft("a").code(&server).await, REPEATED);
}

#[tokio::test]
async fn a_lost_or_cut_success_has_taken_the_session() {
    let server = builder().start().await;
    for (session_id, answer) in [
        ("a", Response::example().lost()),
        ("b", Response::example().cut_after(5)),
        ("c", Response::json(json!({"Result": "x"})).lost()),
    ] {
        server.respond_once("ExecuteFunction", answer);
        let reply = draft(session_id).exchange(&server).await;
        assert!(reply.body.len() <= 5, "{reply:?}");
        assert_eq!(draft(session_id).code(&server).await, REPEATED);
    }
}

#[tokio::test]
async fn of_simultaneous_requests_one_wins() {
    let server = std::sync::Arc::new(builder().start().await);
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let server = server.clone();
            tokio::spawn(async move { draft("a").code(&server).await })
        })
        .collect();
    let mut winners = 0;
    for task in tasks {
        let code = task.await.unwrap();
        assert!(code.is_empty() || code == REPEATED, "{code}");
        winners += usize::from(code.is_empty());
    }
    assert_eq!(winners, 1);
}

async fn code_at(server: &MockServer, offset: i64) -> String {
    server.set_clock_offset(offset);
    let mut draft = draft("a");
    draft.set("X-TC-Timestamp", (now() + offset).to_string());
    draft.code(server).await
}

#[tokio::test]
async fn a_session_is_remembered_for_seven_days() {
    let server = builder().start().await;
    assert_eq!(code_at(&server, 0).await, "");
    assert_eq!(code_at(&server, 7 * DAY - 30).await, REPEATED);
    assert_eq!(code_at(&server, 7 * DAY + 30).await, "");
    assert_eq!(code_at(&server, 8 * DAY).await, REPEATED);
}

#[tokio::test]
async fn the_servers_clock_decides_and_is_told() {
    let server = builder().clock_offset(3600).start().await;
    let mut draft = draft("");
    assert_eq!(draft.code(&server).await, "AuthFailure.SignatureExpire");
    draft.set("X-TC-Timestamp", (now() + 3600).to_string());
    assert_eq!(draft.code(&server).await, "");

    server.set_clock_offset(784_111_777 - now());
    let reply = draft.exchange(&server).await;
    let date = reply.header("date").unwrap();
    assert!(date.starts_with("Sun, 06 Nov 1994 08:49:"), "{date}");
}
