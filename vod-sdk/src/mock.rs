//! A VOD service for tests, inside the process: feature `mock`.
//!
//! [`MockServer`] is an HTTP server on the loopback interface that verifies every request as the
//! service would, signature included, refuses what the service refuses, with the service's error
//! codes, and otherwise responds with the example response of the action, or with what the test has
//! prepared.
//!
//! ```
//! use vod_sdk::mock::{Response, MockServer};
//! use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
//! use vod_sdk::{Client, Error};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let server = MockServer::start().await;
//! let client = Client::builder()
//!     .credential(server.credential())
//!     .endpoint(server.endpoint())
//!     .build()?;
//!
//! let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
//! let response = client.execute_function(&request).await?;
//! assert!(response.result.is_some());
//!
//! server.respond("ExecuteFunction", Response::error("UnauthorizedOperation", "Ask your admin."));
//! let error = client.execute_function(&request).await.expect_err("an error");
//! assert_eq!(error.code(), Some("UnauthorizedOperation"));
//!
//! let requests = server.requests();
//! assert_eq!(requests.len(), 2);
//! assert_eq!(requests[0].json()["FunctionName"], "ExampleFunc");
//! # Ok(())
//! # }
//! ```
//!
//! # Without a server
//!
//! [`Script`] responds in the same way from memory, without a socket, a free port or real delays. A program that
//! has a trait of its own before the client makes the errors of its fakes with [`error()`] and [`ErrorBuilder`].
//!
//! # With a state
//!
//! A mock [with a library](MockServerBuilder::with_library) executes calls, in place of responding with examples: what is
//! created is found, and tasks run, end, and leave what they produce. See [`Library`].
//!
//! # What it verifies
//!
//! It takes `POST` with `application/json`, on any path and for any host, signed with
//! TC3-HMAC-SHA256 over the bytes that arrive. The parameters must be those of the API's description
//! that this version of the SDK was generated from; an unknown one is refused. A `SessionId` that a
//! successful request had is refused for as long as the service remembers it. The texts of the
//! errors are the server's own, the codes are the service's.
//!
//! A signature must cover `content-type`, `host` and `x-tc-action`, as this SDK's do. Official SDKs leave the
//! action out: [`MockServerBuilder::allow_unsigned_action`] lets them call.
//!
//! An action that the SDK does not know exists if the test has prepared a response for it by name:
//! then its signature is verified, and its parameters are not. A name that is one or two letters away from a
//! known one is taken for a misspelling, which causes a panic, unless it has been
//! [named](MockServer::add_action) before. One-time responses that were left over are there to be
//! [checked](MockServer::assert_responses_used).

mod actions;
mod body;
mod builder;
mod callback;
mod clock;
#[cfg(feature = "upload")]
mod cos;
mod error;
mod events;
mod in_memory;
mod library;
mod parameters;
mod part;
mod record;
mod refusal;
mod request_id;
mod reread;
mod response;
pub(crate) mod script;
mod serve;
mod service;
mod sessions;
mod signature;
mod verify;

use std::fmt;
use std::sync::Arc;

use tokio::task::AbortHandle;

use self::service::Service;
use crate::credential::Credential;

pub use self::builder::MockServerBuilder;
pub use self::callback::Callback;
#[cfg(feature = "upload")]
pub use self::cos::{CosFault, CosOperation, CosRecord, MockCos};
pub use self::error::{ErrorBuilder, error};
pub use self::events::MockEvents;
pub use self::in_memory::Script;
pub use self::library::{Library, TaskEnding};
pub use self::record::RecordedRequest;
#[doc(hidden)]
pub use self::reread::shown;
pub use self::reread::{reread_request, reread_response};
pub use self::response::Response;
pub use self::script::ANY_ACTION;
pub use crate::schema::Mocked;

/// The credential that every server accepts. Made up: it opens nothing else.
const SECRET_ID: &str = "AKID-of-the-mock-server";
const SECRET_KEY: &str = "q7WfT2xKc9LmZ4vRb1YsH8dNj3PgU6eA";

/// A VOD service for tests. See the [module](self) for an example.
///
/// It runs on the tokio runtime that it was started on, which needs I/O and time enabled, as under
/// `#[tokio::test]`. It responds only while that runtime runs: `send_blocking()` keeps the only thread of a
/// `current_thread` runtime, which is that of `#[tokio::test]`, and ends by its timeout. For such calls, start the
/// server on a `multi_thread` runtime, or use a [`Script`].
///
/// Dropping it stops it at once and breaks the connections that are open. One-time responses that
/// are left then are named on standard error, which a test shows if it fails.
pub struct MockServer {
    endpoint: String,
    service: Arc<Service>,
    library: Option<Library>,
    task: AbortHandle,
}

impl MockServer {
    /// Starts a server on a free port.
    ///
    /// # Panics
    ///
    /// Panics if no port can be had, or outside of a tokio runtime with I/O: it is a tool for tests.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// A server with other than the usual settings.
    pub fn builder() -> MockServerBuilder {
        MockServerBuilder::default()
    }

