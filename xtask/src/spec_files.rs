//! From a folder to the files of a spec.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use vod_codegen::SpecFile;
use vod_codegen::read::Fault;

use crate::failure::Failure;
use crate::output::say;
use crate::workspace;

/// The folder of the JSON Schemas, which `cargo xtask schema` writes.
pub(crate) const SCHEMA_FOLDER: &str = "schema";

/// How deep a path is: SERVICE/VERSION/actions/NAME.json.
const DEPTH: usize = 4;

/// How many files a spec has at most, and how many bytes in all and in one: many times what the largest services need,
/// and little enough for any machine.
const MOST_FILES: usize = 20_000;
const MOST_BYTES: usize = 8 << 20;
const MOST_BYTES_OF_FILE: u64 = 1 << 20;

/// The files of a spec, and what else lay among them.
pub(crate) struct SpecFolder {
    /// Every JSON file, and whatever could not be read, sorted by path.
    pub(crate) files: Vec<SpecFile>,
    bytes: usize,
    /// Files with an unexpected ending, which were not read.
    skipped: Vec<PathBuf>,
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
        bytes: 0,
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
        .any(|file| file.path.ends_with("/service.json") || file.fault.is_some())
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
    /// Says which files were not read, as one that should have been may be missing elsewhere.
    pub(crate) fn say_what_was_skipped(&self) {
        for path in &self.skipped {
            let path = workspace::shown(path);
            say(format_args!("  not read, neither .json nor .md: {path}"));
        }
    }

    fn read_entry(&mut self, entry: &Path, prefix: &str) -> Result<(), Failure> {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        let path = if prefix.is_empty() {
            name.to_string()
        } else {
            format!("{prefix}/{name}")
        };
        let kind = kind(entry, &path);
        let is_json = name.ends_with(".json");
        match kind {
            Ok(EntryKind::Folder) => match entries(entry) {
                Ok(inner) => {
                    for inner in inner {
                        self.read_entry(&inner, &path)?;
                    }
                    Ok(())
                }
                Err(failure) => self.add(entry, path, Err(fault(failure, CHANGE).into())),
            },
            Ok(EntryKind::File(bytes)) if is_json => self.add(entry, path, text(entry, bytes)),
            Ok(EntryKind::File(_)) if name.ends_with(".md") => Ok(()),
            Ok(EntryKind::File(_)) if name.to_lowercase().ends_with(".json") => {
                let message = "the name of a file of the spec ends in `.json`, in small letters";
                self.add(entry, path, Err(fault(message, "rename it").into()))
            }
            Ok(EntryKind::File(_)) => {
                self.skipped.push(entry.to_path_buf());
                Ok(())
            }
            Err(fault) => self.add(entry, path, Err(fault.into())),
        }
    }

    fn add(
        &mut self,
        entry: &Path,
        path: String,
        text: Result<String, Unread>,
    ) -> Result<(), Failure> {
        let (text, fault) = match text {
            Ok(text) => (text, None),
            Err(Unread { text, fault }) => (text, Some(fault)),
        };
        self.bytes += text.len();
        if self.bytes > MOST_BYTES || self.files.len() >= MOST_FILES {
            return Err(format!(
                "a spec has at most {MOST_FILES} files and {} MiB in all, and more than that is there\n  \
                 Is this the folder of a spec? {}",
                MOST_BYTES >> 20,
                workspace::shown(entry)
            )
            .into());
        }
        self.files.push(SpecFile {
            shown: workspace::shown(entry),
            path,
            text,
            fault,
        });
        Ok(())
    }
}

/// What an entry of a folder is.
enum EntryKind {
    Folder,
    /// A file, and its length in bytes.
    File(u64),
}

/// What an entry is, unless a spec has no such thing.
fn kind(entry: &Path, path: &str) -> Result<EntryKind, Fault> {
    if entry
        .file_name()
        .is_some_and(|name| name.to_str().is_none())
    {
        return Err(fault("its name is not UTF-8", "rename it"));
    }
    let failed = |error: io::Error| fault(format!("it cannot be read: {error}"), CHANGE);
    let is_link = fs::symlink_metadata(entry).map_err(failed)?.is_symlink();
    let metadata = fs::metadata(entry).map_err(failed)?;
    if metadata.is_dir() && is_link {
        let message = "it is a link to a folder, and a spec has none";
        return Err(fault(message, "put the folder itself here"));
    }
    if metadata.is_dir() && path.split('/').count() >= DEPTH {
        return Err(fault(
            "no folder of a spec is so deep",
            "move it or remove it",
        ));
    }
    if metadata.is_dir() {
        Ok(EntryKind::Folder)
    } else if metadata.is_file() {
        Ok(EntryKind::File(metadata.len()))
    } else {
        Err(fault("it is neither a file nor a folder", "remove it"))
    }
}

fn text(file: &Path, bytes: u64) -> Result<String, Unread> {
    if bytes > MOST_BYTES_OF_FILE {
        let message =
            format!("it has {bytes} bytes, and a file of a spec has at most {MOST_BYTES_OF_FILE}");
        return Err(fault(message, "is it a file of the spec?").into());
    }
    let bytes =
        fs::read(file).map_err(|error| fault(format!("it cannot be read: {error}"), CHANGE))?;
    String::from_utf8(bytes).map_err(|error| Unread {
        text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        fault: Fault {
            at: error.utf8_error().valid_up_to(),
            ..fault("this is not UTF-8", "save the file as UTF-8")
        },
    })
}

/// A file that is not what it should be, and what can be shown of it.
struct Unread {
    text: String,
    fault: Fault,
}

impl From<Fault> for Unread {
    fn from(fault: Fault) -> Self {
        let text = String::new();
        Self { text, fault }
    }
}

const CHANGE: &str = "make it readable, or remove it";

fn fault(message: impl ToString, hint: &str) -> Fault {
    Fault {
        message: message.to_string(),
        hint: hint.to_owned(),
        at: 0,
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
