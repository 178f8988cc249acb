//! Whether a source is the one of an earlier run.

use std::fs::{File, Metadata};
use std::io::{self, Seek, SeekFrom};
use std::time::SystemTime;

use bytes::BytesMut;

use super::feed::read_file;

/// How much of a file's beginning and end is compared.
const COMPARED: usize = 64 * 1024;

/// What a source is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// `None` if it is not known before the end.
    pub(crate) length: Option<u64>,
    /// When a file was modified, in nanoseconds since 1970.
    pub(crate) modified: Option<u64>,
    /// The checksum of its beginning and its end. Files can be changed twice within the resolution of their times.
    pub(crate) sample: Option<u64>,
}

impl Identity {
    /// That of a file.
    pub(crate) fn of_file(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        let length = metadata.len();
        Ok(Self {
            length: Some(length),
            modified: modified(&metadata),
            sample: Some(sample(file, length)?),
        })
    }

    /// That of bytes in memory.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        let mut digest = crc64fast::Digest::new();
        digest.write(bytes);
        Self {
            sample: Some(digest.sum64()),
            ..Self::of_length(Some(bytes.len() as u64))
        }
    }

    /// That of what is read once, and compared part by part.
    pub(super) fn of_length(length: Option<u64>) -> Self {
        Self {
            length,
            modified: None,
            sample: None,
        }
    }

    /// Whether a file is as it was, as far as the system says.
    pub(super) fn is_unchanged(&self, metadata: &Metadata) -> bool {
        self.length == Some(metadata.len()) && self.modified == modified(metadata)
    }
}

fn modified(metadata: &Metadata) -> Option<u64> {
    let time = metadata.modified().ok()?;
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}

fn sample(mut file: &File, length: u64) -> io::Result<u64> {
    let mut digest = crc64fast::Digest::new();
    let mut bytes = BytesMut::new();
    for start in [0, length.saturating_sub(COMPARED as u64)] {
        file.seek(SeekFrom::Start(start))?;
        bytes = read_file(file, bytes, COMPARED)?;
        digest.write(&bytes);
    }
    file.rewind()?;
    Ok(digest.sum64())
}
