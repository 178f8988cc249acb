//! The media files of an application.

mod attributes;
mod delete;
mod describe;
mod find;
mod new;

use std::collections::BTreeMap;

use serde_json::Value;

use super::classes::Classes;
use super::fit::fit;
use super::given::Given;
use crate::generated::v2018_07_17::MediaInfo;
use crate::time::Timestamp;

pub(super) use self::attributes::modify;
pub(super) use self::delete::delete;
pub(super) use self::describe::{describe, search, shown};
pub(super) use self::find::{by_path, missing};
pub(super) use self::new::{complete, url};

/// How many outputs of one kind a file keeps: the latest.
const MOST_OUTPUTS: usize = 100;

/// The files of an application.
#[derive(Default)]
pub(super) struct Media {
    /// The files by their ids: each is a `MediaInfo` with all of its sections.
    files: BTreeMap<String, Value>,
    /// When the first of them expires, or earlier, in seconds since 1970.
    next_expiry: Option<i64>,
}

impl Media {
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn get(&self, file_id: &str) -> Option<&Value> {
        self.files.get(file_id)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Value> {
        self.files.values()
    }

    /// Adds a file, or replaces that of the same id.
    pub(super) fn insert(&mut self, file: Value) {
        if let Some(id) = file["FileId"].as_str() {
            let expiries = [self.next_expiry, expiry(&file)].into_iter().flatten();
            self.next_expiry = expiries.min();
            self.files.insert(id.to_owned(), file);
        }
    }

    pub(super) fn remove(&mut self, file_id: &str) -> Option<Value> {
        self.files.remove(file_id)
    }

    /// Changes what has been made of a file, if there is one.
    pub(super) fn change(&mut self, file_id: &str, now: &str, change: impl FnOnce(&mut Value)) {
        if let Some(file) = self.files.get_mut(file_id) {
            change(file);
            file["BasicInfo"]["UpdateTime"] = now.into();
            *file = fit::<MediaInfo>(file);
        }
    }

    /// The section `BasicInfo` of a file.
    pub(super) fn basics(&self, file_id: &str, classes: &Classes) -> Value {
        let file = self.get(file_id).unwrap_or(&Value::Null);
        describe::shown(file, classes, Given(&Value::Null))["BasicInfo"].take()
    }

    /// The section `MetaData` of a file.
    pub(super) fn metadata(&self, file_id: &str) -> Value {
        let file = self.get(file_id);
        file.map_or(Value::Null, |file| file["MetaData"].clone())
    }

    /// Removes the files whose time is over, in seconds since 1970.
    pub(super) fn expire(&mut self, now: i64) {
        if self.next_expiry.is_none_or(|next| next > now) {
            return;
        }
        self.files
            .retain(|_, file| expiry(file).is_none_or(|expiry| expiry > now));
        self.next_expiry = self.files.values().filter_map(expiry).min();
    }
}

fn expiry(file: &Value) -> Option<i64> {
    let time = file["BasicInfo"]["ExpireTime"].as_str()?;
    Timestamp::from(time).unix_seconds()
}

/// Where a file has what processing of a kind has made: `TranscodeInfo` and `TranscodeSet` in it, for `Transcode`.
pub(super) fn outputs<'a>(file: &'a mut Value, kind: &str) -> &'a mut Value {
    &mut file[format!("{kind}Info")][format!("{kind}Set")]
}

/// Puts something that processing has made into a file, in place of what the same template has made before.
pub(super) fn add_output(file: &mut Value, kind: &str, output: &Value) {
    let outputs = outputs(file, kind);
    if !outputs.is_array() {
        *outputs = Value::Array(Vec::new());
    }
    if let Value::Array(outputs) = outputs {
        outputs.retain(|other| other["Definition"] != output["Definition"]);
        outputs.push(output.clone());
        let surplus = outputs.len().saturating_sub(MOST_OUTPUTS);
        outputs.drain(..surplus);
    }
}
