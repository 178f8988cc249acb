//! What the task of a request works on, and what it will have made.

use serde_json::{Value, json};

use super::flow::{self, Site};
use super::work::{Effect, NewFile, Step, Work};
use crate::generated::v2018_07_17::DescribeTaskDetailResponse;
use crate::mock::library::fit::{fit, merge};
use crate::mock::library::given::Given;
use crate::mock::library::media::{complete, url};
use crate::mock::library::state::Common;

/// The longest text of a request that its task repeats.
const LONGEST_TEXT: usize = 4_096;

/// The names of the task flows that are to run on what a task makes.
pub(super) fn procedures(given: Given<'_>) -> Vec<&str> {
    let of_segments = given
        .list("Segments")
        .iter()
        .filter_map(|it| Given(it).text("ProcedureName"));
    let own = ["Procedure", "ProcedureName"]
        .into_iter()
        .filter_map(|name| given.text(name));
    own.chain(of_segments).collect()
}

/// The work of a task that is shown in a field.
pub(super) fn work(field: &str, given: Given<'_>, site: Site<'_>, common: &mut Common) -> Work {
    let mut work = match field {
        "ProcedureTask" => procedure(given, site),
        "PullUploadTask" => pull(given, site, common),
        "SplitMediaTask" => split(given, site, common),
        "ComplexAdaptiveDynamicStreamingTask" => complex(given, site),
        "ProcessMediaByMPSTask" => mps(given),
        _ => single(field, given, site, common),
    };
    let mut input = without_long_texts(given.0);
    input["FileInfoSet"] = input["FileInfos"].clone();
    input["StreamInfoSet"] = input["StreamInfos"].clone();
    // One type has no `Input`, but these.
    let names = ["InputInfo", "Type", "ExtractBlindWatermarkConfig"];
    let mut said: Value = names
        .into_iter()
        .map(|name| (name.to_owned(), input[name].clone()))
        .collect();
    said["Input"] = input;
    merge(&mut said, &work.said);
    work.said = said;
    work
}

fn procedure(given: Given<'_>, site: Site<'_>) -> Work {
    let basics = Given(site.file).object("BasicInfo");
    let from_url = given.object("InputInfo").object("UrlInput").value("Url");
    let address = if from_url.is_null() {
        basics.value("MediaUrl")
    } else {
        from_url
    };
    let said = json!({
        "FileName": basics.value("Name"), "FileUrl": address, "MetaData": site.file["MetaData"],
    });
    Work {
        said,
        steps: flow::steps(given, site),
        ..Work::default()
    }
}

fn pull(given: Given<'_>, site: Site<'_>, common: &mut Common) -> Work {
    let address = given.text("MediaUrl").unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = last.rsplit_once('.').unwrap_or((last, "mp4"));
    let container = given.text("MediaType").unwrap_or(extension);
    let name = given.text("MediaName").unwrap_or(stem);
    let file = json!({ "BasicInfo": {
        "Name": name, "Type": container, "ClassId": given.value("ClassId"), "ExpireTime": given.value("ExpireTime"),
        "CoverUrl": given.value("CoverUrl"), "StorageRegion": given.value("StorageRegion"),
        "StoragePath": given.value("MediaStoragePath"),
        "SourceInfo": { "SourceContext": given.value("SourceContext") },
    }});
    let file = new_file(&file, given.text("Procedure"), site, common);
    let basics = &file.file["BasicInfo"];
    Work {
        made: json!({
            "FileId": file.file["FileId"], "FileUrl": basics["MediaUrl"],
            "MetaData": file.file["MetaData"],
        }),
        file: Some(file),
        ..Work::default()
    }
}

