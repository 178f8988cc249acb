//! Uploads of media from here: a file in, its `FileId` out: feature `upload`.
//!
//! ```no_run
//! use vod_sdk::Client;
//! use vod_sdk::upload::Source;
//!
//! # async fn example() -> Result<(), vod_sdk::Error> {
//! let client = Client::from_env()?;
//! let media = client
//!     .upload(Source::file("movie.mp4"))
//!     .media_name("A film")
//!     .cover(Source::file("cover.jpg"))
//!     .checkpoint("movie.mp4.vodup")
//!     .progress(|progress| println!("{} of {}", progress.confirmed(), progress.total()))
//!     .await?;
//! println!("{} {}", media.file_id, media.media_url);
//! # Ok(())
//! # }
//! ```
//!
//! An upload asks the service where to put the media (`ApplyUpload`), sends it to COS, the object storage, and tells the
//! service that it is there (`CommitUpload`). What is on the Internet already needs no upload: see
//! [`Client::pull_upload`](crate::Client::pull_upload).
//!
//! # How media is sent
//!
//! Up to 8 MiB go in one request. More goes in [parts](Upload::part_size), [several at once](Upload::parallel), each
//! with a digest by which COS notices a changed byte; the checksum of the whole is compared before the upload is
//! committed. At most `part size × (parallel + 1)` bytes of media are in memory, where no part is counted as less than
//! 8 MiB, and a file is read once. The time of an
//! upload has no bound: a request is given up when nothing moves for 30 seconds, or when COS says
//! nothing for 60, and is sent again, up to five times. While COS asks to slow down, fewer parts are sent at once.
//!
//! # When it is interrupted
//!
//! With a [`checkpoint`](Upload::checkpoint), the same upload goes on where it was, in another process as well, and sends
//! only what COS does not have. It cannot if the source has changed, or if COS refuses it for good: its parts are then
//! removed when it fails, and with them its checkpoint, as are those of an upload without a checkpoint. After a failure
//! that may pass ([`Error::is_retryable`](crate::Error::is_retryable)), and one that somebody has to put right here, such
//! as a file that is not there, parts and checkpoint stay. The keys that the service gives out for an upload are good for
//! about two hours and cannot be renewed: an upload that takes longer fails, and begins anew if
//! [`restart_expired`](Upload::restart_expired) says so. Dropping the future stops an upload at once,
//! and leaves its parts in COS.
//!
//! An upload whose commit has lost its response is looked for under the name that it has in storage, so that nothing is
//! uploaded twice.
//!
//! [`Upload::abort`] removes the parts that an earlier run has sent, by its checkpoint. Without the checkpoint that is not
//! possible: the keys of an upload open its own folder of the storage alone, and each upload has its own. What was sent
//! and never committed is no media: it has no id, and no action lists it.
//!
//! # Manifests
//!
//! [`Client::upload_manifest`](crate::Client::upload_manifest) uploads a playlist of HLS (`.m3u8`) or a manifest of DASH
//! (`.mpd`) as one media, with all files that it names: segments, further playlists, maps and keys.
//!
//! ```no_run
//! # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
//! let media = client.upload_manifest("hls/top.m3u8").checkpoint("top.vodup").await?;
//! # Ok(())
//! # }
//! ```
//!
//! The service says what a manifest names
//! ([`ParseStreamingManifest`](crate::Client::parse_streaming_manifest)); in playlists, so do their lines and the `URI`
//! of their tags. All must be files in the folder of the manifest or below it: an absolute path, a URL or a path out of
//! the folder is refused, with its line, before anything is sent. A key at a URL stays where it is.
//! **A key that is a file is uploaded with the media, and whoever may play it may read the key.** Escapes and the query
//! of a name are resolved as a player does it, unless there is a file of that very name.
//!
//! There is one progress, one checkpoint and one commit. Files of up to 8 MiB go in one request each, as many at once as
//! [parts](Upload::parallel); larger ones one after another, in parts. A manifest is sent when all that it names is there. An
//! upload goes on with the files and parts that are missing, and begins anew when one of the files has changed. Manifests
//! may have 10 MB each, lead to each other over 8 levels, and name 100,000 files in all.
//!
//! # Many uploads
//!
//! [`Client::uploads`](crate::Client::uploads) uploads many files, or manifests, with one limit on connections and bandwidth.
//!
//! # Without a runtime
//!
//! With the feature `blocking`, [`Upload::send_blocking`] waits for an upload of a source or a manifest, and
//! [`Uploads::blocking`] gives the results of many.

mod apply;
mod builder;
mod checkpoint;
mod cleanup;
mod commit;
mod content;
mod cos;
mod cover;
mod expiry;
mod job;
mod manifest;
mod many;
mod multipart;
mod plan;
mod progress;
mod source;
mod tasks;

pub use self::builder::Upload;
pub use self::checkpoint::Checkpoint;
pub use self::many::Uploads;
pub use self::progress::{Phase, Progress};
pub use self::source::Source;

use std::io;
use std::path::PathBuf;

use crate::client::Client;
use crate::error::{Error, ErrorKind};

/// Uploaded media.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Uploaded {
    /// The id of the media, by which all actions name it.
    pub file_id: String,
    /// Where the media is.
    pub media_url: String,
    /// Where its cover is, if it was uploaded with one.
    pub cover_url: Option<String>,
    /// The id of the request that says so.
    pub request_id: String,
    /// Whether the response to the commit was lost, and the media was found by looking for it.
    pub recovered: bool,
    /// The key that it was [pushed](Uploads::push) with, if it is one of many.
    pub key: Option<String>,
}

impl Client {
    /// Uploads media when it is awaited: see [`upload`](crate::upload).
    pub fn upload(&self, source: Source) -> Upload {
        Upload::new(self, source)
    }

    /// Uploads a manifest of HLS or DASH with all that it names when it is awaited: see
    /// [Manifests](crate::upload#manifests).
    pub fn upload_manifest(&self, path: impl Into<PathBuf>) -> Upload {
        let path = path.into();
        let mut upload = Upload::new(self, Source::file(&path));
        upload.manifest = Some(path);
        upload
    }
}

/// A failure of what is here, not of COS.
fn failure(step: &str, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Upload, message).at_step(step)
}

/// A failure of a file here, which may pass, or stays until somebody puts it right.
fn failure_here(step: &str, message: impl Into<String>, error: io::Error) -> Error {
    let stays = matches!(
        error.kind(),
        io::ErrorKind::NotFound
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::InvalidData
            | io::ErrorKind::Unsupported
    );
    let failure = failure(step, message).with_source(error);
    failure.resumable(!stays).of_fault_here()
}

/// An option with a value that nothing can be uploaded with.
fn out_of_range(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, message).at_step("check")
}

/// What cannot be uploaded as it is.
fn refusal(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Request, message).at_step("check")
}
