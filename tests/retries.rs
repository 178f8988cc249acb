//! What is repeated, how often, after which pauses, and what comes of it.

use std::collections::HashSet;
use std::time::Duration;

use vod_sdk::action::{Action, RetryClass};
use vod_sdk::mock::{MockServer, Response};
use vod_sdk::v2018_07_17::{
    CreateVodDomainRequest, DescribeMediaInfosRequest, ExecuteFunctionRequest,
    ModifyRoundPlayRequest, ProcessMediaRequest,
};
use vod_sdk::{Client, ClientBuilder, Error, ErrorKind, RetryPolicy};

use crate::steady::Steady;

fn client_of(server: &MockServer, runtime: &Steady) -> ClientBuilder {
    Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .time_source(runtime.clone())
}

/// The outcome of a call at a server that answers it with these answers first: the number of attempts
/// if it was answered, and else the error.
async fn outcome<A: Action>(request: &A, answers: Vec<Response>) -> Result<usize, Error> {
    let server = MockServer::start().await;
    for answer in answers {
        server.respond_once(A::INFO.name, answer);
    }
    let client = client_of(&server, &Steady::default()).build().unwrap();
    client.send(request).await?;
    Ok(server.requests().len())
}

/// Checks what becomes of one fault for a request of each class.
async fn check(fault: &Response, any: bool, safe: bool) {
    let faults = || vec![fault.clone()];
    let read = DescribeMediaInfosRequest::new(["1"]);
    let convergent = ModifyRoundPlayRequest::new("1");
    let unnamed = ExecuteFunctionRequest::new("f", "");
    let named = unnamed.clone().session_id("order-42");
    let never = CreateVodDomainRequest::new("example.com");
    for (class, again, outcome) in [
        (RetryClass::Read, safe, outcome(&read, faults()).await),
        (
            RetryClass::Idempotent,
            safe,
            outcome(&convergent, faults()).await,
        ),
        (RetryClass::SessionId, safe, outcome(&named, faults()).await),
        (
            RetryClass::SessionId,
            any,
            outcome(&unnamed, faults()).await,
        ),
        (RetryClass::Never, any, outcome(&never, faults()).await),
    ] {
        match (again, outcome) {
            (true, Ok(attempts)) => assert_eq!(attempts, 2, "{class:?} {fault:?}"),
            (false, Err(error)) => assert_eq!(error.attempts(), 1, "{class:?} {error}"),
            (_, outcome) => panic!("{class:?} after {fault:?}: {outcome:?}"),
        }
    }
}

#[tokio::test]
async fn what_was_not_executed_is_repeated_for_any_action() {
    for code in [
        "RequestLimitExceeded",
        "RequestLimitExceeded.UinLimitExceeded",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
        "RequestLimitExceeded.Unheard",
    ] {
        check(&Response::error(code, "slow down"), true, true).await;
    }
}

#[tokio::test]
async fn what_may_have_been_executed_is_repeated_only_where_that_is_safe() {
    for fault in [
        Response::close(),
        Response::http(200, "{\"Response\":{}}").cut_after(10),
        Response::http(200, "garbled"),
        Response::http(500, "<h1>oops</h1>"),
        Response::http(502, ""),
        Response::http(503, "<h1>later</h1>"),
        Response::error("InternalError", "oops"),
        Response::error("InternalError.DBError", "oops"),
        Response::error("InternalError.Unheard", "oops").status(500),
        Response::error("ServiceUnavailable", "later"),
    ] {
        check(&fault, false, true).await;
    }
}

#[tokio::test]
async fn what_would_happen_again_is_not_repeated() {
    for fault in [
        Response::error("LimitExceeded", "quota"),
        Response::error("LimitExceeded.TooMuchTemplate", "quota"),
        Response::error("FailedOperation", "no"),
        Response::error("InvalidParameterValue.SessionId", "used by someone else"),
        Response::error("Unheard.Of", "?"),
        Response::http(403, "<h1>Not from here</h1>"),
    ] {
        check(&fault, false, false).await;
    }
}

