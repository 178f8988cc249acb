//! Changing what is said of a file: `ModifyMediaInfo`.

use serde_json::{Value, json};

use super::{Media, url};
use crate::generated::v2018_07_17::MediaInfo;
use crate::mock::library::classes::Classes;
use crate::mock::library::codes;
use crate::mock::library::fit::fit;
use crate::mock::library::given::{Given, is_same};
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

const MOST_TAGS: usize = 16;
const MOST_SUBTITLES: usize = 16;
const MOST_MARKERS: usize = 100;

/// A set of things that a file has, and the parameters that change it.
struct Set {
    place: &'static str,
    /// The member by which an item is known; empty if it is the item itself.
    key: &'static str,
    add: &'static str,
    delete: &'static str,
    clear: &'static str,
    most: usize,
    too_many: &'static str,
}

const SETS: [Set; 4] = [
    Set {
        place: "/BasicInfo/TagSet",
        key: "",
        add: "AddTags",
        delete: "DeleteTags",
        clear: "ClearTags",
        most: MOST_TAGS,
        too_many: "LimitExceeded.TagCountReachMax",
    },
    Set {
        place: "/KeyFrameDescInfo/KeyFrameDescSet",
        key: "TimeOffset",
        add: "AddKeyFrameDescs",
        delete: "DeleteKeyFrameDescs",
        clear: "ClearKeyFrameDescs",
        most: MOST_MARKERS,
        too_many: "LimitExceeded.KeyFrameDescCountReachMax",
    },
    Set {
        place: "/SubtitleInfo/SubtitleSet",
        key: "Id",
        add: "AddSubtitles",
        delete: "DeleteSubtitleIds",
        clear: "ClearSubtitles",
        most: MOST_SUBTITLES,
        too_many: "FailedOperation",
    },
    Set {
        place: "/KnowledgeBasesInfo/Bases",
        key: "",
        add: "",
        delete: "DeleteKnowledgeBases",
        clear: "ClearKnowledgeBases",
        most: usize::MAX,
        too_many: "FailedOperation",
    },
];

/// `ModifyMediaInfo`, in the application of this number, with an id for what is new.
pub(in crate::mock::library) fn modify(
    media: &mut Media,
    classes: &Classes,
    call: &Call<'_>,
    (app, new_id, now): (u64, u64, &str),
) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let file_id = given.text("FileId").unwrap_or_default();
    let Some(file) = media.get(file_id) else {
        return Err(codes::no_file(call.schema.info, file_id));
    };
    if let Some(class) = given.number("ClassId").filter(|class| !classes.has(*class)) {
        let message = format!("There is no category {class}.");
        return Err(Refusal::new("FailedOperation", message));
    }
    let mut file = file.clone();
    for name in ["Name", "Description", "ClassId", "ExpireTime"] {
        if !given.value(name).is_null() {
            file["BasicInfo"][name] = given.value(name).clone();
        }
    }
    let mut cover = String::new();
    if given.text("CoverData").is_some() {
        cover = url(app, file_id, &format!("cover.{new_id}.jpg"));
        file["BasicInfo"]["CoverUrl"] = cover.as_str().into();
    }
    let subtitles = subtitles(given, app, file_id, new_id);
    for set in &SETS {
        let added = match set.key {
            "Id" => &subtitles,
            _ => given.list(set.add),
        };
        set.change(&mut file, given, added)?;
    }
    file["BasicInfo"]["UpdateTime"] = now.into();
    media.insert(fit::<MediaInfo>(&file));
    Ok(json!({ "CoverUrl": cover, "AddedSubtitleSet": subtitles }))
}

impl Set {
    fn change(&self, file: &mut Value, given: Given<'_>, added: &[Value]) -> Result<(), Refusal> {
        let deleted = given.list(self.delete);
        let is_cleared = given.is_one(self.clear);
        if !self.add.is_empty() && is_cleared && !added.is_empty() {
            return Err(self.conflict(self.clear));
        }
        let is_deleted = |item: &Value| deleted.iter().any(|it| is_same(it, self.key_of(item)));
        if added.iter().any(is_deleted) {
            return Err(self.conflict(self.delete));
        }
        let before = file.pointer(self.place).and_then(Value::as_array);
        if before.is_none() && added.is_empty() {
            return Ok(());
        }
        let mut items = before.filter(|_| !is_cleared).cloned().unwrap_or_default();
        items.retain(|item| !is_deleted(item));
        for item in added {
            items.retain(|other| !is_same(self.key_of(other), self.key_of(item)));
            items.push(item.clone());
        }
        if items.len() > self.most {
            let message = format!(
                "The file would have {} of them, but at most {} are allowed.",
                items.len(),
                self.most
            );
            return Err(Refusal::new(self.too_many, message));
        }
        let [_, section, list] = self.place.splitn(3, '/').collect::<Vec<_>>()[..] else {
            return Ok(());
        };
        file[section][list] = items.into();
        Ok(())
    }

    fn key_of<'a>(&self, item: &'a Value) -> &'a Value {
        match self.key {
            "" => item,
            key => &item[key],
        }
    }

    /// Some have a code of their own for parameters that contradict each other.
    fn conflict(&self, other: &str) -> Refusal {
        let code = match (self.add, other) {
            ("AddTags", "ClearTags") => "InvalidParameterValue.AddTagsAndClearTagsConflict",
            ("AddTags", _) => "InvalidParameterValue.AddTagsAndDeleteTagsConflict",
            ("AddKeyFrameDescs", "ClearKeyFrameDescs") => {
                "InvalidParameterValue.AddKeyFrameDescsAndClearKeyFrameDescsConflict"
            }
            ("AddKeyFrameDescs", _) => {
                "InvalidParameterValue.AddKeyFrameDescsAndDeleteKeyFrameDescsConflict"
            }
            _ => "FailedOperation",
        };
        Refusal::new(
            code,
            format!("`{}` and `{other}` contradict each other.", self.add),
        )
    }
}

/// The subtitles that are added, with ids and addresses.
fn subtitles(given: Given<'_>, app: u64, file_id: &str, new_id: u64) -> Vec<Value> {
    let subtitles = given.list("AddSubtitles").iter().enumerate();
    let subtitles = subtitles.map(|(index, said)| {
        let fresh = format!("subtitle-{new_id}-{index}");
        let said = Given(said);
        let id = said.text("Id").unwrap_or(&fresh);
        let format = said.text("Format").unwrap_or("vtt");
        json!({
            "Id": id, "Name": said.value("Name"), "Language": said.value("Language"), "Format": format,
            "Url": url(app, file_id, &format!("{id}.{format}")), "Source": "UserUploaded",
        })
    });
    subtitles.collect()
}
