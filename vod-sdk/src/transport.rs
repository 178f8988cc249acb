//! How requests are sent and responses received: one trait with one method.
//!
//! A client carries them by HTTP itself, unless it is given another
//! [`Transport`] with [`ClientBuilder::transport`](crate::ClientBuilder::transport): one over another
//! HTTP library, or one that responds from memory.
//!
//! ```
//! use vod_sdk::transport::{HttpRequest, HttpResponse, Transport, TransportFuture};
//! use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
//! use vod_sdk::{Client, Credential};
//!
//! /// Returns the same response to every request.
//! #[derive(Debug)]
//! struct Memory(&'static str);
//!
//! impl Transport for Memory {
//!     fn send<'a>(&'a self, _: HttpRequest<'a>) -> TransportFuture<'a> {
//!         TransportFuture::new(async { Ok(HttpResponse::new(200, self.0)) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), vod_sdk::Error> {
//! let client = Client::builder()
//!     .credential(Credential::new("AKIDEXAMPLE", "the-secret-key"))
//!     .transport(Memory(r#"{"Response": {"Result": "42", "RequestId": "id-1"}}"#))
//!     .build()?;
//! let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
//! assert_eq!(client.execute_function(&request).await?.result.as_deref(), Some("42"));
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "upload")]
mod activity;
#[cfg(feature = "upload")]
mod elsewhere;
mod error;
mod http;
mod message;
mod redacted;

use std::fmt::{self, Debug};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// The headers of the HTTP library, for the rest of the crate.
pub(crate) mod header {
    pub(crate) use reqwest::header::*;
}

#[cfg(feature = "upload")]
pub(crate) use self::activity::Activity;
#[cfg(feature = "upload")]
pub(crate) use self::elsewhere::Elsewhere;
pub use self::error::{TransportError, TransportErrorKind};
pub(crate) use self::http::{Http, HttpOptions, ProxyChoice};
pub use self::message::{HttpRequest, HttpResponse};
pub(crate) use self::redacted::shown;

/// Sends requests and receives their responses.
///
/// The client signs each request before it comes here, bounds the time of each exchange from outside
/// by dropping the future, and repeats what may be repeated; a transport must not repeat anything by
/// itself, for a repetition needs a new signature, and must not follow redirects.
pub trait Transport: Debug + Send + Sync {
    /// Sends a request exactly as it is, its headers and body above all, and reads the whole response.
    ///
    /// # Errors
    ///
    /// A [`TransportError`] says by its kind whether the request may have reached the server, so that
    /// nothing is done twice.
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a>;
}

/// An exchange in progress: what [`Transport::send`] returns.
#[must_use = "a request is not sent until it is awaited"]
pub struct TransportFuture<'a>(
    Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + 'a>>,
);

impl<'a> TransportFuture<'a> {
    /// Wraps a future that performs the exchange.
    pub fn new(
        future: impl Future<Output = Result<HttpResponse, TransportError>> + Send + 'a,
    ) -> Self {
        Self(Box::pin(future))
    }
}

impl Future for TransportFuture<'_> {
    type Output = Result<HttpResponse, TransportError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl Debug for TransportFuture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportFuture")
    }
}

/// A transport that several clients share.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        (**self).send(request)
    }
}

/// A transport that is chosen while the program runs.
impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        (**self).send(request)
    }
}
