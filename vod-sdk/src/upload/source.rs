//! What is uploaded.

mod feed;
mod identity;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::AsyncRead;

use super::refusal;
use crate::error::Error;

pub(super) use self::feed::Feed;
pub(super) use self::identity::Identity;

/// Where media, or a cover, comes from.
pub struct Source {
    data: Data,
    media_type: Option<String>,
}

enum Data {
    File(PathBuf),
    Bytes(Bytes),
    Reader(Pin<Box<dyn AsyncRead + Send>>, u64),
    Stream(Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>),
    /// It could be read once, and that has begun.
    Taken,
}

impl Source {
    /// A file. Its type is the extension of its name, and the media is named as the file is, without it.
    ///
    /// It must not change while it is uploaded: that fails, as far as its length and its time of modification show it.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::new(Data::File(path.into()))
    }

    /// Bytes in memory, with their type: `mp4`.
    pub fn bytes(bytes: impl Into<Bytes>, media_type: impl Into<String>) -> Self {
        Self::new(Data::Bytes(bytes.into())).media_type(media_type)
    }

    /// A reader that gives `length` bytes, with their type: `mp4`. Giving fewer or more is an error.
    ///
    /// It is read once. An upload that is resumed needs another reader that gives the same bytes from
    /// the beginning.
    pub fn reader(
        reader: impl AsyncRead + Send + 'static,
        length: u64,
        media_type: impl Into<String>,
    ) -> Self {
        Self::new(Data::Reader(Box::pin(reader), length)).media_type(media_type)
    }

    /// A stream of any length, with the type of what it gives: `mp4`. It is read once, as a
    /// [`reader`](Self::reader). `ReaderStream` of the crate `tokio-util` makes one of a reader.
    pub fn stream(
        stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
        media_type: impl Into<String>,
    ) -> Self {
        Self::new(Data::Stream(Box::pin(stream))).media_type(media_type)
    }

    /// Sets the type, in place of the extension of a file: `mp4`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    fn new(data: Data) -> Self {
        Self {
            data,
            media_type: None,
        }
    }

    /// The name of the media unless it is given another one: that of a file.
    pub(super) fn name(&self) -> Option<String> {
        self.path()?.file_stem()?.to_str().map(str::to_owned)
    }

    /// The type in lower case.
    pub(super) fn type_name(&self) -> Result<String, Error> {
        let given = self.media_type.as_deref();
        let of_file = || self.path()?.extension()?.to_str();
        let name = given.or_else(of_file).unwrap_or_default();
        let name = name.trim_start_matches('.').to_ascii_lowercase();
        if !name.is_empty() {
            return Ok(name);
        }
        let message = format!(
            "the type of {self:?} is not known, because it has no extension: say with Source::media_type what it is"
        );
        Err(refusal(message))
    }

    /// Whether it can be read again from the beginning.
    pub(super) fn is_repeatable(&self) -> bool {
        matches!(self.data, Data::File(_) | Data::Bytes(_))
    }

    pub(super) fn path(&self) -> Option<&Path> {
        match &self.data {
            Data::File(path) => Some(path),
            _ => None,
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.data {
            Data::File(path) => f.debug_tuple("file").field(path).finish(),
            Data::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Data::Reader(_, length) => write!(f, "reader of {length} bytes"),
            Data::Stream(_) => f.write_str("stream"),
            Data::Taken => f.write_str("source that was read"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_type_are_those_of_the_file_unless_given() {
        let file = |path| Source::file(path);
        for (source, name, media_type) in [
            (file("a/Movie.MP4"), Some("Movie"), Some("mp4")),
            (file("a.b/a.tar.mkv"), Some("a.tar"), Some("mkv")),
            (file("a.b/movie"), Some("movie"), None),
            (file("视频.mov"), Some("视频"), Some("mov")),
            (file("movie").media_type(".TS"), Some("movie"), Some("ts")),
            (Source::bytes("x", "mp4"), None, Some("mp4")),
            (Source::bytes("x", ""), None, None),
        ] {
            assert_eq!(source.name().as_deref(), name);
            assert_eq!(source.type_name().ok().as_deref(), media_type);
        }
    }
}
