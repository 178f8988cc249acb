//! What is asked and answered: known to clients and servers alike, so that every answer can be checked.

use std::path::Path;
use std::{fs, io};

use serde_json::{Value, json};

/// The credential of all clients. Made up: only the servers of this bench know it.
pub const SECRET_ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
/// The secret key of [`SECRET_ID`].
pub const SECRET_KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";

/// The first parameter of the small call, ExecuteFunction.
pub const FUNCTION_NAME: &str = "ExampleFunc";
/// The second one.
pub const FUNCTION_ARG: &str = r#"{"order":42,"title":"a clip of a minute","notify":true}"#;
/// What the small answer's `Result` is.
pub const RESULT: &str = "taskId-1400000000-workflow-5e8f";
/// The id of every answer.
pub const REQUEST_ID: &str = "8ad61e3a-6b8e-4b4e-9256-fdc701190064";
/// The parameter of the large call, DescribeMediaInfos, and the `FileId` of every item of its answer.
pub const FILE_ID: &str = "5285485487985271487";

/// How many items the long list has.
pub const ITEMS: usize = 10_000;
/// How many of them are on a page.
pub const PAGE: u64 = 100;

/// How large the large response is, at least.
const LARGE: usize = 900_000;

/// The small answer, to ExecuteFunction.
pub fn small() -> String {
    format!(r#"{{"Response":{{"Result":"{RESULT}","RequestId":"{REQUEST_ID}"}}}}"#)
}

/// A page of the long list, of DescribeWordSamples, which hands out a list whole: the same for all pages.
pub fn page() -> String {
    let items = (0..PAGE).map(|index| {
        json!({
            "Keyword": format!("keyword {index}"),
            "TagSet": ["a tag", "another"],
            "UsageSet": ["Recognition.Ocr", "Review.Asr"],
            "CreateTime": "2026-01-01T00:00:00Z",
            "UpdateTime": "2026-01-01T00:00:00Z",
        })
    });
    let items: Vec<Value> = items.collect();
    let response = json!({ "TotalCount": ITEMS, "WordSet": items, "RequestId": REQUEST_ID });
    json!({ "Response": response }).to_string()
}

/// The large response, to DescribeMediaInfos: the media file of the spec's example, again and again.
///
/// # Errors
///
/// If the example is not to be found in the repository whose root this is.
pub fn large(root: &Path) -> io::Result<String> {
    let action = root.join("spec/vod/2018-07-17/actions/DescribeMediaInfos.json");
    let action: Value = serde_json::from_str(&fs::read_to_string(action)?)?;
    let examples = action["examples"].as_array().into_iter().flatten();
    let infos = examples.map(|example| &example["response"]["MediaInfoSet"][0]);
    let largest = infos.max_by_key(|info| info.to_string().len());
    let mut info = largest
        .cloned()
        .ok_or_else(|| io::Error::other("DescribeMediaInfos has no example"))?;
    info["FileId"] = json!(FILE_ID);
    let items = LARGE.div_ceil(info.to_string().len());
    let set: Vec<Value> = (0..items)
        .map(|index| {
            info["BasicInfo"]["Name"] = json!(format!("第 {index} 个 – clip {index}"));
            info.clone()
        })
        .collect();
    let response = json!({ "MediaInfoSet": set, "NotExistFileIdSet": [], "RequestId": REQUEST_ID });
    Ok(json!({ "Response": response }).to_string())
}
