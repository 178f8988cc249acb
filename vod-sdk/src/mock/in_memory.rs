//! The mock without sockets: a transport that responds from memory.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{BufMut, Bytes, BytesMut};
use hyper::Uri;

use super::actions::Actions;
use super::clock::Clock;
#[cfg(feature = "upload")]
use super::cos::{MockCos, is_for_cos};
use super::events::MockEvents;
use super::library::Library;
use super::record::{Received, RecordedRequest};
use super::response::{Delivery, Rendered, Response};
use super::serve::headers;
use super::service::{Service, Strictness};
use super::verify::MAX_BODY_BYTES;
use super::{SECRET_ID, SECRET_KEY};
use crate::credential::Credential;
use crate::schema::Mocked;
use crate::transport::{
    HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind, TransportFuture,
};

/// A [`MockServer`](super::MockServer) without a socket: a [`Transport`] that responds by action, from memory.
///
/// It needs neither tokio's I/O nor a free port, and a [`delay`](Response::delay) takes no real time where tokio's
/// is paused. It is prepared as the server is, responds with the action's example response otherwise, and refuses
/// parameters and repeated `SessionId`s as the server does. It does not verify signatures: any credential
/// will do. With the feature `upload`, media goes to a storage in memory too, which does verify what
/// is signed with the keys that it has given out. Clones share everything.
///
/// ```
/// use std::time::Duration;
/// use serde_json::json;
/// use vod_sdk::mock::{Response, Script};
/// use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
/// use vod_sdk::{Client, Credential};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), vod_sdk::Error> {
/// let script = Script::new();
/// let client = Client::builder()
///     .credential(Credential::new("any-id", "any-key"))
///     .transport(script.clone())
///     .build()?;
///
/// script.respond_once("ExecuteFunction", Response::unreachable());
/// script.respond("ExecuteFunction", Response::json(json!({"Result": "42"})));
/// let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
/// assert_eq!(client.execute_function(&request).await?.result.as_deref(), Some("42"));
/// assert_eq!(script.requests().len(), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Script {
    service: Arc<Service>,
    library: Option<Library>,
}

impl Script {
    /// A script that responds to every action with its example response.
    pub fn new() -> Self {
        Self::with(Actions::of_vod(), Arc::new(Clock::new(0)), None)
    }

    /// A script that stands for another service than VOD, which a crate made for it names.
    pub fn of<S: Mocked>() -> Self {
        Self::with(Actions::of::<S>(), Arc::new(Clock::new(0)), None)
    }

    /// A script with a [`Library`] of media, categories, templates and tasks, on which calls are executed, in place of
    /// responding with examples. [`library`](Self::library) fills and inspects it.
    pub fn with_library() -> Self {
        let clock = Arc::new(Clock::new(0));
        let library = Library::new(Arc::clone(&clock));
        Self::with(Actions::of_vod(), clock, Some(library))
    }

    fn with(actions: Actions, clock: Arc<Clock>, library: Option<Library>) -> Self {
        let strictness = Strictness {
            accounts: None,
            requires_signed_action: false,
            refuses: true,
        };
        let service = Service::new(actions, strictness, clock, Duration::ZERO, library.as_ref());
        Self {
            service: Arc::new(service),
            library,
        }
    }

    /// The script's library, to fill and inspect it.
    ///
    /// # Panics
    ///
    /// Panics if the script was not made [with a library](Self::with_library).
    #[track_caller]
    pub fn library(&self) -> &Library {
        let library = self.library.as_ref();
        library.expect("the script has a library only if it is made by `Script::with_library`")
    }

    /// The object storage that uploads go to: feature `upload`. A client of the script finds it without an
    /// [endpoint](crate::upload::Upload::cos_endpoint).
    #[cfg(feature = "upload")]
    pub fn cos(&self) -> &MockCos {
        &self.service.cos
    }

    /// The script's queue of events; see [`MockServer::events`](super::MockServer::events).
    pub fn events(&self) -> &MockEvents {
        self.service.events.used()
    }

    /// A made-up credential, for a client that needs one.
    pub fn credential(&self) -> Credential {
        Credential::new(SECRET_ID, SECRET_KEY)
    }

    /// Responds to every call of an action, or of [`ANY_ACTION`](super::ANY_ACTION), from now on; see
    /// [`MockServer::respond`](super::MockServer::respond).
    ///
    /// # Panics
    ///
    /// Panics if the name is that of a known action, but for one or two letters.
    #[track_caller]
    pub fn respond(&self, action: impl Into<String>, response: Response) {
        self.service.script().set(action.into(), response);
    }

