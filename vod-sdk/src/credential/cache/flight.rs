//! Requests for a credential, one at a time.

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

/// A request that nobody has waited for in so long is not gone on with.
const MAX_AGE: Duration = Duration::from_secs(30);

/// How long a source is left alone that fails again and again, from its second failure on.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

type Outcome = Result<Credential, CredentialError>;

/// The request that is under way, if there is one, and the outcome of the latest.
pub(super) struct Flights {
    provider: Arc<dyn CredentialProvider>,
    current: Option<Flight>,
    /// Why the latest one failed, if it did.
    pub(super) last_error: Option<CredentialError>,
    failing: Backoff,
}

struct Flight {
    future: Pin<Box<dyn Future<Output = Outcome> + Send>>,
    started: Instant,
    /// The runtime whose timers and connections it uses, none of which may outlive it.
    runtime: Option<Id>,
}

impl Flights {
    pub(super) fn new(provider: Arc<dyn CredentialProvider>) -> Self {
        Self {
            provider,
            current: None,
            last_error: None,
            failing: Backoff::new(FIRST_PAUSE, LONGEST_PAUSE),
        }
    }

    /// Goes on with the request that is under way, or makes one. If this future is dropped, the request
    /// stays for the next caller.
    pub(super) async fn fly(&mut self) -> Outcome {
        if self.current.as_ref().is_some_and(Flight::is_lost) {
            self.cancel();
        }
        let is_resumed = self.current.is_some();
        let outcome = match self.land().await {
            // It may have failed only because its time went by while nobody waited for it.
            Err(_) if is_resumed => self.land().await,
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

    /// Whether the source has failed so often that it is not asked for a while.
    pub(super) fn is_left_alone(&self) -> bool {
        !self.failing.is_over()
    }

    pub(super) fn cancel(&mut self) {
        self.current = None;
    }

    async fn land(&mut self) -> Outcome {
        let provider = &self.provider;
        self.current
            .get_or_insert_with(|| Flight::start(Arc::clone(provider)));
        Waiting(&mut self.current).await
    }
}

impl Flight {
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

    /// Whether it cannot be gone on with.
    fn is_lost(&self) -> bool {
        self.started.elapsed() > MAX_AGE || self.runtime != runtime()
    }
}

fn runtime() -> Option<Id> {
    Handle::try_current().map(|handle| handle.id()).ok()
}

/// Waits for a request, which it takes away only when it is over; also if that is by a panic.
struct Waiting<'a>(&'a mut Option<Flight>);

impl Future for Waiting<'_> {
    type Output = Outcome;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let mut flight = self
            .0
            .take()
            .expect("it is polled while there is a request");
        let outcome = flight.future.as_mut().poll(context);
        if outcome.is_pending() {
            *self.0 = Some(flight);
        }
        outcome
    }
}
