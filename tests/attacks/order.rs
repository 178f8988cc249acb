//! The order of an attempt: a credential, the turn at the rate, a place in flight, the endpoint, the time. With the
//! turn first, 90 requests left within one second at a limit of 10 when a credential had taken 8 seconds; and the
//! breaker's only probe waited for its turn, so that a healthy endpoint went unused for 34.9 seconds.

use std::time::{Duration, SystemTime};

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};
use vod_sdk::credentials::{CredentialFuture, CredentialProvider};
use vod_sdk::hooks::{Hook, PreparedAttempt};
use vod_sdk::time::TimeSource;
use vod_sdk::transport::TransportErrorKind;
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{BreakerPolicy, Client, ClientBuilder, Error, ErrorKind, RetryPolicy};

use crate::fake::{Fake, Fate, most_in_a_second};
use crate::support::credential;

const ACTION: &str = "DescribeMediaInfos";

async fn call(client: &Client) -> Result<(), Error> {
    let request = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&request).await.map(drop)
}

/// Makes so many calls at once, all of which must be answered.
async fn calls(client: &Client, count: usize) {
    let mut calls = JoinSet::new();
    for _ in 0..count {
        let client = client.clone();
        calls.spawn(async move { call(&client).await.unwrap() });
    }
    calls.join_all().await;
}

/// A source that takes 8 seconds.
#[derive(Debug)]
struct Slow;

impl CredentialProvider for Slow {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async {
            sleep(Duration::from_secs(8)).await;
            Ok(credential())
        })
    }
}

/// Makes 100 calls at once, of which no second may have more than ten.
async fn check_rate(fake: &Fake, configure: impl FnOnce(ClientBuilder) -> ClientBuilder) {
    let builder = fake.builder().rate_limit(ACTION, 10);
    let client = configure(builder).build().unwrap();
    calls(&client, 100).await;
    let seen = fake.seen();
    assert_eq!((seen.len(), most_in_a_second(&seen)), (100, 10));
}

#[tokio::test(start_paused = true)]
async fn a_slow_credential_does_not_gather_requests_for_one_second() {
    let fake = Fake::new(|_| Fate::answered());
    check_rate(&fake, |builder| builder.credential(Slow)).await;
}

#[tokio::test(start_paused = true)]
async fn a_full_house_does_not_gather_requests_for_one_second() {
    // The first ten take 8 seconds, and the next ones would have had their turns meanwhile.
    let start = Instant::now();
    let fake = Fake::new(move |seen| {
        let is_first = seen.at == start;
        Fate::answered().after(if is_first { 8_000 } else { 0 })
    });
    check_rate(&fake, |builder| builder.max_in_flight(10)).await;
}

#[tokio::test(start_paused = true)]
async fn a_probe_does_not_wait_for_its_turn() {
    let fake = Fake::new(|seen| match seen.action.as_str() {
        "Sick" => Fate::failed(TransportErrorKind::NotConnected),
        _ => Fate::answered(),
    });
    let client = fake
        .builder()
        .endpoint("a.example")
        .backup_endpoint("b.example")
        .rate_limit(ACTION, 10)
        .retry(RetryPolicy::none())
        .breaker(
            BreakerPolicy::default()
                .failures_in_a_row(1)
                .open_time(Duration::from_secs(1)),
        )
        .build()
        .unwrap();
    let parameters = serde_json::json!({});
    client.call("Sick", "1", &parameters).await.unwrap_err();
    // A is left alone for a second, in which ten requests can be sent.
    calls(&client, 400).await;
    let seen = fake.seen();
    let of_backup = seen.iter().filter(|seen| seen.host == "b.example").count();
    assert_eq!((seen.len(), of_backup), (401, 10));
}

/// A clock that goes with tokio's.
#[derive(Clone, Copy, Debug)]
struct Wall {
    start: Instant,
}

const START: u64 = 1_800_000_000;

impl TimeSource for Wall {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(START) + self.start.elapsed()
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_is_signed_when_it_is_sent() {
    let start = Instant::now();
    let fake = Fake::new(|_| Fate::answered().after(3_000));
    let client = fake
        .builder()
        .credential(Slow)
        .rate_limit(ACTION, 1)
        .max_in_flight(2)
        .time_source(Wall { start })
        .build()
        .unwrap();
    calls(&client, 20).await;
    let seen = fake.seen();
    assert_eq!(seen.len(), 20);
    for seen in seen {
        let sent = (seen.at - start).as_secs() as i64;
        assert_eq!(seen.timestamp - START as i64, sent);
    }
}

/// Takes its time, which a hook must not.
#[derive(Debug)]
struct Sluggish;

impl Hook for Sluggish {
    fn before_send(&self, _: &mut PreparedAttempt<'_>) {
        std::thread::sleep(Duration::from_millis(30));
    }
}

#[tokio::test]
async fn a_call_whose_time_is_over_is_not_sent() {
    let fake = Fake::new(|_| Fate::answered());
    let builder = || fake.builder().rate_limit(ACTION, 1);
    for builder in [
        builder().hook(Sluggish).timeout(Duration::from_millis(10)),
        builder()
            .credential(Slow)
            .timeout(Duration::from_millis(10)),
        builder().timeout(Duration::from_nanos(1)),
    ] {
        let client = builder.build().unwrap();
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        assert!(
            !error.may_have_been_executed() && error.is_retryable(),
            "{error}"
        );
    }
    assert!(fake.seen().is_empty(), "nothing was sent");
}

#[tokio::test(start_paused = true)]
async fn what_is_not_sent_takes_no_turn() {
    let fake = Fake::new(|_| Fate::answered());
    let client = fake.builder().rate_limit(ACTION, 1).build().unwrap();
    let start = Instant::now();
    let request = DescribeMediaInfosRequest::new(["1"]);
    for _ in 0..5 {
        let call = client
            .describe_media_infos(&request)
            .header("X-Bad", "a\nb");
        assert_eq!(call.await.unwrap_err().kind(), ErrorKind::Config);
    }
    call(&client).await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
}
