//! Certificate handling shared by both TLS libraries.

#[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
use crate::error::{Error, ErrorKind};

/// Whether TLS is needed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Need {
    /// Nothing: all is plain http, and no certificates need be loaded.
    Nothing,
    /// At least one endpoint is reached by TLS.
    Tls,
}

/// The refusal of a certificate or key. Nothing of it is shown.
#[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
pub(super) fn refusal(option: &str, why: &str) -> Error {
    let message = format!("what is given to ClientBuilder::{option} cannot be used: {why}");
    Error::new(ErrorKind::Config, message)
}

#[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
pub(super) const NO_CERTIFICATE: &str = "there is no certificate in PEM form in it";
