//! Media files that tasks make.

use serde_json::{Value, json};

use super::site::Site;
use super::work::NewFile;
use crate::mock::library::given::Given;
use crate::mock::library::media::complete;
use crate::mock::library::state::Common;

/// A file with an id and with what is said of it, on which a task flow may be started.
pub(super) fn new_file(
    said: &Value,
    procedure: Option<&str>,
    site: Site<'_>,
    common: &mut Common,
) -> NewFile {
    let id = common.new_file_id();
    NewFile {
        file: complete(said, site.app, &id, ""),
        procedure: procedure.map(str::to_owned),
    }
}

/// What is said of a file that is made of others.
pub(super) fn derived(config: Given<'_>, container: &str, site: Site<'_>) -> Value {
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
