//! Why there is no response.

use std::error::Error as StdError;
use std::fmt;

use crate::error::{MESSAGE_BYTES, into_one_line, unsaid};

/// Why a [`Transport`](super::Transport) has no response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    status: Option<u16>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// How far a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The request cannot be made of what it was given. Nothing was sent.
    Invalid,
    /// No connection was established. Nothing was sent, for certain.
    NotConnected,
    /// The connection was lost after the request had begun to be sent: the server may have read it.
    ConnectionLost,
    /// The response is larger than [`HttpRequest::max_response_bytes`](super::HttpRequest::max_response_bytes).
    TooLarge,
}

impl TransportError {
    /// An error of a kind, with what happened in words.
    ///
    /// The message is kept as one line of at most 4,096 bytes, without control characters.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: into_one_line(message.into(), MESSAGE_BYTES),
            status: None,
            source: None,
        }
    }

    /// Adds the error that it comes from. [`source`](StdError::source) returns it unless the message has its
    /// text already.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Adds the HTTP status, if the response came that far.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// How far the request came.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The HTTP status, if the response came that far.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    pub(crate) fn into_parts(self) -> (String, Option<Box<dyn StdError + Send + Sync>>) {
        (self.message, self.source)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        unsaid(&self.message, self.source.as_deref())
    }
}
