//! Many uploads with one limit.

pub(super) mod shared;

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use tokio::task::{Id, JoinError};

use self::shared::Shared;
use super::tasks::{Tasks, check_runtime};
use super::{Upload, Uploaded, failure, out_of_range};
#[cfg(feature = "blocking")]
use crate::call::Blocking;
use crate::client::Client;
use crate::error::Error;

/// How many requests are with COS at once by default.
const CONNECTIONS: usize = 8;
/// How many there may be.
const MOST_CONNECTIONS: usize = 1_024;
/// How many uploads go on at once by default.
const CONCURRENCY: usize = 4;

/// Many uploads, whose results come as they end: see [`Client::uploads`].
///
/// Each result says by its [key](Uploaded::key) which upload it is of; so does an [error](Error::upload_key), and the
/// other uploads go on. Dropping it stops all; those with a [checkpoint](Upload::checkpoint) can go on later.
///
/// It starts further uploads while it is asked for results. Memory is that of
/// [so many](Self::concurrency) uploads.
#[must_use = "nothing is uploaded until it is polled"]
pub struct Uploads {
    waiting: VecDeque<(String, Upload)>,
    running: Tasks<(Id, Result<Uploaded, Error>)>,
    /// Of those that are running: a few.
    keys: Vec<(Id, String)>,
    concurrency: usize,
    connections: usize,
    bytes_per_second: Option<u64>,
    shared: Option<Arc<Shared>>,
}

impl Client {
    /// Uploads many files with one limit on connections and bandwidth.
    ///
    /// ```no_run
    /// use vod_sdk::upload::Source;
    ///
    /// # async fn example(client: vod_sdk::Client) {
    /// let mut uploads = client.uploads().connections(8).bytes_per_second(20_000_000);
    /// for name in ["one.mp4", "two.mp4"] {
    ///     uploads.push(name, client.upload(Source::file(name)));
    /// }
    /// while let Some(uploaded) = uploads.next().await {
    ///     match uploaded {
    ///         Ok(media) => println!("{:?} is {}", media.key, media.file_id),
    ///         Err(error) => eprintln!("{:?}: {error}", error.upload_key()),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn uploads(&self) -> Uploads {
        Uploads {
            waiting: VecDeque::new(),
            running: Tasks::new(),
            keys: Vec::new(),
            concurrency: CONCURRENCY,
            connections: CONNECTIONS,
            bytes_per_second: None,
            shared: None,
        }
    }
}

impl Uploads {
    /// Adds an upload, of one source or of a manifest, also while others go on. The key is in its result: a path, an
    /// index, an id.
    pub fn push(&mut self, key: impl Into<String>, upload: Upload) {
        self.waiting.push_back((key.into(), upload));
    }

    /// How many uploads go on at once, 1 or more. Default: 4.
    pub fn concurrency(mut self, uploads: usize) -> Self {
        self.concurrency = uploads;
        self
    }

    /// How many requests all uploads together have with COS at once, 1 to 1,024. Default: 8. Each upload has no more
    /// than its [own number](Upload::parallel) of them. It holds for uploads that have not started.
    pub fn connections(mut self, requests: usize) -> Self {
        self.connections = requests;
        self.shared = None;
        self
    }

    /// How many bytes all uploads together send in a second, 1 or more. Default: as many as they can. It holds over
    /// time, for uploads that have not started: a part is sent as fast as can be, and the next one waits for longer.
    pub fn bytes_per_second(mut self, bytes: u64) -> Self {
        self.bytes_per_second = Some(bytes);
        self.shared = None;
        self
    }

    /// The result of the next upload that ends; `None` after all.
    ///
    /// It may be dropped and called again, and gives results again when more was [pushed](Self::push).
    ///
    /// # Errors
    ///
    /// Those of [`Upload`], one for each upload that has one. Where a number of this is out of its range, each upload that has
    /// not started has one of the kind [`Config`](crate::ErrorKind::Config), and nothing of it is sent.
    pub async fn next(&mut self) -> Option<Result<Uploaded, Error>> {
        poll_fn(|context| self.poll_uploaded(context)).await
    }

    /// The results as an iterator that waits for each: feature `blocking`.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    fn poll_uploaded(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Uploaded, Error>>> {
        if let Some(error) = self.refused() {
            return Poll::Ready(Some(Err(error)));
        }
        self.start();
        let Some(ended) = ready!(self.running.poll_next(context)) else {
            return Poll::Ready(None);
        };
        let (id, result) = ended.unwrap_or_else(|error| (error.id(), Err(broken(error))));
        let place = self.keys.iter().position(|(known, _)| *known == id);
        let key = place.map_or_else(String::new, |place| self.keys.swap_remove(place).1);
        self.start();
        Poll::Ready(Some(match result {
            Ok(uploaded) => Ok(Uploaded {
                key: Some(key),
                ..uploaded
            }),
            Err(error) => Err(error.of_upload(&key)),
        }))
    }

    /// The error of the next upload, if none can be started here. Each has one, so that the results come to an end.
    fn refused(&mut self) -> Option<Error> {
        if self.waiting.is_empty() {
            return None;
        }
        let error = self.check().err()?;
        let (key, _) = self.waiting.pop_front()?;
        Some(error.of_upload(&key))
    }

    /// Refuses numbers that no upload could go on with.
    fn check(&self) -> Result<(), Error> {
        check_runtime()?;
        if self.concurrency == 0 {
            return Err(out_of_range("Uploads::concurrency(0): give 1 or more"));
        }
        let requests = self.connections;
        if !(1..=MOST_CONNECTIONS).contains(&requests) {
            let message = format!("Uploads::connections({requests}): give 1 to {MOST_CONNECTIONS}");
            return Err(out_of_range(message));
        }
        if self.bytes_per_second == Some(0) {
            return Err(out_of_range("Uploads::bytes_per_second(0): give 1 or more"));
        }
        Ok(())
    }

    /// Starts as many uploads as there is room for.
    fn start(&mut self) {
        while self.running.len() < self.concurrency {
            let Some((key, mut upload)) = self.waiting.pop_front() else {
                return;
            };
            let (connections, rate) = (self.connections, self.bytes_per_second);
            let shared = self
                .shared
                .get_or_insert_with(|| Arc::new(Shared::new(connections, rate)));
            upload.shared = Some(Arc::clone(shared));
            let upload = upload.into_future();
            let id = self
                .running
                .spawn(async move { (tokio::task::id(), upload.await) });
            self.keys.push((id, key));
        }
    }
}

/// An upload whose progress report has panicked, most likely. The last report comes after the commit.
fn broken(error: JoinError) -> Error {
    let failure = failure("upload", format!("its task has ended: {error}"));
    failure.perhaps_executed().with_source(error)
}

impl Stream for Uploads {
    type Item = Result<Uploaded, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_uploaded(context)
    }
}

impl fmt::Debug for Uploads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Uploads")
            .field("waiting", &self.waiting.len())
            .field("running", &self.running.len())
            .field("concurrency", &self.concurrency)
            .field("connections", &self.connections)
            .field("bytes_per_second", &self.bytes_per_second)
            .finish_non_exhaustive()
    }
}
