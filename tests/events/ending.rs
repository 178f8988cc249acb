//! The end of a stream of events: nothing is lost, nothing goes on, and nothing waits for ever.

use std::time::Duration;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::time::{sleep, timeout};
use vod_sdk::events::{Confirmation, Event};

use super::queue::{Fault, Queue};
use super::{file, files, next};

#[tokio::test(start_paused = true)]
async fn whatever_moment_a_program_is_killed_at_no_event_is_lost() {
    for killed_at in 0..40 {
        let queue = Queue::with(20);
        queue.fail("PullEvents", [Fault::Slow(1)]);
        queue.fail("ConfirmEvents", [Fault::Slow(1)]);
        let mut handled = Vec::new();
        let first = async {
            let mut events = queue.client().events();
            loop {
                let event = next(&mut events).await;
                sleep(Duration::from_millis(200)).await;
                handled.push(file(&event));
                event.confirm_later();
            }
        };
        let killed_at = Duration::from_millis(150 * killed_at);
        assert!(timeout(killed_at, first).await.is_err());
        let mut events = queue.client().events();
        while queue.left() > 0 {
            let event = next(&mut events).await;
            handled.push(file(&event));
            event.confirm().await.expect("a confirmation");
        }
        handled.sort_by_key(|id| id.parse::<usize>().expect("a number"));
        handled.dedup();
        assert_eq!(handled, files(20), "{killed_at:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn closing_sends_what_was_confirmed_and_leaves_the_rest() {
    let queue = Queue::with(16);
    let mut events = queue.client().events();
    for _ in 0..5 {
        next(&mut events).await.confirm_later();
    }
    let elsewhere = next(&mut events).await;
    events.close().await.expect("all was sent");
    assert_eq!(queue.left(), 11);
    elsewhere.confirm().await.expect("a confirmation");
    assert_eq!(queue.left(), 10);
    assert_eq!(queue.calls("PullEvents").len(), 1);
    queue
        .client()
        .events()
        .close()
        .await
        .expect("nothing to send");
}

#[tokio::test(start_paused = true)]
async fn closing_tells_the_failure_that_nobody_has_waited_for() {
    let queue = Queue::with(2);
    queue.fail("ConfirmEvents", [Fault::Code("UnauthorizedOperation")]);
    let mut events = queue.client().events();
    next(&mut events).await.confirm_later();
    let failed = sleep(Duration::from_secs(2));
    failed.await;
    next(&mut events).await.confirm_later();
    let error = events.close().await.expect_err("a failure");
    assert_eq!(error.code(), Some("UnauthorizedOperation"));
    assert_eq!(queue.left(), 1, "the other one was sent");
}

#[tokio::test(start_paused = true)]
async fn what_is_dropped_goes_on_nowhere() {
    let queue = Queue::with(16);
    queue.fail("ConfirmEvents", [Fault::Slow(20)]);
    let client = queue.client();
    // What the client watches its runtime with is there from the first call on.
    drop(timeout(Duration::from_secs(1), client.events().next()).await);
    sleep(Duration::from_secs(31)).await;
    let tasks = || Handle::current().metrics().num_alive_tasks();
    let before = tasks();
    let mut events = client.events();
    let event = next(&mut events).await;
    assert_eq!(tasks(), before);
    event.confirm_later();
    let waiting = tokio::spawn(event.confirm());
    sleep(Duration::from_secs(2)).await;
    assert_eq!(tasks(), before + 2);
    waiting.abort();
    drop((waiting, events));
    sleep(Duration::from_secs(1)).await;
    assert_eq!(tasks(), before + 1, "the event may yet be confirmed");
    drop(event);
    sleep(Duration::from_secs(1)).await;
    assert_eq!(tasks(), before);
    sleep(Duration::from_secs(60)).await;
    assert_eq!(queue.left(), 16);
    assert_eq!(queue.calls("ConfirmEvents").len(), 1);
    assert_eq!(queue.calls("PullEvents").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_idle_stream_has_no_task() {
    let queue = Queue::with(3);
    let mut events = queue.client().events();
    let event = next(&mut events).await;
    let before = Handle::current().metrics().num_alive_tasks();
    event.confirm().await.expect("a confirmation");
    next(&mut events).await.confirm_later();
    sleep(Duration::from_secs(3)).await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), before);
    assert_eq!(queue.left(), 1);
}

fn runtime() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(1).enable_all();
    builder.build().expect("a runtime")
}

#[test]
fn events_outlive_their_runtime() {
    let queue = Queue::with(16);
    let first = runtime();
    let mut events = queue.client().events();
    let taken: Vec<Event> = first.block_on(async {
        let mut taken = Vec::new();
        for _ in 0..8 {
            taken.push(next(&mut events).await);
        }
        taken
    });
    queue.fail("ConfirmEvents", [Fault::Slow(3600)]);
    taken[0].confirm_later();
    taken[1].confirm_later();
    let second = runtime();
    let waiting = second.spawn(taken[2].confirm());
    std::thread::sleep(Duration::from_millis(300));
    first.shutdown_background();
    // The task has ended with its runtime, in the middle of a call: who waits begins again.
    let outcome = second.block_on(waiting).expect("no panic");
    assert_eq!(outcome.expect("an outcome"), Confirmation::Confirmed);
    taken[3].confirm_later();
    let more = second.block_on(next(&mut events));
    more.confirm_later();
    second.block_on(events.close()).expect("all was sent");
    assert!(queue.left() <= 13, "{}", queue.left());
    drop(second);
    taken[4].confirm_later();
    let third = runtime();
    let outcome = third.block_on(taken[5].confirm());
    assert_eq!(outcome.expect("an outcome"), Confirmation::Confirmed);
}

#[test]
fn events_are_pulled_and_confirmed_without_a_runtime() {
    let queue = Queue::with(40);
    let mut events = queue.client().events().blocking();
    let mut seen = Vec::new();
    for event in events.by_ref().take(40) {
        let event = event.expect("an event");
        seen.push(file(&event));
        match seen.len() % 2 {
            0 => event.confirm_later(),
            _ => {
                let outcome = event.confirm().send_blocking().expect("an outcome");
                assert_eq!(outcome, Confirmation::Confirmed);
            }
        }
    }
    events
        .into_inner()
        .close()
        .send_blocking()
        .expect("all was sent");
    assert_eq!((seen, queue.left()), (files(40), 0));
}