#[tokio::test]
async fn three_attempts_are_made_with_pauses_between_and_each_is_signed_anew() {
    let server = MockServer::start().await;
    let runtime = Steady::new(u64::MAX);
    let client = client_of(&server, &runtime).build().unwrap();
    server.respond(
        "DescribeMediaInfos",
        Response::error("InternalError", "oops"),
    );
    let request = DescribeMediaInfosRequest::new(["1"]);
    let error = client.describe_media_infos(&request).await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert!(error.to_string().ends_with("; 3 attempts)"), "{error}");
    assert_eq!(runtime.pauses(), [100, 200]);
    assert_eq!(server.take_requests().len(), 3);

    let patient = RetryPolicy::default()
        .max_attempts(5)
        .first_pause(Duration::from_millis(400))
        .max_pause(Duration::from_millis(1500));
    let runtime = Steady::new(u64::MAX);
    let client = client_of(&server, &runtime).retry(patient).build().unwrap();
    client.describe_media_infos(&request).await.unwrap_err();
    assert_eq!(runtime.pauses(), [400, 800, 1500, 1500]);
    let requests = server.take_requests();
    assert_eq!(requests.len(), 5);
    assert!(requests.iter().all(|request| request.refusal().is_none()));

    server.respond(
        "DescribeMediaInfos",
        Response::error("RequestLimitExceeded", "."),
    );
    let runtime = Steady::new(u64::MAX);
    let client = client_of(&server, &runtime).build().unwrap();
    client.describe_media_infos(&request).await.unwrap_err();
    assert_eq!(
        runtime.pauses(),
        [1000, 2000],
        "the window of the rates is a second"
    );
}

#[tokio::test]
async fn every_attempt_has_a_time_and_a_signature_of_its_own() {
    let server = MockServer::start().await;
    let runtime = Steady::default();
    let client = client_of(&server, &runtime).build().unwrap();
    let clock = runtime.clone();
    server.respond_with("ProcessMedia", move |request| {
        clock.set_ahead(request.header("x-tc-timestamp").unwrap().len() as i64);
        Response::error("InternalError", "oops")
    });
    let request = ProcessMediaRequest::new().session_id("s");
    client.process_media(&request).await.unwrap_err();
    let requests = server.requests();
    let header = |name| -> Vec<_> {
        requests
            .iter()
            .map(|sent| sent.header(name).unwrap())
            .collect()
    };
    let (times, signatures) = (header("x-tc-timestamp"), header("authorization"));
    assert_ne!(times[0], times[1]);
    assert_ne!(signatures[0], signatures[1]);
}

#[tokio::test]
async fn a_pause_that_would_outlast_the_deadline_is_not_begun() {
    let server = MockServer::start().await;
    let runtime = Steady::new(u64::MAX);
    let client = client_of(&server, &runtime).build().unwrap();
    server.respond(
        "DescribeMediaInfos",
        Response::error("RequestLimitExceeded", "."),
    );
    let request = DescribeMediaInfosRequest::new(["1"]);
    let call = client.describe_media_infos(&request);
    let error = call.timeout(Duration::from_millis(900)).await.unwrap_err();
    assert_eq!(
        error.code(),
        Some("RequestLimitExceeded"),
        "and not a timeout"
    );
    assert_eq!((error.attempts(), runtime.pauses().len()), (1, 0));
}

#[tokio::test]
async fn clones_share_a_budget_that_answers_fill_again() {
    let server = MockServer::start().await;
    let policy = RetryPolicy::default().budget(3);
    let client = client_of(&server, &Steady::default())
        .retry(policy)
        .build()
        .unwrap();
    let clone = client.clone();
    server.respond(
        "DescribeMediaInfos",
        Response::error("InternalError", "oops"),
    );
    let request = DescribeMediaInfosRequest::new(["1"]);
    let attempts = async |client: &Client| {
        let error = client.describe_media_infos(&request).await.unwrap_err();
        error.attempts()
    };
    assert_eq!(attempts(&client).await, 3);
    assert_eq!(attempts(&clone).await, 2);
    assert_eq!(attempts(&client).await, 1);
    let other = ModifyRoundPlayRequest::new("1");
    for _ in 0..5 {
        client.modify_round_play(&other).await.unwrap();
    }
    assert_eq!(attempts(&clone).await, 2);
}

