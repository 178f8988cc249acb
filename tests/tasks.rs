//! Tasks: started once, waited for until their end, and judged by all of their parts.

mod every_action;
mod many;
mod pauses;
mod service;
mod starts;
mod verdicts;

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;
use vod_sdk::Error;
use vod_sdk::events::Event;
use vod_sdk::tasks::{TaskFeed, Verdict};
use vod_sdk::v2018_07_17::{
    EditMediaTask, ProcedureTask, ProcessMediaByProcedureRequest, ProcessMediaRequest,
    SubtaskStatus,
};

use service::{Fault, Service};

fn procedure(status: &str, parts: Value) -> Value {
    json!({
        "TaskType": "Procedure",
        "Status": status,
        "EditMediaTask": null,
        "ProcedureTask": { "TaskId": "task-0", "Status": status, "MediaProcessResultSet": parts },
    })
}

fn transcoding(status: &str, progress: u8) -> Value {
    let code = if status == "FAIL" {
        "SourceFileError"
    } else {
        ""
    };
    let url = format!("http://example.com/{progress}.mp4");
    json!({
        "Type": "Transcode",
        "TranscodeTask": {
            "Status": status, "ErrCodeExt": code, "ErrCode": 0, "Message": "a message",
            "Progress": progress, "Input": { "Definition": 100 }, "Output": { "Url": url },
        },
        "AnimatedGraphicTask": null,
    })
}

fn waiting() -> Value {
    procedure("WAITING", json!([]))
}

fn running(progress: u8) -> Value {
    procedure("PROCESSING", json!([transcoding("PROCESSING", progress)]))
}

fn done() -> Value {
    procedure("FINISH", json!([transcoding("SUCCESS", 100)]))
}

fn request() -> ProcessMediaRequest {
    ProcessMediaRequest::new().file_id("528").sub_app_id(7u64)
}

