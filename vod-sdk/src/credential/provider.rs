//! The trait of credential sources.

use std::fmt::{self, Debug};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::Credential;
use super::error::CredentialError;
use super::network::Network;

/// Provides a credential.
///
/// A client asks it when it needs a credential: at its first call, some time before a temporary
/// credential [expires](Credential::expires_at), and once more when the service refuses one. It never asks
/// twice at the same time, and it keeps what it got: a provider need not remember anything.
pub trait CredentialProvider: Debug + Send + Sync {
    /// Gets a credential: id, key and token that belong together.
    ///
    /// It must end in reasonable time on its own. A call that cannot wait so long leaves it unfinished, and
    /// the next call that needs a credential continues it.
    ///
    /// # Errors
    ///
    /// A [`CredentialError`] describes the source's failure.
    fn provide(&self) -> CredentialFuture<'_>;

    /// Checks the configuration before any call, without making a request.
    ///
    /// # Errors
    ///
    /// A [`CredentialError`] says what has to be changed.
    fn check(&self) -> Result<(), CredentialError> {
        Ok(())
    }

    /// Takes over how the client reaches the network: a client calls it once, when it is built. Only a
    /// provider that wraps others, or that makes requests by providers of this module, has anything to do:
    /// it hands the network on to them.
    fn use_network(&self, network: &Network) {
        let _ = network;
    }
}

/// A pending credential: what [`CredentialProvider::provide`] returns.
#[must_use = "a source is not queried until this is awaited"]
pub struct CredentialFuture<'a>(
    Pin<Box<dyn Future<Output = Result<Credential, CredentialError>> + Send + 'a>>,
);

impl<'a> CredentialFuture<'a> {
    /// Wraps a future that gets the credential.
    pub fn new(
        future: impl Future<Output = Result<Credential, CredentialError>> + Send + 'a,
    ) -> Self {
        Self(Box::pin(future))
    }
}

impl Future for CredentialFuture<'_> {
    type Output = Result<Credential, CredentialError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl Debug for CredentialFuture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CredentialFuture")
    }
}

impl CredentialProvider for Credential {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async { Ok(self.clone()) })
    }

    fn check(&self) -> Result<(), CredentialError> {
        self.check_parts()
    }
}

/// A provider that several clients share. Each of them caches its own credential; the network is that of the
/// client that was built first.
impl<P: CredentialProvider + ?Sized> CredentialProvider for Arc<P> {
    fn provide(&self) -> CredentialFuture<'_> {
        (**self).provide()
    }

    fn check(&self) -> Result<(), CredentialError> {
        (**self).check()
    }

    fn use_network(&self, network: &Network) {
        (**self).use_network(network);
    }
}

impl<P: CredentialProvider + ?Sized> CredentialProvider for Box<P> {
    fn provide(&self) -> CredentialFuture<'_> {
        (**self).provide()
    }

    fn check(&self) -> Result<(), CredentialError> {
        (**self).check()
    }
    fn use_network(&self, network: &Network) {
        (**self).use_network(network);
    }
}
