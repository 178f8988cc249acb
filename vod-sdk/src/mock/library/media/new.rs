//! What a file has that a test, or the task that makes it, says nothing of.

use serde_json::{Value, json};

use crate::generated::v2018_07_17::MediaInfo;
use crate::mock::library::fit::{fit, merge};

/// A time that stands for never.
const NEVER: &str = "9999-12-31T23:59:59Z";

/// The address of something of a file, in the domain of its application.
pub(in crate::mock::library) fn url(app: u64, file_id: &str, name: &str) -> String {
    match app {
        0 => format!("http://vod.example.com/{file_id}/{name}"),
        app => format!("http://{app}.vod.example.com/{file_id}/{name}"),
    }
}

/// A file with what is said of it, and with what every file has.
pub(in crate::mock::library) fn complete(
    said: &Value,
    app: u64,
    file_id: &str,
    now: &str,
) -> Value {
    let said_type = said["BasicInfo"]["Type"].as_str().unwrap_or_default();
    let container = match said_type.is_empty() {
        true => "mp4",
        false => said_type,
    };
    let category = category(container);
    let original = format!("f0.{container}");
    let mut file = json!({
        "FileId": file_id,
        "BasicInfo": {
            "Name": file_id, "Description": "",
            "CreateTime": now, "UpdateTime": now, "ExpireTime": NEVER,
            "ClassId": 0, "CoverUrl": "", "Type": container,
            "MediaUrl": url(app, file_id, &original),
            "SourceInfo": { "SourceType": "Upload", "SourceContext": "" },
            "StorageRegion": "ap-chongqing", "StoragePath": format!("/{file_id}/{original}"),
            "TagSet": [], "Vid": "", "Category": category, "Status": "Normal", "StorageClass": "STANDARD",
        },
        "MetaData": metadata(container, category),
    });
    merge(&mut file, &without_blanks(said));
    fit::<MediaInfo>(&file)
}

fn category(container: &str) -> &'static str {
    match container.to_ascii_lowercase().as_str() {
        "mp3" | "m4a" | "aac" | "flac" | "ogg" | "wav" | "wma" | "amr" => "Audio",
        "png" | "jpg" | "jpeg" | "gif" | "bmp" | "webp" | "heif" => "Image",
        _ => "Video",
    }
}

/// A minute of video or audio, or one picture.
fn metadata(container: &str, category: &str) -> Value {
    let (seconds, (width, height)) = match category {
        "Video" => (60.0, (1920, 1080)),
        "Audio" => (60.0, (0, 0)),
        _ => (0.0, (1920, 1080)),
    };
    let video = json!([{
        "Bitrate": 2_000_000, "Width": width, "Height": height, "Codec": "h264", "Fps": 25, "CodecTag": "avc1",
    }]);
    let audio = json!([{ "Bitrate": 128_000, "SamplingRate": 44_100, "Codec": "aac" }]);
    let is_video = category == "Video";
    json!({
        "Size": 15_960_000, "Container": container, "Bitrate": if seconds > 0.0 { 2_128_000 } else { 0 },
        "Width": width, "Height": height, "Rotate": 0,
        "Duration": seconds, "AudioDuration": seconds, "VideoDuration": if is_video { seconds } else { 0.0 },
        "VideoStreamSet": if is_video { video } else { json!([]) },
        "AudioStreamSet": if category == "Image" { json!([]) } else { audio },
        "Md5": "9e107d9d372bb6826bd81d3542a419d6",
    })
}

/// Without the empty texts, which say nothing: a type of the API writes them for what was left out.
fn without_blanks(said: &Value) -> Value {
    match said {
        Value::Object(fields) => {
            let said = fields
                .iter()
                .filter(|(_, value)| value.as_str() != Some(""));
            said.map(|(name, value)| (name.clone(), without_blanks(value)))
                .collect()
        }
        other => other.clone(),
    }
}
