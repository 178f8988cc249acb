//! TLS, in the one or the other library.

use super::causes::chain;
use super::certificates::Need;
use super::options::TlsOptions;
use crate::error::{Error, ErrorKind};

/// TLS as it is configured.
#[derive(Clone)]
pub(super) enum Tls {
    #[cfg(feature = "rustls-no-provider")]
    Rustls(Box<super::rustls::ClientConfig>),
    #[cfg(feature = "native-tls")]
    Native(super::native::Native),
    #[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
    None,
}

impl Tls {
    /// Reads the certificates, those of the platform only if there is need.
    pub(super) fn new(options: &TlsOptions, need: Need) -> Result<Self, Error> {
        if need == Need::Tls && options.is_without_platform && options.roots.is_empty() {
            let message = "no server is trusted: ClientBuilder::without_platform_certificates \
                           leaves only those of ClientBuilder::root_certificate, and there are none";
            return Err(Error::new(ErrorKind::Config, message));
        }
        Self::read(options, need)
    }

    #[cfg(all(feature = "rustls-no-provider", feature = "native-tls"))]
    fn read(options: &TlsOptions, need: Need) -> Result<Self, Error> {
        match options.is_native {
            true => Self::native(options, need),
            false => Self::rustls(options, need),
        }
    }

    #[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
    fn read(options: &TlsOptions, need: Need) -> Result<Self, Error> {
        Self::rustls(options, need)
    }

    #[cfg(all(feature = "native-tls", not(feature = "rustls-no-provider")))]
    fn read(options: &TlsOptions, need: Need) -> Result<Self, Error> {
        Self::native(options, need)
    }

    #[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
    fn read(_: &TlsOptions, need: Need) -> Result<Self, Error> {
        match need {
            Need::Nothing => Ok(Self::None),
            Need::Tls => {
                let message = "https cannot be used: vod-sdk was built without TLS; give it the \
                               feature `rustls`, `rustls-aws-lc-rs`, `rustls-no-provider` or `native-tls`";
                Err(Error::new(ErrorKind::Config, message))
            }
        }
    }

    #[cfg(feature = "rustls-no-provider")]
    fn rustls(options: &TlsOptions, need: Need) -> Result<Self, Error> {
        let config = super::rustls::config(options, need)?;
        Ok(Self::Rustls(Box::new(config)))
    }

    #[cfg(feature = "native-tls")]
    fn native(options: &TlsOptions, need: Need) -> Result<Self, Error> {
        super::native::Native::new(options, need).map(Self::Native)
    }

    /// Builds a client with it.
    pub(super) fn build(&self, client: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
        match self {
            #[cfg(feature = "rustls-no-provider")]
            Self::Rustls(config) => finish(client.tls_backend_preconfigured((**config).clone())),
            #[cfg(feature = "native-tls")]
            Self::Native(native) => finish(native.apply(client)),
            #[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
            Self::None => without_tls(client),
        }
    }
}

fn finish(client: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
    client.build().map_err(|error| {
        let message = format!("the HTTP client cannot be set up: {}", chain(&error));
        Error::new(ErrorKind::Config, message).with_source(error)
    })
}

/// Builds a client for plain http. Where another crate has given the HTTP library TLS without
/// cryptography, it panics unless the program has installed some, and has no way to be asked before.
#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
fn without_tls(client: reqwest::ClientBuilder) -> Result<reqwest::Client, Error> {
    let built = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| finish(client)));
    built.unwrap_or_else(|_| {
        let message = "the HTTP client cannot be set up: another crate has switched on reqwest's feature \
                       `rustls-no-provider`, and no default of rustls is installed; install one before the \
                       client is built, or give vod-sdk the feature `rustls`";
        Err(Error::new(ErrorKind::Config, message))
    })
}
