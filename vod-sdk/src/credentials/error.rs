//! Why there is no credential.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::error::{MESSAGE_BYTES, into_one_line, unsaid};

/// Why a [`CredentialProvider`](super::CredentialProvider) has no credential.
///
/// It holds no secret: what a source answered is described and not quoted.
#[derive(Clone, Debug)]
pub struct CredentialError {
    message: String,
    is_absent: bool,
    may_pass: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl CredentialError {
    /// An error that stays until something is configured differently: what the source is, and what it
    /// lacks. It ends a [`Chain`](super::Chain).
    ///
    /// The message is kept as one line of at most 4,096 bytes, without control characters.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: into_one_line(message.into(), MESSAGE_BYTES),
            is_absent: false,
            may_pass: false,
            source: None,
        }
    }

    /// The source is not there at all, as where no variable is set: a [`Chain`](super::Chain) goes on to
    /// the next one.
    pub fn absent(message: impl Into<String>) -> Self {
        Self {
            is_absent: true,
            ..Self::new(message)
        }
    }

    /// Says that it may pass by itself, as when a server does not answer.
    #[must_use]
    pub fn that_may_pass(mut self) -> Self {
        self.may_pass = true;
        self
    }

    /// Adds the error that it comes from. [`source`](StdError::source) returns it unless the message has its
    /// text already.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// Whether the source is not there at all.
    pub fn is_absent(&self) -> bool {
        self.is_absent
    }

    /// Whether it may pass by itself.
    pub fn may_pass(&self) -> bool {
        self.may_pass
    }

    /// The same error, said in other words.
    pub(super) fn reworded(self, message: impl Into<String>) -> Self {
        Self {
            message: into_one_line(message.into(), MESSAGE_BYTES),
            ..self
        }
    }

    /// The same error, with the place before it where it was met.
    pub(super) fn at(self, place: impl fmt::Display) -> Self {
        let message = format!("{place}: {self}");
        self.reworded(message)
    }

    /// The same error of a source that is there.
    pub(super) fn of_present_source(self) -> Self {
        Self {
            is_absent: false,
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
