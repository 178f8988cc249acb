//! The problems found so far.

use crate::problem::{Place, Problem};

/// Gathers what is wrong.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    /// Adds a problem.
    pub(super) fn add(
        &mut self,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.0.push(Problem::new(place, message, hint));
    }

    /// Adds a problem that has been made already.
    pub(super) fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds those problems of others that are wanted.
    pub(super) fn extend(&mut self, others: Self, is_wanted: impl Fn(&Problem) -> bool) {
        self.0.extend(others.0.into_iter().filter(is_wanted));
    }

    /// The value, if nothing is wrong.
    pub(super) fn unless_any<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self.0)
        }
    }
}