#[tokio::test(start_paused = true)]
async fn numbers_that_are_written_as_texts_are_read() {
    for (written, read) in [
        (json!("40"), Some(40)),
        (json!(40), Some(40)),
        (json!(40.7), Some(40)),
        (json!("400"), Some(100)),
        (json!(-5), None),
        (json!("-5"), None),
        (json!("many"), None),
        (json!(null), None),
    ] {
        let mut part = transcoding("PROCESSING", 0);
        part["TranscodeTask"]["Progress"] = written.clone();
        part["TranscodeTask"]["Input"]["Definition"] = json!("100");
        let service = Service::with([procedure("FINISH", json!([part]))]);
        let client = service.client();
        let started = client.process_media(&request()).task();
        let task = started.await.expect("a task");
        let state = task.state().await.expect("a state");
        let results = state.results();
        assert_eq!(results[0].definition(), Some(100));
        assert_eq!(results[0].progress(), read, "{written}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_task_that_fails_inside_is_not_a_success() {
    let parts = json!([transcoding("SUCCESS", 100), transcoding("FAIL", 40)]);
    let ended = procedure("FINISH", parts);
    let service = Service::with([waiting(), running(10), running(40), running(80), ended]);
    let client = service.client();

    let task = client
        .process_media(&request())
        .task()
        .await
        .expect("a task");
    assert_eq!(task.id(), "task-0");
    assert_eq!(task.response().expect("a response").task_id, "task-0");
    let outcome = task.wait().await.expect("an outcome");
    assert_eq!(service.calls("DescribeTaskDetail"), 5);

    assert_eq!(outcome.verdict(), Verdict::PartlyFailed);
    let [failure] = outcome.failures() else {
        panic!("{:?}", outcome.failures());
    };
    assert_eq!(
        failure.path,
        "ProcedureTask.MediaProcessResultSet[1].TranscodeTask"
    );
    assert_eq!(
        (&*failure.code, &*failure.message),
        ("SourceFileError", "a message")
    );
    let results = outcome.results();
    let shown = results.iter().map(|result| {
        let parts = (result.kind(), result.definition(), result.progress());
        (parts, result.status(), result.urls().join(" "))
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            (
                ("Transcode", Some(100), Some(100)),
                SubtaskStatus::Success,
                "http://example.com/100.mp4".to_owned()
            ),
            (
                ("Transcode", Some(100), Some(40)),
                SubtaskStatus::Fail,
                "http://example.com/40.mp4".to_owned()
            ),
        ]
    );
    let typed = outcome.detail().expect("a response").procedure_task;
    assert_eq!(
        typed,
        Some(outcome.task_as::<ProcedureTask>().expect("a procedure"))
    );
    let error = outcome
        .task_as::<Vec<EditMediaTask>>()
        .expect_err("no list");
    assert!(error.to_string().contains("ProcedureTask"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn what_users_have_written_into_a_task_is_not_shown() {
    let mut looks = done();
    looks["ProcedureTask"]["SessionContext"] = json!("order-of-alice");
    looks["ProcedureTask"]["FileName"] = json!("order-of-alice");
    let service = Service::with([looks]);
    let client = service.client();
    let task = client.process_media(&request()).task().await;
    let task = task.expect("a task");
    let outcome = task.wait().await.expect("an outcome");
    assert!(outcome.json().to_string().contains("order-of-alice"));
    let results = outcome.results();
    let shown = [
        (
            format!("{:?}", outcome.state()),
            ["task-0", "Procedure", "Finish", "results: 1"],
        ),
        (
            format!("{outcome:?}"),
            ["task-0", "Succeeded", "results: 1", "failures: 0"],
        ),
        (
            format!("{results:?}"),
            ["MediaProcessResultSet[0]", "Transcode", "Success", "None"],
        ),
    ];
    for (shown, words) in shown {
        assert!(
            !shown.contains("alice") && !shown.contains("http"),
            "{shown}"
        );
        for word in words {
            assert!(shown.contains(word), "{shown}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn dropping_what_waits_ends_the_looks() {
    let service = Service::with([running(1)]);
    let client = service.client();
    let task = client
        .process_media(&request())
        .task()
        .await
        .expect("a task");
    let wait = tokio::time::timeout(Duration::from_secs(60), task.wait().into_future());
    wait.await.expect_err("it is over");
    let looks = service.calls("DescribeTaskDetail");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(service.calls("DescribeTaskDetail"), looks);
    assert_eq!(service.calls("ManageTask"), 0);
    task.abort().await.expect("it is aborted");
    let asked = service.parameters("ManageTask");
    assert_eq!(
        asked,
        [json!({ "TaskId": "task-0", "OperationType": "Abort", "SubAppId": 7 })]
    );
}

#[tokio::test(start_paused = true)]
async fn a_task_may_be_unknown_for_its_first_seconds_and_no_longer() {
    let unknown = || json!("unknown");
    let service = Service::with([unknown(), unknown(), unknown(), done()]);
    let client = service.client();
    let task = client
        .process_media(&request())
        .task()
        .await
        .expect("a task");
    assert!(task.wait().await.expect("an outcome").is_success());

    for (id, most) in [("task-1", 50), ("of-another-process", 20)] {
        service.state(|state| state.script = vec![unknown()]);
        let started = Instant::now();
        let task = client
            .process_media(&request())
            .task()
            .await
            .expect("a task");
        let error = match id == task.id() {
            true => task.wait().await,
            false => client.task(id).wait().await,
        };
        let error = error.expect_err("it is not found");
        assert_eq!(error.task_id(), Some(id));
        assert_eq!(error.action(), Some("DescribeTaskDetail"));
        assert!(
            started.elapsed() < Duration::from_secs(most),
            "{:?}",
            started.elapsed()
        );
    }
}

#[tokio::test(start_paused = true)]
async fn failed_looks_are_made_up_for_five_times_in_a_row() {
    // Each look makes three attempts.
    for (faults, is_found) in [(15, true), (18, false)] {
        let service = Service::with([running(1), done()]);
        service.fail("DescribeTaskDetail", Fault::Lost, faults);
        let client = service.client();
        let task = client
            .process_media(&request())
            .task()
            .await
            .expect("a task");
        let outcome = task.wait().await;
        assert_eq!(outcome.is_ok(), is_found, "{faults}: {outcome:?}");
    }
    let service = Service::with([running(1)]);
    service.fail(
        "DescribeTaskDetail",
        Fault::Code("UnauthorizedOperation"),
        1,
    );
    let client = service.client();
    let task = client
        .process_media(&request())
        .task()
        .await
        .expect("a task");
    let error = task.wait().await.expect_err("refused");
    assert_eq!(error.code(), Some("UnauthorizedOperation"));
    assert_eq!(service.calls("DescribeTaskDetail"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_watch_shows_each_change_once_and_ends() -> Result<(), Error> {
    let looks = [
        waiting(),
        waiting(),
        running(10),
        running(10),
        running(80),
        done(),
    ];
    let service = Service::with(looks);
    let client = service.client();
    let request = ProcessMediaByProcedureRequest::new("LongVideoPreset").file_id("528");
    let task = client.process_media_by_procedure(&request).task().await?;
    let mut watch = task.watch().poll_every(Duration::from_secs(1));
    let mut seen = Vec::new();
    while let Some(state) = watch.next().await {
        let state = state?;
        seen.push((state.status().to_string(), state.progress()));
    }
    let expected = [
        ("WAITING", None),
        ("PROCESSING", Some(10)),
        ("PROCESSING", Some(80)),
        ("FINISH", Some(100)),
    ];
    assert_eq!(
        seen,
        expected.map(|(status, progress)| (status.to_owned(), progress))
    );
    assert_eq!(service.calls("DescribeTaskDetail"), 6);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_fed_looks_when_an_event_comes() -> Result<(), Error> {
    let service = Service::with([running(1)]);
    let client = service.client();
    let feed = TaskFeed::new();
    let task = client.process_media(&request()).task().await?;
    let wait = tokio::spawn(task.wait().fed_by(&feed).into_future());
    tokio::time::sleep(Duration::from_secs(240)).await;
    let before = service.calls("DescribeTaskDetail");
    assert!((1..13).contains(&before), "{before}");
    service.state(|state| state.end_all());
    let event = |id: &str| {
        let body = json!({
            "EventType": "ProcedureStateChanged",
            "ProcedureStateChangeEvent": { "TaskId": id, "Status": "FINISH" },
        });
        Event::from_callback(body.to_string().as_bytes()).expect("an event")
    };
    let came = Instant::now();
    feed.notify(&event("another"));
    feed.notify(&event("task-0"));
    assert!(wait.await.expect("no panic")?.is_success());
    assert!(
        came.elapsed() < Duration::from_secs(1),
        "{:?}",
        came.elapsed()
    );
    assert_eq!(service.calls("DescribeTaskDetail"), before + 1);
    assert_eq!(format!("{feed:?}"), "TaskFeed { waiting: 0 }");
    Ok(())
}
