//! Carries a plan out: everything is staged beside its place before the first file is replaced.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Target;
use super::folder::{create_folder, temporary_file};
use super::plan::{Change, Plan};
use crate::failure::Failure;
use crate::output::count;
use crate::workspace;

/// Removes what a command that was killed has left.
pub(super) fn remove_leftovers(plan: &Plan<'_>) -> Result<(), Failure> {
    plan.leftovers.iter().try_for_each(|path| {
        fs::remove_file(path).map_err(|error| Failure::io("remove", path, &error))
    })
}

/// Writes and removes what the plan says.
///
/// A failure while staging leaves the folder as it was. A failure while renaming, which no file
/// system lets one undo for many files at once, says how far it came; the command can be run again.
pub(super) fn apply(target: &Target<'_>, plan: &Plan<'_>) -> Result<(), Failure> {
    let staged = stage(&plan.changes)?;
    let total = staged.len();
    for (done, file) in staged.into_iter().enumerate() {
        replace(file).map_err(|failure| {
            format!(
                "{failure}\n  {done} of {} had been replaced before: mend this and run `{}` again.",
                count(total, "file"),
                target.command
            )
        })?;
    }
    for path in &plan.orphans {
        fs::remove_file(path).map_err(|error| Failure::io("remove", path, &error))?;
        remove_empty_folders(&target.folder, path);
    }
    Ok(())
}

struct Staged {
    file: NamedTempFile,
    path: PathBuf,
}

fn stage(changes: &[Change<'_>]) -> Result<Vec<Staged>, Failure> {
    let mut created = Vec::new();
    let staged: Result<Vec<Staged>, Failure> = changes
        .iter()
        .map(|change| stage_one(change, &mut created))
        .collect();
    if staged.is_err() {
        // The staged files are gone by now; so may be the folders that were made for them.
        for folder in created.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    staged.map_err(|failure| format!("{failure}\n  Nothing was changed.").into())
}

fn stage_one(change: &Change<'_>, created: &mut Vec<PathBuf>) -> Result<Staged, Failure> {
    let folder = change.path.parent().unwrap_or(Path::new("."));
    create_folder(folder, created)?;
    let write = || -> io::Result<NamedTempFile> {
        let mut file = temporary_file(folder)?;
        file.write_all(change.wanted.text.as_bytes())?;
        file.flush()?;
        Ok(file)
    };
    let file = write().map_err(|error| Failure::io("write into", folder, &error))?;
    Ok(Staged {
        file,
        path: change.path.clone(),
    })
}

fn replace(staged: Staged) -> Result<(), Failure> {
    let Staged { file, path } = staged;
    file.persist(&path).map(drop).map_err(|error| {
        format!(
            "cannot replace {}: {}",
            workspace::shown(&path),
            error.error
        )
        .into()
    })
}

/// Removes the folders that the removal of a file left empty, up to the root, which stays.
fn remove_empty_folders(root: &Path, file: &Path) {
    let inside = file
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    for folder in inside {
        // A folder that is not empty refuses, and so ends the walk.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
