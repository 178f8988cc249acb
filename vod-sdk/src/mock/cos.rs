//! The object storage of the mock: what takes the media of uploads, as COS does.
//!
//! `access.rs` verifies who may do what, `storage.rs` keeps objects and parts, `operations.rs` has what can be asked,
//! `fault.rs` what goes wrong by script, and `sessions.rs` ties it to `ApplyUpload` and `CommitUpload`.

mod access;
mod body;
mod digest;
mod fault;
mod journal;
mod manifest;
mod operations;
mod reply;
mod request;
mod serve;
mod sessions;
mod storage;
mod xml;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use self::fault::{Faults, OfBody};
use self::journal::Journal;
use self::operations::Context;
use self::reply::Reply;
use self::request::CosRequest;
use self::sessions::Sessions;
use self::storage::Storage;
use super::library::Library;
use super::part::{Call, Part};
use super::response::Response;
use crate::lock::lock;
use bytes::Bytes;

pub(super) use self::body::CosBody;
pub use self::fault::{CosFault, CosOperation};
pub use self::journal::CosRecord;
pub(super) use self::request::is_for_cos;

/// How many parts a list has at most, as in COS.
const USUAL_PAGE: usize = 1_000;

/// The object storage of a [`MockServer`](super::MockServer) or a [`Script`](super::Script): feature `mock`.
///
/// It takes what `ApplyUpload` of the same server has given keys for, at the same address:
/// [`Upload::cos_endpoint`](crate::upload::Upload::cos_endpoint) is the server's endpoint. A script needs none. It
/// verifies every signature, the token, the time and the path, compares `Content-MD5`, and keeps what is uploaded in
/// memory.
///
/// `CommitUpload` of the server accepts a session whose media is here, and `DescribeMediaInfos` knows it from then on. A server
/// [with a library](super::MockServerBuilder::with_library) files the media there, as an upload of a user.
#[derive(Clone)]
pub struct MockCos {
    state: Arc<Mutex<State>>,
    /// Where media is filed when it is committed.
    library: Option<Library>,
}

/// All that the storage holds.
struct State {
    sessions: Sessions,
    storage: Storage,
    faults: Faults,
    journal: Journal,
    page: usize,
}

impl MockCos {
    pub(super) fn new(library: Option<Library>) -> Self {
        let state = State {
            sessions: Sessions::default(),
            storage: Storage::default(),
            faults: Faults::default(),
            journal: Journal::default(),
            page: USUAL_PAGE,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            library,
        }
    }

    /// The bytes of an object, by its `MediaStoragePath`.
    pub fn object(&self, path: &str) -> Option<Bytes> {
        self.state()
            .storage
            .object(path)
            .map(|object| object.bytes.clone())
    }

    /// The paths of all objects, sorted.
    pub fn objects(&self) -> Vec<String> {
        self.state().storage.paths()
    }

    /// How many multipart uploads were begun and neither completed nor aborted.
    pub fn unfinished_uploads(&self) -> usize {
        self.state().storage.unfinished()
    }

    /// How often `CommitUpload` has made media of an upload: each session counts once.
    pub fn commits(&self) -> usize {
        self.state().sessions.commits()
    }

    /// Lets something go wrong. Faults apply in the order in which they were added, and stay until they have happened.
    pub fn fail(&self, fault: CosFault) {
        self.state().faults.add(fault);
    }

    /// Lets all keys expire that were given out so far.
    pub fn expire_keys(&self) {
        self.state().sessions.expire_keys_after(0);
    }

    /// Lets all keys expire, those to come included, that have been used for so many requests.
    pub fn expire_keys_after(&self, requests: u32) {
        self.state().sessions.expire_keys_after(requests);
    }

    /// How long the keys are good that are given out from now on. Default: two hours.
    pub fn set_key_lifetime(&self, lifetime: Duration) {
        self.state().sessions.set_lifetime(lifetime);
    }

    /// Refuses a session that was committed before, in place of giving the same response again.
    pub fn refuse_repeated_commits(&self) {
        self.state().sessions.refuse_repeated();
    }

    /// Executes the next commits, so many of them, and breaks the connection before it responds.
    pub fn lose_commits(&self, commits: u32) {
        self.state().sessions.lose_commits(commits);
    }

    /// Sets how many parts a list has at most. Default: 1,000.
    ///
    /// # Panics
    ///
    /// If it is 0.
    #[track_caller]
    pub fn set_page_size(&self, parts: usize) {
        assert!(parts > 0, "a list of no parts never ends: give 1 or more");
        self.state().page = parts;
    }

    /// The requests so far, oldest first.
    pub fn requests(&self) -> Vec<CosRecord> {
        self.state().journal.records()
    }

    /// How many requests were being worked on at once, at most.
    pub fn max_concurrency(&self) -> usize {
        self.state().journal.max_concurrency()
    }

    /// How many bytes were stored again under a name or a number that had them already.
    pub fn bytes_stored_again(&self) -> u64 {
        self.state().storage.bytes_stored_again()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// The reply to a request that has been read.
    fn reply(&self, request: &CosRequest, now: i64) -> Reply {
        let mut state = self.state();
        let operation = request.operation();
        let fault = state.faults.take(operation, request.part());
        let State {
            sessions,
            storage,
            page,
            ..
        } = &mut *state;
        let context = Context {
            sessions,
            storage,
            page: *page,
            now,
        };
        let reply = fault::apply(fault, || context.execute(operation, request));
        state.journal.add(operation, request, &reply);
        reply
    }

    /// What befalls a request before its body is read.
    fn fault_of_body(&self, request: &CosRequest) -> Option<OfBody> {
        let operation = request.operation();
        let mut state = self.state();
        state.faults.take_of_body(operation, request.part())
    }
}

impl Part for MockCos {
    fn respond(&self, call: &Call<'_>) -> Option<Response> {
        let now = i64::try_from(call.now.as_secs()).unwrap_or(i64::MAX);
        let (response, committed) = {
            let State {
                sessions, storage, ..
            } = &mut *self.state();
            let response = sessions.respond(call.schema.info.name, call.parameters, storage, now);
            (response, sessions.take_committed())
        };
        if let (Some(library), Some(upload)) = (&self.library, committed) {
            let library = library.sub_app(upload.sub_app_id);
            library.upload_media(upload.media, upload.procedure.as_deref());
        }
        response
    }
}

impl fmt::Debug for MockCos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockCos").finish_non_exhaustive()
    }
}
