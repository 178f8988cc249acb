//! The options of an upload.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::checkpoint::{Checkpoint, CheckpointFile, Place};
use super::many::shared::Shared;
use super::progress::{Progress, Reporter};
use super::source::Source;
use super::{cleanup, job};
use crate::call::CallFuture;
use crate::client::Client;
use crate::error::Error;
use crate::generated::v2018_07_17::ApplyUploadRequest;
use crate::time::Timestamp;

/// An upload that begins when it is awaited: see [`upload`](super).
///
/// # Errors
///
/// Awaiting it gives an [`Error`] whose [`step`](Error::step) says where it failed:
///
/// - `check`: the source or a parameter cannot be used ([`ErrorKind::Request`](crate::ErrorKind::Request)), a number is out of
///   its range, or there is no tokio runtime with timers ([`ErrorKind::Config`](crate::ErrorKind::Config)). Nothing was sent.
/// - `read`, `checkpoint`: the source or the checkpoint cannot be read or written. The upload can go on when it can.
/// - `keys`: the keys of the upload have expired.
/// - `apply`, `commit`: the errors of the calls of `ApplyUpload` and `CommitUpload`.
/// - `cover`, `upload`, `part 3`, `completion` and others: [`ErrorKind::Upload`](crate::ErrorKind::Upload), with the code of COS, the id of its request and, where the signature is in
///   question, the text that the server has signed.
#[must_use = "an upload does not begin until it is awaited"]
pub struct Upload {
    pub(super) client: Client,
    pub(super) source: Source,
    /// The manifest that the source is, if it is one.
    pub(super) manifest: Option<PathBuf>,
    pub(super) cover: Option<Source>,
    pub(super) request: ApplyUploadRequest,
    pub(super) part_size: Option<u64>,
    pub(super) parallel: usize,
    pub(super) checkpoint: Option<Place>,
    pub(super) cos_endpoint: Option<String>,
    pub(super) restart_expired: bool,
    pub(super) reporter: Reporter,
    /// What it shares with others that go on at once.
    pub(super) shared: Option<Arc<Shared>>,
}

impl Upload {
    pub(super) fn new(client: &Client, source: Source) -> Self {
        Self {
            client: client.clone(),
            source,
            manifest: None,
            cover: None,
            request: ApplyUploadRequest::default(),
            part_size: None,
            parallel: 4,
            checkpoint: None,
            cos_endpoint: None,
            restart_expired: false,
            reporter: Reporter::default(),
            shared: None,
        }
    }

    /// Names the media. Default: the name of its file, without the extension; other sources have none.
    pub fn media_name(mut self, name: impl Into<String>) -> Self {
        self.request.media_name = Some(name.into());
        self
    }

    /// Uploads a cover with the media: an image of at most 16 MiB.
    pub fn cover(mut self, cover: Source) -> Self {
        self.cover = Some(cover);
        self
    }

    /// Processes the media with a task flow template when it is there.
    pub fn procedure(mut self, name: impl Into<String>) -> Self {
        self.request.procedure = Some(name.into());
        self
    }

    /// Uploads into an application. Default: that of the [client](crate::ClientBuilder::sub_app_id).
    pub fn sub_app_id(mut self, id: u64) -> Self {
        self.request.sub_app_id = Some(id);
        self
    }

    /// When the service removes the media.
    pub fn expire_time(mut self, time: impl Into<Timestamp>) -> Self {
        self.request.expire_time = Some(time.into());
        self
    }

    /// In which region to store the media: one that the account has opened. Default: the one nearest to here.
    pub fn storage_region(mut self, region: impl Into<String>) -> Self {
        self.request.storage_region = Some(region.into());
        self
    }

    /// Files the media under a category. Default: 0, the category Other.
    pub fn class_id(mut self, id: i64) -> Self {
        self.request.class_id = Some(id);
        self
    }

    /// What the service repeats in the event of the upload, and keeps with the media: at most 250 bytes. Default:
    /// a random text, by which an upload can be found whose commit has lost its response.
    pub fn source_context(mut self, context: impl Into<String>) -> Self {
        self.request.source_context = Some(context.into());
        self
    }

    /// What the service repeats in the events of tasks that the upload starts: at most 1,000 bytes.
    pub fn session_context(mut self, context: impl Into<String>) -> Self {
        self.request.session_context = Some(context.into());
        self
    }

    /// For special purposes of the service.
    pub fn ext_info(mut self, info: impl Into<String>) -> Self {
        self.request.ext_info = Some(info.into());
        self
    }

