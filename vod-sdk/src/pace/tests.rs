//! When requests are sent, under paused time.

use std::time::Duration;

use super::*;
use crate::runtime::SystemRuntime;

/// Waits for a turn of action A at a rate, for so many milliseconds at most.
async fn turn(pace: &Pace, per_second: u32, patience: u64) -> Option<Turn> {
    let deadline = Instant::now() + Duration::from_millis(patience);
    pace.turn(("A", "1"), per_second, deadline, &SystemRuntime)
        .await
}

/// When calls are sent, in milliseconds, at two a second, that come at these times.
async fn sent(calls: &[u64]) -> Vec<u64> {
    let pace = Arc::new(Pace::default());
    let start = Instant::now();
    let calls: Vec<_> = calls
        .iter()
        .map(|call| {
            let (pace, call) = (Arc::clone(&pace), Duration::from_millis(*call));
            tokio::spawn(async move {
                tokio::time::sleep_until(start + call).await;
                turn(&pace, 2, 60_000).await.unwrap().take();
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
    let pace = Pace::default();
    let soon = Instant::now() + Duration::from_millis(500);
    for action in [("A", "1"), ("B", "1"), ("A", "2")] {
        pace.turn(action, 1, soon, &SystemRuntime)
            .await
            .unwrap()
            .take();
    }
    assert!(
        pace.turn(("A", "1"), 1, soon, &SystemRuntime)
            .await
            .is_none()
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_turn_would_come_too_late_is_told_at_once() {
    let pace = Pace::default();
    let start = Instant::now();
    let first = turn(&pace, 1, 10).await.unwrap();
    // One second after the first, which has not been sent, and two after it for the next.
    let waiting = turn(&pace, 1, 5_000);
    tokio::pin!(waiting);
    assert!(futures_poll(waiting.as_mut()).await.is_none());
    assert!(turn(&pace, 1, 1_999).await.is_none());
    assert_eq!(start.elapsed(), Duration::ZERO);
    first.take();
    waiting.await.unwrap().take();
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
    let pace = Pace::default();
    let start = Instant::now();
    turn(&pace, 1, 10).await.unwrap().take();
    for _ in 0..50 {
        // Given up while it waits, and when its turn has come.
        let given_up = tokio::time::timeout(Duration::from_millis(1), turn(&pace, 1, 90_000));
        assert!(given_up.await.is_err());
    }
    drop(turn(&pace, 1, 2_000).await.unwrap());
    assert_eq!(start.elapsed(), Duration::from_secs(1));
    turn(&pace, 1, 10).await.unwrap().take();
    assert_eq!(start.elapsed(), Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_request_counts_when_it_is_sent_and_not_when_its_turn_came() {
    let pace = Pace::default();
    let start = Instant::now();
    let held = turn(&pace, 1, 10).await.unwrap();
    tokio::time::sleep(Duration::from_millis(700)).await;
    held.take();
    turn(&pace, 1, 2_000).await.unwrap().take();
    assert_eq!(start.elapsed(), Duration::from_millis(1_700));
}

#[tokio::test(start_paused = true)]
async fn no_more_is_remembered_than_a_second() {
    let pace = Pace::default();
    for _ in 0..5_000 {
        turn(&pace, u32::MAX, 10).await.unwrap().take();
        tokio::time::advance(Duration::from_millis(10)).await;
    }
    assert!(pace.line(("A", "1")).remembered() <= 101);
}
