//! From the text of the spec's files to their typed contents.

mod files;
mod layout;
mod repeated_keys;

use crate::model::Item;
use crate::problem::{Place, Problem};
use crate::spec::{ActionFile, ErrorCodesFile, Field, KnownValue, ServiceFile, TypeFile};

/// A file of the spec.
#[derive(Clone, Debug)]
pub struct SpecFile {
    /// The path to name in messages, as the maintainer can open it.
    pub shown: String,
    /// The path below the spec folder, with `/`: `vod/2018-07-17/actions/ExecuteFunction.json`.
    pub path: String,
    /// The text; empty if it could not be read.
    pub text: String,
    /// Why it could not be read.
    pub fault: Option<Fault>,
}

/// Why a file of the spec could not be read.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What is wrong with it.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The byte of its text that is wrong; the beginning if it is the file as a whole.
    pub at: usize,
}

/// How many problems of form are gathered, before the rest of the files is left unread: what is not a spec at all has
/// one in every line.
const MOST: usize = 500;

/// The spec of one service.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Name of the service's folder.
    pub folder: String,
    /// The versions, sorted by folder.
    pub versions: Vec<Version>,
}

/// One version of the API.
#[derive(Clone, Debug)]
pub struct Version {
    /// Name of the version's folder.
    pub folder: String,
    /// `service.json`.
    pub service: Loaded<ServiceFile>,
    /// The actions, sorted by file name.
    pub actions: Vec<Loaded<ActionFile>>,
    /// The types, sorted by file name.
    pub types: Vec<Loaded<TypeFile>>,
    /// `error_codes.json`.
    pub error_codes: Loaded<ErrorCodesFile>,
}

impl Version {
    /// The known values of a field: its own, or those of its type.
    pub fn known_values<'a>(&'a self, field: &'a Field) -> &'a [KnownValue] {
        let is_own = !field.values.is_empty() || Item::scalar(&field.type_.name).is_some();
        let mut types = self.types.iter().filter(|_| !is_own);
        let type_ = types.find(|file| file.value.name == field.type_.name);
        type_.map_or(&field.values, |file| &file.value.values)
    }
}

/// The contents of a file, and which one it is.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// Index of the file among the files that were given.
    pub file: usize,
    /// Its contents.
    pub value: T,
}

/// Reads the files of a spec; the problems are those of form, all of them, sorted by file and place.
///
/// [`diagnose`](crate::diagnostic::diagnose) gives them lines and columns. If there is no file at all,
/// the only problem is in no file.
pub fn read(files: &[SpecFile]) -> Result<Spec, Vec<Problem>> {
    if files.is_empty() {
        let message = "the spec has no files";
        let place = Place::default();
        return Err(vec![Problem::new(place, message, layout::expected_paths())]);
    }
    let mut problems = Vec::new();
    let folders = layout::sort(files, &mut problems);
    let mut reader = files::Reader::new(files, problems);
    let versions: Vec<_> = folders
        .iter()
        .map(|folder| reader.version(folder))
        .collect();
    let mut problems = reader.finish();
    if problems.len() >= MOST {
        let message = format!(
            "there are {MOST} errors so far, and more may follow: what comes after this was not read"
        );
        let hint = "correct these first, and run it again; are these files a spec?";
        let place = problems[MOST - 1].place.clone();
        problems.push(Problem::new(place, message, hint));
    }
    match (folders.first(), versions.into_iter().collect()) {
        (Some(folder), Some(versions)) if problems.is_empty() => Ok(Spec {
            folder: folder.service.clone(),
            versions,
        }),
        _ => Err(sorted(files, problems)),
    }
}

fn sorted(files: &[SpecFile], mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| order(files, a).cmp(&order(files, b)));
    problems.dedup();
    problems
}

fn order<'a>(files: &'a [SpecFile], problem: &'a Problem) -> (&'a str, usize, &'a str) {
    let start = problem.place.bytes.as_ref().map_or(0, |bytes| bytes.start);
    (&files[problem.place.file].path, start, &problem.message)
}
