//! Starting a task flow by the name of its template.

use std::time::Duration;

use serde_json::{Value, json};

use super::begin::{Origin, begin};
use super::flow::steps;
use super::site::Site;
use super::work::Work;
use crate::mock::library::given::Given;
use crate::mock::library::state::{App, Common};
use crate::mock::library::templates::Templates;

/// The task flow that every application has, with preset templates for playing a video.
const PRESET: &str = "LongVideoPreset";

/// The template of a task flow.
pub(super) fn find(templates: &Templates, name: &str) -> Option<Value> {
    let mut flows = templates.of("ProcedureTemplate").iter();
    let own = flows.find(|flow| flow["Name"] == name).cloned();
    own.or_else(|| (name == PRESET).then(preset))
}

fn preset() -> Value {
    json!({
        "Name": PRESET,
        "MediaProcessTask": {
            "AdaptiveDynamicStreamingTaskSet": [{ "Definition": 10 }],
            "CoverBySnapshotTaskSet": [{ "Definition": 10, "PositionType": "Time", "PositionValue": 0 }],
            "ImageSpriteTaskSet": [{ "Definition": 10 }],
        },
    })
}

/// Starts the tasks of a task flow on a file, and gives their ids in the fields that responses have for them; `None` if
/// there is no task flow of this name.
pub(super) fn start(
    app: &mut App,
    common: &mut Common,
    (name, file_id): (&str, &str),
    origin: &Origin,
    now: Duration,
) -> Option<Value> {
    let flow = find(&app.templates, name)?;
    let flow = Given(&flow);
    let site = Site::of(app, file_id);
    let steps = steps(flow, site);
    let metadata = site.file["MetaData"].clone();
    let mut ids = json!({});
    let mut begin =
        |field: &str, work: Work| begin(app, common, (field, work), (file_id, origin), now);
    let review = flow.value("ReviewAudioVideoTask");
    if !steps.is_empty() {
        let said = json!({ "MetaData": metadata });
        let work = Work {
            said,
            steps,
            ..Work::default()
        };
        ids["TaskId"] = begin("ProcedureTask", work).into();
    }
    if review.is_object() {
        let made = json!({ "Output": { "Suggestion": "pass", "SegmentSet": [] } });
        let said = json!({ "Input": review });
        let work = Work {
            said,
            made,
            ..Work::default()
        };
        ids["ReviewAudioVideoTaskId"] = begin("ReviewAudioVideoTask", work).into();
    }
    let imports = flow
        .list("ImportMediaKnowledgeTaskSet")
        .iter()
        .map(|input| {
            let said = json!({ "Input": input });
            begin(
                "ImportMediaKnowledge",
                Work {
                    said,
                    ..Work::default()
                },
            )
        });
    ids["ImportMediaKnowledgeTaskIdSet"] = imports.collect();
    Some(ids)
}
