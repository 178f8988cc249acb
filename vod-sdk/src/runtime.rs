//! Time and chance, as a client sees them.

mod current;

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

pub(crate) use self::current::{KnownRuntime, Runtimes, current};

/// Where a client takes the time, its pauses and its dice from: replaced in tests, by
/// [`ClientBuilder::runtime`](crate::ClientBuilder::runtime), to make them certain.
///
/// Deadlines are tokio's, which `tokio::time::pause` controls: whatever this is replaced by, calls run on a
/// tokio runtime with timers.
pub trait Runtime: Debug + Send + Sync {
    /// The time of the system's clock, which requests are signed with.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Waits: between two attempts, or for the turn of a call at the documented request rate.
    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }

    /// Any number, each as likely as the next: for the length of a pause, and for a `SessionId`.
    fn random(&self) -> u64 {
        fastrand::u64(..)
    }
}

/// What [`Runtime::sleep`] runs.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The system's own clock, tokio's timer, and a random generator of each thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRuntime;

impl Runtime for SystemRuntime {}
