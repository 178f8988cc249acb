//! How tasks end, and what the SDK makes of it.

use serde_json::{Value, json};
use vod_sdk::mock::TaskEnding;
use vod_sdk::tasks::{TaskOutcome, Verdict};
use vod_sdk::v2018_07_17::{EditMediaRequest, ProcessMediaRequest};

use super::stage::Stage;

/// The request of two transcodings and a cover.
fn request(file_id: &str) -> ProcessMediaRequest {
    let request = json!({
        "FileId": file_id,
        "MediaProcessTask": {
            "TranscodeTaskSet": [{ "Definition": 100 }, { "Definition": 200 }],
            "CoverBySnapshotTaskSet": [{ "Definition": 10, "PositionType": "Time", "PositionValue": 1 }],
        },
        "AiAnalysisTask": { "Definition": 5 },
        "SessionContext": "order 42",
    });
    serde_json::from_value(request).expect("a request")
}

/// The outcome of a task that ends in a way, and the file that it works on.
async fn outcome(stage: &Stage, ending: TaskEnding) -> (TaskOutcome, Value) {
    let id = stage
        .library
        .add_media(json!({ "BasicInfo": { "Name": "a film" } }));
    stage.library.next_task_ends(ending);
    let task = stage
        .client
        .process_media(&request(&id))
        .task()
        .await
        .expect("a task");
    let outcome = task.wait().await.expect("an outcome");
    (outcome, stage.library.media(&id).expect("a file"))
}