    /// Responds to one call of an action, or of [`ANY_ACTION`](super::ANY_ACTION); see
    /// [`MockServer::respond_once`](super::MockServer::respond_once).
    ///
    /// # Panics
    ///
    /// Panics if the name is that of a known action, but for one or two letters.
    #[track_caller]
    pub fn respond_once(&self, action: impl Into<String>, response: Response) {
        self.service.script().push(action.into(), response);
    }

    /// Responds to every call of an action, or of [`ANY_ACTION`](super::ANY_ACTION), with what a function makes of
    /// it; see [`MockServer::respond_with`](super::MockServer::respond_with).
    ///
    /// # Panics
    ///
    /// Panics if the name is that of a known action, but for one or two letters.
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

    /// Names an action that this version of the SDK does not know; see
    /// [`MockServer::add_action`](super::MockServer::add_action).
    pub fn add_action(&self, action: impl Into<String>) {
        self.service.script().add_action(action.into());
    }

    /// The actions of the one-time responses that no request has had yet; see
    /// [`MockServer::unused_responses`](super::MockServer::unused_responses).
    pub fn unused_responses(&self) -> Vec<String> {
        self.service.script().unused()
    }

    /// Checks that every one-time response was given to a request.
    ///
    /// # Panics
    ///
    /// Panics if one was not, and says for which actions.
    #[track_caller]
    pub fn assert_responses_used(&self) {
        self.service.script().assert_used();
    }

    /// The requests so far, oldest first, with refused ones and those that found no connection: the latest
    /// 10,000, and fewer if their bodies exceed 64 MiB.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service.records().all()
    }

    /// The requests so far, which the script forgets.
    pub fn take_requests(&self) -> Vec<RecordedRequest> {
        self.service.records().take()
    }
}

impl Default for Script {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").finish_non_exhaustive()
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        TransportFuture::new(async move {
            let uri = uri(&request)?;
            #[cfg(feature = "upload")]
            if is_for_cos(&request.headers) {
                let Service { cos, clock, .. } = &*self.service;
                return cos.respond_in_memory(&request, &uri, clock).await;
            }
            let rendered = self.service.respond(received(&request, &uri));
            if !rendered.delay.is_zero() {
                tokio::time::sleep(rendered.delay).await;
            }
            let now = self.service.clock.now();
            deliver(rendered, request.max_response_bytes(), now)
        })
    }
}

fn uri(request: &HttpRequest<'_>) -> Result<Uri, TransportError> {
    request.url().parse().map_err(|error| {
        let message = format!("the URL cannot be used: {error}");
        TransportError::new(TransportErrorKind::Invalid, message)
    })
}

fn received(request: &HttpRequest<'_>, uri: &Uri) -> Received {
    let headers = request.headers();
    let body = request.body();
    Received {
        method: request.method().to_owned(),
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: Bytes::copy_from_slice(&body[..body.len().min(MAX_BODY_BYTES)]),
        is_oversized: body.len() > MAX_BODY_BYTES,
        at: Instant::now(),
    }
}

/// The part of a response that gets through, as an HTTP client reports it that accepts `limit` bytes.
fn deliver(rendered: Rendered, limit: usize, now: i64) -> Result<HttpResponse, TransportError> {
    let status = rendered.status.as_u16();
    let length = (rendered.start.len() + rendered.end.len()) as u64;
    let length = length.saturating_add(rendered.padding);
    let cut = match rendered.delivery {
        Delivery::NoConnection => {
            let message = "there is none, as scripted";
            return Err(TransportError::new(
                TransportErrorKind::NotConnected,
                message,
            ));
        }
        Delivery::Nothing => {
            let message = "it was closed without a response, as scripted";
            return Err(TransportError::new(
                TransportErrorKind::ConnectionLost,
                message,
            ));
        }
        Delivery::CutAfter(bytes) => bytes,
        Delivery::Whole => length,
    };
    let limit = limit as u64;
    if length > limit && cut > limit {
        let message = format!("the response is larger than {limit} bytes");
        let error = TransportError::new(TransportErrorKind::TooLarge, message);
        return Err(error.with_status(status));
    }
    if cut < length {
        let message = format!("the response was cut after {cut} of {length} bytes, as scripted");
        let error = TransportError::new(TransportErrorKind::ConnectionLost, message);
        return Err(error.with_status(status));
    }
    let body = whole(&rendered);
    Ok(HttpResponse::received(status, headers(rendered, now), body))
}

/// The body, which is no longer than its reader takes.
fn whole(rendered: &Rendered) -> Bytes {
    let mut body = BytesMut::from(&*rendered.start);
    body.put_bytes(
        b'x',
        usize::try_from(rendered.padding).unwrap_or(usize::MAX),
    );
    body.extend_from_slice(&rendered.end);
    body.freeze()
}
