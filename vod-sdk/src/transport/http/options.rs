//! How the HTTP client is configured.

use std::fmt;
use std::time::Duration;

/// How connections are made.
#[derive(Clone, Debug)]
pub(crate) struct HttpOptions {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: ProxyChoice,
    pub(crate) tls: TlsOptions,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            proxy: ProxyChoice::default(),
            tls: TlsOptions::default(),
        }
    }
}

/// Which proxy requests go through, if any.
#[derive(Clone, Default)]
pub(crate) enum ProxyChoice {
    /// The proxies named by the environment.
    #[default]
    Environment,
    /// None.
    None,
    /// The one at a URL, which may hold a password.
    Url(String),
}

impl fmt::Debug for ProxyChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Environment => "Environment",
            Self::None => "None",
            Self::Url(_) => "Url([redacted])",
        })
    }
}

/// Root certificates and client identity.
#[derive(Clone, Default)]
pub(crate) struct TlsOptions {
    /// Certificates in PEM form, each text with one or more.
    pub(crate) roots: Vec<Vec<u8>>,
    /// Whether the platform's certificates are left out.
    pub(crate) is_without_platform: bool,
    /// A chain of certificates and its key, in PEM form.
    pub(crate) identity: Option<(Vec<u8>, Vec<u8>)>,
    /// Whether the operating system's library is preferred, where there is a choice.
    pub(crate) is_native: bool,
}

impl fmt::Debug for TlsOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsOptions")
            .field("roots", &self.roots.len())
            .field("is_without_platform", &self.is_without_platform)
            .field("has_identity", &self.identity.is_some())
            .field("is_native", &self.is_native)
            .finish()
    }
}
