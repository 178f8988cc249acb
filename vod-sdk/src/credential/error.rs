//! Why there is no credential.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, MESSAGE_BYTES, into_one_line, unsaid};

/// Why a [`CredentialProvider`](super::CredentialProvider) has no credential.
///
/// It holds no secret: a source's response is described and not quoted.
#[derive(Clone, Debug)]
pub struct CredentialError {
    message: String,
    is_not_configured: bool,
    is_transient: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl CredentialError {
    /// An error that stays until something is configured differently: what the source is, and what it
    /// lacks. It ends a [`Chain`](crate::credentials::Chain).
    ///
    /// The message is kept as one line of at most 4,096 bytes, without control characters.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: into_one_line(message.into(), MESSAGE_BYTES),
            is_not_configured: false,
            is_transient: false,
            source: None,
        }
    }

    /// The source is not configured, as when no variable is set: a [`Chain`](crate::credentials::Chain) asks the
    /// next one.
    pub fn not_configured(message: impl Into<String>) -> Self {
        Self {
            is_not_configured: true,
            ..Self::new(message)
        }
    }

    /// Marks it as transient, as when a server does not respond: asking again may succeed.
    #[must_use]
    pub fn transient(mut self) -> Self {
        self.is_transient = true;
        self
    }

    /// Adds the error that it comes from. [`source`](StdError::source) returns it unless the message has its
    /// text already.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// Whether the source is not configured.
    pub fn is_not_configured(&self) -> bool {
        self.is_not_configured
    }

    /// Whether asking again may succeed.
    pub fn is_transient(&self) -> bool {
        self.is_transient
    }

    /// The error of a client or call that was given the unusable credential.
    pub(crate) fn into_config_error(self) -> Error {
        Error::new(ErrorKind::Config, self.to_string()).with_source(self)
    }

    /// The same error with another message.
    pub(crate) fn reworded(self, message: impl Into<String>) -> Self {
        Self {
            message: into_one_line(message.into(), MESSAGE_BYTES),
            ..self
        }
    }

    /// The same error, prefixed with the place where it occurred.
    pub(crate) fn at(self, place: impl fmt::Display) -> Self {
        let message = format!("{place}: {self}");
        self.reworded(message)
    }

    /// The same error of a source that is configured.
    pub(crate) fn of_configured_source(self) -> Self {
        Self {
            is_not_configured: false,
            ..self
        }
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        unsaid(&self.message, self.source.as_deref())
    }
}
