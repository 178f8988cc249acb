//! Asking for events: every one is handed out, an empty queue is no error, and a failure that passes is none either.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep, timeout};
use vod_sdk::events::Confirmation;
use vod_sdk::mock::{Response, Script};
use vod_sdk::{Client, ErrorKind};

use super::queue::{EMPTY, Fault, Queue};
use super::{file, files, next};
use crate::log::Log;

#[tokio::test(start_paused = true)]
async fn every_event_is_handed_out_once_and_confirmed() {
    let queue = Queue::with(100);
    let mut events = queue.client().events();
    let mut seen = Vec::new();
    for _ in 0..100 {
        let event = next(&mut events).await;
        assert!(event.time_left().expect("some") <= Duration::from_secs(25));
        assert!(event.handle().is_some());
        seen.push(file(&event));
        event.confirm().await.expect("a confirmation");
    }
    assert_eq!(seen, files(100));
    assert_eq!(queue.left(), 0);
    let nothing = timeout(Duration::from_secs(120), events.next()).await;
    assert!(nothing.is_err(), "nothing comes again");
}

#[tokio::test(start_paused = true)]
async fn an_empty_queue_is_waited_for_in_all_its_forms() {
    let queue = Queue::new();
    let mut events = queue.client().events();
    queue.fail("PullEvents", EMPTY);
    let started = Instant::now();
    let late = queue.clone();
    tokio::spawn(async move {
        sleep(Duration::from_secs(100)).await;
        late.upload("late");
    });
    assert_eq!(file(&next(&mut events).await), "late");
    let waited = started.elapsed();
    assert!(waited < Duration::from_secs(101), "{waited:?}");
    let pulls = queue.calls("PullEvents");
    let pauses = pulls
        .windows(2)
        .map(|pair| (pair[1].at - pair[0].at).as_secs_f64());
    let pauses: Vec<f64> = pauses.collect();
    // Those that the service has not waited for are followed by a pause, the others by the next.
    assert!(
        pauses[..4].iter().all(|it| (0.8..=1.2).contains(it)),
        "{pauses:?}"
    );
    assert!(
        pauses[4..].iter().all(|it| (5.0..5.2).contains(it)),
        "{pauses:?}"
    );
    assert!(pauses.len() > 15, "{pauses:?}");
}

#[tokio::test(start_paused = true)]
async fn a_pull_is_waited_for_however_short_the_timeouts_of_the_client_are() {
    let queue = Queue::with(1);
    queue.fail("PullEvents", [Fault::Slow(12)]);
    let builder = queue.builder().attempt_timeout(Duration::from_secs(2));
    let client = builder
        .timeout(Duration::from_secs(3))
        .build()
        .expect("a client");
    let event = next(&mut client.events()).await;
    assert_eq!(queue.calls("PullEvents").len(), 1);
    // It may have been delivered at any time since it was asked for.
    assert!(event.time_left().expect("some") <= Duration::from_secs(13));
    event.confirm().await.expect("a confirmation");
}

