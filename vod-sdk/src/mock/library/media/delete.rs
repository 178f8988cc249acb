//! Deleting a file, or parts of it: `DeleteMedia`.

use serde_json::{Value, json};

use super::{Media, outputs};
use crate::mock::library::codes;
use crate::mock::library::given::Given;
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

const ORIGINAL: &str = "Original";
/// The kinds of what is made of a file that can be deleted by themselves.
const KINDS: [&str; 6] = [
    "Transcode",
    "AdaptiveDynamicStreaming",
    "SampleSnapshot",
    "ImageSprite",
    "SnapshotByTimeOffset",
    "Subtitle",
];

/// `DeleteMedia`: the content of the event that tells of it.
pub(in crate::mock::library) fn delete(
    media: &mut Media,
    call: &Call<'_>,
    now: &str,
) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let file_id = given.text("FileId").unwrap_or_default();
    if media.get(file_id).is_none() {
        return Err(codes::no_file(call.schema.info, file_id));
    }
    let parts = given.list("DeleteParts");
    let is_known = |part: &&Value| kind(Given(part)).is_some();
    if let Some(part) = parts.iter().find(|part| !is_known(part)) {
        let message = format!(
            "The mock's library has no parts of the kind {}.",
            part["Type"]
        );
        return Err(Refusal::new("FailedOperation", message));
    }
    if parts.is_empty() {
        media.remove(file_id);
    }
    media.change(file_id, now, |file| {
        parts.iter().for_each(|part| delete_part(file, Given(part)));
    });
    let result = json!({ "FileId": file_id, "DeleteParts": parts });
    Ok(json!({ "FileIdSet": [file_id], "FileDeleteResultInfo": [result] }))
}

/// What a part is of: `Transcode` for `TranscodeFiles`.
fn kind(part: Given<'_>) -> Option<&str> {
    let kind = part.text("Type")?.strip_suffix("Files")?;
    (kind == ORIGINAL || KINDS.contains(&kind)).then_some(kind)
}

/// Deletes what one template has made, or all of a kind if none is named.
fn delete_part(file: &mut Value, part: Given<'_>) {
    let definition = part.number("Definition").filter(|it| *it != 0);
    match kind(part) {
        Some(ORIGINAL) => file["BasicInfo"]["MediaUrl"] = "".into(),
        Some(kind) => {
            if let Value::Array(outputs) = outputs(file, kind) {
                outputs.retain(|output| definition.is_some_and(|it| output["Definition"] != it));
            }
        }
        None => {}
    }
}