    /// Address of the server: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// A credential that the server accepts.
    pub fn credential(&self) -> Credential {
        Credential::new(SECRET_ID, SECRET_KEY)
    }

    /// Responds to every call of an action, or of [`ANY_ACTION`], from now on.
    ///
    /// A request that the service would refuse is refused nevertheless, unless the response is
    /// [`unverified`](Response::unverified). A response for an action by name comes before one for any
    /// action. [`Response::example`] restores the server's default.
    ///
    /// # Panics
    ///
    /// Panics if the name is that of a known action, but for one or two letters.
    ///
    /// ```
    /// # use vod_sdk::mock::{ANY_ACTION, Response, MockServer};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// # let server = MockServer::start().await;
    /// server.respond("DescribeMediaInfos", Response::error("InternalError", "Try again."));
    /// server.respond(ANY_ACTION, Response::http(503, "Under repair.").unverified());
    /// # }
    /// ```
    #[track_caller]
    pub fn respond(&self, action: impl Into<String>, response: Response) {
        self.service.script().set(action.into(), response);
    }

    /// Responds to one call of an action, or of [`ANY_ACTION`]: the next one for which no other one-time
    /// response is waiting. One-time responses come before those of [`respond`](Self::respond) and
    /// [`respond_with`](Self::respond_with). At the end, [`assert_responses_used`](Self::assert_responses_used) finds
    /// those that no request has had.
    ///
    /// # Panics
    ///
    /// As for [`respond`](Self::respond).
    ///
    /// ```
    /// # use vod_sdk::mock::{Response, MockServer};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// # let server = MockServer::start().await;
    /// // Twice no luck, then as usual.
    /// server.respond_once("ExecuteFunction", Response::error("RequestLimitExceeded", "Slow down."));
    /// server.respond_once("ExecuteFunction", Response::close());
    /// # }
    /// ```
    #[track_caller]
    pub fn respond_once(&self, action: impl Into<String>, response: Response) {
        self.service.script().push(action.into(), response);
    }

    /// Responds to every call of an action, or of [`ANY_ACTION`], with what a function makes of it.
    ///
    /// The function is not called for requests that are refused.
    ///
    /// # Panics
    ///
    /// As for [`respond`](Self::respond).
    ///
    /// ```
    /// # use serde_json::json;
    /// # use vod_sdk::mock::{Response, MockServer};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// # let server = MockServer::start().await;
    /// server.respond_with("ExecuteFunction", |request| {
    ///     Response::json(json!({"Result": request.json()["FunctionArg"]}))
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn respond_with(
        &self,
        action: impl Into<String>,
        response: impl Fn(&RecordedRequest) -> Response + Send + Sync + 'static,
    ) {
        self.service
            .script()
            .set_closure(action.into(), Arc::new(response));
    }

    /// Names an action that this version of the SDK does not know, although its name is nearly that of one that
    /// it knows, so that responses can be prepared for it.
    pub fn add_action(&self, action: impl Into<String>) {
        self.service.script().add_action(action.into());
    }

    /// The actions of the [one-time responses](Self::respond_once) that no request has had yet, sorted, as often as
    /// there are such responses.
    pub fn unused_responses(&self) -> Vec<String> {
        self.service.script().unused()
    }

    /// Checks that every [one-time response](Self::respond_once) was given to a request: at the end of a test, as
    /// the server does not do that automatically.
    ///
    /// # Panics
    ///
    /// Panics if one was not, and says for which actions.
    #[track_caller]
    pub fn assert_responses_used(&self) {
        self.service.script().assert_used();
    }

    /// The requests so far, oldest first, refused ones included.
    ///
    /// The server keeps the latest 10,000, and fewer if their bodies exceed 64 MiB.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service.records().all()
    }

    /// The requests so far, which the server forgets.
    pub fn take_requests(&self) -> Vec<RecordedRequest> {
        self.service.records().take()
    }

    /// The object storage that uploads go to, at the same address: feature `upload`.
    #[cfg(feature = "upload")]
    pub fn cos(&self) -> &MockCos {
        &self.service.cos
    }

    /// The server's library, to fill and inspect it.
    ///
    /// # Panics
    ///
    /// Panics if the server was not built [with a library](MockServerBuilder::with_library).
    #[track_caller]
    pub fn library(&self) -> &Library {
        let library = self.library.as_ref();
        library.expect("the mock server has a library only if it is built `with_library`")
    }

    /// The server's queue of events, which `PullEvents` and `ConfirmEvents` use from now on in place of their examples.
    pub fn events(&self) -> &MockEvents {
        self.service.events.used()
    }

    /// Sets the server's clock so many seconds ahead of the machine's, or behind it if negative.
    pub fn set_clock_offset(&self, seconds: i64) {
        self.service.clock.set_offset(seconds);
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        self.task.abort();
        let unused = self.unused_responses();
        if !unused.is_empty() {
            // Seen where it helps: beside the failure of a test.
            eprintln!(
                "the mock server has one-time responses left that no request has had: {}",
                unused.join(", "),
            );
        }
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}
