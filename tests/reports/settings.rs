//! What a setting says is what it does: each extreme value is kept to, or refused with the reason. A rate of 0
//! was one request a second, and the rate of a mistyped action was nobody's.

use std::time::Duration;

use serde_json::json;
use vod_sdk::mock::{ANY_ACTION, MockServer, Response};
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{BreakerPolicy, Client, ClientBuilder, ErrorKind, RetryPolicy};

use crate::fake::{Fake, Fate};
use crate::support::credential;

const ENDLESS: Duration = Duration::MAX;

fn builder() -> ClientBuilder {
    Client::builder().credential(credential())
}

#[test]
fn what_lets_no_call_through_is_refused() {
    let retry = |policy: RetryPolicy| builder().retry(policy);
    let breaker = |policy: BreakerPolicy| builder().breaker(policy);
    let rate = |action: &str, rate| builder().rate_limit(action, rate);
    for (builder, why) in [
        (
            builder().max_response_bytes(0),
            "max_response_bytes(0) lets no response through",
        ),
        (
            builder().max_in_flight(0),
            "max_in_flight(0) lets no request through",
        ),
        (
            retry(RetryPolicy::default().max_attempts(0)),
            "max_attempts(0) allows no attempt",
        ),
        (
            breaker(BreakerPolicy::default().failures_in_a_row(0)),
            "failures_in_a_row(0)",
        ),
        (
            breaker(BreakerPolicy::default().failed_percent(0)),
            "failed_percent(0) is no share",
        ),
        (
            breaker(BreakerPolicy::default().failed_percent(101)),
            "failed_percent(101) is no share",
        ),
        (
            breaker(BreakerPolicy::default().failed_percent(u32::MAX)),
            "is no share",
        ),
        (
            rate("DescribeMediaInfos", 0),
            "rate_limit(\"DescribeMediaInfos\", 0) lets no request",
        ),
        (
            rate("DescribeMediaInfo", 5),
            "did you mean \"DescribeMediaInfos\"?",
        ),
        (
            rate("describemediainfos", 5),
            "did you mean \"DescribeMediaInfos\"?",
        ),
        (
            rate("DescribeMediaInfos ", 5),
            "did you mean \"DescribeMediaInfos\"?",
        ),
        (
            rate("NothingOfTheKind", 5),
            "Call::requests_per_second sets the rate",
        ),
        (rate("", 5), "names \"\", which is no action"),
        (builder().region(""), "the region \"\""),
        (builder().endpoint(""), "empty host"),
        (builder().app_name(""), "the name of the program"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(why), "{why}: {error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_very_small_or_very_large_is_kept_to() {
    let retry = RetryPolicy::default()
        .max_attempts(u32::MAX)
        .first_pause(ENDLESS)
        .max_pause(ENDLESS)
        .budget(u32::MAX);
    let breaker = BreakerPolicy::default()
        .failures_in_a_row(u32::MAX)
        .failed_percent(100)
        .window(ENDLESS)
        .open_time(ENDLESS);
    let action = "DescribeMediaInfos";
    type Setting<'a> = Box<dyn Fn(ClientBuilder) -> ClientBuilder + 'a>;
    let settings: Vec<Setting<'_>> = vec![
        Box::new(|builder| builder.timeout(ENDLESS)),
        Box::new(|builder| builder.attempt_timeout(ENDLESS)),
        Box::new(|builder| builder.timeout(ENDLESS).attempt_timeout(ENDLESS)),
        Box::new(|builder| builder.connect_timeout(ENDLESS)),
        Box::new(|builder| builder.max_response_bytes(usize::MAX)),
        Box::new(|builder| builder.max_in_flight(1)),
        Box::new(|builder| builder.max_in_flight(usize::MAX)),
        Box::new(|builder| builder.retry(retry.clone())),
        Box::new(|builder| builder.retry(RetryPolicy::none().budget(0))),
        Box::new(|builder| builder.retry(RetryPolicy::none().max_pause(Duration::ZERO))),
        Box::new(|builder| {
            builder
                .breaker(breaker.clone())
                .backup_endpoint("b.example")
        }),
        Box::new(|builder| builder.breaker(breaker.clone().window(Duration::ZERO))),
        Box::new(|builder| builder.rate_limit(action, u32::MAX)),
        Box::new(|builder| builder.rate_limit(action, 1)),
    ];
    let request = DescribeMediaInfosRequest::new(["1"]);
    for (index, setting) in settings.iter().enumerate() {
        let fake = Fake::new(|_| Fate::answered());
        let client = setting(fake.builder()).build().unwrap();
        for _ in 0..3 {
            let outcome = client.describe_media_infos(&request).await;
            assert!(outcome.is_ok(), "setting {index}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn a_connection_may_take_for_ever() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .connect_timeout(ENDLESS)
        .max_response_bytes(usize::MAX)
        .build()
        .unwrap();
    let request = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&request).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_call_is_refused_as_a_client_would_be() {
    let fake = Fake::new(|_| Fate::answered());
    let client = fake.builder().build().unwrap();
    let parameters = json!({});
    let call = || client.call("NewAction", "2018-07-17", &parameters);
    let no_attempts = RetryPolicy::default().max_attempts(0);
    for (call, kind, why) in [
        (call().region(""), ErrorKind::Config, "the region \"\""),
        (
            call().region("a/b"),
            ErrorKind::Config,
            "the region \"a/b\"",
        ),
        (
            call().retry(no_attempts),
            ErrorKind::Config,
            "max_attempts(0)",
        ),
        (
            call().requests_per_second(0),
            ErrorKind::Config,
            "requests_per_second(0)",
        ),
        (
            call().timeout(Duration::ZERO),
            ErrorKind::Timeout,
            "not sent within 0ns",
        ),
        (
            call().attempt_timeout(Duration::ZERO),
            ErrorKind::Timeout,
            "not sent within 0ns",
        ),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(why), "{why}: {error}");
        assert!(!error.may_have_been_executed());
    }
    assert!(fake.seen().is_empty(), "nothing was sent");
}

#[tokio::test(start_paused = true)]
async fn no_time_at_all_is_not_enough_for_a_call() {
    let fake = Fake::new(|_| Fate::answered());
    let request = DescribeMediaInfosRequest::new(["1"]);
    for builder in [
        fake.builder().timeout(Duration::ZERO),
        fake.builder().attempt_timeout(Duration::ZERO),
    ] {
        let client = builder.build().unwrap();
        let error = client.describe_media_infos(&request).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.to_string().contains("not sent within 0ns"), "{error}");
    }
    assert!(fake.seen().is_empty(), "nothing was sent");
}

#[tokio::test(start_paused = true)]
async fn an_action_that_is_not_known_says_its_rate_at_the_call() {
    let fake = Fake::new(|_| Fate::answered());
    let client = fake.builder().build().unwrap();
    let parameters = json!({});
    let calls = |rate: Option<u32>| {
        let call = client.call("NewAction", "2018-07-17", &parameters);
        match rate {
            Some(rate) => call.requests_per_second(rate),
            None => call,
        }
    };
    let start = tokio::time::Instant::now();
    for _ in 0..100 {
        calls(None).await.unwrap();
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    for _ in 0..5 {
        calls(Some(2)).await.unwrap();
    }
    assert_eq!(start.elapsed(), Duration::from_secs(2));
}

#[tokio::test]
async fn the_mock_tells_a_misspelled_action_at_once() {
    let server = MockServer::start().await;
    for (action, meant) in [
        ("DescribeMediaInfo", "DescribeMediaInfos"),
        ("executeFunction", "ExecuteFunction"),
        ("ProcesMedia", "ProcessMedia"),
        ("ProcessMedia ", "ProcessMedia"),
    ] {
        type Prepare = fn(&MockServer, &str);
        let prepare: [Prepare; 3] = [
            |server, action| server.respond(action, Response::example()),
            |server, action| server.respond_once(action, Response::example()),
            |server, action| server.respond_with(action, |_| Response::example()),
        ];
        for prepare in prepare {
            let prepared = std::panic::AssertUnwindSafe(|| prepare(&server, action));
            let panic = std::panic::catch_unwind(prepared).unwrap_err();
            let message = panic.downcast_ref::<String>().unwrap();
            assert!(
                message.contains(&format!("did you mean {meant:?}?")),
                "{message}"
            );
        }
        server.add_action(action);
        server.respond(action, Response::example());
    }
    for action in ["ProcessMedia", "QuiteAnotherThing", ANY_ACTION] {
        server.respond(action, Response::example());
    }
}

#[tokio::test]
async fn the_mock_tells_answers_that_are_left_over() {
    let server = MockServer::start().await;
    server.assert_responses_used();
    server.respond_once("DescribeMediaInfos", Response::example());
    server.respond_once(
        "DescribeMediaInfos",
        Response::error("FailedOperation", "m"),
    );
    server.respond_once("ProcessMedia", Response::example());
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .build()
        .unwrap();
    let request = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&request).await.unwrap();
    assert_eq!(
        server.unused_responses(),
        ["DescribeMediaInfos", "ProcessMedia"]
    );
    let checked = std::panic::AssertUnwindSafe(|| server.assert_responses_used());
    let panic = std::panic::catch_unwind(checked).unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(
        message.contains("DescribeMediaInfos, ProcessMedia"),
        "{message}"
    );
}
