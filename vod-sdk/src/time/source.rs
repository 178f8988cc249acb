//! Time and chance, as a client sees them.

use std::fmt::{self, Debug};
use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

/// A client's source of time, pauses and random numbers: replaced in tests, by
/// [`ClientBuilder::time_source`](crate::ClientBuilder::time_source), to make them deterministic.
///
/// Deadlines are tokio's, which `tokio::time::pause` controls: whatever this is replaced by, calls run on a
/// tokio runtime with timers.
pub trait TimeSource: Debug + Send + Sync {
    /// The time of the system's clock, which requests are signed with.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Waits between two attempts, or for the rate limiter.
    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(tokio::time::sleep(duration))
    }

    /// Any number, each as likely as the next: for the length of a pause, and for a `SessionId`. By default
    /// the operating system makes it up, so that neither two processes nor the two of a fork have the same.
    fn random(&self) -> u64 {
        getrandom::u64().unwrap_or_else(|_| without_system())
    }
}

/// A pause: what [`TimeSource::sleep`] returns.
#[must_use = "a pause takes no time unless it is awaited"]
pub struct Sleep(Pin<Box<dyn Future<Output = ()> + Send>>);

impl Sleep {
    /// Waits for a future.
    pub fn new(future: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(Box::pin(future))
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().poll(context)
    }
}

impl Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sleep")
    }
}

/// The system's own clock, tokio's timer, and the operating system's random numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemTimeSource;

impl TimeSource for SystemTimeSource {}

/// A number where the operating system gives none, as in a sandbox that is too strict: of the keys that the
/// standard library has for its hash maps, which change with every use, the process and the time.
fn without_system() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    RandomState::new().hash_one((std::process::id(), now.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_number_comes_twice() {
        for numbers in [|| SystemTimeSource.random(), without_system] {
            let numbers: HashSet<u64> = std::iter::repeat_with(numbers).take(10_000).collect();
            assert_eq!(numbers.len(), 10_000);
        }
    }
}
