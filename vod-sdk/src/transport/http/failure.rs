//! Classifies the HTTP library's errors.

use std::error::Error as StdError;

#[cfg(feature = "rustls-no-provider")]
use super::advice::advice;
use super::causes::{causes, chain};
use crate::transport::{TransportError, TransportErrorKind};

/// The failure of an exchange.
pub(super) fn broken(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let kind = if error.is_builder() {
        TransportErrorKind::Invalid
    } else if error.is_connect() || was_never_sent(&error) {
        TransportErrorKind::NotConnected
    } else {
        TransportErrorKind::ConnectionLost
    };
    // What the outermost error says, its kind says better.
    let mut message = chain(error.source().unwrap_or(&error));
    if let Some(advice) = advice(&error) {
        message = format!("{message}; {advice}");
    }
    TransportError::new(kind, message).with_source(error)
}

#[cfg(not(feature = "rustls-no-provider"))]
fn advice(_: &(dyn StdError + 'static)) -> Option<&'static str> {
    None
}

/// A request that cannot be sent as it is.
pub(super) fn invalid(what: &str, error: impl StdError + Send + Sync + 'static) -> TransportError {
    let message = format!("{what}: {error}");
    TransportError::new(TransportErrorKind::Invalid, message).with_source(error)
}

/// Whether the request was still waiting for its connection when that was closed.
fn was_never_sent(error: &dyn StdError) -> bool {
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<hyper::Error>())
        .any(hyper::Error::is_canceled)
}
