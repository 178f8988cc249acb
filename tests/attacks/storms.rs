//! An outage does not become a storm: corrections that do not help take from the retry budget, and calls that are
//! dropped give back what they took.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::{sleep, timeout};
use vod_sdk::credentials::{CredentialFuture, CredentialProvider};
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{Client, Credential, Error, RetryPolicy};

use crate::fake::{Fake, Fate};

const CALLS: usize = 1_000;
const BUDGET: u32 = 100;
/// How often 10 seconds begin in the time that the calls take.
const PERIODS: usize = 11;

async fn call(client: &Client) -> Result<(), Error> {
    let request = DescribeMediaInfosRequest::new(["1"]);
    client.describe_media_infos(&request).await.map(drop)
}

/// Has another credential whenever it is asked.
#[derive(Debug, Default)]
struct Changing(AtomicU64);

impl CredentialProvider for Changing {
    fn provide(&self) -> CredentialFuture<'_> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        let credential = Credential::new(format!("AKID{number}"), "key").with_token("token");
        CredentialFuture::new(async { Ok(credential) })
    }
}

/// How many requests are sent for calls that are all refused, ten a second.
async fn requests(fate: fn() -> Fate, policy: RetryPolicy) -> usize {
    let fake = Fake::new(move |_| fate());
    let client = fake
        .builder()
        .credential(Changing::default())
        .retry(policy)
        .build()
        .unwrap();
    for _ in 0..CALLS {
        call(&client).await.unwrap_err();
        sleep(Duration::from_millis(100)).await;
    }
    fake.seen().len()
}

#[tokio::test(start_paused = true)]
async fn a_service_that_refuses_everything_is_not_asked_twice_by_every_call() {
    let fates: [fn() -> Fate; 3] = [
        || Fate::error("AuthFailure.TokenFailure"),
        || Fate::error("AuthFailure.SecretIdNotFound"),
        || {
            let date = "Mon, 25 Feb 2019 12:00:00 GMT";
            Fate::error("AuthFailure.SignatureExpire").header("Date", date)
        },
    ];
    for (index, fate) in fates.into_iter().enumerate() {
        for (policy, most) in [
            (RetryPolicy::default().budget(BUDGET), BUDGET as usize),
            (RetryPolicy::none(), 100),
            (RetryPolicy::default().budget(0), 0),
        ] {
            let requests = requests(fate, policy).await;
            assert!(
                requests <= CALLS + most + PERIODS,
                "{index}: {requests} requests"
            );
        }
    }
    let endless = requests(fates[2], RetryPolicy::none().without_budget()).await;
    assert_eq!(endless, 2 * CALLS, "so it would be");
}

#[tokio::test(start_paused = true)]
async fn corrections_that_help_cost_nothing() {
    // The first 300 requests are refused, and all of their calls get through.
    let refused = AtomicU64::new(0);
    let fake = Fake::new(move |seen| {
        let is_wrong = seen.timestamp < 4_000_000_000;
        if is_wrong && refused.fetch_add(1, Ordering::SeqCst) < 300 {
            let date = "Wed, 01 Jan 2098 00:00:00 GMT";
            return Fate::error("AuthFailure.SignatureExpire")
                .header("Date", date)
                .after(10);
        }
        Fate::answered()
    });
    let client = fake
        .builder()
        .max_in_flight(1_000)
        .retry(RetryPolicy::default().budget(1))
        .build()
        .unwrap();
    let calls: Vec<_> = (0..300)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_dropped_give_their_retries_back() {
    let fake = Fake::new(|_| Fate::error("InternalError"));
    let pause = Duration::from_secs(30);
    let client = fake
        .builder()
        .retry(
            RetryPolicy::default()
                .first_pause(pause)
                .max_pause(pause)
                .budget(1),
        )
        .timeout(Duration::from_secs(3_600))
        .build()
        .unwrap();
    for _ in 0..50 {
        // In the pause before a retry: a pause is rarely shorter than this.
        let _ = timeout(Duration::from_nanos(1), call(&client)).await;
    }
    fake.seen();
    assert_eq!(call(&client).await.unwrap_err().attempts(), 2);
    assert_eq!(
        call(&client).await.unwrap_err().attempts(),
        1,
        "it is used up now"
    );
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_is_never_sent_is_given_back() {
    // The retry's turn comes only after the deadline.
    let fake = Fake::new(|_| Fate::error("InternalError"));
    let client = fake
        .builder()
        .rate_limit("DescribeMediaInfos", 1)
        .retry(RetryPolicy::default().first_pause(Duration::ZERO).budget(1))
        .build()
        .unwrap();
    let request = DescribeMediaInfosRequest::new(["1"]);
    for _ in 0..5 {
        let call = client
            .describe_media_infos(&request)
            .timeout(Duration::from_millis(900));
        call.await.unwrap_err();
        sleep(Duration::from_secs(1)).await;
    }
    assert_eq!(fake.seen().len(), 5);
    assert_eq!(call(&client).await.unwrap_err().attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_client_without_a_budget_recovers() {
    let date = "Tue, 01 Jan 2030 00:00:00 GMT";
    let is_over = Arc::new(AtomicBool::new(false));
    let over = Arc::clone(&is_over);
    let fake = Fake::new(move |seen| {
        let refusal = Fate::error("AuthFailure.SignatureExpire");
        match (over.load(Ordering::SeqCst), seen.timestamp < 1_893_456_000) {
            (false, _) => refusal,
            (true, true) => refusal.header("Date", date),
            (true, false) => Fate::answered(),
        }
    });
    let client = fake
        .builder()
        .retry(RetryPolicy::none().budget(0))
        .build()
        .unwrap();
    for _ in 0..10 {
        call(&client).await.unwrap_err();
    }
    is_over.store(true, Ordering::SeqCst);
    sleep(Duration::from_secs(11)).await;
    call(&client).await.unwrap();
    call(&client).await.unwrap();
}
