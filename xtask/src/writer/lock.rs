//! Locks on folders, so that two commands do not mix what they write.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

use super::folder::create_folder;
use crate::failure::Failure;
use crate::output::warn;
use crate::workspace;

/// The file that is locked where folders cannot be: on Windows.
pub(super) const LOCK_FILE: &str = ".xtask.lock";

/// A lock on a folder. The system releases it even if the command is killed.
pub(crate) struct Lock {
    /// The locked file, which is the folder itself where that is possible.
    file: Option<File>,
    /// The folders that were made in order to be locked.
    created: Vec<PathBuf>,
}

impl Lock {
    /// Waits until nobody writes to the folder; it may still be read by others. One that does not exist
    /// is not locked.
    pub(crate) fn to_read(folder: &Path) -> Result<Self, Failure> {
        let mut lock = Self {
            file: None,
            created: Vec::new(),
        };
        if folder.is_dir() {
            lock.acquire(folder, FileExt::try_lock_shared, FileExt::lock_shared)?;
        }
        Ok(lock)
    }

    /// Waits until nobody reads from the folder or writes to it, and makes it if it does not exist.
    pub(crate) fn to_write(folder: &Path) -> Result<Self, Failure> {
        let mut lock = Self {
            file: None,
            created: Vec::new(),
        };
        create_folder(folder, &mut lock.created)?;
        lock.acquire(folder, FileExt::try_lock, FileExt::lock)?;
        Ok(lock)
    }

    fn acquire(
        &mut self,
        folder: &Path,
        try_it: fn(&File) -> Result<(), TryLockError>,
        wait: fn(&File) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let shown = workspace::shown(folder);
        let failed = |error| Failure::io("lock", folder, &error);
        let file = open(folder).map_err(failed)?;
        match try_it(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                warn(format_args!(
                    "waiting for another command to be done with {shown}"
                ));
                wait(&file).map_err(failed)?;
            }
            // Some network file systems have no locks: whoever works there alone needs none.
            Err(TryLockError::Error(error)) => warn(format_args!(
                "{shown} cannot be locked ({error}): let no other command write there meanwhile"
            )),
        }
        self.file = Some(file);
        Ok(())
    }
}

impl Drop for Lock {
    /// Removes the folders that were made and are still empty: the others refuse.
    fn drop(&mut self) {
        drop(self.file.take());
        for folder in self.created.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn open(folder: &Path) -> io::Result<File> {
    if cfg!(unix) {
        return File::open(folder);
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    options.open(folder.join(LOCK_FILE))
}
