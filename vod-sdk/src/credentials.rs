//! Where credentials come from.
//!
//! A [`CredentialProvider`] has one method; [`Credential`] is the simplest one, and provides itself.

mod cache;
mod error;

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use crate::Credential;

pub(crate) use self::cache::CredentialCache;
pub use self::error::CredentialError;

/// Has a credential, or gets one.
///
/// A client asks it when it needs a credential: at its first call, some time before a temporary
/// credential [expires](Credential::expires_at), and once more when the service refuses one. It never asks
/// twice at the same time, and it keeps what it got: a provider need not remember anything.
pub trait CredentialProvider: Debug + Send + Sync {
    /// Gets a credential: id, key and token that belong together.
    ///
    /// It must end by itself in reasonable time; the client drops it at the deadline of the call that
    /// asked.
    ///
    /// # Errors
    ///
    /// A [`CredentialError`] says what the source answered.
    fn provide(&self) -> CredentialFuture<'_>;

    /// Finds what can never work before any call, without asking anyone.
    ///
    /// # Errors
    ///
    /// A [`CredentialError`] says what has to be changed.
    fn check(&self) -> Result<(), CredentialError> {
        Ok(())
    }
}

/// What [`CredentialProvider::provide`] runs.
pub type CredentialFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credential, CredentialError>> + Send + 'a>>;

impl CredentialProvider for Credential {
    fn provide(&self) -> CredentialFuture<'_> {
        Box::pin(async { Ok(self.clone()) })
    }

    fn check(&self) -> Result<(), CredentialError> {
        self.check_parts()
    }
}
