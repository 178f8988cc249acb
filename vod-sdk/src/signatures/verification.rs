//! Why something that should be signed is not accepted.

use std::error::Error as StdError;
use std::fmt;

/// Why something that should be signed is not accepted. It repeats neither the key nor what came.
#[derive(Debug)]
pub struct VerificationError {
    kind: VerificationErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerificationErrorKind {
    /// It has no signature, or none of the form that is expected.
    Unsigned,
    /// Its signature was made with another key, or of something else.
    Mismatch,
    /// Its signature is right, and has expired.
    Expired,
    /// Its signature is right, and expires later than any that the service makes: the clock of this machine may be slow.
    TooFarAhead,
    /// Its signature is right, and it is not what it should be.
    Malformed,
}

impl VerificationError {
    pub(super) fn new(kind: VerificationErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            source: None,
        }
    }

    /// What is wrong with it.
    pub fn kind(&self) -> VerificationErrorKind {
        self.kind
    }
}

impl fmt::Display for VerificationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for VerificationError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}

/// How far the service's clock may be from this machine's, in seconds.
pub(super) const LEEWAY: u64 = 60;

/// Refuses what has expired.
pub(super) fn not_expired(what: &str, expires_at: u64, now: u64) -> Result<(), VerificationError> {
    if now <= expires_at.saturating_add(LEEWAY) {
        return Ok(());
    }
    let seconds = now - expires_at;
    Err(VerificationError::new(
        VerificationErrorKind::Expired,
        format!("{what} expired {seconds} seconds ago"),
    ))
}
