//! How many retries the clones of a client have left together.

use std::sync::atomic::{AtomicU32, Ordering};

/// What one retry costs. An answered call gives back one, so that in the long run there is one retry
/// to five calls at most.
const COST: u32 = 5;

/// A number of tokens that retries take and answered calls give back.
#[derive(Debug)]
pub(crate) struct Budget {
    /// None if there is no limit.
    full: Option<u32>,
    tokens: AtomicU32,
}

impl Budget {
    /// A full budget for so many retries in a row; none for any number of them.
    pub(crate) fn new(retries: Option<u32>) -> Self {
        let full = retries.map(|retries| retries.saturating_mul(COST));
        let tokens = AtomicU32::new(full.unwrap_or_default());
        Self { full, tokens }
    }

    /// Takes one retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        self.full.is_none() || self.change(|tokens| tokens.checked_sub(COST))
    }

    /// Gives back for a call that was answered.
    pub(crate) fn give_back(&self) {
        let Some(full) = self.full else { return };
        if self.tokens.load(Ordering::Relaxed) < full {
            self.change(|tokens| Some(tokens.saturating_add(1).min(full)));
        }
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        self.tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, change)
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_end_with_the_budget_and_answers_fill_it_again() {
        let budget = Budget::new(Some(2));
        assert!(budget.take() && budget.take());
        assert!(!budget.take());
        (0..COST - 1).for_each(|_| budget.give_back());
        assert!(!budget.take());
        budget.give_back();
        assert!(budget.take());
        (0..100).for_each(|_| budget.give_back());
        assert!(budget.take() && budget.take(), "it is full, and no fuller");
        assert!(!budget.take());
    }

    #[test]
    fn without_a_limit_there_is_always_a_retry() {
        let budget = Budget::new(None);
        assert!((0..10_000).all(|_| budget.take()));
        assert!(!Budget::new(Some(0)).take());
    }
}
