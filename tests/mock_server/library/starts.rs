//! Every action that always starts a task.

use serde_json::{Value, json};
use vod_sdk::ACTIONS;
use vod_sdk::action::ActionInfo;
use vod_sdk::mock::TaskEnding;
use vod_sdk::tasks::{TaskOutcome, Verdict};

use super::stage::Stage;
use crate::paging::store;

fn starters() -> Vec<&'static ActionInfo> {
    let all = ACTIONS.iter().copied();
    let all = all.filter(|action| action.version == "2018-07-17" && !action.task_ids.is_empty());
    all.collect()
}

/// The request of an action's example, about files and task flows that the library has then.
fn request(stage: &Stage, action: &'static ActionInfo) -> Value {
    let mut request = store::file(action)["examples"][0]["request"].clone();
    request
        .as_object_mut()
        .expect("an object")
        .remove("SubAppId");
    fill(stage, &request);
    request
}

/// Adds what a request names.
fn fill(stage: &Stage, request: &Value) {
    let library = &stage.library;
    match request {
        Value::Array(items) => items.iter().for_each(|item| fill(stage, item)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value.as_str()) {
                    ("FileId", Some(id)) => drop(library.add_media(json!({ "FileId": id }))),
                    ("MediaStoragePath", Some(path)) => {
                        library.add_media(json!({ "BasicInfo": { "StoragePath": path } }));
                    }
                    ("Procedure" | "ProcedureName", Some(name)) => {
                        let steps = json!({ "TranscodeTaskSet": [{ "Definition": 10 }] });
                        let flow = json!({ "Name": name, "MediaProcessTask": steps });
                        library.add_template("ProcedureTemplate", flow);
                    }
                    _ => fill(stage, value),
                }
            }
        }
        _ => {}
    }
}

/// Starts the task of an action's example, and waits for it.
async fn run(action: &'static ActionInfo, ending: TaskEnding) -> (Stage, TaskOutcome) {
    let stage = Stage::with(7);
    let request = request(&stage, action);
    stage.library.tasks_end(ending);
    let response = stage.call(action.name, request).await;
    let id = response[action.task_ids[0]].as_str().expect("an id");
    let look = json!({ "TaskId": id });
    let first = stage.call("DescribeTaskDetail", look).await;
    assert_eq!(first["Status"], "PROCESSING", "{}", action.name);
    let task = stage.client.task(id);
    let outcome = task.wait().await.expect("an outcome");
    (stage, outcome)
}

#[tokio::test(start_paused = true)]
async fn every_task_succeeds() {
    let starters = starters();
    assert!(starters.len() >= 37, "{}", starters.len());
    for action in starters {
        let (stage, outcome) = run(action, TaskEnding::succeeded()).await;
        assert_eq!(
            outcome.verdict(),
            Verdict::Succeeded,
            "{}: {}",
            action.name,
            outcome.json()
        );
        assert!(
            outcome.field().is_some(),
            "{}: {}",
            action.name,
            outcome.json()
        );
        for id in file_ids(outcome.task()) {
            let file = stage.library.media(&id);
            assert!(file.is_some(), "{}: {id}", action.name);
        }
    }
}

/// The ids of files in a task.
fn file_ids(task: &Value) -> Vec<String> {
    match task {
        Value::Array(items) => items.iter().flat_map(file_ids).collect(),
        Value::Object(fields) => {
            let of_fields = fields
                .iter()
                .flat_map(|(name, value)| match value.as_str() {
                    Some(id) if name == "FileId" && !id.is_empty() => vec![id.to_owned()],
                    _ => file_ids(value),
                });
            of_fields.collect()
        }
        _ => Vec::new(),
    }
}

#[tokio::test(start_paused = true)]
async fn every_task_fails_as_it_is_told_to() {
    for action in starters() {
        let (stage, outcome) = run(action, TaskEnding::failed("60000", "It is damaged.")).await;
        assert_eq!(
            outcome.verdict(),
            Verdict::Failed,
            "{}: {}",
            action.name,
            outcome.json()
        );
        let failures = outcome.failures();
        let is_as_told = |failure: &vod_sdk::tasks::TaskFailure| {
            failure.code == "60000" && failure.message == "It is damaged."
        };
        assert!(
            failures.iter().all(is_as_told),
            "{}: {failures:?}",
            action.name
        );
        let made = stage.library.file_ids().len();
        assert!(made <= 3, "{}: {made}", action.name);
    }
}

