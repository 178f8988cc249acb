//! New folders, and temporary files in them.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::workspace;

/// How the names of files begin that are written beside their place.
const PREFIX: &str = ".xtask-";

/// How many characters follow, by which one differs from another.
const RANDOM_CHARS: usize = 8;

/// Whether a file was written beside its place by a command that was killed before it could move it there.
pub(super) fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let random = name.strip_prefix(PREFIX);
    random.is_some_and(|random| {
        random.len() == RANDOM_CHARS && random.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// A new file in the folder, readable as any source file is and not by its owner alone.
pub(super) fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM_CHARS);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes a folder and those that it is in, and notes which were missing.
pub(super) fn create_folder(folder: &Path, created: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|folder| !folder.exists())
        .collect();
    let last = missing.last().and_then(|folder| folder.parent());
    if let Some(file) = last.filter(|folder| !folder.is_dir()) {
        let shown = workspace::shown(file);
        return Err(format!("{shown} is not a folder: nothing can be written below it").into());
    }
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => created.push(folder.to_path_buf()),
            // Another command has made it in the meantime.
            Err(_) if folder.is_dir() => {}
            Err(error) => return Err(Failure::io("create", folder, &error)),
        }
    }
    Ok(())
}

/// Replaces a file in one step, with the permissions that it has, or makes it.
pub(crate) fn replace_file(path: &Path, text: &str) -> Result<(), Failure> {
    let write = || -> io::Result<()> {
        let mut file = temporary_file(path.parent().unwrap_or(Path::new(".")))?;
        file.write_all(text.as_bytes())?;
        if let Ok(metadata) = fs::metadata(path) {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        file.persist(path).map(drop).map_err(|error| error.error)
    };
    write().map_err(|error| Failure::io("write", path, &error))
}
