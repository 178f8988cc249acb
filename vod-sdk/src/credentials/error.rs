//! Why there is no credential.

use std::error::Error as StdError;
use std::fmt;

/// Why a [`CredentialProvider`](super::CredentialProvider) has no credential.
///
/// It holds no secret: what a source answered is described and not quoted.
#[derive(Debug)]
pub struct CredentialError {
    message: String,
    may_pass: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl CredentialError {
    /// An error that stays until something is configured differently: what the source is, and what it
    /// lacks.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            may_pass: false,
            source: None,
        }
    }

    /// Says that it may pass by itself, as when a server does not answer.
    #[must_use]
    pub fn that_may_pass(mut self) -> Self {
        self.may_pass = true;
        self
    }

    /// Adds the error that it comes from.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Whether it may pass by itself.
    pub fn may_pass(&self) -> bool {
        self.may_pass
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
