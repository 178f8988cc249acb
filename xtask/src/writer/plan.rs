//! What must change in the folder; nothing is changed here.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder::is_leftover;
use super::lock::LOCK_FILE;
use super::{Ownership, Target, Wanted};
use crate::failure::Failure;
use crate::workspace;

/// What must change in a folder. Paths are absolute.
pub(super) struct Plan<'a> {
    /// The files to write.
    pub(super) changes: Vec<Change<'a>>,
    /// How many files stand as they should.
    pub(super) unchanged: usize,
    /// Files of ours that are no longer generated.
    pub(super) orphans: Vec<PathBuf>,
    /// Files that are not ours and disturb nobody.
    pub(super) strangers: Vec<PathBuf>,
    /// Files of a command that was killed.
    pub(super) leftovers: Vec<PathBuf>,
    /// What is not ours and stands where a file of ours must go.
    pub(super) obstacles: Vec<PathBuf>,
}

/// A file to write.
pub(super) struct Change<'a> {
    /// Where.
    pub(super) path: PathBuf,
    /// What.
    pub(super) wanted: &'a Wanted,
    /// What is there now.
    pub(super) old: Option<Vec<u8>>,
}

/// Compares the folder with what is to are in it.
pub(super) fn plan<'a>(target: &'a Target<'_>) -> Result<Plan<'a>, Failure> {
    refuse_package(&target.folder)?;
    let mut plan = Plan {
        changes: Vec::new(),
        unchanged: 0,
        orphans: Vec::new(),
        strangers: Vec::new(),
        leftovers: Vec::new(),
        obstacles: Vec::new(),
    };
    for wanted in &target.files {
        plan.add_wanted(target, wanted)?;
    }
    let wanted: HashSet<PathBuf> = target
        .files
        .iter()
        .map(|wanted| target.full_path(&wanted.path))
        .collect();
    for path in files_below(&target.folder)? {
        if !wanted.contains(&path) {
            plan.add_other(target, path)?;
        }
    }
    Ok(plan)
}

impl<'a> Plan<'a> {
    /// Nothing may be written while something that is not ours is in the way.
    pub(super) fn refuse_obstacles(&self) -> Result<(), Failure> {
        let Some(first) = self.obstacles.first() else {
            return Ok(());
        };
        let names: Vec<String> = self
            .obstacles
            .iter()
            .map(|path| workspace::shown(path))
            .collect();
        let them = if self.obstacles.len() == 1 {
            "it"
        } else {
            "them"
        };
        Err(format!(
            "nothing was written, because the generator did not write what stands in its way: \
             {}\n  Move {them} out of {}, or delete {them}, and run the command again.",
            names.join(", "),
            workspace::shown(first.parent().unwrap_or(first)),
        )
        .into())
    }

    fn add_wanted(&mut self, target: &Target<'_>, wanted: &'a Wanted) -> Result<(), Failure> {
        let path = target.full_path(&wanted.path);
        if let Some(obstacle) = obstacle(target, &path)? {
            if !self.obstacles.contains(&obstacle) {
                self.obstacles.push(obstacle);
            }
            return Ok(());
        }
        let old = read_if_there(&path)?;
        match old {
            Some(bytes) if is_same_text(&bytes, &wanted.text) => self.unchanged += 1,
            old => self.changes.push(Change { path, wanted, old }),
        }
        Ok(())
    }

    fn add_other(&mut self, target: &Target<'_>, path: PathBuf) -> Result<(), Failure> {
        if is_leftover(&path) && is_file(&path) {
            self.leftovers.push(path);
            return Ok(());
        }
        let orphan = match target.ownership {
            Ownership::Marked(mark) => is_file(&path) && has_mark(&path, mark)?,
            Ownership::Named => false,
            Ownership::Among => return Ok(()),
        };
        let list = if orphan {
            &mut self.orphans
        } else {
            &mut self.strangers
        };
        if !self.obstacles.contains(&path) {
            list.push(path);
        }
        Ok(())
    }
}

/// What stands where the file must go and is not ours: the file itself, or one in place of a folder.
fn obstacle(target: &Target<'_>, path: &Path) -> Result<Option<PathBuf>, Failure> {
    let folders = path
        .ancestors()
        .skip(1)
        .take_while(|folder| folder.starts_with(&target.folder));
    for folder in folders {
        if fs::symlink_metadata(folder).is_ok() && !folder.is_dir() {
            return Ok(Some(folder.to_path_buf()));
        }
    }
    if fs::symlink_metadata(path).is_err() {
        return Ok(None);
    }
    let ours = match target.ownership {
        Ownership::Marked(mark) => is_file(path) && has_mark(path, mark)?,
        Ownership::Named | Ownership::Among => is_file(path),
    };
    Ok((!ours).then(|| path.to_path_buf()))
}

/// A typing error in `--out` must not lead the removal of orphans through somebody's packages.
fn refuse_package(folder: &Path) -> Result<(), Failure> {
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

/// Every file below the folder, sorted; other packages and hidden folders are not entered.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Failure::io("read", &folder, &error)),
        };
        for entry in entries {
            let path = entry
                .map_err(|error| Failure::io("read", &folder, &error))?
                .path();
            let is_link = path.is_symlink();
            if !path.is_dir() || is_link {
                files.extend(Some(path).filter(|path| !path.ends_with(LOCK_FILE)));
            } else if !is_foreign(&path) {
                folders.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn is_foreign(folder: &Path) -> bool {
    let hidden = folder
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    hidden || folder.join("Cargo.toml").exists()
}

/// Whether a file has this text: which line ends a checkout has is not the generator's business.
fn is_same_text(bytes: &[u8], text: &str) -> bool {
    bytes == text.as_bytes()
        || str::from_utf8(bytes).is_ok_and(|found| found.replace("\r\n", "\n") == text)
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

fn has_mark(path: &Path, mark: &str) -> Result<bool, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
    let first_line = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    Ok(String::from_utf8_lossy(first_line).contains(mark))
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("read", path, &error)),
    }
}
