//! What a program's own tests put in the place of the service: errors, a transport, shared hooks.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;
use vod_sdk::hooks::{AttemptReport, Hook};
use vod_sdk::mock::{self, ANY_ACTION, ErrorBuilder, MockServer, Response, Script};
use vod_sdk::transport::Transport;
use vod_sdk::v2018_07_17::{DescribeMediaInfosRequest, ExecuteFunctionRequest};
use vod_sdk::{Client, ClientBuilder, Error, ErrorCode, ErrorKind, RetryPolicy};

use crate::support::credential;

fn client(script: &Script) -> ClientBuilder {
    Client::builder()
        .credential(credential())
        .transport(script.clone())
}

fn request() -> ExecuteFunctionRequest {
    ExecuteFunctionRequest::new("ExampleFunc", "{}")
}

/// All that a program can read off an error, but the id of the request and the words.
fn facts(error: &Error) -> impl PartialEq + std::fmt::Debug {
    (
        (
            error.kind(),
            error.action().map(str::to_owned),
            error.code().map(str::to_owned),
        ),
        (
            error.error_code(),
            error.code_info(),
            error.status(),
            error.request_id().is_some(),
        ),
        (
            error.may_have_been_executed(),
            error.is_retryable(),
            error.attempts(),
        ),
    )
}

