//! The steps of a task flow on a media file: of `ProcessMedia`, and of the templates of task flows.

use serde_json::{Value, json};

use super::work::{Effect, Step};
use crate::mock::library::fit::merge;
use crate::mock::library::given::Given;
use crate::mock::library::media::url;
use crate::mock::library::templates::Templates;

/// The media and the templates that a flow has to do with.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) app: u64,
    pub(super) file_id: &'a str,
    /// The `MediaInfo` of the file; `null` if the file is none of the library's.
    pub(super) file: &'a Value,
    pub(super) templates: &'a Templates,
}

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

/// The steps that work on what the file shows: the parameter, the list of results, and one kind of the results that the
/// service has for them.
const UNDERSTANDING: [(&str, &str, &str, &str); 4] = [
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
    (
        "AiRecognitionTaskSet",
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
        let inputs = one.into_iter().chain(flow.list(parameter));
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

/// What a step makes of the file.
fn output(task: &str, input: Given<'_>, site: Site<'_>) -> Value {
    let definition = input.number("Definition").unwrap_or(0);
    let address = |name: String| url(site.app, site.file_id, &name);
    let mut output = json!({ "Definition": definition });
    let source = Given(site.file).object("MetaData");
    let size = json!({ "Width": source.value("Width"), "Height": source.value("Height") });
    match task {
        "Transcode" => {
            let container =
                template(site, "TranscodeTemplate", definition, "Container").unwrap_or("mp4");
            merge(&mut output, source.0);
            output["Url"] = address(format!("v.f{definition}.{container}")).into();
            output["Container"] = container.into();
        }
        "AdaptiveDynamicStreaming" => {
            let format = template(
                site,
                "AdaptiveDynamicStreamingTemplate",
                definition,
                "Format",
            );
            let is_dash = format.is_some_and(|format| format.contains("DASH"));
            let (package, extension) = if is_dash {
                ("DASH", "mpd")
            } else {
                ("HLS", "m3u8")
            };
            output["Package"] = package.into();
            output["Url"] = address(format!("adp.{definition}.{extension}")).into();
            let mut stream = json!({ "Type": "video" });
            merge(&mut stream, &size);
            output["SubStreamSet"] = json!([stream]);
        }
        "SampleSnapshot" => {
            let urls = (0..10).map(|index| address(format!("sample.{definition}_{index}.jpg")));
            output["SampleType"] = "Percent".into();
            output["Interval"] = 10.into();
            output["ImageUrlSet"] = urls.collect();
        }
        "ImageSprite" => {
            merge(
                &mut output,
                &json!({ "Width": 142, "Height": 80, "TotalCount": 100 }),
            );
            output["ImageUrlSet"] = json!([address(format!("sprite.{definition}_0.jpg"))]);
            output["WebVttUrl"] = address(format!("sprite.{definition}.vtt")).into();
        }
        "SnapshotByTimeOffset" => {
            let times = input.list("TimeOffsetSet").iter();
            let pictures = times.enumerate().map(|(index, time)| {
                json!({ "TimeOffset": time, "Url": address(format!("at.{definition}_{index}.jpg")) })
            });
            output["PicInfoSet"] = pictures.collect();
        }
        "AnimatedGraphic" => {
            merge(&mut output, &size);
            merge(&mut output, input.0);
            output["Container"] = "gif".into();
            output["Url"] = address(format!("animated.{definition}.gif")).into();
        }
        _ => output["CoverUrl"] = address(format!("cover.{definition}.jpg")).into(),
    }
    output
}

/// What a template of the library says.
fn template<'a>(site: Site<'a>, family: &str, definition: i64, field: &str) -> Option<&'a str> {
    site.templates.find(family, definition)?[field].as_str()
}
