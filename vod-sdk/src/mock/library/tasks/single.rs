//! The work of tasks without parts.

use serde_json::{Value, json};

use super::new_file::{derived, new_file};
use super::site::Site;
use super::work::Work;
use crate::generated::v2018_07_17::DescribeTaskDetailResponse;
use crate::mock::library::fit::{fit, merge};
use crate::mock::library::given::Given;
use crate::mock::library::state::Common;

/// A task without parts: its `Output` is what its type has of all that outputs have. If it has a `FileId`, the task makes a
/// media file.
pub(super) fn single(field: &str, given: Given<'_>, site: Site<'_>, common: &mut Common) -> Work {
    let config = ["OutputConfig", "Output"].map(|name| given.object(name));
    let config = config
        .into_iter()
        .find(|it| it.0.is_object())
        .unwrap_or(Given(&Value::Null));
    let procedure = given
        .text("Procedure")
        .or_else(|| given.text("ProcedureName"));
    let file = new_file(
        &derived(config, container(field), site),
        procedure,
        site,
        common,
    );
    let is_kept = config.text("StorageMode") != Some("Temporary");
    let made = json!({ "Output": output(&file.file, config, site, is_kept), "MetaData": file.file["MetaData"] });
    let response = fit::<DescribeTaskDetailResponse>(&json!({ field: made }));
    let made =
        json!({ "Output": response[field]["Output"], "MetaData": response[field]["MetaData"] });
    let makes_file = is_kept && has(&made["Output"], &file.file["FileId"]);
    Work {
        file: makes_file.then_some(file),
        made,
        ..Work::default()
    }
}

/// All that an output may say.
fn output(file: &Value, config: Given<'_>, site: Site<'_>, is_kept: bool) -> Value {
    let basics = &file["BasicInfo"];
    let address = &basics["MediaUrl"];
    let mut info = json!({
        "FileType": basics["Type"], "FileUrl": address, "MediaName": basics["Name"], "ClassId": basics["ClassId"],
        "ExpireTime": basics["ExpireTime"], "StorageMode": config.value("StorageMode"), "MetaData": file["MetaData"],
    });
    if is_kept {
        info["FileId"] = file["FileId"].clone();
    }
    let mut output = json!({
        "FileInfos": [info], "FileInfo": info, "AudioInfos": [info],
        "Suggestion": "pass", "SegmentSet": [], "Md5": site.file["MetaData"]["Md5"],
        "AudioUrl": address, "DemoAudio": address, "TrialAudio": address, "ResultUrl": address,
        "VoiceId": format!("voice-{}", file["FileId"].as_str().unwrap_or_default()),
    });
    merge(&mut output, &info);
    output
}

/// What kind of file a task makes.
fn container(field: &str) -> &'static str {
    match field {
        _ if field.contains("Image") => "png",
        _ if field.contains("Audio") || field.contains("Speech") || field.contains("Voice") => {
            "mp3"
        }
        _ if field.contains("3D") => "glb",
        _ => "mp4",
    }
}

/// Whether there is a value somewhere in another.
fn has(value: &Value, wanted: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| has(item, wanted)),
        Value::Object(fields) => fields.values().any(|field| has(field, wanted)),
        value => value == wanted,
    }
}
