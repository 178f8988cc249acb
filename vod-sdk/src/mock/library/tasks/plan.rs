//! What the task of a request works on, and what it will have made.

use serde_json::{Value, json};

use super::flow;
use super::new_file::new_file;
use super::site::Site;
use super::work::Work;
use super::{segments, single};
use crate::mock::library::fit::merge;
use crate::mock::library::given::Given;
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
        "SplitMediaTask" => segments::split(given, site, common),
        "ComplexAdaptiveDynamicStreamingTask" => segments::complex(given, site),
        "ProcessMediaByMPSTask" => segments::mps(given),
        _ => single::single(field, given, site, common),
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
