//! A clock that is wrong, here or there, and what the user notices of it: nothing but a warning.

use vod_sdk::mock::{MockServer, Response};
use vod_sdk::v2018_07_17::CreateClassRequest;
use vod_sdk::{Client, ErrorCode, RetryPolicy};

use crate::log::Log;
use crate::steady::Steady;

const TWENTY_MINUTES: i64 = 20 * 60;

fn client_of(server: &MockServer, runtime: &Steady) -> Client {
    Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .time_source(runtime.clone())
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_clock_that_is_wrong_costs_one_attempt_once() {
    for wrong in [-TWENTY_MINUTES, TWENTY_MINUTES, -400_000_000] {
        let server = MockServer::start().await;
        let runtime = Steady::default();
        let client = client_of(&server, &runtime);
        let request = CreateClassRequest::new(-1, "c");
        runtime.set_ahead(wrong);
        for attempts in [2, 1, 1] {
            client.clone().create_class(&request).await.unwrap();
            assert_eq!(server.take_requests().len(), attempts, "{wrong}");
        }
        // Someone sets the clock right.
        runtime.set_ahead(0);
        client.create_class(&request).await.unwrap();
        assert_eq!(server.take_requests().len(), 2);
    }
}

#[tokio::test]
async fn calls_at_the_same_time_all_get_through() {
    let server = MockServer::start().await;
    let runtime = Steady::default();
    runtime.set_ahead(TWENTY_MINUTES);
    let client = client_of(&server, &runtime);
    let calls: Vec<_> = (0..64)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move {
                let request = CreateClassRequest::new(-1, format!("class {number}"));
                client.create_class(&request).await
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn an_answer_that_tells_no_other_time_leaves_the_error_as_it_is() {
    let expired = || Response::error("AuthFailure.SignatureExpire", "too old");
    for answer in [
        expired(),
        expired().header("Date", "some time ago"),
        expired().header("Date", "Mon, 99 Feb 2019 12:00:00 GMT"),
    ] {
        let server = MockServer::start().await;
        server.respond("CreateClass", answer);
        let client = client_of(&server, &Steady::default());
        let request = CreateClassRequest::new(-1, "c");
        let error = client.create_class(&request).await.unwrap_err();
        assert_eq!(
            error.error_code(),
            Some(ErrorCode::AuthFailureSignatureExpire)
        );
        assert!(!error.may_have_been_executed() && !error.is_retryable());
        assert_eq!(server.requests().len(), 1, "signing again would not help");
    }
    // A server whose `Date` is not the time that it checks is asked twice, and not for ever.
    let server = MockServer::start().await;
    server.respond(
        "CreateClass",
        expired()
            .header("Date", "Mon, 25 Feb 2019 12:00:00 GMT")
            .unverified(),
    );
    let client = client_of(&server, &Steady::default());
    let request = CreateClassRequest::new(-1, "c");
    client.create_class(&request).await.unwrap_err();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn there_is_a_warning() {
    let log = Log::of(async {
        let server = MockServer::start().await;
        let runtime = Steady::default();
        runtime.set_ahead(TWENTY_MINUTES);
        let client = client_of(&server, &runtime);
        let request = CreateClassRequest::new(-1, "c");
        client.create_class(&request).await.unwrap();
        client.create_class(&request).await.unwrap();
    });
    assert!(
        log.contains("WARN") && log.contains("seconds ahead of the service's"),
        "{log}"
    );
    assert_eq!(log.matches("set the clock").count(), 1, "{log}");
}
