//! Starts of tasks: found again where their response is lost, and at their end where they have one at once.

use serde_json::json;
use vod_sdk::ErrorKind;
use vod_sdk::v2018_07_17::{SimpleHlsClipRequest, TaskStatus};

use super::service::{Fault, Service};
use super::{done, request, waiting};

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
