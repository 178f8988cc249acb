//! What bounds a call and what bounds an attempt. `Call::timeout` replaced both, so that naming the client's own
//! 5 seconds turned a call that would succeed at its second attempt into a failure; and what hooks were told
//! of an attempt's duration was mostly the wait for the rate.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;
use vod_sdk::hooks::{AttemptReport, Hook};
use vod_sdk::v2018_07_17::DescribeMediaInfosRequest;
use vod_sdk::{ErrorKind, RetryPolicy};

use crate::fake::{Fake, Fate};

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// Never answers the first request, and the others at once.
fn deaf_at_first() -> Fake {
    let is_first = Mutex::new(true);
    Fake::new(move |_| {
        let is_first = std::mem::replace(&mut *is_first.lock().unwrap(), false);
        Fate::answered().after(if is_first { 1_000_000_000 } else { 0 })
    })
}

#[tokio::test(start_paused = true)]
async fn the_smaller_of_both_bounds_an_attempt() {
    // Of the client: timeout and attempt_timeout; of the call: the same. Then when the call ends, and how many
    // attempts it had.
    for (client, call, expected, attempts) in [
        ((5_000, 500), (None, None), 500, 2),
        ((5_000, 500), (Some(5_000), None), 500, 2),
        ((5_000, 500), (Some(60_000), None), 500, 2),
        ((5_000, 500), (Some(300), None), 300, 1),
        ((5_000, 500), (None, Some(200)), 200, 2),
        ((5_000, 500), (None, Some(4_000)), 4_000, 2),
        ((5_000, 500), (Some(3_000), Some(4_000)), 3_000, 1),
        ((5_000, 500), (None, Some(60_000)), 5_000, 1),
        ((400, 500), (None, None), 400, 1),
    ] {
        let fake = deaf_at_first();
        let client = fake
            .builder()
            .timeout(ms(client.0))
            .attempt_timeout(ms(client.1))
            .retry(RetryPolicy::default().first_pause(Duration::ZERO))
            .build()
            .unwrap();
        let request = DescribeMediaInfosRequest::new(["1"]);
        let mut pending = client.describe_media_infos(&request);
        if let Some(timeout) = call.0 {
            pending = pending.timeout(ms(timeout));
        }
        if let Some(timeout) = call.1 {
            pending = pending.attempt_timeout(ms(timeout));
        }
        let start = Instant::now();
        let outcome = pending.await;
        let case = format!("{call:?}: {outcome:?}");
        assert_eq!(
            start.elapsed().as_millis(),
            u128::from(expected as u64),
            "{case}"
        );
        assert_eq!(fake.seen().len(), attempts, "{case}");
        match outcome {
            Ok(_) => assert_eq!(attempts, 2, "{case}"),
            Err(error) => {
                assert_eq!((error.kind(), attempts), (ErrorKind::Timeout, 1), "{case}");
                assert!(error.may_have_been_executed(), "{case}");
            }
        }
    }
}

/// What hooks are told: waited and duration, in milliseconds.
#[derive(Clone, Debug, Default)]
struct Times(Arc<Mutex<Vec<(u128, u128)>>>);

impl Hook for Times {
    fn after_attempt(&self, attempt: &AttemptReport<'_>) {
        let times = (attempt.waited().as_millis(), attempt.duration().as_millis());
        self.0.lock().unwrap().push(times);
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_is_told_apart_from_the_exchange() {
    let times = Times::default();
    let fake = Fake::new(|_| Fate::answered().after(20));
    let client = fake
        .builder()
        .rate_limit("DescribeMediaInfos", 2)
        .timeout(ms(3_500))
        .hook(times.clone())
        .build()
        .unwrap();
    let request = DescribeMediaInfosRequest::new(["1"]);
    let calls = (0..10).map(|_| {
        let (client, request) = (client.clone(), request.clone());
        tokio::spawn(async move { client.describe_media_infos(&request).await.is_ok() })
    });
    let mut answered = 0;
    for call in calls.collect::<Vec<_>>() {
        answered += usize::from(call.await.unwrap());
    }
    // At 0, 1, 2 and 3 seconds two each; the others would be too late.
    assert_eq!(answered, 8);
    let mut times = times.0.lock().unwrap().clone();
    times.sort();
    assert_eq!(times[..2], [(0, 0), (0, 0)], "not sent");
    let expected: Vec<_> = (0..8).map(|call| (call / 2 * 1_000, 20)).collect();
    assert_eq!(times[2..], expected);
}
