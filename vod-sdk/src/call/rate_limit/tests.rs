//! When requests are sent, under paused time.

use std::time::Duration;

use super::*;
use crate::time::SystemTimeSource;

/// Waits for a permit of action A at a rate, for so many milliseconds at most.
async fn permit(limiter: &RateLimiter, per_second: u32, patience: u64) -> Option<RatePermit> {
    let deadline = Instant::now() + Duration::from_millis(patience);
    limiter
        .acquire(("A", "1"), per_second, deadline, &SystemTimeSource)
        .await
}

/// When calls are sent, in milliseconds, at two a second, that come at these times.
async fn sent(calls: &[u64]) -> Vec<u64> {
    let limiter = Arc::new(RateLimiter::default());
    let start = Instant::now();
    let calls: Vec<_> = calls
        .iter()
        .map(|call| {
            let (limiter, call) = (Arc::clone(&limiter), Duration::from_millis(*call));
            tokio::spawn(async move {
                tokio::time::sleep_until(start + call).await;
                permit(&limiter, 2, 60_000).await.unwrap().spend();
                start.elapsed().as_millis() as u64
            })
        })
        .collect();
    let mut sent = Vec::new();
    for call in calls {
        sent.push(call.await.unwrap());
    }
    sent
}

#[tokio::test(start_paused = true)]
async fn no_second_has_more_requests_than_the_rate() {
    for (calls, expected) in [
        (vec![0, 0], vec![0, 0]),
        (vec![0, 0, 0, 0, 0], vec![0, 0, 1000, 1000, 2000]),
        (vec![0, 900, 950, 1000], vec![0, 900, 1000, 1900]),
        (vec![0, 0, 5000, 5000, 5000], vec![0, 0, 5000, 5000, 6000]),
    ] {
        assert_eq!(sent(&calls).await, expected, "{calls:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn actions_do_not_wait_for_each_other() {
    let limiter = RateLimiter::default();
    let soon = Instant::now() + Duration::from_millis(500);
    for action in [("A", "1"), ("B", "1"), ("A", "2")] {
        limiter
            .acquire(action, 1, soon, &SystemTimeSource)
            .await
            .unwrap()
            .spend();
    }
    assert!(
        limiter
            .acquire(("A", "1"), 1, soon, &SystemTimeSource)
            .await
            .is_none()
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_turn_would_come_too_late_is_told_at_once() {
    let limiter = RateLimiter::default();
    let start = Instant::now();
    let first = permit(&limiter, 1, 10).await.unwrap();
    // One second after the first, which has not been sent, and two after it for the next.
    let waiting = permit(&limiter, 1, 5_000);
    tokio::pin!(waiting);
    assert!(futures_poll(waiting.as_mut()).await.is_none());
    assert!(permit(&limiter, 1, 1_999).await.is_none());
    assert_eq!(start.elapsed(), Duration::ZERO);
    first.spend();
    waiting.await.unwrap().spend();
    assert_eq!(start.elapsed(), Duration::from_secs(1));
}

/// Polls a future once.
async fn futures_poll<F: Future>(mut future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match future.as_mut().poll(context) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[tokio::test(start_paused = true)]
async fn the_place_of_a_call_that_is_given_up_is_the_next_callers() {
    let limiter = RateLimiter::default();
    let start = Instant::now();
    permit(&limiter, 1, 10).await.unwrap().spend();
    for _ in 0..50 {
        // Given up while it waits, and when its permit has come.
        let given_up = tokio::time::timeout(Duration::from_millis(1), permit(&limiter, 1, 90_000));
        assert!(given_up.await.is_err());
    }
    drop(permit(&limiter, 1, 2_000).await.unwrap());
    assert_eq!(start.elapsed(), Duration::from_secs(1));
    permit(&limiter, 1, 10).await.unwrap().spend();
    assert_eq!(start.elapsed(), Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_request_counts_when_it_is_sent_and_not_when_its_turn_came() {
    let limiter = RateLimiter::default();
    let start = Instant::now();
    let held = permit(&limiter, 1, 10).await.unwrap();
    tokio::time::sleep(Duration::from_millis(700)).await;
    held.spend();
    permit(&limiter, 1, 2_000).await.unwrap().spend();
    assert_eq!(start.elapsed(), Duration::from_millis(1_700));
}

#[tokio::test(start_paused = true)]
async fn no_more_is_remembered_than_a_second() {
    let limiter = RateLimiter::default();
    for _ in 0..5_000 {
        permit(&limiter, u32::MAX, 10).await.unwrap().spend();
        tokio::time::advance(Duration::from_millis(10)).await;
    }
    assert!(limiter.line(("A", "1")).remembered() <= 101);
}
