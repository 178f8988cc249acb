//! The contents of the files of a version.

use std::ops::Range;

use serde::de::DeserializeOwned;

use super::layout::{Folder, stem};
use super::{Loaded, SpecFile, Version, repeated_keys};
use crate::json::{self, Node};
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

    /// What is wrong with the files.
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
        if file.is_none() {
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
        let text = &self.files[file].text;
        let read = serde_json::from_str::<T>(text);
        let problems_before = self.problems.len();
        let tree = self.tree(file, read.is_ok())?;
        self.check_shape(kind, file, &tree);
        repeated_keys::report(file, &tree, &mut self.problems);
        if let Err(error) = &read
            && self.problems.len() == problems_before
        {
            // The shape is made from the same structs: this is what it cannot express.
            let (message, range) = json::locate(text, error);
            self.report(file, range, message, String::new());
        }
        self.check_name(folder, kind, file, &tree);
        let value = read.ok()?;
        Some(Loaded { file, value })
    }

    /// The tree of a file; `None` if its syntax is wrong.
    fn tree(&mut self, file: usize, is_json: bool) -> Option<Node<'a>> {
        let text = &self.files[file].text;
        let tree = if is_json {
            json::parse_json(text)
        } else {
            json::parse(text)
        };
        tree.map_err(|error| self.report(file, error.range, error.message, error.hint))
            .ok()
    }

    /// Finds all that is wrong with the form of a file. Reading it stops at the first error, and lets
    /// pass what nobody should write: a list in the place of an object, its values without keys.
    fn check_shape(&mut self, kind: FileKind, file: usize, tree: &Node<'_>) {
        kind.shape().check(file, tree, &mut self.problems);
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
            "the {what} {} has another name than its {holder}",
            code(name)
        );
        let hint = format!(
            "write {}, or rename the {holder} to {}",
            code(expected),
            code(&other)
        );
        self.report(file, value.range.clone(), message, hint);
    }

    fn report(&mut self, file: usize, range: Range<usize>, message: String, hint: String) {
        self.problems
            .push(Problem::new(Place::bytes(file, range), message, hint));
    }
}
