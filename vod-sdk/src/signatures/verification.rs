//! Why something that should be signed is not accepted.

use std::error::Error as StdError;
use std::fmt;

/// Why something that should be signed is not accepted. It repeats neither the key nor what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerificationError {
    kind: VerificationErrorKind,
    message: String,
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
    /// It is not what it should be, whatever its signature.
    Malformed,
}

impl VerificationError {
    pub(super) fn new(kind: VerificationErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
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

impl StdError for VerificationError {}

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