fn transcoded(file: &Value) -> Vec<u64> {
    let outputs = file["TranscodeInfo"]["TranscodeSet"].as_array();
    let outputs = outputs.into_iter().flatten();
    outputs
        .filter_map(|output| output["Definition"].as_u64())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn a_success_has_outputs_that_the_file_has_then() {
    let stage = Stage::new();
    let (outcome, file) = outcome(&stage, TaskEnding::succeeded()).await;
    assert_eq!(outcome.verdict(), Verdict::Succeeded);
    let results = outcome.results();
    let kinds: Vec<&str> = results.iter().map(|result| result.kind()).collect();
    assert_eq!(kinds, ["Tag", "Transcode", "Transcode", "CoverBySnapshot"]);
    assert_eq!(transcoded(&file), [100, 200]);
    let played = &file["TranscodeInfo"]["TranscodeSet"][1]["Url"];
    assert_eq!(results[2].urls(), [played.as_str().expect("an address")]);
    assert_eq!(
        results[3].urls(),
        [file["BasicInfo"]["CoverUrl"].as_str().expect("an address")]
    );
    let task = outcome
        .detail()
        .expect("a response")
        .procedure_task
        .expect("a task");
    assert_eq!(
        (&*task.session_context, &*task.file_name),
        ("order 42", "a film")
    );
}

#[tokio::test(start_paused = true)]
async fn a_failure_has_its_code_and_changes_nothing() {
    let stage = Stage::new();
    let (outcome, file) = outcome(
        &stage,
        TaskEnding::failed("SourceFileError", "It is damaged."),
    )
    .await;
    assert_eq!(outcome.verdict(), Verdict::Failed);
    let failures = outcome.failures();
    let of_parts = failures
        .iter()
        .filter(|failure| failure.code == "SourceFileError");
    assert_eq!(of_parts.count(), 4, "{failures:?}");
    assert!(
        failures
            .iter()
            .all(|failure| failure.message == "It is damaged.")
    );
    assert_eq!(
        (transcoded(&file), &file["BasicInfo"]["CoverUrl"]),
        (vec![], &json!(""))
    );
}

#[tokio::test(start_paused = true)]
async fn a_failed_part_leaves_the_others() {
    let stage = Stage::new();
    let (outcome, file) = outcome(&stage, TaskEnding::failed_in_part("70000", "Try again.")).await;
    assert_eq!(outcome.verdict(), Verdict::PartlyFailed);
    let [failure] = outcome.failures() else {
        panic!("{:?}", outcome.failures());
    };
    assert_eq!(
        failure.path,
        "ProcedureTask.MediaProcessResultSet[0].TranscodeTask"
    );
    assert_eq!((&*failure.code, transcoded(&file)), ("70000", vec![200]));
}

#[tokio::test(start_paused = true)]
async fn an_aborted_task_has_made_nothing() {
    let stage = Stage::new();
    let (outcome, file) = outcome(&stage, TaskEnding::aborted()).await;
    assert_eq!(
        (outcome.verdict(), transcoded(&file)),
        (Verdict::Aborted, vec![])
    );
}

#[tokio::test(start_paused = true)]
async fn a_task_has_the_fields_that_a_test_gives_it() {
    let stage = Stage::new();
    let own =
        TaskEnding::json(json!({ "FileName": "other", "MediaProcessResultSet": [], "Unheard": 1 }));
    let id = stage.library.add_media(json!({}));
    stage.library.next_task_ends(own);
    let id = stage
        .client
        .process_media(&request(&id))
        .task()
        .await
        .expect("a task")
        .id()
        .to_owned();
    stage.library.take_events();
    stage.library.take_events();
    let task = stage.library.task(&id).expect("a task");
    let task = &task["ProcedureTask"];
    assert_eq!(
        (&task["FileName"], &task["Unheard"]),
        (&json!("other"), &json!(1))
    );
    assert_eq!(task["MediaProcessResultSet"], json!([]));
}

#[tokio::test(start_paused = true)]
async fn a_flow_tells_of_itself_as_it_is_asked_to() {
    for (mode, events) in [("None", 0), ("Finish", 1), ("Change", 2)] {
        let stage = Stage::new();
        let id = stage.library.add_media(json!({}));
        let request = request(&id).tasks_notify_mode(mode);
        let task = stage.client.process_media(&request).task().await;
        let task = task.expect("a task");
        assert!(task.wait().await.expect("an outcome").is_success());
        let told = stage.library.take_events();
        assert_eq!(told.len(), events, "{mode}: {told:?}");
        let states = told
            .iter()
            .map(|event| &event["ProcedureStateChangeEvent"]["Status"]);
        let expected = &["PROCESSING", "FINISH"][2 - events..];
        assert_eq!(states.collect::<Vec<_>>(), expected, "{mode}");
    }
}

#[tokio::test(start_paused = true)]
async fn outputs_are_as_the_templates_of_the_library_say() {
    let stage = Stage::new();
    let webm = json!({ "Container": "webm" });
    let webm = stage.library.add_template("TranscodeTemplate", webm);
    let dash = json!({ "Format": "MPEG-DASH", "Name": "dash" });
    let dash = stage
        .library
        .add_template("AdaptiveDynamicStreamingTemplate", dash);
    let id = stage.library.add_media(json!({}));
    let request = json!({ "FileId": id, "MediaProcessTask": {
        "TranscodeTaskSet": [{ "Definition": webm }, { "Definition": 100 }],
        "AdaptiveDynamicStreamingTaskSet": [{ "Definition": dash }],
        "SnapshotByTimeOffsetTaskSet": [{ "Definition": 10, "ExtTimeOffsetSet": ["2.5s", "50%"] }],
        "SampleSnapshotTaskSet": [{ "Definition": 10 }],
        "AnimatedGraphicTaskSet": [{ "Definition": 20_000, "StartTimeOffset": 1, "EndTimeOffset": 2 }],
    }});
    stage.library.tasks_take_looks(1);
    stage.call("ProcessMedia", request).await;
    stage.library.take_events();
    let file = stage.library.media(&id).expect("a file");
    let url = |path: &str| {
        file.pointer(path)
            .and_then(Value::as_str)
            .expect("an address")
    };
    assert!(url("/TranscodeInfo/TranscodeSet/0/Url").ends_with(".webm"));
    assert!(url("/TranscodeInfo/TranscodeSet/1/Url").ends_with(".mp4"));
    assert!(
        url("/AdaptiveDynamicStreamingInfo/AdaptiveDynamicStreamingSet/0/Url").ends_with(".mpd")
    );
    assert!(url("/AnimatedGraphicsInfo/AnimatedGraphicsSet/0/Url").ends_with(".gif"));
    let samples = &file["SampleSnapshotInfo"]["SampleSnapshotSet"][0]["ImageUrlSet"];
    assert_eq!(samples.as_array().map(Vec::len), Some(10));
    let pictures = &file["SnapshotByTimeOffsetInfo"]["SnapshotByTimeOffsetSet"][0]["PicInfoSet"];
    let times: Vec<Option<f64>> = [0, 1]
        .map(|index| pictures[index]["TimeOffset"].as_f64())
        .into();
    // In milliseconds; the file lasts a minute.
    assert_eq!(times, [Some(2_500.0), Some(30_000.0)]);
}

#[tokio::test(start_paused = true)]
async fn endings_are_for_the_next_tasks_or_for_all() {
    let stage = Stage::new();
    let library = &stage.library;
    library.tasks_end(TaskEnding::failed("1", "always"));
    library.next_task_ends(TaskEnding::succeeded());
    library.next_task_ends(TaskEnding::aborted());
    let id = library.add_media(json!({}));
    let mut verdicts = Vec::new();
    for _ in 0..4 {
        let task = stage
            .client
            .process_media(&request(&id))
            .task()
            .await
            .expect("a task");
        verdicts.push(task.wait().await.expect("an outcome").verdict());
    }
    assert_eq!(
        verdicts,
        [
            Verdict::Succeeded,
            Verdict::Aborted,
            Verdict::Failed,
            Verdict::Failed
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_task_that_edits_makes_a_file_and_starts_a_flow_on_it() {
    let stage = Stage::new();
    let source = stage
        .library
        .add_media(json!({ "BasicInfo": { "Name": "source" } }));
    let request: EditMediaRequest = serde_json::from_value(json!({
        "InputType": "File", "FileInfos": [{ "FileId": source }], "ProcedureName": "LongVideoPreset",
        "OutputConfig": { "MediaName": "the edit", "Type": "mp4" },
    }))
    .expect("a request");
    let task = stage
        .client
        .edit_media(&request)
        .task()
        .await
        .expect("a task");
    let outcome = task.wait().await.expect("an outcome");
    let edit = outcome
        .detail()
        .expect("a response")
        .edit_media_task
        .expect("a task");
    let output = edit.output.expect("an output");
    let file = stage.library.media(&output.file_id).expect("a file");
    assert_eq!(file["BasicInfo"]["Name"], "the edit");
    assert_eq!(file["BasicInfo"]["MediaUrl"], *output.file_url);
    let flow = stage.client.task(outcome.follow_ups()[0]).wait().await;
    assert!(flow.expect("an outcome").is_success());
    let file = stage.library.media(&output.file_id).expect("a file");
    assert!(
        file["ImageSpriteInfo"]["ImageSpriteSet"][0]["WebVttUrl"].is_string(),
        "{file}"
    );
}
