//! The problems found so far.

use crate::problem::{Place, Problem};
use crate::read::Holes;

/// Gathers what is wrong.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<Problem>,
    /// What could not be read: nothing is said of what stands in for it.
    holes: Holes,
}

impl Problems {
    /// No problems yet.
    pub(super) fn new(holes: &Holes) -> Self {
        Self {
            found: Vec::new(),
            holes: holes.clone(),
        }
    }

    /// Adds a problem, unless it is one of what could not be read.
    pub(super) fn add(
        &mut self,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if !self.holes.cover(&place) {
            self.found.push(Problem::new(place, message, hint));
        }
    }

    /// Adds a problem that there would not be if something stood in another place too, unless that place
    /// is one of those that could not be read.
    pub(super) fn add_absence(
        &mut self,
        of: &Place,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if !self.holes.touch(of) {
            self.add(place, message, hint);
        }
    }

    /// Whether all names of a list's items are known.
    pub(super) fn know_names(&self, list: &Place, key: &str) -> bool {
        !self.holes.hide_names(list, key)
    }

    /// Whether a place was read as it is.
    pub(super) fn know(&self, place: &Place) -> bool {
        !self.holes.touch(place)
    }

    /// Whether each use of each type is known.
    pub(super) fn know_uses(&self) -> bool {
        !self.holes.hide_uses()
    }

    /// The value, if nothing was wrong on the way to it.
    pub(super) fn unless_none<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.found.is_empty() {
            Ok(value)
        } else {
            Err(self.found)
        }
    }
}