fn split(given: Given<'_>, site: Site<'_>, common: &mut Common) -> Work {
    let steps = given.list("Segments").iter().map(|segment| {
        let segment = Given(segment);
        let file = derived(segment.object("OutputConfig"), "mp4", site);
        let file = new_file(&file, segment.text("ProcedureName"), site, common);
        let mut input = segment.0.clone();
        input["FileId"] = site.file_id.into();
        Step {
            list: "FileInfoSet",
            holder: json!({}),
            member: String::new(),
            input,
            output: json!({ "FileId": file.file["FileId"] }),
            effect: Effect::NewFile(file),
        }
    });
    Work {
        steps: steps.collect(),
        ..Work::default()
    }
}

fn complex(given: Given<'_>, site: Site<'_>) -> Work {
    let steps = given.list("StreamParaSet").iter().map(|stream| {
        let definition = &stream["Definition"];
        let address = url(site.app, site.file_id, &format!("adp.{definition}.m3u8"));
        Step {
            list: "ComplexAdaptiveDynamicStreamingTaskResultSet",
            holder: json!({}),
            member: String::new(),
            input: json!({ "StreamPara": stream }),
            output: json!({ "Definition": definition, "Format": "HLS", "Package": "HLS", "Url": address }),
            effect: Effect::Output("AdaptiveDynamicStreaming"),
        }
    });
    Work {
        steps: steps.collect(),
        ..Work::default()
    }
}

/// The kinds of tasks of MPS, by the parameters that ask for them; what is given as JSON is taken for a subtitle task.
fn mps(given: Given<'_>) -> Work {
    let kinds = [
        ("AiAnalysisTask", "AiAnalysis.TagTask"),
        ("SmartSubtitlesTask", "SmartSubtitle.AsrFullTextTask"),
        ("SmartEraseTask", "SmartErase"),
        ("MPSProcessMediaParams", "SmartSubtitle.AsrFullTextTask"),
    ];
    let asked = kinds
        .into_iter()
        .filter(|(name, _)| !given.value(name).is_null());
    let steps = asked.map(|(name, kind)| Step {
        list: "SubTaskSet",
        holder: json!({ "TaskType": kind }),
        member: String::new(),
        input: given.value(name).to_string().into(),
        output: json!({ "OutputFiles": [], "OutputText": "{}" }),
        effect: Effect::Nothing,
    });
    Work {
        steps: steps.collect(),
        ..Work::default()
    }
}

/// A task without parts: its `Output` is what its type has of all that outputs have. If it has a `FileId`, the task makes a
/// media file.
fn single(field: &str, given: Given<'_>, site: Site<'_>, common: &mut Common) -> Work {
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

/// What is said of a file that is made of others.
fn derived(config: Given<'_>, container: &str, site: Site<'_>) -> Value {
    let text = |names: [&str; 2]| names.into_iter().find_map(|name| config.text(name));
    let source = &site.file["BasicInfo"]["Name"];
    let name = text(["MediaName", "FileName"])
        .or(source.as_str())
        .unwrap_or("made by the mock");
    json!({
        "BasicInfo": {
            "Name": name, "Type": text(["Type", "Container"]).unwrap_or(container),
            "ClassId": config.value("ClassId"), "ExpireTime": config.value("ExpireTime"),
            "SourceInfo": { "SourceType": "VideoProcessing" },
        },
    })
}

fn new_file(said: &Value, procedure: Option<&str>, site: Site<'_>, common: &mut Common) -> NewFile {
    let id = common.new_file_id();
    NewFile {
        file: complete(said, site.app, &id, ""),
        procedure: procedure.map(str::to_owned),
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

/// A request without the texts that are files.
fn without_long_texts(request: &Value) -> Value {
    match request {
        Value::Array(items) => items.iter().map(without_long_texts).collect(),
        Value::Object(fields) => {
            let is_long =
                |value: &Value| value.as_str().is_some_and(|text| text.len() > LONGEST_TEXT);
            let kept = fields.iter().filter(|(_, value)| !is_long(value));
            kept.map(|(name, value)| (name.clone(), without_long_texts(value)))
                .collect()
        }
        other => other.clone(),
    }
}
