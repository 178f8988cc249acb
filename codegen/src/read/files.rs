//! The contents of the files of a version.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::layout::{self, Folder, stem};
use super::{Loaded, MOST, SpecFile, Version, repeated_keys};
use crate::calendar;
use crate::json::{self, Node, SyntaxError};
use crate::names;
use crate::problem::{Place, Problem, code};
use crate::schema::FileKind;

/// Reads files, and gathers what is wrong with them.
pub(super) struct Reader<'a> {
    files: &'a [SpecFile],
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// A reader that adds to these problems.
    pub(super) fn new(files: &'a [SpecFile], problems: Vec<Problem>) -> Self {
        Self { files, problems }
    }

    /// The problems in the files.
    pub(super) fn finish(self) -> Vec<Problem> {
        self.problems
    }

    /// All files of a version; `None` if one of them cannot be read or is missing.
    pub(super) fn version(&mut self, folder: &Folder) -> Option<Version> {
        let service = self.only(folder, FileKind::Service, folder.service_file);
        let error_codes = self.only(folder, FileKind::ErrorCodes, folder.error_codes);
        let actions = self.all(folder, FileKind::Action, &folder.actions);
        let types = self.all(folder, FileKind::Type, &folder.types);
        Some(Version {
            folder: folder.version.clone(),
            service: service?,
            actions: actions?,
            types: types?,
            error_codes: error_codes?,
        })
    }

    fn only<T: DeserializeOwned>(
        &mut self,
        folder: &Folder,
        kind: FileKind,
        file: Option<usize>,
    ) -> Option<Loaded<T>> {
        // What is missing may be what could not be read, or has another name.
        let path = folder.path_of(kind);
        let is_it = |file: &SpecFile| {
            file.fault.is_some() || layout::meant(&file.path).is_some_and(|it| it == path)
        };
        if file.is_none() && !self.files.iter().any(is_it) {
            folder.report_missing(kind, &mut self.problems);
        }
        self.load(folder, kind, file?)
    }

    /// Reads all files even if one cannot be read, to find what is wrong with each.
    fn all<T: DeserializeOwned>(
        &mut self,
        folder: &Folder,
        kind: FileKind,
        files: &[usize],
    ) -> Option<Vec<Loaded<T>>> {
        let files = files.iter();
        let loaded: Vec<_> = files.map(|file| self.load(folder, kind, *file)).collect();
        loaded.into_iter().collect()
    }

    fn load<T: DeserializeOwned>(
        &mut self,
        folder: &Folder,
        kind: FileKind,
        file: usize,
    ) -> Option<Loaded<T>> {
        if self.problems.len() >= MOST {
            return None;
        }
        let text = &self.files[file].text;
        if let Some(error) = json::one_line(text) {
            self.report(file, error);
            return None;
        }
        let read = serde_json::from_str::<T>(text);
        let tree = json::parse(text)
            .map_err(|error| self.report(file, json::mishap(text).unwrap_or(error)));
        let tree = tree.ok()?;
        if read.is_err()
            && let Err(error) = serde_json::from_str::<Value>(text)
        {
            let error = json::mishap(text).unwrap_or_else(|| json::locate(text, &error));
            self.report(file, error);
            return None;
        }
        if let Some(problem) = misplaced(kind, file, &tree) {
            self.problems.push(problem);
            return None;
        }
        let problems_before = self.problems.len();
        self.check_shape(kind, file, &tree);
        repeated_keys::report(file, &tree, &mut self.problems);
        if let Err(error) = &read
            && self.problems.len() == problems_before
        {
            // The shape is made from the same structs: this is what it cannot express.
            self.report(file, json::locate(text, error));
        }
        self.check_name(folder, kind, file, &tree);
        let value = read.ok()?;
        Some(Loaded { file, value })
    }

    /// Finds all that is wrong with the form of a file. Reading it stops at the first error, and lets
    /// pass what should not be written: a list in the place of an object, its values without keys.
    fn check_shape(&mut self, kind: FileKind, file: usize, tree: &Node<'_>) {
        kind.shape().check(file, tree, MOST, &mut self.problems);
    }

    /// A file or folder is found by its name: the contents must say the same.
    fn check_name(&mut self, folder: &Folder, kind: FileKind, file: usize, tree: &Node<'_>) {
        let (what, key, expected) = match kind {
            FileKind::Service => ("version", "version", folder.version.as_str()),
            FileKind::Action => ("action", "name", stem(&self.files[file].path)),
            FileKind::Type => ("type", "name", stem(&self.files[file].path)),
            FileKind::ErrorCodes => return,
        };
        let Some(value) = tree.entry(key).map(|entry| &entry.value) else {
            return;
        };
        let Some(name) = value.as_str().filter(|name| *name != expected) else {
            return;
        };
        let (holder, other) = match kind {
            FileKind::Service => ("folder", name.to_owned()),
            _ => ("file", format!("{name}.json")),
        };
        let message = format!(
            "the {what} {} has a different name from its {holder}",
            code(name)
        );
        // What is no name is not suggested as one.
        let is_name = match kind {
            FileKind::Service => calendar::is_day,
            _ => names::is_identifier,
        };
        let write = is_name(expected).then(|| format!("write {}", code(expected)));
        let rename = is_name(name).then(|| format!("rename the {holder} to {}", code(&other)));
        let is_copy = kind != FileKind::Service && self.has_beside(file, &other);
        let hint = match (write, rename) {
            (Some(write), _) if is_copy => {
                format!("{write}, or remove the file: there is {}", code(&other))
            }
            (None, _) if is_copy => format!("remove the file: there is {}", code(&other)),
            (Some(write), Some(rename)) => format!("{write}, or {rename}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "give both a name that is one".to_owned(),
        };
        let place = Place::bytes(file, value.range.clone());
        self.problems.push(Problem::new(place, message, hint));
    }

    /// Whether a file of this name stands in the folder of another.
    fn has_beside(&self, file: usize, name: &str) -> bool {
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let beside = folder(&self.files[file].path).map(|it| format!("{it}/{name}"));
        self.files
            .iter()
            .any(|it| Some(&it.path) == beside.as_ref())
    }

    fn report(&mut self, file: usize, error: SyntaxError) {
        let place = Place::bytes(file, error.range);
        self.problems
            .push(Problem::new(place, error.message, error.hint));
    }
}

/// A file that says by its schema that it is of another kind than its place says. What else is wrong with it follows
/// from that.
fn misplaced(kind: FileKind, file: usize, tree: &Node<'_>) -> Option<Problem> {
    let schema = &tree.entry("$schema")?.value;
    let name = schema.as_str()?.rsplit('/').next()?;
    let mut kinds = FileKind::ALL.into_iter();
    let said = kinds.find(|said| said.schema_name() == name && *said != kind)?;
    let message = format!(
        "this is {} by its schema, and stands where {} belongs",
        said.noun(),
        kind.noun()
    );
    let hint = format!(
        "move it to {}, or name {}",
        code(said.place()),
        code(kind.schema_name())
    );
    Some(Problem::new(
        Place::bytes(file, schema.range.clone()),
        message,
        hint,
    ))
}
