//! The steps of a task flow on a media file: of `ProcessMedia`, and of the templates of task flows.

use serde_json::json;

use super::outputs::output;
use super::site::Site;
use super::work::{Effect, Step};
use crate::mock::library::given::Given;

/// The kinds of processing: the name that their fields begin with, their `Type`, and under which name the file has what
/// they make; a cover is none of its outputs.
const KINDS: [(&str, &str, &str); 7] = [
    ("Transcode", "Transcode", "Transcode"),
    ("AnimatedGraphic", "AnimatedGraphics", "AnimatedGraphics"),
    (
        "SnapshotByTimeOffset",
        "SnapshotByTimeOffset",
        "SnapshotByTimeOffset",
    ),
    ("SampleSnapshot", "SampleSnapshot", "SampleSnapshot"),
    ("ImageSprite", "ImageSprites", "ImageSprite"),
    ("CoverBySnapshot", "CoverBySnapshot", ""),
    (
        "AdaptiveDynamicStreaming",
        "AdaptiveDynamicStreaming",
        "AdaptiveDynamicStreaming",
    ),
];

/// The steps that work on what the file shows: the parameter, which may be a list under another name, the list of results,
/// and one kind of the results that the service has for them.
const UNDERSTANDING: [(&str, &str, &str, &str); 3] = [
    (
        "AiContentReviewTask",
        "AiContentReviewResultSet",
        "Porn",
        "PornTask",
    ),
    ("AiAnalysisTask", "AiAnalysisResultSet", "Tag", "TagTask"),
    (
        "AiRecognitionTask",
        "AiRecognitionResultSet",
        "AsrFullTextRecognition",
        "AsrFullTextTask",
    ),
];

/// The steps that a request or a template of a task flow asks for.
pub(super) fn steps(flow: Given<'_>, site: Site<'_>) -> Vec<Step> {
    let processing = flow.object("MediaProcessTask");
    let of_media = KINDS.iter().flat_map(|(name, kind, outputs)| {
        let inputs = processing.list(&format!("{name}TaskSet")).iter();
        inputs.map(move |input| Step {
            list: "MediaProcessResultSet",
            holder: json!({ "Type": kind }),
            member: format!("{name}Task"),
            input: input.clone(),
            output: output(name, Given(input), site),
            effect: match *outputs {
                "" => Effect::Cover,
                outputs => Effect::Output(outputs),
            },
        })
    });
    let of_ai = UNDERSTANDING.iter().flat_map(|(parameter, list, kind, member)| {
        let asked = flow.value(parameter);
        let one = asked.is_object().then_some(asked);
        let inputs = one.into_iter().chain(flow.list(&format!("{parameter}Set")));
        inputs.map(move |input| Step {
            list,
            holder: json!({ "Type": kind }),
            member: (*member).to_owned(),
            input: input.clone(),
            output: json!({ "Suggestion": "pass", "Confidence": 0, "SegmentSet": [], "TagSet": [] }),
            effect: Effect::Nothing,
        })
    });
    of_media.chain(of_ai).collect()
}
