//! What uploads that go on at once share: connections and bandwidth.

use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

use crate::lock::lock;

/// For how long a body may hold up those behind it, so that no sum is out of range.
const MAX_HOLD: Duration = Duration::from_secs(86_400 * 365);

/// A limit on requests and on bytes a second.
pub(crate) struct Shared {
    requests: Semaphore,
    bytes_per_second: Option<u64>,
    /// When the next body may be sent.
    next: Mutex<Option<Instant>>,
}

impl Shared {
    pub(super) fn new(requests: usize, bytes_per_second: Option<u64>) -> Self {
        Self {
            requests: Semaphore::new(requests),
            bytes_per_second,
            next: Mutex::default(),
        }
    }

    /// Waits for the turn of a request with so many bytes, which lasts as long as what is given; `None` if there is no
    /// limit any more, which does not happen.
    pub(crate) async fn turn(&self, bytes: u64) -> Option<SemaphorePermit<'_>> {
        let permit = self.requests.acquire().await.ok();
        if let Some(rate) = self.bytes_per_second
            && bytes > 0
        {
            sleep_until(self.reserve(bytes, rate)).await;
        }
        permit
    }

    /// When a body may be sent, behind which the next one waits until its bytes have had their time.
    fn reserve(&self, bytes: u64, rate: u64) -> Instant {
        let now = Instant::now();
        let mut next = lock(&self.next);
        let turn = next.map_or(now, |next| next.max(now));
        let hold = Duration::from_secs_f64(bytes as f64 / rate as f64).min(MAX_HOLD);
        *next = Some(turn + hold);
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn bytes_have_their_time_and_requests_their_number() {
        let shared = Shared::new(2, Some(1_000));
        let began = Instant::now();
        for expected in [0, 500, 1_000] {
            drop(shared.turn(500).await);
            assert_eq!(began.elapsed().as_millis().div_ceil(10) * 10, expected);
        }
        let held = (shared.turn(0).await, shared.turn(0).await);
        let third = tokio::time::timeout(Duration::from_secs(9), shared.turn(0));
        assert!(third.await.is_err());
        drop(held);
        assert!(shared.turn(0).await.is_some());
    }
}
