//! How far an update has come, for when it goes no further.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::output::warn;
use crate::workspace;

/// Files and folders that have been written, completely or in part.
#[derive(Debug, Default)]
pub(super) struct Progress {
    begun: Vec<PathBuf>,
}

impl Progress {
    /// Notes a file or folder that is about to be written.
    pub(super) fn began(&mut self, path: PathBuf) {
        self.begun.push(path);
    }

    /// Says it after an explanation that has been printed.
    pub(super) fn explain(&self) {
        warn(self.text());
    }

    /// Says it after a failure.
    pub(super) fn added_to(&self, failure: &Failure) -> Failure {
        format!("{failure}\n  {}", self.text()).into()
    }

    fn text(&self) -> String {
        if self.begun.is_empty() {
            return "Nothing was written.".to_owned();
        }
        let shown: Vec<String> = self
            .begun
            .iter()
            .map(|path| workspace::shown(path))
            .collect();
        format!(
            "Written by then, in whole or in part: {}. Fix the problem and run the command again, or revert:\n    \
             git checkout -- {paths}\n    git clean -fd -- {paths}\n  \
             Going back also takes what else has not been committed there.",
            shown.join(", "),
            paths = shown.join(" ")
        )
    }
}
