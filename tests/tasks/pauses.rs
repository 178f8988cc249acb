//! The pauses between looks: where there is no timer for them, and of any length.

use std::future::IntoFuture;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use vod_sdk::ErrorKind;
use vod_sdk::events::Event;
use vod_sdk::tasks::TaskFeed;

use super::service::Service;
use super::{done, request, running};

const MINUTE: Duration = Duration::from_secs(60);

/// An event about the first task.
fn event() -> Event {
    let body = br#"{
        "EventType": "ProcedureStateChanged",
        "ProcedureStateChangeEvent": { "TaskId": "task-0", "Status": "FINISH" }
    }"#;
    Event::from_callback(body).expect("an event")
}

/// What comes of a future at once, outside any runtime.
fn polled<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for something"),
    }
}

#[test]
fn waiting_without_a_runtime_is_an_error() {
    let service = Service::with([running(1)]);
    let client = service.client();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let task = client.process_media(&request()).task().into_future();
    // A task that was just started is looked at after a pause.
    let task = runtime.block_on(task).expect("a task");
    let mut tasks = client.tasks(["task-0"]);
    for error in [
        polled(task.wait().into_future()).map(drop),
        polled(task.watch().next()).expect("an error").map(drop),
        polled(tasks.next()).expect("an error").map(drop),
    ] {
        let error = error.expect_err("no runtime");
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        assert_eq!(error.task_id(), Some("task-0"));
    }
    assert_eq!(service.calls("DescribeTaskDetail"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_pause_without_end_leaves_the_looks_to_events() {
    let service = Service::with([running(1)]);
    let client = service.client();
    let task = client.process_media(&request()).task().await;
    let task = task.expect("a task");
    let feed = TaskFeed::new();
    let mut watch = task.watch().poll_every(Duration::MAX).fed_by(&feed);
    watch.next().await.expect("a state").expect("it runs");
    let wait = task.wait().poll_every(Duration::MAX).timeout(MINUTE);
    let mut tasks = client
        .tasks([task.id()])
        .poll_every(Duration::MAX)
        .timeout(MINUTE);
    for late in [
        wait.await.map(drop),
        tasks.next().await.expect("an error").map(drop),
    ] {
        let error = late.expect_err("no end");
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    }
    assert_eq!(service.calls("DescribeTaskDetail"), 3, "one each");
    service.state(|state| state.end_all());
    feed.notify(&event());
    let state = watch.next().await.expect("a state").expect("it has ended");
    assert!(state.is_over());
}

#[tokio::test(start_paused = true)]
async fn a_pause_of_nothing_is_a_short_one() {
    let service = Service::with([running(1)]);
    let client = service.client();
    let task = client.process_media(&request()).task().await;
    let task = task.expect("a task");
    let second = Duration::from_secs(1);
    let wait = task.wait().poll_every(Duration::ZERO).timeout(second);
    wait.await.expect_err("no end");
    let mut watch = task.watch().poll_every(Duration::ZERO).timeout(second);
    while watch.next().await.is_some_and(|state| state.is_ok()) {}
    let tasks = client.tasks([task.id()]).poll_every(Duration::ZERO);
    tasks
        .timeout(second)
        .next()
        .await
        .expect("an error")
        .expect_err("no end");
    let looks = service.calls("DescribeTaskDetail");
    assert!((240..=380).contains(&looks), "{looks}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_takes_any_timeout() {
    for (span, is_enough) in [(Duration::ZERO, false), (Duration::MAX, true)] {
        let service = Service::with([running(1), done()]);
        let client = service.client();
        let task = client.process_media(&request()).task().await;
        let task = task.expect("a task");
        let waited = task.wait().timeout(span).await;
        assert_eq!(waited.is_ok(), is_enough, "{waited:?}");
        let watched = task.watch().timeout(span).next().await;
        assert_eq!(watched.expect("a state").is_ok(), is_enough);
        let ended = client.tasks([task.id()]).timeout(span).next().await;
        assert_eq!(ended.expect("an outcome").is_ok(), is_enough);
    }
}
