//! Confirming events: together, in time, and no other than those that were asked for.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};
use vod_sdk::ErrorKind;
use vod_sdk::events::{Confirmation, Event, Events};

use super::next;
use super::queue::{Fault, Queue};

async fn take(events: &mut Events, count: usize) -> Vec<Event> {
    let mut taken = Vec::new();
    for _ in 0..count {
        taken.push(next(events).await);
    }
    taken
}

/// Confirms all at the same time, and gives the outcomes in their order.
async fn confirm_all(events: &[Event]) -> Vec<Result<Confirmation, vod_sdk::Error>> {
    let mut set = JoinSet::new();
    for (index, event) in events.iter().enumerate() {
        let confirmation = event.confirm();
        set.spawn(async move { (index, confirmation.await) });
    }
    let mut outcomes = set.join_all().await;
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

#[tokio::test(start_paused = true)]
async fn confirmations_share_calls_and_nobody_waits_for_company() {
    let queue = Queue::with(40);
    let mut events = queue.client().events();
    let taken = take(&mut events, 40).await;
    let started = Instant::now();
    let outcomes = confirm_all(&taken).await;
    assert!(
        outcomes
            .iter()
            .all(|it| matches!(it, Ok(Confirmation::Confirmed)))
    );
    assert!(queue.batches().len() <= 4, "{:?}", queue.batches());
    assert!(started.elapsed() < Duration::from_millis(100));
    assert_eq!(queue.left(), 0);
    // Once more costs nothing.
    let again = taken[0].confirm().await.expect("an outcome");
    taken[1].confirm_later();
    sleep(Duration::from_secs(2)).await;
    assert_eq!(again, Confirmation::Confirmed);
    assert_eq!(queue.batches().iter().sum::<usize>(), 40);
}

#[tokio::test(start_paused = true)]
async fn confirmations_that_nobody_waits_for_wait_for_a_second() {
    let queue = Queue::with(21);
    let mut events = queue.client().events();
    let taken = take(&mut events, 21).await;
    taken[..20].iter().for_each(Event::confirm_later);
    sleep(Duration::from_millis(100)).await;
    assert_eq!(queue.batches(), [16]);
    sleep(Duration::from_secs(1)).await;
    assert_eq!(queue.batches(), [16, 4]);
    assert_eq!(queue.left(), 1);
    taken[20].confirm_later();
    taken[20].confirm_later();
    taken[20].confirm().await.expect("at once");
    assert_eq!(queue.batches(), [16, 4, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_confirmation_that_is_put_off_is_sent_while_the_next_event_is_handled() {
    let queue = Queue::with(1);
    let mut events = queue.client().events();
    let event = next(&mut events).await;
    sleep(Duration::from_millis(24_500)).await;
    event.confirm_later();
    sleep(Duration::from_secs(60)).await;
    assert_eq!(queue.left(), 0);
    let asked = queue.calls("PullEvents")[0].at;
    let sent = queue.calls("ConfirmEvents")[0].at;
    assert!(
        sent - asked <= Duration::from_millis(25_010),
        "{:?}",
        sent - asked
    );
}

#[tokio::test(start_paused = true)]
async fn one_bad_handle_costs_the_others_nothing() {
    let queue = Queue::with(5);
    let mut events = queue.client().events();
    let late = next(&mut events).await;
    sleep(Duration::from_secs(14)).await;
    let mut taken = take(&mut events, 4).await;
    queue.fail("ConfirmEvents", [Fault::Code("InvalidParameterValue")]);
    taken.insert(2, late);
    // Of five that are refused together, the third one is refused alone as well.
    let faults = [
        Fault::Slow(0),
        Fault::Slow(0),
        Fault::Code("ResourceNotFound.Handle"),
    ];
    queue.fail("ConfirmEvents", faults);
    let outcomes = confirm_all(&taken).await;
    for (index, outcome) in outcomes.into_iter().enumerate() {
        let expected = match index {
            2 => Confirmation::ComesAgain,
            _ => Confirmation::Confirmed,
        };
        assert_eq!(outcome.expect("an outcome"), expected, "{index}");
    }
    assert_eq!(queue.batches(), [5, 1, 1, 1, 1, 1]);
    assert_eq!(queue.left(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_late_confirmation_says_that_the_event_comes_again() {
    let queue = Queue::with(2);
    let mut events = queue.client().events();
    let taken = take(&mut events, 2).await;
    sleep(Duration::from_secs(28)).await;
    assert_eq!(taken[0].time_left(), Some(Duration::ZERO));
    // Late by our reckoning, and in time by that of the service.
    let outcome = taken[0].confirm().await.expect("an outcome");
    assert_eq!(outcome, Confirmation::Confirmed);
    assert_eq!(taken[0].time_left(), None, "nothing is left to confirm");
    sleep(Duration::from_secs(5)).await;
    assert_eq!(taken[1].time_left(), Some(Duration::ZERO));
    let outcome = taken[1].confirm().await.expect("an outcome");
    assert_eq!(taken[1].time_left(), None);
    assert_eq!(outcome, Confirmation::ComesAgain);
    // It was given up: the next delivery is handed out, also if somebody still has it.
    let again = next(&mut events).await;
    assert_eq!(again.dedup_key(), taken[1].dedup_key());
    let outcome = again.confirm().await.expect("an outcome");
    assert_eq!((outcome, queue.left()), (Confirmation::Confirmed, 0));
}

#[tokio::test(start_paused = true)]
async fn a_late_one_does_not_go_with_those_in_time() {
    let queue = Queue::with(17);
    let mut events = queue.client().events();
    let mut taken = take(&mut events, 16).await;
    sleep(Duration::from_secs(29)).await;
    taken.push(next(&mut events).await);
    sleep(Duration::from_secs(2)).await;
    let last = taken.drain(14..).collect::<Vec<_>>();
    let outcomes = confirm_all(&last).await;
    let outcomes: Vec<_> = outcomes.into_iter().map(Result::unwrap).collect();
    use Confirmation::{ComesAgain, Confirmed};
    assert_eq!(outcomes, [ComesAgain, ComesAgain, Confirmed]);
    assert_eq!(queue.batches(), [1, 1, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_confirmation_is_repeated_while_there_is_time() {
    let queue = Queue::with(1);
    queue.fail("ConfirmEvents", [Fault::Code("InternalError"); 7]);
    let mut events = queue.client().events();
    let event = next(&mut events).await;
    let outcome = event.confirm().await.expect("an outcome");
    assert_eq!((outcome, queue.left()), (Confirmation::Confirmed, 0));
    let calls = queue.calls("ConfirmEvents");
    assert!(calls.len() == 8 && calls[7].at - calls[0].at < Duration::from_secs(25));
}

#[tokio::test(start_paused = true)]
async fn every_one_who_waits_is_told_of_a_failure() {
    for (code, count) in [("UnauthorizedOperation", 1), ("InternalError", 200)] {
        let queue = Queue::with(3);
        queue.fail("ConfirmEvents", vec![Fault::Code(code); count]);
        let mut events = queue.client().events();
        let taken = take(&mut events, 3).await;
        let started = Instant::now();
        for outcome in confirm_all(&taken).await {
            let error = outcome.expect_err("a failure");
            assert_eq!(error.code(), Some(code));
            assert_eq!(error.kind(), ErrorKind::Service);
            assert_eq!(error.action(), Some("ConfirmEvents"));
        }
        assert!(
            started.elapsed() < Duration::from_secs(31),
            "{:?}",
            started.elapsed()
        );
        assert_eq!(queue.left(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_response_is_made_up_for() {
    let queue = Queue::with(3);
    queue.fail("ConfirmEvents", [Fault::Lost]);
    let mut events = queue.client().events();
    let taken = take(&mut events, 3).await;
    for outcome in confirm_all(&taken).await {
        assert_eq!(outcome.expect("an outcome"), Confirmation::Confirmed);
    }
}

#[tokio::test(start_paused = true)]
async fn a_delivery_in_the_middle_of_a_confirmation_is_confirmed_too() {
    let queue = Queue::with(1);
    let mut events = queue.client().events();
    let event = next(&mut events).await;
    sleep(Duration::from_secs(29)).await;
    // It is executed when the event has been delivered again, and is then refused.
    queue.fail("ConfirmEvents", [Fault::Slow(4)]);
    let confirmation = tokio::spawn(event.confirm());
    let more = tokio::time::timeout(Duration::from_secs(20), events.next()).await;
    assert!(more.is_err(), "it is being handled");
    let outcome = confirmation.await.expect("no panic").expect("an outcome");
    assert_eq!((outcome, queue.left()), (Confirmation::Confirmed, 0));
}

#[tokio::test]
async fn callbacks_need_no_confirmation() {
    let body = br#"{"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"1"}}"#;
    let event = Event::from_callback(body).expect("an event");
    event.confirm_later();
    let outcome = event.confirm().await.expect("an outcome");
    assert_eq!(outcome, Confirmation::Confirmed);
    assert_eq!(event.time_left(), None);
}
