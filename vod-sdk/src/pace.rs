//! Keeping to the documented request rates, so that calls are not refused for coming too fast.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Spaces the calls of each action evenly: n requests a second are one every 1/n second.
///
/// A rate is the account's, and a client cannot know of others that use it; this only keeps the calls
/// of one client, with its clones, within it.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    /// When the next call of an action, by name and version, may start.
    next: Mutex<HashMap<(String, String), Instant>>,
}

impl Pace {
    /// Waits for the turn of a call; `false`, at once, if it does not come before the deadline.
    pub(crate) async fn turn(
        &self,
        action: &str,
        version: &str,
        per_second: u32,
        deadline: Instant,
    ) -> bool {
        let reserved = self.reserve(action, version, per_second, Instant::now()..deadline);
        match reserved {
            Some(turn) => tokio::time::sleep_until(turn).await,
            None => return false,
        }
        true
    }

    fn reserve(
        &self,
        action: &str,
        version: &str,
        per_second: u32,
        time: Range<Instant>,
    ) -> Option<Instant> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let next = next
            .entry((action.to_owned(), version.to_owned()))
            .or_insert(time.start);
        let turn = time.start.max(*next);
        if turn >= time.end {
            return None;
        }
        *next = turn + Duration::from_secs(1) / per_second.max(1);
        Some(turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_an_action_are_spaced_and_actions_do_not_wait_for_each_other() {
        let pace = Pace::default();
        let start = Instant::now();
        let ms = |ms| start + Duration::from_millis(ms);
        let reserve = |action, version, now| pace.reserve(action, version, 100, now..ms(1000));

        assert_eq!(reserve("A", "1", start), Some(start));
        assert_eq!(reserve("A", "1", start), Some(ms(10)));
        assert_eq!(reserve("A", "1", ms(5)), Some(ms(20)));
        assert_eq!(reserve("B", "1", ms(5)), Some(ms(5)));
        assert_eq!(reserve("A", "2", ms(5)), Some(ms(5)));
        assert_eq!(
            reserve("A", "1", ms(500)),
            Some(ms(500)),
            "unused turns do not pile up"
        );
    }

    #[test]
    fn a_turn_that_would_come_too_late_is_not_taken() {
        let pace = Pace::default();
        let start = Instant::now();
        let ms = |ms| start + Duration::from_millis(ms);

        assert_eq!(pace.reserve("A", "1", 100, start..ms(10)), Some(start));
        assert_eq!(pace.reserve("A", "1", 100, start..ms(10)), None);
        assert_eq!(pace.reserve("A", "1", 100, start..ms(20)), Some(ms(10)));
    }
}
