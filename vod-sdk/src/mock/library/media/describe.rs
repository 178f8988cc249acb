//! Finding media, and what is told of them.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::Media;
use crate::mock::library::classes::Classes;
use crate::mock::library::given::Given;
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

/// How many of the files that match can be paged through.
const WINDOW: usize = 5_000;
const MOST_FILE_IDS: usize = 20;
/// Where a file has what a parameter lists alternatives for; the last ones take a single text.
const FILTERS: [(&str, &str); 14] = [
    ("FileIds", "/FileId"),
    ("Categories", "/BasicInfo/Category"),
    ("SourceTypes", "/BasicInfo/SourceInfo/SourceType"),
    ("StreamIds", "/BasicInfo/SourceInfo/LiveRecordInfo/StreamId"),
    (
        "StreamDomains",
        "/BasicInfo/SourceInfo/LiveRecordInfo/Domain",
    ),
    ("StreamPaths", "/BasicInfo/SourceInfo/LiveRecordInfo/Path"),
    (
        "TrtcSdkAppIds",
        "/BasicInfo/SourceInfo/TrtcRecordInfo/SdkAppId",
    ),
    ("TrtcRoomIds", "/BasicInfo/SourceInfo/TrtcRecordInfo/RoomId"),
    ("StorageRegions", "/BasicInfo/StorageRegion"),
    ("StorageClasses", "/BasicInfo/StorageClass"),
    ("MediaTypes", "/BasicInfo/Type"),
    ("Status", "/BasicInfo/Status"),
    ("ReviewResults", "/ReviewInfo/MediaReviewInfo/Suggestion"),
    ("KnowledgeBases", "/KnowledgeBasesInfo/Bases"),
];
const SINGLE_FILTERS: [(&str, &str); 2] = [
    ("SourceType", "/BasicInfo/SourceInfo/SourceType"),
    ("StreamId", "/BasicInfo/SourceInfo/LiveRecordInfo/StreamId"),
];

/// `DescribeMediaInfos`.
pub(in crate::mock::library) fn describe(
    media: &Media,
    classes: &Classes,
    call: &Call<'_>,
) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let ids = given.texts("FileIds");
    if ids.is_empty() {
        return Err(Refusal::new(
            "InvalidParameterValue.FileIdsEmpty",
            "There is no id.",
        ));
    }
    if ids.len() > MOST_FILE_IDS {
        let message = format!(
            "There are {} ids, but at most {MOST_FILE_IDS} are allowed.",
            ids.len()
        );
        return Err(Refusal::new(
            "InvalidParameterValue.FileIdsOverLimit",
            message,
        ));
    }
    let (known, unknown): (Vec<&str>, Vec<&str>) =
        ids.into_iter().partition(|id| media.get(id).is_some());
    let files = known.iter().filter_map(|id| media.get(id));
    let files: Vec<Value> = files.map(|file| shown(file, classes, given)).collect();
    Ok(json!({ "MediaInfoSet": files, "NotExistFileIdSet": unknown }))
}

/// `SearchMedia`.
pub(in crate::mock::library) fn search(
    media: &Media,
    classes: &Classes,
    call: &Call<'_>,
) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let (size, offset) = given.page();
    if offset.saturating_add(size) > WINDOW {
        let message = format!("Offset and Limit together are at most {WINDOW}.");
        return Err(Refusal::new("InvalidParameterValue.Offset", message));
    }
    let mut files: Vec<&Value> = media
        .all()
        .filter(|file| matches(file, classes, given))
        .collect();
    let newest_first = json!({ "Field": "CreateTime", "Order": "Desc" });
    Given(&newest_first).sort(&mut files, attribute);
    given.object("Sort").sort(&mut files, attribute);
    files.sort_by_key(|file| Reverse(rank(file, given)));
    let page = files.iter().skip(offset).take(size);
    let page: Vec<Value> = page.map(|file| shown(file, classes, given)).collect();
    Ok(json!({ "TotalCount": files.len().min(WINDOW), "MediaInfoSet": page }))
}

fn attribute(file: &&Value, field: &str) -> Value {
    file["BasicInfo"][field].clone()
}

