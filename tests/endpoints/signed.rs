//! Over real connections: each attempt is signed for the endpoint that it goes to.

use std::time::Duration;

use vod_sdk::mock::{ANY_ACTION, MockServer, RecordedRequest, Response};
use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
use vod_sdk::{BreakerPolicy, Client};

use crate::steady::Steady;

fn address(server: &MockServer) -> &str {
    server.endpoint().trim_start_matches("http://")
}

/// The requests that came to a server, all of which were for its own address and signed for it.
fn signed(server: &MockServer) -> Vec<RecordedRequest> {
    let requests = server.take_requests();
    for request in &requests {
        assert_eq!(request.header("host"), Some(address(server)));
        assert_eq!(request.refusal(), None);
    }
    requests
}

fn client_of(first: &MockServer, second: &MockServer, open_time: Duration) -> Client {
    let policy = BreakerPolicy::default()
        .failures_in_a_row(3)
        .open_time(open_time);
    Client::builder()
        .credential(first.credential())
        .endpoint(first.endpoint())
        .backup_endpoint(second.endpoint())
        .breaker(policy)
        .time_source(Steady::default())
        .build()
        .unwrap()
}

async fn calls(client: &Client, name: &str, count: usize) {
    for number in 0..count {
        let request = ExecuteFunctionRequest::new("f", "").session_id(format!("{name}-{number}"));
        client.execute_function(&request).await.unwrap();
    }
}

fn down() -> Response {
    Response::close().unverified()
}

#[tokio::test]
async fn calls_succeed_at_the_second_endpoint_while_the_first_is_down() {
    let (first, second) = (MockServer::start().await, MockServer::start().await);
    let client = client_of(&first, &second, Duration::from_secs(60));
    calls(&client, "before", 5).await;
    assert_eq!((signed(&first).len(), signed(&second).len()), (5, 0));

    // Three calls find out, each by its own first attempt, and the others need not.
    first.respond(ANY_ACTION, down());
    calls(&client, "during", 10).await;
    let (lost, answered) = (signed(&first), signed(&second));
    assert_eq!((lost.len(), answered.len()), (3, 10));
    let authorization =
        |request: &RecordedRequest| request.header("authorization").map(str::to_owned);
    for (lost, answered) in lost.iter().zip(&answered) {
        assert_eq!(lost.json(), answered.json());
        assert_ne!(authorization(lost), authorization(answered));
    }

    first.respond(ANY_ACTION, Response::example());
    calls(&client, "after", 3).await;
    assert_eq!((signed(&first).len(), signed(&second).len()), (0, 3));
}

#[tokio::test]
async fn traffic_returns_to_the_first_endpoint_when_it_is_back() {
    let (first, second) = (MockServer::start().await, MockServer::start().await);
    // With no time to be left alone, the next call is the probe.
    let client = client_of(&first, &second, Duration::ZERO);
    first.respond(ANY_ACTION, down());
    calls(&client, "during", 5).await;
    assert_eq!((signed(&first).len(), signed(&second).len()), (5, 5));

    first.respond(ANY_ACTION, Response::example());
    calls(&client, "after", 5).await;
    assert_eq!((signed(&first).len(), signed(&second).len()), (5, 0));
}

#[tokio::test]
async fn a_correction_of_the_clock_is_no_failure_of_the_endpoint() {
    let first = MockServer::builder().clock_offset(1200).start().await;
    let second = MockServer::start().await;
    let client = client_of(&first, &second, Duration::from_secs(60));
    calls(&client, "call", 1).await;
    let refusals: Vec<_> = first
        .requests()
        .iter()
        .map(|r| r.refusal().is_some())
        .collect();
    assert_eq!(refusals, [true, false]);
    assert!(second.requests().is_empty());
}
