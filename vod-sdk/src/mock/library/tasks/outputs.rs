//! What processing makes of a media file.

use serde_json::{Value, json};

use super::site::Site;
use crate::mock::library::fit::merge;
use crate::mock::library::given::Given;

/// How many pictures sampling takes.
const SAMPLES: usize = 10;

/// What a step makes of the file: an item of the section that the file has for it, or a cover.
pub(super) fn output(task: &str, input: Given<'_>, site: Site<'_>) -> Value {
    let definition = input.number("Definition").unwrap_or(0);
    let mut output = match task {
        "Transcode" => transcoding(definition, site),
        "AdaptiveDynamicStreaming" => stream(definition, site),
        "SampleSnapshot" => samples(definition, site),
        "ImageSprite" => sprite(definition, site),
        "SnapshotByTimeOffset" => snapshots(definition, input, site),
        "AnimatedGraphic" => animation(definition, input, site),
        _ => json!({ "CoverUrl": site.url(&format!("cover.{definition}.jpg")) }),
    };
    output["Definition"] = definition.into();
    output
}

/// The width and height of the file.
fn size(site: Site<'_>) -> Value {
    let source = &site.file["MetaData"];
    json!({ "Width": source["Width"], "Height": source["Height"] })
}

fn transcoding(definition: i64, site: Site<'_>) -> Value {
    let container = site.template("TranscodeTemplate", definition, "Container");
    let container = container.unwrap_or("mp4");
    let mut output = json!({});
    merge(&mut output, &site.file["MetaData"]);
    output["Url"] = site.url(&format!("v.f{definition}.{container}")).into();
    output["Container"] = container.into();
    output
}

fn stream(definition: i64, site: Site<'_>) -> Value {
    let format = site.template("AdaptiveDynamicStreamingTemplate", definition, "Format");
    let is_dash = format.is_some_and(|format| format.contains("DASH"));
    let (package, extension) = match is_dash {
        true => ("DASH", "mpd"),
        false => ("HLS", "m3u8"),
    };
    let mut video = size(site);
    video["Type"] = "video".into();
    let url = site.url(&format!("adp.{definition}.{extension}"));
    json!({ "Package": package, "Url": url, "SubStreamSet": [video] })
}

fn samples(definition: i64, site: Site<'_>) -> Value {
    let urls = (0..SAMPLES).map(|index| site.url(&format!("sample.{definition}_{index}.jpg")));
    let urls: Vec<String> = urls.collect();
    json!({ "SampleType": "Percent", "Interval": 100 / SAMPLES, "ImageUrlSet": urls })
}

fn sprite(definition: i64, site: Site<'_>) -> Value {
    json!({
        "Width": 142, "Height": 80, "TotalCount": 100,
        "ImageUrlSet": [site.url(&format!("sprite.{definition}_0.jpg"))],
        "WebVttUrl": site.url(&format!("sprite.{definition}.vtt")),
    })
}

/// A picture for each point in time: a number of milliseconds, or a text such as `2.5s` or `10%` of the file's duration.
fn snapshots(definition: i64, input: Given<'_>, site: Site<'_>) -> Value {
    let numbers = input.list("TimeOffsetSet").iter();
    let numbers = numbers.filter_map(Value::as_f64);
    let duration = site.file["MetaData"]["Duration"].as_f64().unwrap_or(0.0);
    let texts = input.texts("ExtTimeOffsetSet").into_iter();
    let texts = texts.filter_map(|text| {
        let number = |unit: char| text.strip_suffix(unit)?.trim().parse::<f64>().ok();
        let seconds = number('s').or_else(|| Some(number('%')? / 100.0 * duration))?;
        Some(seconds * 1_000.0)
    });
    let pictures = texts.chain(numbers).enumerate().map(|(index, time)| {
        let url = site.url(&format!("at.{definition}_{index}.jpg"));
        json!({ "TimeOffset": time, "Url": url })
    });
    json!({ "PicInfoSet": pictures.collect::<Vec<Value>>() })
}

fn animation(definition: i64, input: Given<'_>, site: Site<'_>) -> Value {
    let mut output = size(site);
    merge(&mut output, input.0);
    output["Container"] = "gif".into();
    output["Url"] = site.url(&format!("animated.{definition}.gif")).into();
    output
}
