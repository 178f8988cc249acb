//! Paths as they are displayed.

use std::env;
use std::path::Path;

/// A path as the reader can open it: relative to the current folder if it is inside.
pub(crate) fn shown(path: &Path) -> String {
    let current = env::current_dir().unwrap_or_default();
    let shown = path.strip_prefix(&current).unwrap_or(path);
    if shown.as_os_str().is_empty() {
        ".".to_owned()
    } else {
        shown.display().to_string()
    }
}
