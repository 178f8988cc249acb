//! The work of tasks whose parts are not those of a task flow.

use serde_json::json;

use super::new_file::{derived, new_file};
use super::site::Site;
use super::work::{Effect, Step, Work};
use crate::mock::library::given::Given;
use crate::mock::library::state::Common;

/// A file for each segment of another.
pub(super) fn split(given: Given<'_>, site: Site<'_>, common: &mut Common) -> Work {
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

/// A stream for each set of parameters.
pub(super) fn complex(given: Given<'_>, site: Site<'_>) -> Work {
    let steps = given.list("StreamParaSet").iter().map(|stream| {
        let definition = &stream["Definition"];
        let address = site.url(&format!("adp.{definition}.m3u8"));
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
pub(super) fn mps(given: Given<'_>) -> Work {
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
