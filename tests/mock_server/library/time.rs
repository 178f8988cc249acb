//! How long tasks take, and how they are listed.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, advance};
use vod_sdk::v2018_07_17::PullUploadRequest;

use super::stage::Stage;

/// Starts a task that brings a file in.
async fn start(stage: &Stage, session: &str) -> String {
    let request = json!({ "MediaUrl": "http://example.com/a.mp4", "SessionId": session, "SessionContext": session });
    let response = stage.call("PullUpload", request).await;
    response["TaskId"].as_str().expect("an id").to_owned()
}

/// The state and the progress that a look shows.
async fn look(stage: &Stage, id: &str) -> (String, u64) {
    let detail = stage
        .call("DescribeTaskDetail", json!({ "TaskId": id }))
        .await;
    let status = detail["Status"].as_str().expect("a state").to_owned();
    (
        status,
        detail["PullUploadTask"]["Progress"]
            .as_u64()
            .expect("percent"),
    )
}

fn state(status: &str, progress: u64) -> (String, u64) {
    (status.to_owned(), progress)
}

#[tokio::test(start_paused = true)]
async fn tasks_end_with_a_number_of_looks() {
    let stage = Stage::new();
    let id = start(&stage, "a").await;
    assert_eq!(look(&stage, &id).await, state("PROCESSING", 50));
    assert_eq!(look(&stage, &id).await, state("FINISH", 100));
    assert_eq!(look(&stage, &id).await, state("FINISH", 100));

    stage.library.tasks_take_looks(4);
    let id = start(&stage, "b").await;
    assert_eq!(look(&stage, &id).await, state("WAITING", 0));
    assert_eq!(look(&stage, &id).await, state("PROCESSING", 50));
    // What the test itself sees is no look.
    assert_eq!(
        stage.library.task(&id).expect("a task")["Status"],
        "PROCESSING"
    );
    stage
        .call("DescribeTasks", json!({ "Status": "PROCESSING" }))
        .await;
    assert_eq!(look(&stage, &id).await, state("FINISH", 100));

    stage.library.tasks_take_looks(0);
    let id = start(&stage, "c").await;
    assert_eq!(look(&stage, &id).await, state("FINISH", 100));
}

#[tokio::test(start_paused = true)]
async fn tasks_end_when_their_time_is_over() {
    let stage = Stage::new();
    stage.library.tasks_take(Duration::from_secs(600));
    let id = start(&stage, "a").await;
    assert_eq!(look(&stage, &id).await, state("WAITING", 0));
    advance(Duration::from_secs(301)).await;
    assert_eq!(look(&stage, &id).await, state("PROCESSING", 50));
    assert_eq!(stage.library.file_ids().len(), 0);
    advance(Duration::from_secs(300)).await;
    // It has ended although nobody looks.
    assert_eq!(stage.library.file_ids().len(), 1);
    assert_eq!(look(&stage, &id).await, state("FINISH", 100));

    let request = PullUploadRequest::new("http://example.com/b.mp4");
    let began = Instant::now();
    let task = stage
        .client
        .pull_upload(&request)
        .task()
        .await
        .expect("a task");
    assert!(task.wait().await.expect("an outcome").is_success());
    let took = began.elapsed().as_secs();
    assert!((600..625).contains(&took), "{took}");
}

#[tokio::test(start_paused = true)]
async fn tasks_are_forgotten_after_three_days() {
    let stage = Stage::new();
    let id = start(&stage, "a").await;
    advance(Duration::from_secs(3 * 86_400 + 60)).await;
    let code = stage
        .code("DescribeTaskDetail", json!({ "TaskId": id }))
        .await;
    assert_eq!(code, "ResourceNotFound");
    let listed = stage.call("DescribeTasks", json!({})).await;
    assert_eq!(listed["TaskSet"], json!([]));
    assert_eq!(
        stage
            .code("DescribeTaskDetail", json!({ "TaskId": "none" }))
            .await,
        "ResourceNotFound"
    );
}

