//! Settings of a server, and its start.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use super::actions::Actions;
use super::clock::Clock;
use super::library::Library;
use super::service::{Service, Strictness};
use super::{MockServer, SECRET_ID, SECRET_KEY, serve};
use crate::action::Service as _;
use crate::credential::Credential;
use crate::schema::Mocked;
use crate::service::Vod;
use crate::time::A_CENTURY;

/// Settings of a [`MockServer`].
#[must_use = "a builder does nothing until `start`"]
pub struct MockServerBuilder {
    actions: Actions,
    accounts: Vec<Credential>,
    clock_offset: i64,
    has_library: bool,
    port: u16,
    read_timeout: Duration,
    refuses: bool,
    requires_signed_action: bool,
}

impl MockServerBuilder {
    /// Stands for another service than VOD, which a crate made for it names.
    pub fn service<S: Mocked>(mut self) -> Self {
        self.actions = Actions::of::<S>();
        self
    }

    /// Accepts a credential besides that of the server. If it has a token, requests must bring it.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.accounts.push(credential);
        self
    }

    /// Sets the server's clock so many seconds ahead of the machine's, or behind it if negative: the
    /// client's clock then looks wrong. The server's time is in the `Date` header of its responses.
    pub fn clock_offset(mut self, seconds: i64) -> Self {
        self.clock_offset = seconds;
        self
    }

    /// Listens on this port, in place of a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Closes the connection of a client that takes longer than this to send a request. The default
    /// is 30 seconds.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout.min(A_CENTURY);
        self
    }

    /// Responds to requests that the service would refuse as if it did not.
    /// [`RecordedRequest::refusal`](super::RecordedRequest::refusal) has what is wrong with them.
    pub fn without_refusals(mut self) -> Self {
        self.refuses = false;
        self
    }

    /// Accepts signatures that do not cover `X-TC-Action`, such as those of Tencent Cloud's official SDKs, which
    /// sign `content-type` and `host` alone.
    pub fn allow_unsigned_action(mut self) -> Self {
        self.requires_signed_action = false;
        self
    }

    /// Gives the server a [`Library`] of media, categories, templates and tasks, on which calls are executed, in place of
    /// responding with examples. [`MockServer::library`] fills and inspects it.
    pub fn with_library(mut self) -> Self {
        self.has_library = true;
        self
    }

    /// Starts the server.
    ///
    /// # Panics
    ///
    /// Panics if the port cannot be had, or outside of a tokio runtime with I/O, or if another service than VOD is to have a
    /// library.
    pub async fn start(self) -> MockServer {
        let address = ("127.0.0.1", self.port);
        let bound = TcpListener::bind(address).await.and_then(|listener| {
            let port = listener.local_addr()?.port();
            Ok((listener, port))
        });
        let (listener, port) = bound.unwrap_or_else(|error| {
            panic!(
                "the mock server cannot listen on 127.0.0.1:{}: {error}",
                self.port
            )
        });
        let clock = Arc::new(Clock::new(self.clock_offset));
        let strictness = Strictness {
            accounts: Some(self.accounts),
            requires_signed_action: self.requires_signed_action,
            refuses: self.refuses,
        };
        assert!(
            !self.has_library || self.actions.service.name == Vod::INFO.name,
            "only VOD has a library"
        );
        let library = self.has_library.then(|| Library::new(Arc::clone(&clock)));
        let service = Arc::new(Service::new(
            self.actions,
            strictness,
            clock,
            self.read_timeout,
            library.as_ref(),
        ));
        let task = tokio::spawn(serve::serve(listener, Arc::clone(&service)));
        MockServer {
            endpoint: format!("http://127.0.0.1:{port}"),
            service,
            library,
            task: task.abort_handle(),
        }
    }
}

impl Default for MockServerBuilder {
    fn default() -> Self {
        Self {
            actions: Actions::of_vod(),
            accounts: vec![Credential::new(SECRET_ID, SECRET_KEY)],
            clock_offset: 0,
            has_library: false,
            port: 0,
            read_timeout: Duration::from_secs(30),
            refuses: true,
            requires_signed_action: true,
        }
    }
}

impl fmt::Debug for MockServerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServerBuilder")
            .field("clock_offset", &self.clock_offset)
            .field("has_library", &self.has_library)
            .field("port", &self.port)
            .field("read_timeout", &self.read_timeout)
            .field("refuses", &self.refuses)
            .field("requires_signed_action", &self.requires_signed_action)
            .finish_non_exhaustive()
    }
}
