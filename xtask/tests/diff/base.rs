//! A spec, and edits to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use vod_codegen::SpecFile;
use xtask::diff::{Change, diff};

/// An edit of a spec, and the changes that are found.
pub(crate) struct Case {
    /// What the edit does.
    pub(crate) name: &'static str,
    /// The edit.
    pub(crate) edit: fn(&mut Spec),
    /// Each change as `source/run kind place: what`.
    pub(crate) changes: &'static [&'static str],
}

/// The files of a spec, by their paths below the service's folder.
#[derive(Clone)]
pub(crate) struct Spec(BTreeMap<String, Value>);

impl Spec {
    /// The golden `kiosk`.
    pub(crate) fn kiosk() -> Self {
        let service = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../codegen/tests/data/golden/kiosk/spec/kiosk");
        let mut files = BTreeMap::new();
        let mut waiting = vec![service.clone()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                    continue;
                }
                let below: Vec<_> = path.strip_prefix(&service).unwrap().iter().collect();
                let below: Vec<_> = below.iter().map(|part| part.to_str().unwrap()).collect();
                let text = fs::read_to_string(&path).unwrap();
                files.insert(below.join("/"), serde_json::from_str(&text).unwrap());
            }
        }
        Self(files)
    }

    /// The files as the library reads them.
    pub(crate) fn files(&self) -> Vec<SpecFile> {
        let files = self.0.iter().map(|(path, json)| SpecFile {
            shown: path.clone(),
            path: format!("kiosk/{path}"),
            text: json.to_string(),
            fault: None,
        });
        files.collect()
    }

    /// Sets what is at a JSON pointer; the key need not be there yet.
    pub(crate) fn set(&mut self, file: &str, pointer: &str, value: impl Into<Value>) {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = self.at(file, parent).as_object_mut().unwrap();
        parent.insert(key.to_owned(), value.into());
    }

    /// Removes what is at a JSON pointer: a key of an object, or an item of a list.
    pub(crate) fn unset(&mut self, file: &str, pointer: &str) {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let removed = match self.at(file, parent) {
            Value::Object(entries) => entries.remove(key),
            Value::Array(items) => Some(items.remove(key.parse().unwrap())),
            _ => None,
        };
        assert!(removed.is_some(), "{file} has no {pointer}");
    }

    /// Appends to a list.
    pub(crate) fn push(&mut self, file: &str, pointer: &str, value: impl Into<Value>) {
        self.at(file, pointer)
            .as_array_mut()
            .unwrap()
            .push(value.into());
    }

    /// Swaps the first two items of a list.
    pub(crate) fn swap(&mut self, file: &str, pointer: &str) {
        self.at(file, pointer).as_array_mut().unwrap().swap(0, 1);
    }

    /// Adds a file.
    pub(crate) fn add(&mut self, file: &str, json: Value) {
        assert!(self.0.insert(file.to_owned(), json).is_none(), "{file}");
    }

    /// Removes all files whose paths begin so.
    pub(crate) fn remove(&mut self, path: &str) {
        let count = self.0.len();
        self.0.retain(|file, _| !file.starts_with(path));
        assert!(self.0.len() < count, "{path}");
    }

    fn at(&mut self, file: &str, pointer: &str) -> &mut Value {
        let json = self.0.get_mut(file).unwrap_or_else(|| panic!("{file}"));
        json.pointer_mut(pointer)
            .unwrap_or_else(|| panic!("{file} {pointer}"))
    }
}

/// The changes from one spec to another.
pub(crate) fn changes(old: &Spec, new: &Spec, name: &str) -> Vec<String> {
    let found = diff(&old.files(), &new.files()).unwrap_or_else(|error| {
        let all = error.old.iter().chain(&error.new);
        let all: Vec<String> = all.map(ToString::to_string).collect();
        panic!("{name}: {}", all.join("\n"))
    });
    found.changes.iter().map(shown).collect()
}

fn shown(change: &Change) -> String {
    format!(
        "{}/{} {} {}: {}",
        change.source.as_str(),
        change.run.as_str(),
        change.kind.as_str(),
        change.place,
        change.what
    )
}
