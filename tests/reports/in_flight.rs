//! 10,000 calls at once opened 2,500 connections and failed by the thousand: a client has a limit, and calls wait
//! for their place.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use vod_sdk::mock::MockServer;
use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{Client, ErrorKind, RetryPolicy};

use crate::fake::{Fake, Fate};
use crate::support::credential;

/// Counts how many requests are in flight.
#[derive(Clone, Debug, Default)]
struct Crowded {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Transport for Crowded {
    fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
        TransportFuture::new(async {
            let now = 1 + self.now.fetch_add(1, Ordering::SeqCst);
            self.most.fetch_max(now, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(50)).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            Ok(HttpResponse::new(200, r#"{"Response":{"RequestId":"id"}}"#))
        })
    }
}

/// Makes so many calls at once, and says how many were answered.
async fn calls(client: &Client, count: usize) -> usize {
    let mut calls = JoinSet::new();
    for _ in 0..count {
        let client = client.clone();
        calls.spawn(async move {
            let request = DescribeMediaInfosRequest::new(["1"]);
            client.describe_media_infos(&request).await
        });
    }
    let outcomes = calls.join_all().await;
    outcomes.into_iter().filter(Result::is_ok).count()
}

#[tokio::test(start_paused = true)]
async fn there_are_no_more_requests_at_once_than_allowed() {
    for (limit, expected) in [
        (None, 256),
        (Some(1), 1),
        (Some(10), 10),
        (Some(usize::MAX), 1_000),
    ] {
        let transport = Crowded::default();
        let builder = Client::builder()
            .credential(credential())
            .transport(transport.clone());
        let builder = match limit {
            Some(limit) => builder.max_in_flight(limit),
            None => builder,
        };
        let client = builder.build().unwrap();
        assert_eq!(calls(&client, 1_000).await, 1_000, "{limit:?}");
        assert_eq!(transport.most.load(Ordering::SeqCst), expected, "{limit:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_at_once_are_answered() {
    let server = MockServer::start().await;
    let client = Client::builder()
        .credential(server.credential())
        .endpoint(server.endpoint())
        .timeout(Duration::from_secs(600))
        .build()
        .unwrap();
    assert_eq!(calls(&client, 10_000).await, 10_000);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_in_vain_says_for_what_and_was_not_sent() {
    let fake = Fake::new(|_| Fate::answered().after(10_000));
    let client = fake.builder().max_in_flight(1).build().unwrap();
    let request = DescribeMediaInfosRequest::new(["1"]);
    let other = client.clone();
    let first = tokio::spawn(async move {
        let request = DescribeMediaInfosRequest::new(["1"]);
        other.describe_media_infos(&request).await
    });
    tokio::task::yield_now().await;
    let start = Instant::now();
    let waiting = client
        .describe_media_infos(&request)
        .timeout(Duration::from_secs(2));
    let error = waiting.await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_secs(2));
    assert_eq!(
        error.to_string(),
        "DescribeMediaInfos: no slot among the 1 concurrent requests that \
         ClientBuilder::max_in_flight allows within 2s (not sent)",
    );
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable() && !error.may_have_been_executed());
    first.await.unwrap().unwrap();
    assert_eq!(fake.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn dropped_calls_leave_no_place_taken() {
    let fake = Fake::new(|_| Fate::answered().after(1_000));
    let client = fake.builder().max_in_flight(2).build().unwrap();
    for round in 0..20 {
        let calls = calls(&client, 7);
        let _ = timeout(Duration::from_millis(round * 100), calls).await;
    }
    fake.seen();
    assert_eq!(calls(&client, 2).await, 2);
    let seen = fake.seen();
    assert_eq!(seen[0].at, seen[1].at, "both had a place at once");
}

#[tokio::test(start_paused = true)]
async fn a_pause_or_a_wait_for_the_rate_takes_no_place() {
    // One call is in the pause before its retry, one waits for its turn, and a third is answered meanwhile.
    let fake = Fake::new(|seen| match seen.action.as_str() {
        "DescribeTaskDetail" => Fate::error("InternalError"),
        _ => Fate::answered(),
    });
    let pause = Duration::from_secs(100_000);
    let client = fake
        .builder()
        .max_in_flight(1)
        .rate_limit("ProcessMedia", 1)
        .timeout(Duration::MAX)
        .retry(RetryPolicy::default().first_pause(pause).max_pause(pause))
        .build()
        .unwrap();
    let call = async |client: &Client, action: &str| {
        let parameters = serde_json::json!({});
        let call = client.call(action, "2018-07-17", &parameters);
        call.retry_class(vod_sdk::action::RetryClass::Read).await
    };
    for action in ["DescribeTaskDetail", "ProcessMedia", "ProcessMedia"] {
        let client = client.clone();
        tokio::spawn(async move { call(&client, action).await });
    }
    tokio::time::sleep(Duration::from_millis(10)).await;
    let start = Instant::now();
    call(&client, "DescribeMediaInfos").await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(fake.seen().len(), 3);
}
