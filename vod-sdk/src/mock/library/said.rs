//! What a test says of the things that it adds.

use serde::Serialize;
use serde_json::Value;

use super::fit::{fit, lost};
use crate::generated::v2018_07_17::MediaInfo;

/// What a test says of a media file, if it is all of a `MediaInfo`.
#[track_caller]
pub(super) fn media_info(media: impl Serialize) -> Value {
    let said = object(media, "a media file");
    if let Some(path) = lost(&said, &fit::<MediaInfo>(&said)) {
        panic!("a media file has no such field, or no such value in it: MediaInfo{path}");
    }
    said
}

#[track_caller]
pub(super) fn object(value: impl Serialize, what: &str) -> Value {
    match serde_json::to_value(value) {
        Ok(value @ Value::Object(_)) => value,
        Ok(other) => panic!("{what} must be a JSON object, but this is {other}"),
        Err(error) => panic!("{what} cannot be written as JSON: {error}"),
    }
}
