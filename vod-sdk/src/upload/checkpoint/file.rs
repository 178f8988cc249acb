//! A checkpoint in a file.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::Checkpoint;
use crate::lock::lock;

/// How large a checkpoint may be. One of 10,000 parts has a megabyte.
const MAX_BYTES: u64 = 16 << 20;

/// Held by whoever reads or writes a checkpoint: an upload that was dropped may be at its last one when the next run
/// of it begins.
static ACCESS: Mutex<()> = Mutex::new(());

/// A file that only its owner can read, and that is replaced as a whole.
#[derive(Debug)]
pub(crate) struct CheckpointFile {
    path: PathBuf,
}

impl CheckpointFile {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What is written before it takes the place of the file.
    fn draft(&self) -> PathBuf {
        let mut name = OsString::from(&self.path);
        name.push(".new");
        name.into()
    }
}

impl Checkpoint for CheckpointFile {
    fn load(&self) -> io::Result<Option<Vec<u8>>> {
        let _access = lock(&ACCESS);
        let Some(file) = found(File::open(&self.path))? else {
            return Ok(None);
        };
        let mut state = Vec::new();
        file.take(MAX_BYTES + 1).read_to_end(&mut state)?;
        match state.len() as u64 <= MAX_BYTES {
            true => Ok(Some(state)),
            false => Err(io::Error::other("it is too large for a checkpoint")),
        }
    }

    fn save(&self, state: &[u8]) -> io::Result<()> {
        let _access = lock(&ACCESS);
        let draft = self.draft();
        // One that is left of an earlier run may be readable to others, or lead elsewhere.
        found(fs::remove_file(&draft))?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft)?;
        file.write_all(state)?;
        // A machine that loses its power may otherwise be left with the new name and without the bytes.
        file.sync_all()?;
        fs::rename(draft, &self.path)
    }

    fn remove(&self) -> io::Result<()> {
        let _access = lock(&ACCESS);
        found(fs::remove_file(&self.path)).map(drop)
    }
}

fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("movie.vodup");
        let file = CheckpointFile::at(path.clone());
        assert_eq!(file.load().unwrap(), None);
        file.remove().unwrap();
        fs::write(file.draft(), "left over").unwrap();
        for state in ["one", "two"] {
            file.save(state.as_bytes()).unwrap();
            assert_eq!(file.load().unwrap().as_deref(), Some(state.as_bytes()));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        file.remove().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_is_too_large_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("movie.mp4");
        let file = File::create(&path).unwrap();
        for (length, is_read) in [(MAX_BYTES, true), (MAX_BYTES + 1, false), (1 << 40, false)] {
            file.set_len(length).unwrap();
            let loaded = CheckpointFile::at(path.clone()).load();
            assert_eq!(loaded.is_ok(), is_read, "{length}");
        }
    }
}
