//! Why a command could not do its work.

use std::fmt;
use std::io;
use std::path::Path;

use crate::paths;

/// A message for the person who ran the command: what failed, where, and what to do.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure of the file system: `cannot read spec/a.json: permission denied`.
    pub(crate) fn io(action: &str, path: &Path, error: &io::Error) -> Self {
        let shown = paths::shown(path);
        let hint = hint(error.kind());
        Self(format!("cannot {action} {shown}: {error}{hint}"))
    }
}

/// A hint for an error of the file system whose message has none.
fn hint(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "\n  Make it writable for you, or name another folder."
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "\n  Free some space and run the command again."
        }
        io::ErrorKind::InvalidData => "\n  Save it as UTF-8.",
        _ => "",
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
