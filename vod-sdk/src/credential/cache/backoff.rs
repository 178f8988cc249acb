//! The backoff of a source.

use std::time::Duration;

use tokio::time::Instant;

use crate::time::{SystemTimeSource, TimeSource};

/// The least part of a pause that chance leaves of it, so that many clients do not ask together.
const LEAST_PART: f64 = 0.75;

/// A pause that doubles from a first to a longest one, until it is reset.
#[derive(Debug)]
pub(super) struct Backoff {
    first: Duration,
    longest: Duration,
    pause: Duration,
    until: Option<Instant>,
}

impl Backoff {
    pub(super) const fn new(first: Duration, longest: Duration) -> Self {
        Self {
            first,
            longest,
            pause: Duration::ZERO,
            until: None,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.until.is_none_or(|until| Instant::now() >= until)
    }

    /// How long it has been over; `None` if there was no pause, or if it is not over.
    pub(super) fn over_for(&self) -> Option<Duration> {
        Instant::now().checked_duration_since(self.until?)
    }

    /// Begins the next pause.
    pub(super) fn grow(&mut self) {
        self.pause = (self.pause * 2).clamp(self.first, self.longest);
        let random = SystemTimeSource.random() as f64 / u64::MAX as f64;
        let part = LEAST_PART + (1.0 - LEAST_PART) * random;
        self.until = Some(Instant::now() + self.pause.mul_f64(part));
    }

    pub(super) fn reset(&mut self) {
        self.pause = Duration::ZERO;
        self.until = None;
    }
}