fn matches(file: &Value, classes: &Classes, given: Given<'_>) -> bool {
    let basics = &file["BasicInfo"];
    let starts = |prefix: &str| {
        basics["Name"]
            .as_str()
            .is_some_and(|name| name.starts_with(prefix))
    };
    let prefixes = given.texts("NamePrefixes");
    let tags = given.list("Tags");
    let classes_asked = given.list("ClassIds");
    let class = basics["ClassId"].as_i64().unwrap_or(0);
    let is_in = |other: &Value| {
        other
            .as_i64()
            .is_some_and(|other| classes.is_within(class, other))
    };
    (prefixes.is_empty() || prefixes.into_iter().any(starts))
        && (tags.is_empty() || tags.iter().any(|tag| has(&basics["TagSet"], tag)))
        && (classes_asked.is_empty() || classes_asked.iter().any(is_in))
        && (!is_ranked(given) || rank(file, given) > 0)
        && has_filtered(file, given)
        && is_in_time(basics, given)
}

fn has_filtered(file: &Value, given: Given<'_>) -> bool {
    let at = |path: &str| file.pointer(path).unwrap_or(&Value::Null);
    let of_lists = FILTERS.iter().all(|(parameter, path)| {
        let wanted = given.list(parameter);
        wanted.is_empty() || wanted.iter().any(|wanted| has(at(path), wanted))
    });
    let of_texts = SINGLE_FILTERS.iter().all(|(parameter, path)| {
        let wanted = given.text(parameter);
        wanted.is_none_or(|wanted| at(path) == wanted)
    });
    of_lists && of_texts
}

/// Whether a value is another one, or a list that has it.
fn has(value: &Value, wanted: &Value) -> bool {
    value == wanted
        || value
            .as_array()
            .is_some_and(|values| values.contains(wanted))
}

/// Whether a file was created, and expires, when it shall. `StartTime` and `EndTime` are the older form of `CreateTime`.
fn is_in_time(basics: &Value, given: Given<'_>) -> bool {
    let created = given.object("CreateTime");
    let bound = |name, older| created.text(name).or_else(|| given.text(older));
    let (after, before) = (bound("After", "StartTime"), bound("Before", "EndTime"));
    let is_bounded = after.is_some() || before.is_some();
    let span = || json!({ "After": after, "Before": before });
    (!is_bounded || Given(&span()).spans(&basics["CreateTime"]))
        && given.object("ExpireTime").spans(&basics["ExpireTime"])
}

fn is_ranked(given: Given<'_>) -> bool {
    let lists = ["Names", "Descriptions"];
    given.text("Text").is_some() || lists.iter().any(|name| !given.list(name).is_empty())
}

/// How well a file matches the texts that are searched for: 0 if not at all. Different parameters must match together.
fn rank(file: &Value, given: Given<'_>) -> u32 {
    let attribute = |name: &str| {
        file["BasicInfo"][name]
            .as_str()
            .unwrap_or_default()
            .to_lowercase()
    };
    let of_list = |parameter: &str, name: &str| {
        let wanted = given.texts(parameter);
        let ranks = wanted
            .iter()
            .map(|wanted| likeness(&attribute(name), wanted));
        ranks.max()
    };
    let of_text = given.text("Text").map(|text| {
        let ranks = ["Name", "Description"].map(|name| likeness(&attribute(name), text));
        ranks.into_iter().max().unwrap_or(0)
    });
    let ranks = [
        of_list("Names", "Name"),
        of_list("Descriptions", "Description"),
        of_text,
    ];
    let ranks = ranks.into_iter().flatten();
    ranks
        .reduce(|one, other| {
            if one == 0 || other == 0 {
                0
            } else {
                one + other
            }
        })
        .unwrap_or(0)
}

fn likeness(text: &str, wanted: &str) -> u32 {
    let wanted = wanted.to_lowercase();
    match text.find(&wanted) {
        Some(0) if text == wanted => 3,
        Some(0) => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// The sections of a file that a request asks for, with the names of its category as they are now.
pub(in crate::mock::library) fn shown(file: &Value, classes: &Classes, given: Given<'_>) -> Value {
    let filters = given.texts("Filters");
    let is_asked = |section: &str| {
        let mut filters = filters.iter();
        section == "FileId"
            || filters.len() == 0
            || filters.any(|filter| filter.eq_ignore_ascii_case(section))
    };
    let sections = file.as_object().into_iter().flatten();
    let sections = sections.filter(|(section, _)| is_asked(section));
    let mut shown: Value = sections
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if let Some(basics) = shown.get_mut("BasicInfo") {
        let path = classes.path(basics["ClassId"].as_i64().unwrap_or(0));
        basics["ClassName"] = path.last().copied().into();
        basics["ClassPath"] = path.join(" - ").into();
    }
    shown
}