#[tokio::test]
async fn a_made_error_of_the_service_is_like_a_real_one() {
    let script = Script::new();
    let client = client(&script).retry(RetryPolicy::none()).build().unwrap();
    let unheard = ["InternalError.Unheard", "Unheard.Of"];
    let codes = ErrorCode::ALL
        .iter()
        .map(|code| code.as_str())
        .chain(unheard);
    for code in codes {
        script.respond(ANY_ACTION, Response::error(code, "because"));
        let real = client.execute_function(&request()).await.unwrap_err();
        let made = mock::error("ExecuteFunction", code, "because");
        assert_eq!(facts(&made), facts(&real), "{code}");
        let of_this_id = ErrorBuilder::service("ExecuteFunction", code, "because")
            .request_id(real.request_id().unwrap())
            .build();
        assert_eq!(of_this_id.to_string(), real.to_string());

        let media = DescribeMediaInfosRequest::new(["1"]);
        let real = client.describe_media_infos(&media).await.unwrap_err();
        let made = mock::error("DescribeMediaInfos", code, "because");
        assert_eq!(facts(&made), facts(&real), "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_made_error_of_any_kind_is_like_a_real_one() {
    let script = Script::new();
    let once = || client(&script).retry(RetryPolicy::none()).build().unwrap();
    let kind = |kind| ErrorBuilder::new("ExecuteFunction", kind);
    let late = Response::example().delay(Duration::from_secs(99));
    for (answer, made) in [
        (Response::unreachable(), kind(ErrorKind::Connect)),
        (Response::close(), kind(ErrorKind::Network)),
        (Response::example().lost(), kind(ErrorKind::Network)),
        (
            Response::example().cut_after(9),
            kind(ErrorKind::Network).status(200),
        ),
        (late, kind(ErrorKind::Timeout)),
        (
            Response::http(502, "<html>"),
            kind(ErrorKind::Response).status(502),
        ),
    ] {
        script.respond("ExecuteFunction", answer);
        let real = once().execute_function(&request()).await.unwrap_err();
        assert_eq!(facts(&made.build()), facts(&real), "{real}");
    }
    let call = once()
        .execute_function(&request())
        .timeout(Duration::ZERO)
        .await;
    let made = kind(ErrorKind::Timeout).not_sent().build();
    let real = call.unwrap_err();
    assert_eq!(
        (made.kind(), made.may_have_been_executed()),
        (real.kind(), false)
    );
    assert_eq!(made.is_retryable(), real.is_retryable());

    let with_id = request().session_id("order-42");
    script.respond("ExecuteFunction", Response::close());
    let real = once().execute_function(&with_id).await.unwrap_err();
    let made = kind(ErrorKind::Network).with_session_id();
    assert_eq!(facts(&made.build()), facts(&real), "{real}");

    script.respond_once("ExecuteFunction", Response::example().lost());
    script.respond("ExecuteFunction", Response::example());
    let patient = client(&script).build().unwrap();
    let again = request().session_id("order-43");
    let real = patient.execute_function(&again).await.unwrap_err();
    assert_eq!(real.kind(), ErrorKind::AnswerLost, "{real}");
    let made = kind(ErrorKind::AnswerLost).build();
    assert_eq!(made.code(), real.code());
    assert_eq!(
        (made.may_have_been_executed(), made.is_retryable()),
        (true, false)
    );
    assert!(made.to_string().contains("accepted"), "{made}");
}

#[test]
fn an_error_that_cannot_be_is_not_made() {
    for make in [
        (|| mock::error("A", "no code", "m")) as fn() -> Error,
        || mock::error("A", "", "m"),
        || ErrorBuilder::new("A", ErrorKind::Service).build(),
        || {
            ErrorBuilder::new("A", ErrorKind::Network)
                .not_sent()
                .build()
        },
    ] {
        std::panic::catch_unwind(make).unwrap_err();
    }
    let after = ErrorBuilder::new("DeleteMedia", ErrorKind::Connect).after_lost_attempt();
    assert!(after.build().may_have_been_executed());
}

#[tokio::test]
async fn a_script_answers_as_the_server_does() {
    let server = MockServer::start().await;
    let script = Script::new();
    let by_server = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    let by_script = client(&script).build().unwrap();
    type Prepare = (&'static str, fn(&dyn Fn(&str, Response)));
    let rows: [Prepare; 4] = [
        ("the example", |_| ()),
        ("a response", |set| {
            set("ExecuteFunction", Response::json(json!({"Result": "42"})))
        }),
        ("an error", |set| {
            set(ANY_ACTION, Response::error("UnauthorizedOperation", "No."))
        }),
        ("the example again", |set| {
            set("ExecuteFunction", Response::example())
        }),
    ];
    for (name, prepare) in rows {
        prepare(&|action, answer| server.respond(action, answer));
        prepare(&|action, answer| script.respond(action, answer));
        let outcomes = [&by_server, &by_script].map(|client| async {
            let outcome = client.execute_function(&request()).await;
            outcome
                .map(|response| response.result)
                .map_err(|error| error.code().map(str::to_owned))
        });
        let [server, script] = outcomes;
        assert_eq!(script.await, server.await, "{name}");
    }
    let sent = &script.requests()[0];
    assert_eq!(
        (sent.action(), sent.path(), sent.refusal()),
        ("ExecuteFunction", "/", None)
    );
    assert_eq!(sent.json()["FunctionName"], "ExampleFunc");
    let unknown = json!({"FunctionName": "f", "FunctionArg": "", "Typo": 1});
    let call = by_script.call("ExecuteFunction", "2018-07-17", &unknown);
    assert_eq!(call.await.unwrap_err().code(), Some("UnknownParameter"));
    let call = by_script.call("NoSuchAction", "2018-07-17", &unknown);
    assert_eq!(call.await.unwrap_err().code(), Some("InvalidAction"));
    script.respond_with("NoSuchAction", |request| Response::json(request.json()));
    let call = by_script.call("NoSuchAction", "2018-07-17", &unknown);
    assert_eq!(call.await.unwrap()["Typo"], 1);
    assert_eq!(script.take_requests().len(), 7);
    assert!(script.requests().is_empty());
}

/// Without tokio's I/O, and without waiting for what is paused.
#[test]
fn a_script_needs_time_alone() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let started = std::time::Instant::now();
    runtime.block_on(async {
        let script = Script::new();
        let client = client(&script)
            .timeout(Duration::from_secs(600))
            .build()
            .unwrap();
        let late = Response::example().delay(Duration::from_secs(20));
        script.respond_once("ExecuteFunction", late.clone());
        script.respond_once("ExecuteFunction", Response::unreachable());
        script.respond_once(
            "ExecuteFunction",
            Response::error("RequestLimitExceeded", "Slow down."),
        );
        let began = Instant::now();
        client.execute_function(&request()).await.unwrap();
        assert!(began.elapsed() >= Duration::from_secs(20));
        client.execute_function(&request()).await.unwrap();
        assert_eq!(script.requests().len(), 4);
        script.respond("ExecuteFunction", late.delay(Duration::from_secs(3600)));
        let error = client.execute_function(&request()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
    });
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "no real time was waited for"
    );
}

#[tokio::test]
async fn a_script_keeps_to_the_limit_of_a_response() {
    let script = Script::new();
    let client = client(&script)
        .retry(RetryPolicy::none())
        .max_response_bytes(100_000)
        .build()
        .unwrap();
    for (answer, says) in [
        (Response::oversized(100_000), ""),
        (Response::oversized(100_001), "larger than 100000 bytes"),
        (Response::oversized(u64::MAX), "larger than 100000 bytes"),
        (Response::oversized(u64::MAX).cut_after(500), "after 500 of"),
        (
            Response::oversized(100_001).cut_after(100_000),
            "after 100000 of",
        ),
        (Response::example().cut_after(u64::MAX), ""),
    ] {
        let shown = format!("{answer:?}");
        script.respond("ExecuteFunction", answer);
        let outcome = client.execute_function(&request()).await;
        let text = outcome
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(
            text.contains(says) && text.is_empty() == says.is_empty(),
            "{shown}: {text}"
        );
    }
}

#[derive(Debug, Default)]
struct Counting(AtomicUsize);

impl Hook for Counting {
    fn after_attempt(&self, _: &AttemptReport<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn hooks_and_transports_may_be_shared_and_boxed() {
    let script = Script::new();
    let hook = Arc::new(Counting::default());
    let dynamic: Arc<dyn Hook> = Arc::<Counting>::clone(&hook);
    let boxed: Box<dyn Hook> = Box::new(Arc::clone(&hook));
    let transport: Box<dyn Transport> = Box::new(script.clone());
    let client = client(&script)
        .transport(transport)
        .hook(Arc::clone(&hook))
        .hook(dynamic)
        .hook(boxed)
        .build()
        .unwrap();
    client.execute_function(&request()).await.unwrap();
    assert_eq!(hook.0.load(Ordering::Relaxed), 3);
}
