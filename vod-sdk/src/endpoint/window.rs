//! The attempts of the recent past, counted in bounded memory.

use std::time::Duration;

use tokio::time::Instant;

/// A window slides in steps of this part of its length.
const STEPS: u32 = 12;

/// How many attempts there were, and how many of them failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) attempts: u32,
    pub(super) failures: u32,
}

/// Counts of attempts by the step of time in which they ended.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// When the first step began.
    start: Option<Instant>,
    steps: [Step; STEPS as usize],
}

#[derive(Clone, Copy, Debug, Default)]
struct Step {
    number: u64,
    count: Count,
}

impl Window {
    /// Counts an attempt that has just ended, and says what a window of this length now holds.
    pub(super) fn count(&mut self, is_success: bool, now: Instant, length: Duration) -> Count {
        let start = *self.start.get_or_insert(now);
        let step_length = (length / STEPS).max(Duration::from_nanos(1)).as_nanos();
        let elapsed = now.saturating_duration_since(start).as_nanos();
        let number = u64::try_from(elapsed / step_length).unwrap_or(u64::MAX);

        let step = &mut self.steps[(number % u64::from(STEPS)) as usize];
        if step.number < number {
            let count = Count::default();
            *step = Step { number, count };
        }
        step.count.attempts += 1;
        step.count.failures += u32::from(!is_success);
        self.sum(number)
    }

    /// The sum of the steps that end with this one.
    fn sum(&self, last: u64) -> Count {
        let first = last.saturating_add(1).saturating_sub(u64::from(STEPS));
        let recent = self.steps.iter().filter(|step| step.number >= first);
        recent.fold(Count::default(), |sum, step| Count {
            attempts: sum.attempts + step.count.attempts,
            failures: sum.failures + step.count.failures,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contents of a window of 60 seconds after attempts at these seconds; a negative one failed.
    fn count(attempts: &[i64]) -> (u32, u32) {
        let mut window = Window::default();
        let start = Instant::now();
        let mut count = Count::default();
        for attempt in attempts {
            let now = start + Duration::from_secs(attempt.unsigned_abs());
            count = window.count(*attempt >= 0, now, Duration::from_secs(60));
        }
        (count.attempts, count.failures)
    }

    #[test]
    fn it_holds_what_is_not_older_than_itself() {
        for (attempts, expected) in [
            (vec![0], (1, 0)),
            (vec![0, -1, -2, 3], (4, 2)),
            (vec![0, -1, -54], (3, 2)),
            // It slides in steps of five seconds.
            (vec![0, -1, -59], (3, 2)),
            (vec![0, -1, -60], (1, 1)),
            (vec![0, -5, 64], (2, 1)),
            (vec![0, -5, 65], (1, 0)),
            (vec![0, -1, -2, 1_000_000], (1, 0)),
            // Times may arrive out of order.
            (vec![0, -10, 8, -12], (4, 2)),
        ] {
            assert_eq!(count(&attempts), expected, "{attempts:?}");
        }
    }

    #[test]
    fn no_length_is_too_short_or_too_long() {
        let start = Instant::now();
        for (length, expected) in [(Duration::ZERO, 1), (Duration::MAX, 2)] {
            let mut window = Window::default();
            window.count(false, start, length);
            let count = window.count(true, start + Duration::from_secs(86_400), length);
            assert_eq!(count.attempts, expected, "{length:?}");
        }
    }
}
