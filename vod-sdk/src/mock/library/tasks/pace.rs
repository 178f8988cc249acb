//! How long a task takes.

use std::time::Duration;

use super::Task;

/// How long tasks take.
#[derive(Clone, Copy, Debug)]
pub(in crate::mock::library) enum Pace {
    /// So many looks, the last of which shows that it has ended.
    Looks(u32),
    /// So much of the mock's time.
    Time(Duration),
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::mock::library) enum Phase {
    Waiting,
    /// It runs, and so many percent are done.
    Processing(u8),
    Ended,
}

impl Task {
    pub(in crate::mock::library) fn phase(&self, now: Duration) -> Phase {
        if self.ended.is_some() || self.is_aborted {
            return Phase::Ended;
        }
        match self.pace {
            Pace::Looks(all) => by_looks(self.looks, all),
            Pace::Time(all) => by_time(now.saturating_sub(self.created), all),
        }
    }

    /// When it ends, of two times the one at which its own time is over.
    pub(super) fn end(&self, now: Duration) -> Duration {
        match self.pace {
            Pace::Looks(_) => now,
            Pace::Time(_) if self.is_aborted => now,
            Pace::Time(all) => self.created.saturating_add(all).min(now),
        }
    }
}

/// Where there are looks enough, the first one shows a task that waits.
fn by_looks(looks: u32, all: u32) -> Phase {
    let last_that_waits = u32::from(all >= 3);
    match looks {
        looks if looks >= all.max(1) => Phase::Ended,
        looks if looks <= last_that_waits => Phase::Waiting,
        looks => Phase::Processing(percent(looks.into(), all.into())),
    }
}

/// For the first tenth of its time, a task waits.
fn by_time(passed: Duration, all: Duration) -> Phase {
    match passed {
        passed if passed >= all => Phase::Ended,
        passed if passed < all / 10 => Phase::Waiting,
        passed => Phase::Processing(percent(passed.as_nanos(), all.as_nanos())),
    }
}

fn percent(part: u128, whole: u128) -> u8 {
    u8::try_from(part.saturating_mul(100) / whole.max(1)).unwrap_or(100)
}
