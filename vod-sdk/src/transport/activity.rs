//! How an exchange gets on, for those who wait for a large one and give up on one that stands still.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// What has moved of an exchange, and when.
#[derive(Debug)]
pub(crate) struct Activity {
    began: Instant,
    /// When something moved, in microseconds since.
    latest: AtomicU64,
    /// How many bytes of the body were taken to be sent.
    taken: AtomicU64,
}

impl Activity {
    /// That of an exchange that begins now.
    pub(crate) fn new() -> Self {
        Self {
            began: Instant::now(),
            latest: AtomicU64::new(0),
            taken: AtomicU64::new(0),
        }
    }

    /// When something moved most recently.
    pub(crate) fn latest(&self) -> Instant {
        self.began + Duration::from_micros(self.latest.load(Ordering::Relaxed))
    }

    /// How many bytes of the request's body were taken to be sent.
    pub(crate) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }

    pub(super) fn take(&self, bytes: usize) {
        self.taken.fetch_add(bytes as u64, Ordering::Relaxed);
        self.receive();
    }

    pub(super) fn receive(&self) {
        let now = u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.latest.fetch_max(now, Ordering::Relaxed);
    }
}
