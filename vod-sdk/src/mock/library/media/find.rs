//! The files that a request names.

use serde_json::Value;

use super::Media;

/// The id of a file by the path that it is stored under.
pub(in crate::mock::library) fn by_path<'a>(media: &'a Media, path: &str) -> Option<&'a str> {
    let mut files = media.all();
    let file = files.find(|file| file["BasicInfo"]["StoragePath"] == path)?;
    file["FileId"].as_str()
}

/// The first file that a request names by its id, at whatever depth, and that does not exist.
pub(in crate::mock::library) fn missing<'a>(media: &Media, request: &'a Value) -> Option<&'a str> {
    match request {
        Value::Array(items) => items.iter().find_map(|item| missing(media, item)),
        Value::Object(fields) => fields
            .iter()
            .find_map(|(name, value)| match value.as_str() {
                Some(id) if name == "FileId" => {
                    (!id.is_empty() && media.get(id).is_none()).then_some(id)
                }
                _ => missing(media, value),
            }),
        _ => None,
    }
}
