//! The one writer of files: brings a folder to what was generated, or says how it differs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::failure::Failure;

mod apply;
mod check;
mod folder;
mod lock;
mod plan;
mod report;

pub(crate) use folder::replace_file;
pub(crate) use lock::Lock;

/// Whether to change the folder or only to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Bring the folder to what was generated.
    Write,
    /// Say how it differs, and touch nothing.
    Check,
}

impl Mode {
    /// The mode that a `--check` on the command line asks for.
    pub(crate) fn from_check(check: bool) -> Self {
        if check { Self::Check } else { Self::Write }
    }

    /// The lock that the folder needs meanwhile. It is to be held from before the first look at what the
    /// files are made of: what was generated from an older state must not be written over a newer one.
    pub(crate) fn lock(self, folder: &Path) -> Result<Lock, Failure> {
        match self {
            Self::Write => Lock::to_write(folder),
            Self::Check => Lock::to_read(folder),
        }
    }
}

/// A folder and what is to are in it.
pub(crate) struct Target<'a> {
    /// The folder, absolute.
    pub(crate) folder: PathBuf,
    /// What is to are in it.
    pub(crate) files: Vec<Wanted>,
    /// Which of the files that already are there may be replaced or removed.
    pub(crate) ownership: Ownership,
    /// What the files are made from, as the reader can open it.
    pub(crate) origin: &'a str,
    /// The command that brings the folder up to date.
    pub(crate) command: &'a str,
    /// When the work began.
    pub(crate) started: Instant,
}

/// A file that is to are in the folder.
pub(crate) struct Wanted {
    /// Path below the folder; absolute if the file stands elsewhere, where nothing else is looked at.
    pub(crate) path: PathBuf,
    /// What it is made from, as the reader can open it.
    pub(crate) source: String,
    /// The text.
    pub(crate) text: String,
}

/// Which files of the folder are ours.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ownership {
    /// Those with this mark in their first line.
    Marked(&'static str),
    /// Those whose path is that of a wanted file.
    Named,
    /// The same, among other files that are nobody's business here.
    Among,
}

/// Brings the folder to what was generated or says how it differs, and reports.
pub(crate) fn run(target: &Target<'_>, mode: Mode) -> Result<ExitCode, Failure> {
    let plan = plan::plan(target)?;
    match mode {
        Mode::Check => check::report(target, &plan),
        Mode::Write => {
            plan.refuse_obstacles()?;
            apply::remove_leftovers(&plan)?;
            apply::apply(target, &plan)?;
            report::written(target, &plan);
            Ok(ExitCode::SUCCESS)
        }
    }
}

impl Target<'_> {
    fn full_path(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }
}
