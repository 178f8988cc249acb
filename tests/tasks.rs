//! Tasks: started once, waited for until their end, and judged by all of their parts.

mod every_action;
mod many;
mod pauses;
mod service;
mod verdicts;

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;
use vod_sdk::events::Event;
use vod_sdk::tasks::{TaskFeed, Verdict};
use vod_sdk::v2018_07_17::{
    EditMediaTask, ProcedureTask, ProcessMediaByProcedureRequest, ProcessMediaRequest,
    SimpleHlsClipRequest, SubtaskStatus, TaskStatus,
};
use vod_sdk::{Error, ErrorKind};

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
        let task = client
            .process_media(&request())
            .task()
            .await
            .expect("a task");
        let wait = task.wait().poll_every(Duration::from_secs(every));
        wait.timeout(Duration::from_secs(60))
            .await
            .expect_err("no end");
        let came = service.calls("DescribeTaskDetail");
        assert!(looks.contains(&came), "every {every} s: {came}");
    }
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
async fn a_start_whose_response_is_lost_is_found_again() {
    // The first attempt is executed, and its response lost; a repetition would meet the SessionId.
    for (lost, hidden) in [(1, 0), (1, 2), (3, 0), (3, 3)] {
        let service = Service::with([done()]);
        service.add("other", [waiting()]);
        service.fail("ProcessMedia", Fault::Lost, lost);
        service.state(|state| state.hidden = hidden);
        let client = service.client();
        let task = client.process_media(&request()).task().await;
        let task = task.unwrap_or_else(|error| panic!("{lost} {hidden}: {error}"));
        assert_eq!(
            (task.id(), task.response()),
            ("task-1", None),
            "{lost} {hidden}"
        );
        assert_eq!(service.tasks(), 2, "{lost} {hidden}");
        let asked = service.parameters("DescribeTasks");
        assert!(
            asked.iter().all(|asked| asked["SubAppId"] == 7),
            "{asked:?}"
        );
        assert!(task.wait().await.expect("an outcome").is_success());
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_that_was_sent_before_leads_to_its_task() {
    let service = Service::with([done()]);
    let client = service.client();
    let request = request().session_id("order-42");
    let first = client.process_media(&request).task().await.expect("a task");
    for other in 0..250 {
        service.add(&format!("other-{other}"), [waiting()]);
    }
    let second = client
        .process_media(&request)
        .task()
        .await
        .expect("the same");
    assert_eq!(first.id(), second.id());
    assert_eq!(service.calls("DescribeTasks"), 3);
}

#[tokio::test(start_paused = true)]
async fn a_start_that_cannot_be_found_is_the_error_of_the_call() {
    let service = Service::with([done()]);
    service.fail("ProcessMedia", Fault::Lost, 3);
    service.fail("DescribeTasks", Fault::Code("UnauthorizedOperation"), 1);
    let client = service.client();
    let error = client
        .process_media(&request())
        .task()
        .await
        .expect_err("lost");
    assert_eq!(error.action(), Some("ProcessMedia"));
    assert!(error.may_have_been_executed());

    // What was refused has started nothing, and is not looked for.
    let service = Service::with([done()]);
    service.fail("ProcessMedia", Fault::Code("UnauthorizedOperation"), 1);
    let error = service.client().process_media(&request()).task().await;
    let error = error.expect_err("refused");
    assert_eq!(error.code(), Some("UnauthorizedOperation"));
    assert_eq!(service.calls("DescribeTasks"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_works_at_once_has_ended() {
    let script = vod_sdk::mock::Script::new();
    let response = json!({ "Url": "http://example.com/clip.m3u8", "TaskId": "" });
    script.respond("SimpleHlsClip", vod_sdk::mock::Response::json(response));
    let builder = vod_sdk::Client::builder().credential(script.credential());
    let client = builder
        .sub_app_id(1u64)
        .transport(script.clone())
        .build()
        .expect("a client");
    let request = SimpleHlsClipRequest::new("http://example.com/a.m3u8");
    let task = client
        .simple_hls_clip(&request)
        .task()
        .await
        .expect("a task");
    assert_eq!(task.id(), "");
    assert_eq!(
        task.state().await.expect("a state").status(),
        TaskStatus::Finish
    );
    assert!(task.wait().await.expect("an outcome").is_success());
    let mut watch = task.watch();
    assert!(
        watch
            .next()
            .await
            .expect("a state")
            .expect("no error")
            .is_over()
    );
    assert!(watch.next().await.is_none());
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_task_without_an_id_is_no_task_that_has_ended() {
    let service = Service::with([done()]);
    let client = service.client();
    let task = client.task("");
    let mut watch = task.watch();
    let mut tasks = client.tasks([""]);
    let errors = [
        task.state().await.expect_err("no state"),
        task.wait().await.expect_err("no outcome"),
        task.abort().await.expect_err("nothing to abort"),
        watch.next().await.expect("an end").expect_err("no state"),
        tasks.next().await.expect("an end").expect_err("no outcome"),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        assert!(
            error.to_string().contains("id of the task is empty"),
            "{error}"
        );
    }
    assert!(watch.next().await.is_none() && tasks.next().await.is_none());
    assert_eq!(
        service.calls("DescribeTaskDetail") + service.calls("ManageTask"),
        0
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