    /// Where to store the media, for applications that name media by its path: it begins with `/`.
    pub fn media_storage_path(mut self, path: impl Into<String>) -> Self {
        self.request.media_storage_path = Some(path.into());
        self
    }

    /// The size of a part in bytes, 1 MiB to 5 GiB. Default: 8 MiB, or as much as gives 9,000 parts; of a stream of
    /// unknown length, twice as much after each 1,000 parts. An upload that is resumed keeps its size.
    pub fn part_size(mut self, bytes: u64) -> Self {
        self.part_size = Some(bytes);
        self
    }

    /// How many parts are sent at once, 1 to 32. Default: 4.
    pub fn parallel(mut self, parts: usize) -> Self {
        self.parallel = parts;
        self
    }

    /// Keeps a checkpoint in a file, so that the same upload goes on where it was, in another process as well.
    ///
    /// A checkpoint belongs to one upload: the same media, the same cover, and the same application. Nothing keeps two from
    /// using it at the same time, which must not be. The other options are those of the first run. The file is written
    /// before the first byte is sent and after each part, in one step each time, and removed at the end. It holds the
    /// temporary keys of the upload and the key of its session, with which it can be finished:
    /// on Unix nobody but its owner can read it (mode 0600), elsewhere as the folder permits.
    pub fn checkpoint(mut self, path: impl Into<PathBuf>) -> Self {
        let file = CheckpointFile::at(path.into());
        self.checkpoint = Some(Place::File(Arc::new(file)));
        self
    }

    /// Keeps a checkpoint elsewhere than in a file. It holds [secrets](Self::checkpoint).
    pub fn checkpoint_in(mut self, checkpoint: impl Checkpoint + 'static) -> Self {
        self.checkpoint = Some(Place::Elsewhere(Arc::new(checkpoint)));
        self
    }

    /// Begins anew where the keys of an earlier run have expired, which loses what it has sent. By default, that is an
    /// error.
    pub fn restart_expired(mut self) -> Self {
        self.restart_expired = true;
        self
    }

    /// Reports progress at most 20 times a second, and at the end. It is called between two steps of the upload: it should not block.
    pub fn progress(mut self, report: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        self.reporter = Reporter::new(report);
        self
    }

    /// Where COS is, in place of the host of the bucket: for tests, `http://127.0.0.1:9000`. Objects are below it by their
    /// names alone. `http://` is accepted for this machine's own addresses only.
    pub fn cos_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.cos_endpoint = Some(endpoint.into());
        self
    }

    /// Removes the parts that an earlier run with the same checkpoint has sent, and the checkpoint. Without one, nothing is
    /// done. What that run had stored as a whole stays, such as the cover or the segments of a manifest: it belongs to no
    /// media.
    ///
    /// # Errors
    ///
    /// If COS cannot be reached or does not permit it. The checkpoint then stays, unless its keys have expired.
    pub fn abort(self) -> CallFuture<()> {
        CallFuture::new(cleanup::abort(self))
    }
}

#[cfg(feature = "blocking")]
impl Upload {
    /// Uploads and waits for the end: feature `blocking`, see [`Call::send_blocking`](crate::Call::send_blocking) for where
    /// it may be used. [`abort`](Self::abort) waits in the same way:
    ///
    /// ```no_run
    /// use vod_sdk::upload::Source;
    ///
    /// # fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// let upload = || client.upload(Source::file("movie.mp4")).checkpoint("movie.mp4.vodup");
    /// match upload().send_blocking() {
    ///     Ok(media) => println!("{}", media.file_id),
    ///     Err(error) => println!("{error}"),
    /// }
    /// // The film is not wanted any more.
    /// upload().abort().send_blocking()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the upload, and [`ErrorKind::Config`](crate::ErrorKind::Config) if the system gives no thread.
    pub fn send_blocking(self) -> Result<super::Uploaded, Error> {
        self.into_future().send_blocking()
    }
}

impl IntoFuture for Upload {
    type Output = Result<super::Uploaded, Error>;
    type IntoFuture = CallFuture<super::Uploaded>;

    fn into_future(self) -> CallFuture<super::Uploaded> {
        CallFuture::new(job::run(self))
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("source", &self.source)
            .field("cover", &self.cover)
            .field("request", &self.request)
            .field("part_size", &self.part_size)
            .field("parallel", &self.parallel)
            .field("checkpoint", &self.checkpoint)
            .field("cos_endpoint", &self.cos_endpoint)
            .field("restart_expired", &self.restart_expired)
            .field("progress", &self.reporter)
            .finish_non_exhaustive()
    }
}
