//! A runtime without chance and without waiting, which remembers the pauses.

use std::future::ready;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use vod_sdk::time::{Sleep, TimeSource};

/// Dice that always show the same, pauses that are over at once, and a clock that can be set wrong.
#[derive(Clone, Debug, Default)]
pub(crate) struct Steady {
    random: u64,
    pauses: Arc<Mutex<Vec<Duration>>>,
    ahead: Arc<AtomicI64>,
}

impl Steady {
    pub(crate) fn new(random: u64) -> Self {
        Self {
            random,
            ..Self::default()
        }
    }

    /// Sets the clock so many seconds ahead of the right time.
    pub(crate) fn set_ahead(&self, seconds: i64) {
        self.ahead.store(seconds, Ordering::SeqCst);
    }

    /// The pauses so far, in milliseconds.
    pub(crate) fn pauses(&self) -> Vec<u128> {
        let pauses = self.pauses.lock().unwrap();
        pauses.iter().map(Duration::as_millis).collect()
    }
}

impl TimeSource for Steady {
    fn now(&self) -> SystemTime {
        let ahead = self.ahead.load(Ordering::SeqCst);
        let distance = Duration::from_secs(ahead.unsigned_abs());
        match ahead < 0 {
            true => SystemTime::now() - distance,
            false => SystemTime::now() + distance,
        }
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        self.pauses.lock().unwrap().push(duration);
        Sleep::new(ready(()))
    }

    fn random(&self) -> u64 {
        self.random
    }
}
