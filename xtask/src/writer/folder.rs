//! Folders that files are written into.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::workspace;

/// How the names of temporary files begin.
const TEMPORARY: &str = ".xtask-";

/// How long a command needs at most from making a temporary file to renaming it.
const IN_USE: Duration = Duration::from_secs(600);

/// A new file in the folder, readable as any source file is and not by its owner alone.
pub(super) fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// A typing error in `--out` must not lead the removal of orphans through somebody's packages.
pub(super) fn refuse_package(folder: &Path) -> Result<(), Failure> {
    if !folder.join("Cargo.toml").exists() {
        return Ok(());
    }
    Err(format!(
        "{} is the folder of a package: name one that holds nothing but generated files, \
         such as its src/generated",
        workspace::shown(folder)
    )
    .into())
}

/// Every file below the folder, sorted; links, other packages and hidden folders are not entered.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = Some(folder.to_path_buf())
        .filter(|it| it.exists())
        .into_iter()
        .collect();
    while let Some(folder) = folders.pop() {
        let failed = |error| Failure::io("read", &folder, &error);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_file() {
                if !is_in_use(&entry) {
                    files.push(path);
                }
            } else if kind.is_dir() && !is_hidden && !path.join("Cargo.toml").exists() {
                folders.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether another command may be writing the file at this moment. An older one was left behind by a command that was
/// killed.
fn is_in_use(entry: &fs::DirEntry) -> bool {
    let is_temporary = entry.file_name().to_string_lossy().starts_with(TEMPORARY);
    is_temporary && {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age < IN_USE))
    }
}

/// The contents of a file; `None` if there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("read", path, &error)),
    }
}

/// Removes the folders that the removal of a file left empty, up to the root, which stays.
pub(super) fn remove_empty(root: &Path, file: &Path) {
    let inside = file.ancestors().skip(1).take_while(|it| *it != root);
    for folder in inside {
        // A folder that is not empty refuses, and so ends the walk.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
