//! How many parts are sent at once.

/// After how many parts without a complaint one more is sent at once.
const RAISED_AFTER: u32 = 8;

/// A number of parts that is halved when COS asks to slow down, and rises again while it does not.
#[derive(Debug)]
pub(crate) struct Limit {
    most: usize,
    now: usize,
    /// How often COS had asked to slow down when it was halved last.
    seen: u32,
    succeeded: u32,
}

impl Limit {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            most,
            now: most,
            seen: 0,
            succeeded: 0,
        }
    }

    /// How many parts may be on their way, now that COS has asked so often to slow down.
    pub(crate) fn now(&mut self, times_throttled: u32) -> usize {
        if times_throttled > self.seen {
            self.seen = times_throttled;
            self.succeeded = 0;
            self.now = (self.now / 2).max(1);
        }
        self.now
    }

    /// A part has come through.
    pub(crate) fn succeeded(&mut self) {
        self.succeeded += 1;
        if self.succeeded >= RAISED_AFTER && self.now < self.most {
            self.succeeded = 0;
            self.now += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_halved_once_for_each_complaint_and_rises_again() {
        let mut limit = Limit::new(8);
        let seen = [0, 1, 1, 3, 4, 5].map(|times| limit.now(times));
        assert_eq!(seen, [8, 4, 4, 2, 1, 1]);
        for expected in [2, 3, 4, 5, 6, 7, 8, 8] {
            (0..RAISED_AFTER).for_each(|_| limit.succeeded());
            assert_eq!(limit.now(5), expected);
        }
    }
}
