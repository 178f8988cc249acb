//! How many retries the clones of a client have left together.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use crate::lock::lock;

/// The cost of one retry. A successful call gives one back, so that in the long run there is one retry
/// to five calls at most.
const COST: u64 = 5;

/// How often a correction is tried when the budget is used up. Without it, a client whose key or clock is
/// wrong could not recover: no call would succeed, and nothing would be replenished.
const CORRECTION_PERIOD: Duration = Duration::from_secs(10);

/// A number of tokens that retries take and successful calls give back.
#[derive(Debug)]
pub(crate) struct Budget {
    /// `None` if there is no limit.
    full: Option<u64>,
    tokens: AtomicU64,
    /// When the latest correction was tried without a budget.
    correction: Mutex<Option<Instant>>,
}

/// The tokens that a retry has taken from the budget. They are returned if it is dropped before the retry is sent.
#[derive(Debug)]
pub(crate) struct RetryPermit<'a> {
    budget: &'a Budget,
    is_spent: bool,
}

impl Budget {
    /// A full budget for so many retries in a row; `None` for any number of them.
    pub(crate) fn new(retries: Option<u32>) -> Self {
        let full = retries.map(|retries| u64::from(retries) * COST);
        let tokens = AtomicU64::new(full.unwrap_or_default());
        Self {
            full,
            tokens,
            correction: Mutex::default(),
        }
    }

    /// Takes one retry, if there is one.
    pub(crate) fn take(&self) -> Option<RetryPermit<'_>> {
        let is_taken = self.full.is_none() || self.change(|tokens| tokens.checked_sub(COST));
        // Not `then_some`: what is made and dropped is given back.
        is_taken.then(|| RetryPermit {
            budget: self,
            is_spent: false,
        })
    }

    /// Whether a correction may be tried, which takes from the budget only if it does not help.
    pub(crate) fn allows_correction(&self, now: Instant) -> bool {
        if self.full.is_none() || self.tokens.load(Ordering::Relaxed) >= COST {
            return true;
        }
        let mut latest = lock(&self.correction);
        let is_due = latest.is_none_or(|latest| now >= latest + CORRECTION_PERIOD);
        if is_due {
            *latest = Some(now);
        }
        is_due
    }

    /// Gives back for a call that got a response.
    pub(crate) fn replenish(&self) {
        self.put_back(1);
    }

    fn put_back(&self, count: u64) {
        let Some(full) = self.full else { return };
        if self.tokens.load(Ordering::Relaxed) < full {
            self.change(|tokens| Some((tokens + count).min(full)));
        }
    }

    fn change(&self, change: impl FnMut(u64) -> Option<u64>) -> bool {
        self.tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, change)
            .is_ok()
    }
}

impl RetryPermit<'_> {
    /// Uses it up.
    pub(crate) fn spend(mut self) {
        self.is_spent = true;
    }
}

impl Drop for RetryPermit<'_> {
    fn drop(&mut self) {
        if !self.is_spent {
            self.budget.put_back(COST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a retry and uses it up.
    fn spend(budget: &Budget) -> bool {
        budget.take().map(RetryPermit::spend).is_some()
    }

    #[test]
    fn retries_end_with_the_budget_and_answers_fill_it_again() {
        let budget = Budget::new(Some(2));
        assert!(spend(&budget) && spend(&budget));
        assert!(!spend(&budget));
        (0..COST - 1).for_each(|_| budget.replenish());
        assert!(!spend(&budget));
        budget.replenish();
        assert!(spend(&budget));
        (0..100).for_each(|_| budget.replenish());
        assert!(
            spend(&budget) && spend(&budget),
            "it is full, and no fuller"
        );
        assert!(!spend(&budget));
    }

    #[test]
    fn what_is_not_used_goes_back() {
        let budget = Budget::new(Some(1));
        for _ in 0..100 {
            assert!(budget.take().is_some());
        }
        assert!(spend(&budget) && budget.take().is_none());
    }

    #[test]
    fn without_a_limit_there_is_always_a_retry() {
        let budget = Budget::new(None);
        assert!((0..10_000).all(|_| spend(&budget)));
        assert!(!spend(&Budget::new(Some(0))));
        let largest = Budget::new(Some(u32::MAX));
        assert_eq!(largest.full, Some(u64::from(u32::MAX) * COST));
    }

    #[test]
    fn corrections_end_with_the_budget_but_for_one_now_and_then() {
        let start = Instant::now();
        let seconds = |seconds| start + Duration::from_secs(seconds);
        for retries in [0, 1] {
            let budget = Budget::new(Some(retries));
            if retries > 0 {
                assert!((0..100).all(|_| budget.allows_correction(start)));
                assert!(spend(&budget));
            }
            let allowed: Vec<u64> = (0..31)
                .filter(|second| budget.allows_correction(seconds(*second)))
                .collect();
            assert_eq!(allowed, [0, 10, 20, 30]);
        }
    }
}
