//! Keeping to the documented request rates, so that calls are not refused for coming too fast.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

const WINDOW: Duration = Duration::from_secs(1);

/// Gives the calls of each action their turns: n requests a second are at most n in any second,
/// wherever that second begins.
///
/// A rate is the account's, and a client cannot know of others that use it; this only keeps the calls
/// of one client, with its clones, within it.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    /// The latest turns by action and version, as many as a second has.
    turns: Mutex<HashMap<String, HashMap<String, VecDeque<Instant>>>>,
}

impl Pace {
    /// Takes the next turn of an action, unless it comes only after the deadline.
    pub(crate) fn reserve(
        &self,
        action: &str,
        version: &str,
        per_second: u32,
        now: Instant,
        deadline: Instant,
    ) -> Option<Instant> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turns) = turns
            .get_mut(action)
            .and_then(|turns| turns.get_mut(version))
        {
            return next(turns, per_second, now, deadline);
        }
        let versions = turns.entry(action.to_owned()).or_default();
        let turns = versions.entry(version.to_owned()).or_default();
        next(turns, per_second, now, deadline)
    }
}

fn next(
    turns: &mut VecDeque<Instant>,
    per_second: u32,
    now: Instant,
    deadline: Instant,
) -> Option<Instant> {
    let is_full = turns.len() >= per_second.max(1) as usize;
    let turn = match turns.front() {
        Some(first) if is_full => now.max(*first + WINDOW),
        _ => now,
    };
    if turn >= deadline {
        return None;
    }
    if is_full {
        turns.pop_front();
    }
    turns.push_back(turn);
    Some(turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The turns, in milliseconds, of calls of an action at two a second that come at these times.
    fn turns(calls: &[u64]) -> Vec<u64> {
        let pace = Pace::default();
        let start = Instant::now();
        let ms = |ms| start + Duration::from_millis(ms);
        let turn = |call| pace.reserve("A", "1", 2, ms(call), ms(60_000)).unwrap();
        let since_start = |turn: Instant| (turn - start).as_millis() as u64;
        calls.iter().map(|call| since_start(turn(*call))).collect()
    }

    #[test]
    fn no_second_has_more_turns_than_the_rate() {
        for (calls, expected) in [
            (vec![0, 0], vec![0, 0]),
            (vec![0, 0, 0, 0, 0], vec![0, 0, 1000, 1000, 2000]),
            (vec![0, 900, 950, 1000], vec![0, 900, 1000, 1900]),
            (vec![0, 0, 5000, 5000, 5000], vec![0, 0, 5000, 5000, 6000]),
        ] {
            assert_eq!(turns(&calls), expected, "{calls:?}");
        }
    }

    #[test]
    fn actions_do_not_wait_for_each_other_and_no_late_turn_is_taken() {
        let pace = Pace::default();
        let now = Instant::now();
        let soon = now + Duration::from_millis(500);
        let late = now + Duration::from_millis(1500);
        let reserve = |action, version, deadline| pace.reserve(action, version, 1, now, deadline);

        assert_eq!(reserve("A", "1", soon), Some(now));
        assert_eq!(reserve("B", "1", soon), Some(now));
        assert_eq!(reserve("A", "2", soon), Some(now));
        assert_eq!(reserve("A", "1", soon), None);
        assert_eq!(reserve("A", "1", late), Some(now + WINDOW));
    }
}
