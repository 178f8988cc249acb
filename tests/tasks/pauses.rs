//! The pauses between looks: where there is no timer for them, and of any length.

use std::future::IntoFuture;
use std::time::Duration;

use tokio::time::Instant;
use vod_sdk::events::Event;
use vod_sdk::tasks::{Task, TaskFeed};
use vod_sdk::v2018_07_17::ProcessMediaResponse;
use vod_sdk::{Client, ErrorKind};

use super::service::Service;
use super::{done, request, running};
use crate::polled::polled;

const MINUTE: Duration = Duration::from_secs(60);

/// An event about the first task.
fn event() -> Event {
    let body = br#"{
        "EventType": "ProcedureStateChanged",
        "ProcedureStateChangeEvent": { "TaskId": "task-0", "Status": "FINISH" }
    }"#;
    Event::from_callback(body).expect("an event")
}

async fn started(client: &Client) -> Task<ProcessMediaResponse> {
    let task = client.process_media(&request()).task().await;
    task.expect("a task")
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
    let task = started(&client).await;
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
    let task = started(&client).await;
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
        let task = started(&client).await;
        let waited = task.wait().timeout(span).await;
        assert_eq!(waited.is_ok(), is_enough, "{waited:?}");
        let watched = task.watch().timeout(span).next().await;
        assert_eq!(watched.expect("a state").is_ok(), is_enough);
        let ended = client.tasks([task.id()]).timeout(span).next().await;
        assert_eq!(ended.expect("an outcome").is_ok(), is_enough);
    }
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_and_keep_to_their_bounds() {
    let service = Service::with([running(1)]);
    let client = service.client();
    let task = client
        .process_media(&request())
        .task()
        .await
        .expect("a task");
    let started = Instant::now();
    let hour = Duration::from_secs(3_600);
    let error = task.wait().timeout(hour).await.expect_err("no end");
    assert_eq!(started.elapsed().as_secs(), 3_600);
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.task_id(), Some("task-0"));
    assert_eq!(
        error.to_string(),
        "the task task-0 has not ended within 3600s: it was last seen PROCESSING, 1 %"
    );
    // 1 + 1.5 + 2.25 + … up to 15 s for ten minutes, and 30 s for fifty: 45 and 100 looks.
    let looks = service.calls("DescribeTaskDetail");
    assert!((125..165).contains(&looks), "{looks}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_looks_as_often_as_it_is_asked_to() {
    for (every, looks) in [(1, 48..75), (10, 5..9), (3_600, 1..2)] {
        let service = Service::with([running(1)]);
        let client = service.client();
        let task = started(&client).await;
        let wait = task.wait().poll_every(Duration::from_secs(every));
        wait.timeout(Duration::from_secs(60))
            .await
            .expect_err("no end");
        let came = service.calls("DescribeTaskDetail");
        assert!(looks.contains(&came), "every {every} s: {came}");
    }
}
