//! What the HTTP library's errors mean.

use std::error::Error as StdError;

#[cfg(feature = "rustls-no-provider")]
use super::advice::advice;
use crate::transport::{TransportError, TransportErrorKind};

/// The failure of an exchange.
pub(super) fn broken(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let kind = if error.is_builder() {
        TransportErrorKind::Invalid
    } else if error.is_connect() || was_never_sent(&error) {
        TransportErrorKind::NotConnected
    } else {
        TransportErrorKind::Broken
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

/// What cannot be sent as it is.
pub(super) fn invalid(what: &str, error: impl StdError + Send + Sync + 'static) -> TransportError {
    let message = format!("{what}: {error}");
    TransportError::new(TransportErrorKind::Invalid, message).with_source(error)
}

/// An error and its causes in one line; each names the next one's reason only in general terms.
pub(super) fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    for cause in causes(error) {
        let next = cause.to_string();
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
    }
    text
}

/// Whether the request was still waiting for its connection when that was closed.
fn was_never_sent(error: &dyn StdError) -> bool {
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<hyper::Error>())
        .any(hyper::Error::is_canceled)
}

pub(super) fn causes(error: &dyn StdError) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&error| error.source())
}
