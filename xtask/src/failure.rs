//! Why a command could not do its work.

use std::fmt;
use std::io;
use std::path::Path;

use crate::workspace;

/// A message for the person who ran the command: what failed, where, and what to do.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure of the file system: `cannot read spec/a.json: permission denied`.
    pub(crate) fn io(action: &str, path: &Path, error: &io::Error) -> Self {
        Self(format!(
            "cannot {action} {}: {error}",
            workspace::shown(path)
        ))
    }
}

impl<T: Into<String>> From<T> for Failure {
    fn from(message: T) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
