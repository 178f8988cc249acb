//! Limits the requests of a client that are in flight.

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::Instant;

/// Limits the number of requests in flight; others wait in order of arrival.
#[derive(Debug)]
pub(crate) struct InFlight {
    places: Semaphore,
    max: usize,
}

impl InFlight {
    /// At least one place.
    pub(crate) fn new(max: usize) -> Self {
        Self {
            places: Semaphore::new(max.min(Semaphore::MAX_PERMITS)),
            max,
        }
    }

    /// The limit that a call could not get past in time.
    pub(crate) fn full(&self) -> String {
        let max = self.max;
        format!(
            "no slot among the {max} concurrent requests that ClientBuilder::max_in_flight allows"
        )
    }

    /// Waits for a place, until the deadline. It is free again when it is dropped.
    pub(crate) async fn enter(&self, deadline: Instant) -> Option<SemaphorePermit<'_>> {
        if let Ok(place) = self.places.try_acquire() {
            return Some(place);
        }
        let waiting = Box::pin(tokio::time::timeout_at(deadline, self.places.acquire()));
        waiting.await.ok()?.ok()
    }
}
