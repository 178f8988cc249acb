//! The verdict over a task, by the forms that errors have in its parts.

use serde_json::{Value, json};
use vod_sdk::tasks::{TaskOutcome, Verdict};

use super::service::Service;

async fn outcome(response: Value) -> TaskOutcome {
    let service = Service::default();
    service.add("task", [response]);
    let wait = service.client().task("task").wait();
    wait.await.expect("an outcome")
}

/// The verdict over a finished task in a field, and where it has failed with which code.
async fn judge(field: &str, task: Value) -> (Verdict, Vec<String>) {
    let outcome = outcome(json!({ "Status": "FINISH", field: task })).await;
    let failures = outcome.failures().iter();
    let failures = failures.map(|failure| format!("{} {}", failure.path, failure.code));
    (outcome.verdict(), failures.collect())
}

fn item(status: &str, code: &str) -> Value {
    json!({ "Type": "Transcode", "TranscodeTask": { "Status": status, "ErrCodeExt": code } })
}

#[tokio::test(start_paused = true)]
async fn errors_are_seen_in_every_form() {
    use Verdict::{Failed, PartlyFailed, Succeeded};
    for (field, task, verdict, failures) in [
        // Of the task as a whole.
        (
            "EditMediaTask",
            json!({ "Status": "FINISH", "ErrCode": 0, "ErrCodeExt": "" }),
            Succeeded,
            vec![],
        ),
        (
            "EditMediaTask",
            json!({ "ErrCode": 70000, "ErrCodeExt": "InternalError" }),
            Failed,
            vec!["EditMediaTask InternalError"],
        ),
        (
            "ComposeMediaTask",
            json!({ "ErrCode": 60000 }),
            Failed,
            vec!["ComposeMediaTask 60000"],
        ),
        (
            "ReviewAudioVideoTask",
            json!({ "ErrCodeExt": "BadSource" }),
            Failed,
            vec!["ReviewAudioVideoTask BadSource"],
        ),
        (
            "DescribeFileAttributesTask",
            json!({ "Status": "FAIL" }),
            Failed,
            vec!["DescribeFileAttributesTask FAIL"],
        ),
        // Of an item of a list, which is the part itself or has it as a member.
        (
            "ProcedureTask",
            json!({ "MediaProcessResultSet": [item("SUCCESS", ""), item("FAIL", "BadSource")] }),
            PartlyFailed,
            vec!["ProcedureTask.MediaProcessResultSet[1].TranscodeTask BadSource"],
        ),
        (
            "ProcedureTask",
            json!({ "MediaProcessResultSet": [item("FAIL", "")] }),
            Failed,
            vec!["ProcedureTask.MediaProcessResultSet[0].TranscodeTask FAIL"],
        ),
        (
            "ProcedureTask",
            json!({ "AiAnalysisResultSet": [item("SUCCESS", "")], "MediaProcessResultSet": null }),
            Succeeded,
            vec![],
        ),
        (
            "ComplexAdaptiveDynamicStreamingTask",
            json!({ "ComplexAdaptiveDynamicStreamingTaskResultSet": [
            { "Status": "SUCCESS", "ErrCodeExt": "" }, { "Status": "FAIL", "ErrCodeExt": "Drm" } ] }),
            PartlyFailed,
            vec![
                "ComplexAdaptiveDynamicStreamingTask.ComplexAdaptiveDynamicStreamingTaskResultSet[1] Drm",
            ],
        ),
        // A code that is a text.
        (
            "ProcessMediaByMPSTask",
            json!({ "SubTaskSet": [{ "Status": "FAIL", "ErrCode": "Mps.Bad" }, { "Status": "SUCCESS", "ErrCode": "0" }] }),
            PartlyFailed,
            vec!["ProcessMediaByMPSTask.SubTaskSet[0] Mps.Bad"],
        ),
        (
            "ProcessMediaByMPSTask",
            json!({ "SubTaskSet": [{ "Status": "SUCCESS", "ErrCode": "Success" }] }),
            Succeeded,
            vec![],
        ),
        // The oldest kinds have no states, only codes.
        (
            "TranscodeTask",
            json!({ "ErrCode": 0, "PlayInfoSet": [{ "Url": "http://example.com/a" }] }),
            Succeeded,
            vec![],
        ),
        (
            "TranscodeTask",
            json!({ "ErrCode": 40000, "PlayInfoSet": [] }),
            Failed,
            vec!["TranscodeTask 40000"],
        ),
        (
            "ClipTask",
            json!({ "FileInfo": { "ErrCode": 60000 } }),
            Failed,
            vec!["ClipTask.FileInfo 60000"],
        ),
        (
            "ConcatTask",
            json!({ "FileInfoSet": [{ "ErrCode": 0 }, { "ErrCode": 70000 }] }),
            PartlyFailed,
            vec!["ConcatTask.FileInfoSet[1] 70000"],
        ),
        // The code of a task with parts says nothing where a part has succeeded.
        (
            "ProcedureTask",
            json!({ "ErrCode": 70000, "MediaProcessResultSet": [item("SUCCESS", "")] }),
            Succeeded,
            vec![],
        ),
        (
            "ProcedureTask",
            json!({ "ErrCode": 60000, "MediaProcessResultSet": [] }),
            Failed,
            vec!["ProcedureTask 60000"],
        ),
        // What a task was given, and what is said of the media, is no part.
        (
            "PullUploadTask",
            json!({ "ErrCode": 0, "MediaBasicInfo": { "Status": "FAIL" }, "Input": { "ErrCode": 1 } }),
            Succeeded,
            vec![],
        ),
        // A kind that nobody knows yet.
        (
            "DreamTask",
            json!({ "SceneSet": [{ "Status": "SUCCESS" }, { "DayTask": { "Status": "FAIL", "ErrCodeExt": "Woke" } }] }),
            PartlyFailed,
            vec!["DreamTask.SceneSet[1].DayTask Woke"],
        ),
    ] {
        let shown = task.to_string();
        assert_eq!(
            judge(field, task).await,
            (verdict, failures.into_iter().map(str::to_owned).collect()),
            "{field} {shown}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_task_that_was_aborted_is_neither_a_success_nor_a_failure() {
    let aborted =
        outcome(json!({ "Status": "ABORTED", "EditMediaTask": { "Status": "ABORTED" } })).await;
    assert_eq!(aborted.verdict(), Verdict::Aborted);
    assert!(!aborted.is_success());
}

#[tokio::test(start_paused = true)]
async fn the_task_is_found_among_the_fields_of_all_kinds() {
    for (kind, fields, field) in [
        (
            "Procedure",
            json!({ "AigcImageTask": null, "ProcedureTask": { "TaskId": "1" } }),
            Some("ProcedureTask"),
        ),
        (
            "ImportMediaKnowledge",
            json!({ "ImportMediaKnowledge": { "TaskId": "1" } }),
            Some("ImportMediaKnowledge"),
        ),
        (
            "AigcImageTask",
            json!({ "AigcImageTask": { "TaskId": "1" }, "Another": { "Key": 1 } }),
            Some("AigcImageTask"),
        ),
        (
            "EditMedia",
            json!({ "Another": { "Key": 1 }, "EditMediaTask": { "TaskId": "1" } }),
            Some("EditMediaTask"),
        ),
        (
            "RemoveWatermarkTask",
            json!({ "RemoveWatermarkTask": { "TaskId": "1" }, "ClipTask": {} }),
            Some("RemoveWatermarkTask"),
        ),
        ("FastClipMedia", json!({ "ClipTask": null }), None),
        (
            "Unheard",
            json!({ "UnheardOfTask": { "TaskId": "1" } }),
            Some("UnheardOfTask"),
        ),
    ] {
        let mut response = fields;
        response["TaskType"] = json!(kind);
        response["Status"] = json!("FINISH");
        assert_eq!(outcome(response).await.field(), field, "{kind}");
    }
}

#[tokio::test(start_paused = true)]
async fn results_are_the_parts_or_the_task_itself() {
    for (field, task, results) in [
        (
            "EditMediaTask",
            json!({ "Progress": 100, "Output": { "FileId": "1", "FileUrl": "http://example.com/a" } }),
            vec![("EditMedia", None, "http://example.com/a")],
        ),
        (
            "SplitMediaTask",
            json!({ "ErrCode": 0, "FileInfoSet": [{ "Output": { "FileUrl": "http://example.com/1" } }, { "Output": { "FileUrl": "http://example.com/2" } }] }),
            vec![
                ("File", None, "http://example.com/1"),
                ("File", None, "http://example.com/2"),
            ],
        ),
        (
            "CreateImageSpriteTask",
            json!({ "Definition": 10, "ImageSpriteUrlSet": ["http://example.com/1.jpg", "http://example.com/2.jpg"], "WebVttUrl": "http://example.com/a.vtt" }),
            vec![(
                "EditMedia",
                Some(10),
                "http://example.com/1.jpg http://example.com/2.jpg http://example.com/a.vtt",
            )],
        ),
        (
            "ProcedureTask",
            json!({ "FileUrl": "http://example.com/source.mp4", "AiAnalysisResultSet": [
            { "Type": "Tag", "TagTask": { "Status": "SUCCESS", "Input": { "Definition": 20 }, "Output": { "TagSetFileUrl": "https://example.com/t" } } } ] }),
            vec![("Tag", Some(20), "https://example.com/t")],
        ),
        (
            "ProcedureTask",
            json!({ "FileUrl": "http://example.com/source.mp4", "AiAnalysisResultSet": null }),
            vec![],
        ),
        (
            "ProcessMediaByMPSTask",
            json!({ "SubTaskSet": [{ "TaskType": "Erase", "Status": "SUCCESS", "Output": { "OutputFiles": [{ "Url": "https://example.com/1" }] } }] }),
            vec![("Erase", None, "https://example.com/1")],
        ),
    ] {
        let outcome =
            outcome(json!({ "TaskType": "EditMedia", "Status": "FINISH", field: task })).await;
        let shown = outcome.results();
        let shown: Vec<_> = shown
            .iter()
            .map(|it| (it.kind(), it.definition(), it.urls().join(" ")))
            .collect();
        let results: Vec<_> = results
            .into_iter()
            .map(|(kind, template, urls)| (kind, template, urls.to_owned()))
            .collect();
        assert_eq!(shown, results, "{field}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_tasks_that_follow_are_named() {
    let outcome = outcome(json!({ "Status": "FINISH", "AigcVideoTask": {
        "TaskId": "0", "ReviewAudioVideoTaskId": "1", "Input": { "SomeTaskId": "no" },
        "Output": { "ProcedureTaskIds": ["2", ""] }, "FileInfoSet": [{ "ProcedureTaskId": "3" }, { "ProcedureTaskId": "" }],
    } }))
    .await;
    let mut ids = outcome.follow_ups();
    ids.sort_unstable();
    assert_eq!(ids, ["1", "2", "3"]);
}
