//! Which file is what, by its path.

use std::collections::{BTreeMap, BTreeSet};

use crate::nearest::nearest;
use crate::problem::{Place, Problem};
use crate::read::SpecFile;
use crate::schema::FileKind;

/// The files of one version, as indices among the files that were given.
#[derive(Debug, Default)]
pub(super) struct Folder {
    pub(super) service: String,
    pub(super) version: String,
    pub(super) service_file: Option<usize>,
    pub(super) error_codes: Option<usize>,
    pub(super) actions: Vec<usize>,
    pub(super) types: Vec<usize>,
    /// The first of the files, whichever it is.
    first: usize,
}

/// Sorts the files by service and version; those that have no place in a spec are problems, and so are folders of
/// more than one service.
pub(super) fn sort(files: &[SpecFile], problems: &mut Vec<Problem>) -> Vec<Folder> {
    let mut by_path: Vec<usize> = (0..files.len()).collect();
    by_path.sort_by_key(|index| &files[*index].path);

    let mut folders = BTreeMap::new();
    for index in by_path {
        let path = &files[index].path;
        if let Some(fault) = &files[index].fault {
            let place = Place::bytes(index, fault.at..fault.at);
            problems.push(Problem::new(place, &fault.message, &fault.hint));
            continue;
        }
        let Some(location) = locate(path) else {
            let message = "this file is not part of a spec";
            let hint = match meant(path) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => expected_paths(),
            };
            problems.push(Problem::new(start_of(index), message, hint));
            continue;
        };
        let folder = folders
            .entry((location.service, location.version))
            .or_insert_with(|| Folder {
                service: location.service.to_owned(),
                version: location.version.to_owned(),
                first: index,
                ..Folder::default()
            });
        match location.kind {
            FileKind::Service => folder.service_file = Some(index),
            FileKind::ErrorCodes => folder.error_codes = Some(index),
            FileKind::Action => folder.actions.push(index),
            FileKind::Type => folder.types.push(index),
        }
    }
    let folders: Vec<_> = folders.into_values().collect();
    refuse_several_services(&folders, problems);
    folders
}

fn refuse_several_services(folders: &[Folder], problems: &mut Vec<Problem>) {
    let names: BTreeSet<&str> = folders
        .iter()
        .map(|folder| folder.service.as_str())
        .collect();
    let first = names.first().copied().unwrap_or_default();
    if let Some(other) = folders.iter().find(|folder| folder.service != first) {
        let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
        let message = format!(
            "the spec has folders of several services: {}",
            names.join(", ")
        );
        let hint = "one SDK is generated from one service: keep one of the folders";
        problems.push(Problem::new(start_of(other.first), message, hint));
    }
}

/// The name that the file of an action or a type gives it.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".json").unwrap_or(name)
}

/// The path in a spec that was probably meant by one that is not.
pub(super) fn meant(path: &str) -> Option<String> {
    let near = |name: &str, known: [&'static str; 2]| nearest(name, known).filter(|it| *it != name);
    let parts: Vec<_> = path.split('/').collect();
    match parts[..] {
        [service, version, folder, name] if is_named(name) => {
            let folder = near(folder, ["actions", "types"])?;
            Some(format!("{service}/{version}/{folder}/{name}"))
        }
        [service, version, name] => {
            let name = near(name, ["service.json", "error_codes.json"])?;
            Some(format!("{service}/{version}/{name}"))
        }
        _ => None,
    }
}

/// The layout of a spec's files.
pub(super) fn expected_paths() -> String {
    let folder = "<service>/<version>";
    format!(
        "the files of a spec are `{folder}/service.json`, `{folder}/error_codes.json`, \
         `{folder}/actions/NAME.json` and `{folder}/types/NAME.json`"
    )
}

impl Folder {
    /// The path of the one file of this kind.
    pub(super) fn path_of(&self, kind: FileKind) -> String {
        let name = match kind {
            FileKind::Service => "service.json",
            _ => "error_codes.json",
        };
        format!("{}/{}/{name}", self.service, self.version)
    }

    /// Reports that the version lacks the one file of this kind.
    pub(super) fn report_missing(&self, kind: FileKind, problems: &mut Vec<Problem>) {
        let hint = match kind {
            FileKind::Service => "it names the service, its version and its endpoint",
            _ => "it lists the error codes of the version; without any, it is `{}`",
        };
        let message = format!("the file `{}` is missing", self.path_of(kind));
        // The file beside it says best where that is.
        let beside = self.service_file.or(self.error_codes).unwrap_or(self.first);
        problems.push(Problem::new(start_of(beside), message, hint));
    }
}

/// The beginning of a file that is itself the problem.
fn start_of(file: usize) -> Place {
    Place::bytes(file, 0..0)
}

/// The location that a path encodes.
struct Location<'a> {
    service: &'a str,
    version: &'a str,
    kind: FileKind,
}

fn locate(path: &str) -> Option<Location<'_>> {
    let parts: Vec<_> = path.split('/').collect();
    let (service, version, kind) = match parts[..] {
        [service, version, "service.json"] => (service, version, FileKind::Service),
        [service, version, "error_codes.json"] => (service, version, FileKind::ErrorCodes),
        [service, version, "actions", name] if is_named(name) => {
            (service, version, FileKind::Action)
        }
        [service, version, "types", name] if is_named(name) => (service, version, FileKind::Type),
        _ => return None,
    };
    (!service.is_empty() && !version.is_empty()).then_some(Location {
        service,
        version,
        kind,
    })
}

fn is_named(file_name: &str) -> bool {
    file_name.ends_with(".json") && !stem(file_name).is_empty()
}
