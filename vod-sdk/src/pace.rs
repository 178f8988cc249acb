//! Keeping to the documented request rates, so that calls are not refused for coming too fast.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::lock::lock;

const WINDOW: Duration = Duration::from_secs(1);

/// Gives the calls of each action their turns: n requests a second are at most n in any second,
/// wherever that second begins.
///
/// A rate is the account's, and a client cannot know of others that use it; this only keeps the calls
/// of one client, with its clones, within it.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    turns: Mutex<HashMap<String, HashMap<String, Turns>>>,
}

/// The turns of an action.
#[derive(Debug, Default)]
struct Turns {
    /// The latest ones, as many as a second has.
    latest: VecDeque<Instant>,
    /// Those that were given back before they came, the earliest first.
    returned: BinaryHeap<Reverse<Instant>>,
}

/// A turn that is still to come. Dropping it without [`take`](Self::take) gives it to another call, so
/// that calls that are given up do not keep others waiting.
#[derive(Debug)]
pub(crate) struct Turn<'a> {
    pace: &'a Pace,
    action: &'a str,
    version: &'a str,
    at: Instant,
    is_taken: bool,
}

impl Pace {
    /// Reserves the next turn of an action, unless it comes only after the deadline.
    pub(crate) fn reserve<'a>(
        &'a self,
        action: &'a str,
        version: &'a str,
        per_second: u32,
        now: Instant,
        deadline: Instant,
    ) -> Option<Turn<'a>> {
        let next = |turns: &mut Turns| turns.next(per_second, now, deadline);
        let at = self.with_turns(action, version, next)?;
        Some(Turn {
            pace: self,
            action,
            version,
            at,
            is_taken: false,
        })
    }

    fn with_turns<R>(
        &self,
        action: &str,
        version: &str,
        change: impl FnOnce(&mut Turns) -> R,
    ) -> R {
        let mut turns = lock(&self.turns);
        if let Some(turns) = turns
            .get_mut(action)
            .and_then(|turns| turns.get_mut(version))
        {
            return change(turns);
        }
        let versions = turns.entry(action.to_owned()).or_default();
        change(versions.entry(version.to_owned()).or_default())
    }
}

impl Turns {
    fn next(&mut self, per_second: u32, now: Instant, deadline: Instant) -> Option<Instant> {
        // A turn that was given back is as good as new until its time is over.
        while let Some(Reverse(turn)) = self.returned.peek().copied() {
            if turn >= deadline {
                return None;
            }
            self.returned.pop();
            if turn >= now {
                return Some(turn);
            }
        }
        let is_full = self.latest.len() >= per_second.max(1) as usize;
        let turn = match self.latest.front() {
            Some(first) if is_full => now.max(*first + WINDOW),
            _ => now,
        };
        if turn >= deadline {
            return None;
        }
        if is_full {
            self.latest.pop_front();
        }
        self.latest.push_back(turn);
        Some(turn)
    }
}

impl Turn<'_> {
    /// When it comes.
    pub(crate) fn at(&self) -> Instant {
        self.at
    }

    /// Makes use of it.
    pub(crate) fn take(mut self) {
        self.is_taken = true;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.is_taken {
            let give_back = |turns: &mut Turns| turns.returned.push(Reverse(self.at));
            self.pace.with_turns(self.action, self.version, give_back);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The turns, in milliseconds, of calls of an action at two a second that come at these times.
    fn turns(calls: &[u64]) -> Vec<u64> {
        let pace = Pace::default();
        let start = Instant::now();
        let ms = |ms| start + Duration::from_millis(ms);
        let turn = |call| taken(pace.reserve("A", "1", 2, ms(call), ms(60_000)).unwrap());
        let since_start = |turn: Instant| (turn - start).as_millis() as u64;
        calls.iter().map(|call| since_start(turn(*call))).collect()
    }

    fn taken(turn: Turn<'_>) -> Instant {
        let at = turn.at();
        turn.take();
        at
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
        let reserve =
            |action, version, deadline| pace.reserve(action, version, 1, now, deadline).map(taken);

        assert_eq!(reserve("A", "1", soon), Some(now));
        assert_eq!(reserve("B", "1", soon), Some(now));
        assert_eq!(reserve("A", "2", soon), Some(now));
        assert_eq!(reserve("A", "1", soon), None);
        assert_eq!(reserve("A", "1", late), Some(now + WINDOW));
    }

    #[test]
    fn a_turn_that_is_given_back_is_the_next_callers() {
        let pace = Pace::default();
        let now = Instant::now();
        let late = now + Duration::from_secs(100);
        let reserve = |now, deadline| pace.reserve("A", "1", 1, now, deadline);

        let first = taken(reserve(now, late).unwrap());
        let given_up: Vec<_> = (0..50).map(|_| reserve(now, late).unwrap()).collect();
        let last = reserve(now, late).unwrap();
        assert_eq!(last.at(), first + 51 * WINDOW);
        drop(given_up);

        assert!(reserve(now, now + WINDOW).is_none(), "it comes too late");
        assert_eq!(taken(reserve(now, late).unwrap()), first + WINDOW);
        assert_eq!(taken(reserve(now, late).unwrap()), first + 2 * WINDOW);
        let later = first + 5 * WINDOW + WINDOW / 2;
        assert_eq!(taken(reserve(later, late).unwrap()), first + 6 * WINDOW);
        let much_later = first + 50 * WINDOW + WINDOW / 2;
        assert_eq!(
            taken(reserve(much_later, late).unwrap()),
            last.at() + WINDOW
        );
    }
}