#[tokio::test(start_paused = true)]
async fn files_are_gone_when_they_expire() {
    let stage = Stage::new();
    let now = vod_sdk::Timestamp::now().unix_seconds().expect("a time");
    let soon = vod_sdk::Timestamp::from_unix_seconds(now + 3_600);
    let id = stage
        .library
        .add_media(json!({ "BasicInfo": { "ExpireTime": soon } }));
    assert!(stage.library.media(&id).is_some());
    advance(Duration::from_secs(3_700)).await;
    let response = stage
        .call("DescribeMediaInfos", json!({ "FileIds": [id] }))
        .await;
    assert_eq!(response["NotExistFileIdSet"], json!([id]));
}

#[tokio::test(start_paused = true)]
async fn tasks_are_listed_in_pages() {
    let stage = Stage::new();
    stage.library.tasks_take(Duration::from_secs(3_600));
    let mut ids = Vec::new();
    for index in 0..25 {
        ids.push(start(&stage, &index.to_string()).await);
        advance(Duration::from_secs(60)).await;
    }
    advance(Duration::from_secs(30)).await;
    let mut listed = Vec::new();
    let mut token = String::new();
    loop {
        let request = json!({ "Limit": 10, "ScrollToken": token });
        let page = stage.call("DescribeTasks", request).await;
        listed.extend(page["TaskSet"].as_array().expect("a list").clone());
        page["ScrollToken"]
            .as_str()
            .expect("a token")
            .clone_into(&mut token);
        if token.is_empty() {
            break;
        }
    }
    let seen: Vec<&str> = listed
        .iter()
        .filter_map(|task| task["TaskId"].as_str())
        .collect();
    let newest_first: Vec<&str> = ids.iter().rev().map(String::as_str).collect();
    assert_eq!(seen, newest_first);
    let task = &listed[20];
    assert_eq!(
        (&task["SessionId"], &task["SessionContext"]),
        (&json!("4"), &json!("4"))
    );

    let created: Vec<&Value> = listed.iter().map(|task| &task["CreateTime"]).collect();
    let span = json!({ "After": created[9], "Before": created[5] });
    for (filter, first, count) in [
        (
            json!({ "Sort": { "Field": "CreateTime", "Order": "Asc" }, "Limit": 100 }),
            &ids[0],
            25,
        ),
        (json!({ "CreateTime": span }), &ids[19], 5),
        (
            json!({ "Status": "PROCESSING", "Limit": 100 }),
            &ids[19],
            20,
        ),
        (json!({ "Status": "WAITING" }), &ids[24], 5),
    ] {
        let page = stage.call("DescribeTasks", filter.clone()).await;
        let tasks = page["TaskSet"].as_array().expect("a list");
        assert_eq!(
            (tasks[0]["TaskId"].as_str(), tasks.len()),
            (Some(first.as_str()), count),
            "{filter}"
        );
    }
    for wrong in [
        json!({ "ScrollToken": "none" }),
        json!({ "Limit": 101 }),
        json!({ "Limit": 0 }),
    ] {
        assert_eq!(
            stage.code("DescribeTasks", wrong).await,
            "InvalidParameterValue"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn only_tasks_that_wait_can_be_aborted() {
    let stage = Stage::new();
    let id = start(&stage, "a").await;
    let manage = |id: &str, operation: &str| json!({ "TaskId": id, "OperationType": operation });
    assert_eq!(
        stage.code("ManageTask", manage(&id, "Stop")).await,
        "InvalidParameterValue.InvalidOperationType"
    );
    assert_eq!(
        stage.code("ManageTask", manage("none", "Abort")).await,
        "InvalidParameterValue.TaskId"
    );
    look(&stage, &id).await;
    assert_eq!(
        stage.code("ManageTask", manage(&id, "Abort")).await,
        "FailedOperation"
    );
    let id = start(&stage, "b").await;
    stage.call("ManageTask", manage(&id, "Abort")).await;
    assert_eq!(look(&stage, &id).await.0, "ABORTED");
    assert_eq!(stage.library.file_ids().len(), 0);
}
