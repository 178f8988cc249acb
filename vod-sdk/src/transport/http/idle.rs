//! Detects connections that the server has closed while they were idle.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// After how long the runtime cannot be supposed to have looked at the connections of itself.
const UNWATCHED: Duration = Duration::from_millis(1);

/// When requests were sent.
#[derive(Debug)]
pub(super) struct Idle {
    created: Instant,
    /// When the latest request was sent, in microseconds since.
    latest: AtomicU64,
}

impl Default for Idle {
    fn default() -> Self {
        Self {
            created: Instant::now(),
            latest: AtomicU64::new(0),
        }
    }
}

impl Idle {
    /// Lets the runtime see which connections are closed by now, before one of them is used.
    ///
    /// It looks when it has nothing else to do. A thread that runs the runtime and has been busy with
    /// something else comes from there to the next request directly, and would send it on a connection
    /// whose end has already arrived: its outcome would be unknown. Where the runtime has looked, the
    /// connection reads its end before it writes, and the request goes to another one.
    pub(super) async fn notice_closed_connections(&self) {
        let mut now = self.created.elapsed();
        let latest = Duration::from_micros(self.latest.load(Ordering::Relaxed));
        if now.saturating_sub(latest) > UNWATCHED {
            tokio::task::yield_now().await;
            now = self.created.elapsed();
        }
        let now = u64::try_from(now.as_micros()).unwrap_or(u64::MAX);
        self.latest.store(now, Ordering::Relaxed);
    }
}