#[tokio::test(start_paused = true)]
async fn failures_that_pass_are_not_told() {
    let queue = Queue::with(1);
    let faults = ["InternalError", "RequestLimitExceeded", "InternalError.X"].map(Fault::Code);
    queue.fail("PullEvents", faults);
    queue.fail("PullEvents", [Fault::Set("5"), Fault::Lost]);
    let started = Instant::now();
    let mut events = queue.client().events();
    assert_eq!(file(&next(&mut events).await), "0");
    // The last one had the event, which then came again.
    assert!(started.elapsed() > Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn an_outage_is_told_and_passes() {
    let queue = Queue::with(1);
    queue.fail("PullEvents", [Fault::Code("InternalError"); 12]);
    let mut events = queue.client().events();
    let started = Instant::now();
    for (told, at_least) in [(6, 12), (12, 100)] {
        let error = events
            .next()
            .await
            .expect("not over")
            .expect_err("an outage");
        assert!(
            error.is_retryable() && error.code() == Some("InternalError"),
            "{error}"
        );
        assert_eq!(queue.calls("PullEvents").len(), told);
        assert!(started.elapsed() > Duration::from_secs(at_least));
    }
    assert_eq!(file(&next(&mut events).await), "0");
    let pulls = queue.calls("PullEvents");
    let longest = pulls.windows(2).map(|pair| pair[1].at - pair[0].at).max();
    assert!(longest < Some(Duration::from_secs(37)), "{longest:?}");
}

#[tokio::test(start_paused = true)]
async fn what_does_not_pass_ends_the_events() {
    for code in [
        "UnauthorizedOperation",
        "FailedOperation.InvalidVodUser",
        "InvalidParameterValue.SubAppId",
        "AuthFailure.SecretIdNotFound",
    ] {
        let queue = Queue::with(1);
        queue.fail("PullEvents", [Fault::Code(code)]);
        let mut events = queue.client().events();
        let error = events.next().await.expect("not over").expect_err(code);
        assert_eq!(
            (error.kind(), error.code()),
            (ErrorKind::Service, Some(code))
        );
        assert_eq!(error.action(), Some("PullEvents"));
        assert!(events.next().await.is_none());
        assert_eq!(queue.calls("PullEvents").len(), 1, "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_waits_behind_a_slow_handler_comes_again_with_all_its_time() {
    let queue = Queue::with(10);
    let mut events = queue.client().events();
    let mut seen = Vec::new();
    while queue.left() > 0 {
        let event = next(&mut events).await;
        assert!(event.time_left().expect("some") >= Duration::from_secs(10));
        sleep(Duration::from_secs(6)).await;
        let outcome = event.confirm().await.expect("an outcome");
        assert_eq!(outcome, vod_sdk::events::Confirmation::Confirmed);
        seen.push(file(&event));
    }
    seen.sort();
    assert_eq!(seen, files(10), "each once");
}

#[tokio::test(start_paused = true)]
async fn an_event_that_is_being_handled_gets_the_time_of_its_next_delivery() {
    let queue = Queue::with(1);
    let mut events = queue.client().events();
    let event = next(&mut events).await;
    let more = timeout(Duration::from_secs(35), events.next()).await;
    assert!(
        more.is_err(),
        "it is not handed out while it is being handled"
    );
    assert!(event.time_left().expect("some") >= Duration::from_secs(10));
    let outcome = event.confirm().await.expect("an outcome");
    assert_eq!(outcome, vod_sdk::events::Confirmation::Confirmed);
    assert_eq!(queue.left(), 0);
}

#[tokio::test(start_paused = true)]
async fn an_event_that_was_given_up_is_handed_out_again() {
    let queue = Queue::with(1);
    let mut events = queue.client().events();
    drop(next(&mut events).await);
    assert_eq!(file(&next(&mut events).await), "0");
    assert_eq!(queue.calls("ConfirmEvents").len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_of_next_may_be_dropped() {
    let queue = Queue::with(3);
    queue.fail("PullEvents", [Fault::Slow(4)]);
    let mut events = queue.client().events();
    let mut seen = Vec::new();
    while seen.len() < 3 {
        if let Ok(event) = timeout(Duration::from_millis(300), events.next()).await {
            let event = event.expect("not over").expect("an event");
            seen.push(file(&event));
            event.confirm().await.expect("a confirmation");
        }
    }
    assert_eq!((seen, queue.calls("PullEvents").len()), (files(3), 1));
}

#[tokio::test(start_paused = true)]
async fn one_application_is_pulled_and_confirmed() {
    let queue = Queue::with(2);
    let client = queue.builder().sub_app_id(7u64).build().expect("a client");
    for (mut events, id) in [(client.events(), 7), (client.events().sub_app_id(8), 8)] {
        next(&mut events)
            .await
            .confirm()
            .await
            .expect("a confirmation");
        for action in ["PullEvents", "ConfirmEvents"] {
            let calls = queue.calls(action);
            let call = calls.last().expect("a call");
            assert_eq!(call.parameters["SubAppId"], id, "{action}");
        }
        drop(events);
        sleep(Duration::from_secs(31)).await;
    }
}

fn client(script: &Script) -> Client {
    let builder = Client::builder().credential(script.credential());
    builder.transport(script.clone()).build().expect("a client")
}

#[tokio::test(start_paused = true)]
async fn what_is_no_event_is_left_out_and_what_has_no_handle_comes_again() {
    let script = Script::new();
    let nameless = json!({ "EventType": "FileDeleted", "FileDeleteEvent": { "FileIdSet": ["a"] } });
    let mut named = nameless.clone();
    named["EventHandle"] = "h".into();
    named["FileDeleteEvent"]["FileIdSet"] = json!(["b"]);
    let set = json!({ "EventSet": [null, 5, "text", nameless, [named], named] });
    script.respond_once("PullEvents", Response::json(set));
    let mut events = client(&script).events();
    let first = next(&mut events).await;
    let outcome = first.confirm().await.expect("an outcome");
    assert_eq!((first.handle(), outcome), (None, Confirmation::ComesAgain));
    assert_eq!(first.time_left(), None);
    first.confirm_later();
    let second = next(&mut events).await;
    second.confirm_later();
    events.close().await.expect("nothing that failed");
    let confirmed = script.requests().pop().expect("a request").json();
    assert_eq!(confirmed["EventHandles"], json!(["h"]));
}

#[test]
fn what_is_no_event_is_told_of() {
    let log = Log::of(async {
        let script = Script::new();
        let event = json!({ "EventHandle": "h", "EventType": "FileDeleted" });
        let set = json!({ "EventSet": [5, event] });
        script.respond_once("PullEvents", Response::json(set));
        next(&mut client(&script).events()).await;
    });
    assert!(log.contains("1 of 2 events are no objects"), "{log}");
}

#[tokio::test(start_paused = true)]
async fn a_response_with_any_number_of_events_takes_little_time() {
    let script = Script::new();
    let event = |number: usize| {
        let payload = json!({ "FileIdSet": [number.to_string()] });
        json!({ "EventHandle": number.to_string(), "EventType": "FileDeleted", "FileDeleteEvent": payload })
    };
    let set: Vec<Value> = (0..20_000).map(event).collect();
    script.respond_once("PullEvents", Response::json(json!({ "EventSet": set })));
    let mut events = client(&script).events();
    for number in 0..256 {
        assert_eq!(next(&mut events).await.handle(), Some(&*number.to_string()));
    }
}
