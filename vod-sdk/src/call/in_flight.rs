//! How many requests of a client are in flight at once.

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::Instant;

/// Lets so many requests be in flight at once, and the others wait in the order in which they came.
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
            "no place among the {max} requests at once that ClientBuilder::max_in_flight allows"
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