#[tokio::test]
async fn an_earlier_attempt_that_may_have_been_executed_is_not_forgotten() {
    let request = DescribeMediaInfosRequest::new(["1"]);
    let answers = vec![
        Response::example().lost(),
        Response::error("FailedOperation", "no"),
    ];
    let error = outcome(&request, answers).await.unwrap_err();
    assert_eq!(error.code(), Some("FailedOperation"));
    assert!(error.may_have_been_executed());
    assert!(
        error.to_string().contains("may have been executed"),
        "{error}"
    );
}

#[tokio::test]
async fn a_repetition_of_a_lost_answer_is_told_apart_from_a_used_session_id() {
    for code in [
        "InvalidParameterValue.SessionId",
        "FailedOperation.TaskDuplicate",
    ] {
        let request = ProcessMediaRequest::new().session_id("order-42");
        let answers = vec![
            Response::http(502, "").unverified(),
            Response::error(code, "dup"),
        ];
        let error = outcome(&request, answers).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AnswerLost, "{error}");
        assert_eq!(error.code(), Some(code));
        assert!(error.may_have_been_executed() && !error.is_retryable());
        assert!(error.to_string().contains("do not call again"), "{error}");

        let answers = vec![
            Response::error("RequestLimitExceeded", "."),
            Response::error(code, "dup"),
        ];
        let error = outcome(&request, answers).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service, "{error}");
        assert!(!error.may_have_been_executed());
    }
    // The server itself remembers the SessionId of the answer that it lost.
    let request = ExecuteFunctionRequest::new("f", "").session_id("order-43");
    let error = outcome(&request, vec![Response::example().lost()])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AnswerLost, "{error}");
}

#[tokio::test]
async fn a_session_id_is_made_up_once_a_call_where_one_is_missing() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .retry(RetryPolicy::default().first_pause(Duration::ZERO))
        .auto_session_id()
        .build()
        .unwrap();
    let unnamed = ExecuteFunctionRequest::new("f", "");
    for request in [&unnamed, &unnamed.clone().session_id("")] {
        server.respond_once("ExecuteFunction", Response::close());
        client.execute_function(request).await.unwrap();
    }
    let named = unnamed.clone().session_id("mine");
    client.execute_function(&named).await.unwrap();
    let sent: Vec<_> = server
        .take_requests()
        .iter()
        .map(|request| request.json()["SessionId"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(sent[0], sent[1], "the same on every attempt");
    assert_eq!(sent[2], sent[3]);
    assert_eq!(
        sent.iter().collect::<HashSet<_>>().len(),
        3,
        "another for every call"
    );
    assert_eq!(sent[4], "mine");
    assert!(sent.iter().all(|id| !id.is_empty() && id.len() <= 50));

    let read = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&read).await.unwrap();
    assert!(server.requests()[0].json().get("SessionId").is_none());
}

#[tokio::test]
async fn an_untyped_call_is_repeated_as_far_as_it_is_said_to_be_safe() {
    let server = MockServer::start().await;
    let client = client_of(&server, &Steady::default()).build().unwrap();
    let parameters = serde_json::json!({ "FileIds": ["1"] });
    let call = || client.call("DescribeMediaInfos", "2018-07-17", &parameters);
    server.respond_once("DescribeMediaInfos", Response::close());
    assert_eq!(call().await.unwrap_err().attempts(), 1);
    server.respond_once("DescribeMediaInfos", Response::close());
    call().retry_class(RetryClass::Read).await.unwrap();
}
