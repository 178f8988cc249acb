//! How a client reaches the network, for the sources of its credentials.

use std::sync::OnceLock;
use std::time::Duration;

use crate::transport::{HttpOptions, ProxyChoice};

/// How a client reaches the network: its proxy, the certificates that it trusts and shows, and its timeouts.
///
/// A client hands it to its provider once, when it is built, so that STS is reached as VOD is. A provider that
/// wraps others hands it on; see [`use_network`](super::CredentialProvider::use_network).
#[derive(Clone, Debug)]
pub struct Network {
    http: HttpOptions,
    attempt_timeout: Duration,
}

impl Network {
    pub(crate) fn new(http: &HttpOptions, attempt_timeout: Duration) -> Self {
        let http = http.clone();
        Self {
            http,
            attempt_timeout,
        }
    }

    /// Limits timeouts to these.
    fn within(&self, connect: Duration, attempt: Duration) -> Self {
        let attempt_timeout = self.attempt_timeout.min(attempt);
        let connect_timeout = self.http.connect_timeout.min(connect);
        Self {
            http: HttpOptions {
                connect_timeout: connect_timeout.min(attempt_timeout),
                ..self.http.clone()
            },
            attempt_timeout,
        }
    }
}

/// The network that a source was given, or else one as a client has it by default. The first one stays: what
/// is made with it is kept.
#[derive(Debug, Default)]
pub(crate) struct GivenNetwork(OnceLock<Network>);

impl GivenNetwork {
    pub(crate) fn set(&self, network: &Network) {
        let _ = self.0.set(network.clone());
    }

    /// The options of connections and the timeout of an attempt, neither of which takes longer than these.
    pub(crate) fn options(&self, connect: Duration, attempt: Duration) -> (HttpOptions, Duration) {
        let default = Network::new(&HttpOptions::default(), attempt);
        let network = self.0.get().unwrap_or(&default).within(connect, attempt);
        (network.http, network.attempt_timeout)
    }

    /// The same for requests that must not go through a proxy.
    pub(crate) fn direct_options(&self, connect: Duration, attempt: Duration) -> HttpOptions {
        let (options, _) = self.options(connect, attempt);
        HttpOptions {
            proxy: ProxyChoice::None,
            ..options
        }
    }
}
