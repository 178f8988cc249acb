//! A clone of what is committed, in which a release is tried.

use std::env;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::failure::Failure;

/// A clone, in a folder that goes with it.
pub(super) struct Clone(TempDir);

impl Clone {
    /// Clones the last commit of a repository.
    pub(super) fn of(root: &Path) -> Result<Self, Failure> {
        let folder =
            TempDir::new().map_err(|error| Failure::io("make", &env::temp_dir(), &error))?;
        let mut command = Command::new("git");
        command.args(["clone", "--quiet", "--shared"]);
        git(command.arg(root).arg(folder.path()))?;
        Ok(Self(folder))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The day of the last commit.
    pub(super) fn date(&self) -> Result<String, Failure> {
        let date = git(at(self.path()).args(["log", "-1", "--format=%cs"]))?;
        Ok(date.trim().to_owned())
    }
}

/// Refuses a work tree with changes, which the clone would not have.
pub(super) fn check_clean(root: &Path) -> Result<(), Failure> {
    let changes = git(at(root).args(["status", "--porcelain"]))?;
    match changes.lines().next() {
        None => Ok(()),
        Some(first) => {
            let message = format!("there are changes that are not committed: {}", first.trim());
            Err(message.into())
        }
    }
}

fn at(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command
}

/// The output of git.
fn git(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .output()
        .map_err(|error| Failure::io("run", Path::new("git"), &error))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => {
            let why = String::from_utf8_lossy(&output.stderr);
            Err(format!("this failed: {command:?}: {}", why.trim()).into())
        }
    }
}
