//! Refreshes of a credential, one at a time.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::runtime::{Handle, Id};
use tokio::time::Instant;

use super::backoff::Backoff;
use crate::credential::Credential;
use crate::credential::{CredentialError, CredentialProvider};

/// A refresh that no call has waited for in this time is abandoned.
const MAX_AGE: Duration = Duration::from_secs(30);

/// The pauses of a source that keeps failing, from its second failure on.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

type Outcome = Result<Credential, CredentialError>;

/// The refresh in flight, if there is one, and the outcome of the latest.
pub(super) struct Refreshes {
    provider: Arc<dyn CredentialProvider>,
    current: Option<Refresh>,
    /// The error of the latest one, if it failed.
    pub(super) last_error: Option<CredentialError>,
    failing: Backoff,
}

struct Refresh {
    future: Pin<Box<dyn Future<Output = Outcome> + Send>>,
    started: Instant,
    /// The runtime whose timers and connections it uses, none of which may outlive it.
    runtime: Option<Id>,
}

impl Refreshes {
    pub(super) fn new(provider: Arc<dyn CredentialProvider>) -> Self {
        Self {
            provider,
            current: None,
            last_error: None,
            failing: Backoff::new(FIRST_PAUSE, LONGEST_PAUSE),
        }
    }

    /// Continues the refresh in flight, or starts one. If this future is dropped, the refresh stays for the next
    /// caller.
    pub(super) async fn run(&mut self) -> Outcome {
        if self.current.as_ref().is_some_and(Refresh::is_lost) {
            self.cancel();
        }
        let is_resumed = self.current.is_some();
        let outcome = match self.poll_current().await {
            // It may have failed only because it timed out while no call waited for it.
            Err(_) if is_resumed => self.poll_current().await,
            outcome => outcome,
        };
        match &outcome {
            Ok(_) => self.failing.reset(),
            // The first failure may be one that has passed already.
            Err(_) if self.last_error.is_some() => self.failing.grow(),
            Err(_) => {}
        }
        self.last_error = outcome.as_ref().err().cloned();
        outcome
    }

    /// Whether the source is in a backoff after failures.
    pub(super) fn is_backing_off(&self) -> bool {
        !self.failing.is_over()
    }

    pub(super) fn cancel(&mut self) {
        self.current = None;
    }

    async fn poll_current(&mut self) -> Outcome {
        let provider = &self.provider;
        self.current
            .get_or_insert_with(|| Refresh::start(Arc::clone(provider)));
        Waiting(&mut self.current).await
    }
}

impl Refresh {
    fn start(provider: Arc<dyn CredentialProvider>) -> Self {
        let future = Box::pin(async move {
            let credential = provider.provide().await?;
            credential.check_parts()?;
            Ok(credential)
        });
        Self {
            future,
            started: Instant::now(),
            runtime: runtime(),
        }
    }

    /// Whether it cannot be continued.
    fn is_lost(&self) -> bool {
        self.started.elapsed() > MAX_AGE || self.runtime != runtime()
    }
}

fn runtime() -> Option<Id> {
    Handle::try_current().map(|handle| handle.id()).ok()
}

/// Waits for a refresh, and removes it only when it is over, or if it panics.
struct Waiting<'a>(&'a mut Option<Refresh>);

impl Future for Waiting<'_> {
    type Output = Outcome;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let mut refresh = self
            .0
            .take()
            .expect("it is polled while there is a request");
        let outcome = refresh.future.as_mut().poll(context);
        if outcome.is_pending() {
            *self.0 = Some(refresh);
        }
        outcome
    }
}
