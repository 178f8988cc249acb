//! The cache of a client's credential, which refreshes it early.

mod backoff;
mod cached;
mod refresh;
mod renewals;
#[cfg(test)]
mod tests;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use self::cached::{CachedCredential, State};
use self::refresh::Refreshes;
use self::renewals::Renewals;
use super::{CredentialError, CredentialProvider};
use crate::credential::Credential;
use crate::lock::lock;

/// How long a call waits for a refresh while the old credential is still valid.
const EARLY_PATIENCE: Duration = Duration::from_secs(1);

/// Caches the credential of a provider and refreshes it in time.
///
/// One call refreshes at a time. The refresh does not belong to it: if the call is dropped, the next one continues
/// the refresh.
pub(crate) struct CredentialCache {
    cached: Mutex<Option<CachedCredential>>,
    refreshes: tokio::sync::Mutex<Refreshes>,
    /// The number of refreshes that are over.
    generation: AtomicU64,
    renewals: Mutex<Renewals>,
    /// Whether the cached credential is one that was renewed, and has not been accepted yet.
    is_on_trial: AtomicBool,
}

/// Rare state, boxed so that it does not enlarge the future of every call.
type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

impl CredentialCache {
    pub(crate) fn new(provider: Arc<dyn CredentialProvider>) -> Self {
        Self {
            cached: Mutex::default(),
            refreshes: tokio::sync::Mutex::new(Refreshes::new(provider)),
            generation: AtomicU64::default(),
            renewals: Mutex::new(Renewals::new()),
            is_on_trial: AtomicBool::default(),
        }
    }

    /// The cached credential, if it needs no refresh yet: the fast path, without a future.
    pub(crate) fn fresh(&self, now: SystemTime) -> Option<Credential> {
        self.cached().as_ref()?.fresh(now)
    }

    /// The credential to use at a time.
    pub(crate) fn get(&self, now: SystemTime) -> Boxed<'_, Result<Credential, CredentialError>> {
        Box::pin(async move {
            match self.state(now) {
                State::Fresh(credential) => Ok(credential),
                State::Due(old) => Ok(self.renew_early(old, now).await),
                State::Expired => self.wait_for_one(now).await,
            }
        })
    }

    /// Records that the service has accepted a credential.
    pub(crate) fn accepted(&self, accepted: Option<&Credential>) {
        if !self.is_on_trial.load(Ordering::Relaxed) {
            return;
        }
        let is_cached = |cached: &CachedCredential| {
            accepted.is_some_and(|it| it.is_same_as(&cached.credential))
        };
        if self.cached().as_ref().is_some_and(is_cached) {
            self.is_on_trial.store(false, Ordering::Relaxed);
            lock(&self.renewals).accepted();
        }
    }

    /// Replaces a credential that the service has refused, unless another call has done so already. `false` if there
    /// is no other, or if the source has just been queried.
    pub(crate) fn renew<'a>(&'a self, refused: &'a Credential, now: SystemTime) -> Boxed<'a, bool> {
        Box::pin(async move {
            let generation = self.generation.load(Ordering::Acquire);
            let mut refreshes = self.refreshes.lock().await;
            match self.cached().as_ref() {
                Some(cached) if !cached.credential.is_same_as(refused) => return true,
                _ if !lock(&self.renewals).may_begin() => return false,
                _ => {}
            }
            if generation != self.generation.load(Ordering::Acquire)
                && refreshes.last_error.is_some()
            {
                return false;
            }
            // A refresh in flight was started before the service refused.
            refreshes.cancel();
            let outcome = self.run(&mut refreshes, now).await;
            lock(&self.renewals).made();
            self.is_on_trial.store(true, Ordering::Relaxed);
            match outcome {
                Ok(credential) => !credential.is_same_as(refused),
                Err(error) => {
                    warning!("the credential was refused, and there is no other: {error}");
                    false
                }
            }
        })
    }

    /// Refreshes the credential unless another call does, and falls back to the old one if it takes long.
    async fn renew_early(&self, old: Credential, now: SystemTime) -> Credential {
        let Ok(mut refreshes) = self.refreshes.try_lock() else {
            return old;
        };
        if let Some(credential) = self.fresh(now) {
            return credential;
        }
        let refresh = self.run(&mut refreshes, now);
        match tokio::time::timeout(EARLY_PATIENCE, refresh).await {
            Ok(Ok(new)) => new,
            Ok(Err(error)) => {
                warning!(
                    "the credential could not be renewed, and is used until it expires: {error}"
                );
                old
            }
            Err(_) => old,
        }
    }

    /// Waits for a fresh credential. Concurrent calls share one refresh, and its failure.
    async fn wait_for_one(&self, now: SystemTime) -> Result<Credential, CredentialError> {
        let generation = self.generation.load(Ordering::Acquire);
        let mut refreshes = self.refreshes.lock().await;
        if let State::Fresh(credential) | State::Due(credential) = self.state(now) {
            return Ok(credential);
        }
        match &refreshes.last_error {
            Some(error)
                if generation != self.generation.load(Ordering::Acquire)
                    || refreshes.is_backing_off() =>
            {
                Err(error.clone())
            }
            _ => self.run(&mut refreshes, now).await,
        }
    }

    async fn run(
        &self,
        refreshes: &mut Refreshes,
        now: SystemTime,
    ) -> Result<Credential, CredentialError> {
        let outcome = refreshes.run().await;
        let mut cached = self.cached();
        match &outcome {
            Ok(credential) => *cached = Some(CachedCredential::new(credential.clone(), now)),
            Err(_) => cached.iter_mut().for_each(CachedCredential::renewal_failed),
        }
        self.generation.fetch_add(1, Ordering::AcqRel);
        outcome
    }

    fn state(&self, now: SystemTime) -> State {
        self.cached()
            .as_ref()
            .map_or(State::Expired, |cached| cached.state(now))
    }

    fn cached(&self) -> MutexGuard<'_, Option<CachedCredential>> {
        lock(&self.cached)
    }
}

impl fmt::Debug for CredentialCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cached = self.cached();
        f.debug_struct("CredentialCache")
            .field("cached", &cached.as_ref().map(|cached| &cached.credential))
            .finish_non_exhaustive()
    }
}