#[tokio::test(start_paused = true)]
async fn every_task_can_be_aborted_while_it_waits() {
    for action in starters() {
        let stage = Stage::with(7);
        let request = request(&stage, action);
        let response = stage.call(action.name, request).await;
        let id = response[action.task_ids[0]].clone();
        let abort = json!({ "TaskId": id, "OperationType": "Abort" });
        stage.call("ManageTask", abort.clone()).await;
        let look = json!({ "TaskId": id });
        let detail = stage.call("DescribeTaskDetail", look).await;
        assert_eq!(detail["Status"], "ABORTED", "{}: {detail}", action.name);
        assert_eq!(stage.code("ManageTask", abort).await, "FailedOperation");
    }
}

#[tokio::test(start_paused = true)]
async fn files_and_flows_that_are_not_there_are_refused() {
    let stage = Stage::new();
    let file = json!({ "FileId": "none" });
    for (action, parameters, code) in [
        ("ProcessMedia", file.clone(), "InvalidParameterValue.FileId"),
        (
            "ProcessMedia",
            json!({ "MediaStoragePath": "/none" }),
            "InvalidParameterValue.FileId",
        ),
        ("ReviewAudioVideo", file, "ResourceNotFound"),
        (
            "EditMedia",
            json!({ "InputType": "File", "FileInfos": [{ "FileId": "none" }] }),
            "ResourceNotFound",
        ),
        (
            "ProcessMediaByProcedure",
            json!({ "ProcedureName": "none" }),
            "InvalidParameterValue.ProcedureName",
        ),
        (
            "PullUpload",
            json!({ "MediaUrl": "http://example.com/a.mp4", "Procedure": "none" }),
            "InvalidParameterValue",
        ),
    ] {
        assert_eq!(
            stage.code(action, parameters.clone()).await,
            code,
            "{action} {parameters}"
        );
    }
    assert_eq!(stage.library.tasks(), Vec::<Value>::new());
}

#[tokio::test(start_paused = true)]
async fn a_task_flow_starts_all_of_its_tasks() {
    let stage = Stage::new();
    let id = stage.library.add_media(json!({}));
    stage.library.add_template(
        "ProcedureTemplate",
        json!({
            "Name": "flow",
            "AiRecognitionTaskSet": [{ "Definition": 1 }, { "Definition": 2 }],
            "ReviewAudioVideoTask": { "Definition": 3 },
            "ImportMediaKnowledgeTaskSet": [{ "Definition": 4 }],
        }),
    );
    let request = json!({ "ProcedureName": "flow", "FileId": id });
    let ids = stage.call("ProcessMediaByProcedure", request).await;
    let kinds: Vec<Value> = stage
        .library
        .tasks()
        .iter()
        .map(|task| task["TaskType"].clone())
        .collect();
    assert_eq!(
        kinds,
        ["Procedure", "ReviewAudioVideo", "ImportMediaKnowledge"]
    );
    let ids = [
        &ids["TaskId"],
        &ids["ReviewAudioVideoTaskId"],
        &ids["ImportMediaKnowledgeTaskIdSet"][0],
    ];
    let ids: Vec<&str> = ids.into_iter().filter_map(Value::as_str).collect();
    let mut tasks = stage.client.tasks(ids);
    let mut ended = 0;
    while let Some(outcome) = tasks.next().await {
        assert!(outcome.expect("an outcome").is_success());
        ended += 1;
    }
    assert_eq!(ended, 3);
}

#[tokio::test(start_paused = true)]
async fn most_tasks_are_told_by_an_event() {
    let mut silent = Vec::new();
    for action in starters() {
        let (stage, outcome) = run(action, TaskEnding::succeeded()).await;
        let events = stage.library.take_events();
        let tells = |event: &&Value| {
            event
                .as_object()
                .expect("an object")
                .values()
                .any(|it| it["TaskId"] == *outcome.id())
        };
        match events.iter().find(tells) {
            Some(event) => assert!(event["EventType"].is_string(), "{event}"),
            None => silent.push(action.name),
        }
    }
    // The service has no events for these either.
    assert_eq!(
        silent,
        [
            "CloneVoiceAsync",
            "CreateAigcAudioClone",
            "CreateAigcAudioTask",
            "CreateAigcSubject",
            "CreateAigcVideoRedrawTask",
            "CreateSceneAigcVideoTask",
            "DesignVoiceAsync",
            "ImportMediaKnowledge",
            "TextToSpeechAsync",
        ]
    );
}
