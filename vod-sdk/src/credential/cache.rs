//! The credential of a client, kept and renewed.

mod backoff;
mod flight;
mod kept;
mod renewals;
#[cfg(test)]
mod tests;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use self::flight::Flights;
use self::kept::{Kept, State};
use self::renewals::Renewals;
use super::{CredentialError, CredentialProvider};
use crate::credential::Credential;
use crate::lock::lock;

/// How long a call waits for a new credential while the old one is still good.
const EARLY_PATIENCE: Duration = Duration::from_secs(1);

/// Asks a provider, keeps what it answers, and asks again in time.
///
/// One call asks at a time. The request that it makes is kept apart from it: if the call is given up, the
/// next one goes on with the request.
pub(crate) struct CredentialCache {
    kept: Mutex<Option<Kept>>,
    flights: tokio::sync::Mutex<Flights>,
    /// How many requests are over.
    landed: AtomicU64,
    renewals: Mutex<Renewals>,
    /// Whether the kept credential is one that was renewed, and has not been accepted yet.
    is_on_trial: AtomicBool,
}

/// What is rare and must not make every call's future large.
type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

impl CredentialCache {
    pub(crate) fn new(provider: Arc<dyn CredentialProvider>) -> Self {
        Self {
            kept: Mutex::default(),
            flights: tokio::sync::Mutex::new(Flights::new(provider)),
            landed: AtomicU64::default(),
            renewals: Mutex::new(Renewals::new()),
            is_on_trial: AtomicBool::default(),
        }
    }

    /// The kept credential, if it is good for some time yet: the short way, without a future.
    pub(crate) fn fresh(&self, now: SystemTime) -> Option<Credential> {
        self.kept().as_ref()?.fresh(now)
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

    /// Notes that the service has accepted a credential.
    pub(crate) fn accepted(&self, accepted: Option<&Credential>) {
        if !self.is_on_trial.load(Ordering::Relaxed) {
            return;
        }
        let is_kept = |kept: &Kept| accepted.is_some_and(|it| it.is_same_as(&kept.credential));
        if self.kept().as_ref().is_some_and(is_kept) {
            self.is_on_trial.store(false, Ordering::Relaxed);
            lock(&self.renewals).accepted();
        }
    }

    /// Gets another credential in place of one that the service has refused, or finds that another
    /// call has got it already; `false` if there is no other, or if the source has been asked just now.
    pub(crate) fn renew<'a>(&'a self, refused: &'a Credential, now: SystemTime) -> Boxed<'a, bool> {
        Box::pin(async move {
            let landed = self.landed.load(Ordering::Acquire);
            let mut flights = self.flights.lock().await;
            match self.kept().as_ref() {
                Some(kept) if !kept.credential.is_same_as(refused) => return true,
                _ if !lock(&self.renewals).may_begin() => return false,
                _ => {}
            }
            if landed != self.landed.load(Ordering::Acquire) && flights.last_error.is_some() {
                return false;
            }
            // What is on its way was asked for before the service refused.
            flights.cancel();
            let outcome = self.fly(&mut flights, now).await;
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

    /// Asks for a new credential, unless another call does, and goes on with the old one if it takes long.
    async fn renew_early(&self, old: Credential, now: SystemTime) -> Credential {
        let Ok(mut flights) = self.flights.try_lock() else {
            return old;
        };
        if let Some(credential) = self.fresh(now) {
            return credential;
        }
        let flight = self.fly(&mut flights, now);
        match tokio::time::timeout(EARLY_PATIENCE, flight).await {
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

    /// Gets a credential where there is none that is good: by asking, or from the call that asks already,
    /// whose failure is everyone's who has waited for it.
    async fn wait_for_one(&self, now: SystemTime) -> Result<Credential, CredentialError> {
        let landed = self.landed.load(Ordering::Acquire);
        let mut flights = self.flights.lock().await;
        if let State::Fresh(credential) | State::Due(credential) = self.state(now) {
            return Ok(credential);
        }
        match &flights.last_error {
            Some(error)
                if landed != self.landed.load(Ordering::Acquire) || flights.is_left_alone() =>
            {
                Err(error.clone())
            }
            _ => self.fly(&mut flights, now).await,
        }
    }

    async fn fly(
        &self,
        flights: &mut Flights,
        now: SystemTime,
    ) -> Result<Credential, CredentialError> {
        let outcome = flights.fly().await;
        let mut kept = self.kept();
        match &outcome {
            Ok(credential) => *kept = Some(Kept::new(credential.clone(), now)),
            Err(_) => kept.iter_mut().for_each(Kept::renewal_failed),
        }
        self.landed.fetch_add(1, Ordering::AcqRel);
        outcome
    }

    fn state(&self, now: SystemTime) -> State {
        self.kept()
            .as_ref()
            .map_or(State::Expired, |kept| kept.state(now))
    }

    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        lock(&self.kept)
    }
}

impl fmt::Debug for CredentialCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.kept();
        f.debug_struct("CredentialCache")
            .field("kept", &kept.as_ref().map(|kept| &kept.credential))
            .finish_non_exhaustive()
    }
}
