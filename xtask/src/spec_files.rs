//! From a folder to the files of a spec.

use std::fs;
use std::path::{Path, PathBuf};

use vod_codegen::SpecFile;

use crate::failure::Failure;
use crate::workspace;

/// The folder of the JSON Schemas, which `cargo xtask schema` writes.
pub(crate) const SCHEMA_FOLDER: &str = "schema";

/// The files of a spec, and what else lay among them.
pub(crate) struct SpecFolder {
    /// Every JSON file, sorted by path.
    pub(crate) files: Vec<SpecFile>,
    /// Files with an unexpected ending, which were not read.
    pub(crate) skipped: Vec<PathBuf>,
}

/// Reads a spec: a folder of services, or the folder of one service.
pub(crate) fn read(folder: &Path) -> Result<SpecFolder, Failure> {
    if !folder.is_dir() {
        let shown = workspace::shown(folder);
        return Err(
            format!("there is no folder {shown}: name the spec's folder with --spec").into(),
        );
    }
    let mut spec = SpecFolder {
        files: Vec::new(),
        skipped: Vec::new(),
    };
    let prefix = if is_service(folder)? {
        service_name(folder)?
    } else {
        String::new()
    };
    for entry in entries(folder)? {
        if !entry.ends_with(SCHEMA_FOLDER) {
            spec.read_entry(&entry, &prefix)?;
        }
    }
    if !spec
        .files
        .iter()
        .any(|file| file.path.ends_with("/service.json"))
    {
        let shown = workspace::shown(folder);
        return Err(format!(
            "there is no spec in {shown}: expected SERVICE/VERSION/service.json below it, \
             or VERSION/service.json if it is the folder of one service"
        )
        .into());
    }
    Ok(spec)
}

impl SpecFolder {
    fn read_entry(&mut self, entry: &Path, prefix: &str) -> Result<(), Failure> {
        let name = file_name(entry)?;
        let path = if prefix.is_empty() {
            name.to_owned()
        } else {
            format!("{prefix}/{name}")
        };
        if entry.is_dir() {
            for inner in entries(entry)? {
                self.read_entry(&inner, &path)?;
            }
        } else if name.ends_with(".json") {
            let text = fs::read_to_string(entry).map_err(|e| Failure::io("read", entry, &e))?;
            self.files.push(SpecFile {
                shown: workspace::shown(entry),
                path,
                text,
            });
        } else if !name.ends_with(".md") {
            self.skipped.push(entry.to_path_buf());
        }
        Ok(())
    }
}

/// What the paths of a spec begin with that stand so below its folder: nothing if it is a folder of
/// services, and its own name if it is the folder of one.
pub(crate) fn prefix_of<'a>(
    paths: impl IntoIterator<Item = &'a str>,
    folder: &Path,
) -> Result<String, Failure> {
    let is_version = |path: &str| {
        let version = path.strip_suffix("/service.json");
        version.is_some_and(|version| !version.contains('/'))
    };
    if paths.into_iter().any(is_version) {
        Ok(format!("{}/", service_name(folder)?))
    } else {
        Ok(String::new())
    }
}

/// Whether the folder holds versions, and not services.
fn is_service(folder: &Path) -> Result<bool, Failure> {
    Ok(entries(folder)?
        .iter()
        .any(|entry| entry.join("service.json").is_file()))
}

fn service_name(folder: &Path) -> Result<String, Failure> {
    Ok(file_name(folder)?.to_owned())
}

/// The entries of a folder, sorted, without hidden files such as an editor's.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let list = || -> std::io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    let mut entries = list().map_err(|error| Failure::io("read", folder, &error))?;
    entries.retain(|entry| {
        !entry
            .file_name()
            .is_some_and(|name| is_hidden(&name.to_string_lossy()))
    });
    entries.sort();
    Ok(entries)
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

fn file_name(path: &Path) -> Result<&str, Failure> {
    path.file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| {
            Failure::from(format!(
                "the name of {} is not UTF-8: rename it",
                workspace::shown(path)
            ))
        })
}
