//! The contents of the files of a version.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::layout::{Folder, stem};
use super::{Holes, Loaded, MISSING, SpecFile, Version, repeated_keys};
use crate::json::{self, Node};
use crate::problem::{Place, Problem, Step, code};
use crate::schema::FileKind;
use crate::shape::Salvaged;
use crate::spec::TypeFile;

/// Reads files, and gathers what is wrong with them.
pub(super) struct Reader<'a> {
    files: &'a [SpecFile],
    /// Names by which types may be meant that have another name, or lie in another folder.
    strays: BTreeSet<String>,
    holes: Holes,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// A reader that adds to these problems.
    pub(super) fn new(files: &'a [SpecFile], strays: Vec<String>, problems: Vec<Problem>) -> Self {
        Self {
            files,
            strays: strays.into_iter().collect(),
            holes: Holes::default(),
            problems,
        }
    }

    /// What could not be read, and what is wrong with the files.
    pub(super) fn finish(self) -> (Holes, Vec<Problem>) {
        (self.holes, self.problems)
    }

    /// All files of a version.
    pub(super) fn version(&mut self, folder: &Folder) -> Version {
        let service = self.only(folder, FileKind::Service, folder.service_file);
        let error_codes = self.only(folder, FileKind::ErrorCodes, folder.error_codes);
        let actions = self.all(folder, FileKind::Action, &folder.actions);
        let mut types = self.all(folder, FileKind::Type, &folder.types);
        self.add_strays(&mut types);
        Version {
            folder: folder.version.clone(),
            service,
            actions,
            types,
            error_codes,
        }
    }

    fn only<T: DeserializeOwned>(
        &mut self,
        folder: &Folder,
        kind: FileKind,
        file: Option<usize>,
    ) -> Loaded<T> {
        match file {
            Some(file) => self.load(folder, kind, file),
            None => {
                folder.report_missing(kind, &mut self.problems);
                Loaded {
                    file: MISSING,
                    value: stand_in(kind, ""),
                }
            }
        }
    }

    fn all<T: DeserializeOwned>(
        &mut self,
        folder: &Folder,
        kind: FileKind,
        files: &[usize],
    ) -> Vec<Loaded<T>> {
        files
            .iter()
            .map(|file| self.load(folder, kind, *file))
            .collect()
    }

    /// A type that cannot be found because its file has the wrong name or place is not unknown.
    fn add_strays(&self, types: &mut Vec<Loaded<TypeFile>>) {
        for name in &self.strays {
            if !types.iter().any(|file| file.value.name == *name) {
                types.push(Loaded {
                    file: MISSING,
                    value: stand_in(FileKind::Type, name),
                });
            }
        }
    }

    fn load<T: DeserializeOwned>(
        &mut self,
        folder: &Folder,
        kind: FileKind,
        file: usize,
    ) -> Loaded<T> {
        let text = &self.files[file].text;
        let read = serde_json::from_str::<T>(text);
        let problems_before = self.problems.len();
        let tree = self.tree(file, read.is_ok());
        if let Some(tree) = &tree {
            self.check_shape(kind, file, tree);
            repeated_keys::report(file, tree, &mut self.problems);
            if let Err(error) = &read
                && self.problems.len() == problems_before
            {
                // The shape is made from the same structs: this is what it cannot express.
                let (message, range) = json::locate(text, error);
                self.report(file, range, message, String::new());
            }
            self.check_name(folder, kind, file, tree);
        }
        let value = match read {
            Ok(value) if self.problems.len() == problems_before => value,
            _ => self.salvage(kind, file, tree.as_ref()),
        };
        Loaded { file, value }
    }

    /// The tree of a file; none if that much is wrong with its syntax.
    fn tree(&mut self, file: usize, is_json: bool) -> Option<Node<'a>> {
        let text = &self.files[file].text;
        let tree = if is_json {
            json::parse_json(text)
        } else {
            json::parse(text)
        };
        tree.or_else(|error| {
            self.report(file, error.range, error.message, error.hint);
            json::parse_leniently(text).ok_or(())
        })
        .ok()
    }

    /// What of a file fits, and stand-ins for the rest.
    fn salvage<T: DeserializeOwned>(
        &mut self,
        kind: FileKind,
        file: usize,
        tree: Option<&Node<'_>>,
    ) -> T {
        let name = stem(&self.files[file].path);
        if let Some(tree) = tree {
            let Salvaged { mut value, holes } = kind.shape().salvage(tree);
            for hole in holes {
                self.holes.add(file, hole);
            }
            if set_name(kind, &mut value, name).is_some_and(|other| other != name) {
                self.holes.add(file, vec![Step::Key("name".to_owned())]);
            }
            if let Ok(value) = serde_json::from_value(value) {
                return value;
            }
        }
        self.holes.add(file, Vec::new());
        stand_in(kind, name)
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
        if kind == FileKind::Type {
            self.strays.insert(name.to_owned());
        }
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

fn stand_in<T: DeserializeOwned>(kind: FileKind, name: &str) -> T {
    let mut value = kind.shape().stand_in();
    set_name(kind, &mut value, name);
    serde_json::from_value(value).expect("the shape is made from the struct")
}

/// Names an action or a type as its file is named, and returns its name before.
fn set_name(kind: FileKind, value: &mut Value, name: &str) -> Option<String> {
    if !matches!(kind, FileKind::Action | FileKind::Type) {
        return None;
    }
    let before = value
        .as_object_mut()?
        .insert("name".to_owned(), name.into());
    before?.as_str().map(str::to_owned)
}
