//! How often a credential that the service refuses is renewed.

use std::time::Duration;

use tokio::time::Instant;

use super::backoff::Backoff;

/// The pause after a renewal, at first and at most, while nothing that the source gives is accepted.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// After so long without a renewal, the earlier ones are forgotten.
const MEMORY: Duration = Duration::from_secs(120);
/// How many renewals an accepted credential makes possible at once, and in what time another one.
const BURST: u32 = 10;
const REFILL: Duration = Duration::from_secs(10);

/// One renewal in a window, which grows while what is renewed is refused again. A credential that has been
/// accepted opens the next window, but not without end: the service may accept it for one action and refuse
/// it for another.
#[derive(Debug)]
pub(super) struct Renewals {
    window: Backoff,
    allowance: u32,
    refilled: Instant,
}

impl Renewals {
    pub(super) fn new() -> Self {
        Self {
            window: Backoff::new(FIRST_PAUSE, LONGEST_PAUSE),
            allowance: BURST,
            refilled: Instant::now(),
        }
    }

    /// Whether another credential may be requested from the source now.
    pub(super) fn may_begin(&mut self) -> bool {
        if self.window.over_for().is_some_and(|time| time > MEMORY) {
            self.window.reset();
        }
        self.window.is_over()
    }

    /// Records a request to the source.
    pub(super) fn made(&mut self) {
        self.window.grow();
    }

    /// Notes that the service has accepted what the latest renewal gave.
    pub(super) fn accepted(&mut self) {
        let periods = self.refilled.elapsed().as_secs() / REFILL.as_secs();
        let periods = u32::try_from(periods).unwrap_or(u32::MAX);
        if periods > 0 {
            self.allowance = self.allowance.saturating_add(periods).min(BURST);
            self.refilled = Instant::now();
        }
        if self.allowance > 0 {
            self.allowance -= 1;
            self.window.reset();
        }
    }
}
