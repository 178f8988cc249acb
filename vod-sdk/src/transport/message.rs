//! Requests and responses, independent of the HTTP library.

use std::fmt;
#[cfg(feature = "upload")]
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderValue};

#[cfg(feature = "upload")]
use super::activity::Activity;
use super::redacted::shown;

/// A request to carry to a server. `{:?}` shows neither the body nor values of headers that may be secrets.
#[derive(Clone)]
pub struct HttpRequest<'a> {
    pub(crate) method: &'static str,
    pub(crate) url: &'a str,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) max_response_bytes: usize,
    /// Where an upload learns how its request gets on.
    #[cfg(feature = "upload")]
    pub(crate) activity: Option<Arc<Activity>>,
}

impl<'a> HttpRequest<'a> {
    /// A request without headers and body.
    pub(crate) fn new(method: &'static str, url: &'a str, max_response_bytes: usize) -> Self {
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            max_response_bytes,
            #[cfg(feature = "upload")]
            activity: None,
        }
    }
}

impl HttpRequest<'_> {
    /// `POST` for calls of the API, `GET` where credentials come from. Uploads, by the feature `upload`, send their
    /// media by `PUT` and ask for it by `HEAD`, `GET` and `DELETE` too. The response to `HEAD` has no body, whatever
    /// its `Content-Length` says.
    pub fn method(&self) -> &str {
        self.method
    }

    /// The absolute URL: `https://vod.tencentcloudapi.com/`.
    pub fn url(&self) -> &str {
        self.url
    }

    /// The headers by name, in lower case, and value. `authorization`, `x-tc-token` and what callers add may be
    /// secrets: keep them out of logs.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        texts(&self.headers)
    }

    /// The value of a header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(as_text)
    }

    /// The body. A clone of it is the same memory.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// How large a response may be, in bytes after decoding. A larger one is to be refused with
    /// [`TransportErrorKind::TooLarge`](super::TransportErrorKind::TooLarge) and not held in memory.
    pub fn max_response_bytes(&self) -> usize {
        self.max_response_bytes
    }
}

impl fmt::Debug for HttpRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &Shown(texts(&self.headers).collect()))
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Headers without the values that may be secrets.
struct Shown<'a>(Vec<(&'a str, &'a str)>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = self.0.iter();
        let shown = headers.map(|(name, value)| (name, shown(name, value)));
        f.debug_map().entries(shown).finish()
    }
}

fn texts(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .iter()
        .map(|(name, value)| (name.as_str(), as_text(value)))
}

/// A value that is sent, which was text before.
fn as_text(value: &HeaderValue) -> &str {
    std::str::from_utf8(value.as_bytes()).unwrap_or_default()
}

/// A complete response. `{:?}` shows neither the body nor values of headers that may be secrets.
#[derive(Clone)]
pub struct HttpResponse {
    status: u16,
    headers: Vec<(String, String)>,
    /// The headers as the HTTP library has them, so that unread headers are not copied.
    received: HeaderMap,
    body: Bytes,
}

impl HttpResponse {
    /// A response with a status and a body.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::received(status, HeaderMap::new(), Bytes::from(body.into()))
    }

    /// Adds a header. The client reads `date`, to correct its clock.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn received(status: u16, received: HeaderMap, body: Bytes) -> Self {
        Self {
            status,
            headers: Vec::new(),
            received,
            body,
        }
    }

    /// Puts another body in place of its own.
    #[cfg(feature = "upload")]
    pub(crate) fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The value of a header, if it was sent and is text. The name may be in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let given = self
            .headers
            .iter()
            .find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(&**value));
        given.or_else(|| self.received.get(name)?.to_str().ok())
    }

    /// The body. A clone of it is the same memory.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.headers.iter();
        let given = given.map(|(name, value)| (name.as_str(), value.as_str()));
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field(
                "headers",
                &Shown(given.chain(texts(&self.received)).collect()),
            )
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
