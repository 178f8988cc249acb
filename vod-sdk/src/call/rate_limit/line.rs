//! The line in which the calls of an action wait.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::lock::lock;
use crate::time::{TimeSource, after};

const WINDOW: Duration = Duration::from_secs(1);

/// The waiting calls of an action, in the order of their arrival. Only the first of them waits for the rate, and
/// it stays first until its request is sent: what counts is when requests are sent, whatever else they wait for.
#[derive(Debug)]
pub(super) struct Line {
    /// One permit: whose it is, is first.
    first: Semaphore,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When the requests of the last second were sent.
    sent: VecDeque<Instant>,
    /// How many calls are in the line, the first one included.
    waiting: usize,
}

/// A call's place in the line. [`spend`](Self::spend) counts its request as sent; dropping it gives the place to
/// the next call, as if this one had not been there.
#[derive(Debug)]
pub(crate) struct RatePermit {
    line: Arc<Line>,
    /// `None` while other calls are before it.
    at: Option<Instant>,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            first: Semaphore::new(1),
            state: Mutex::default(),
        }
    }
}

impl Line {
    pub(super) async fn acquire(
        self: Arc<Self>,
        per_second: usize,
        deadline: Instant,
        time: &dyn TimeSource,
    ) -> Option<RatePermit> {
        let (mut permit, earliest) = RatePermit::queue(self, per_second);
        if earliest >= deadline {
            return None;
        }
        permit.become_first(deadline).await?;
        let now = Instant::now();
        let at = lock(&permit.line.state).earliest(0, per_second, now);
        if at >= deadline {
            return None;
        }
        if at > now {
            time.sleep(at - now).await;
        }
        permit.at = Some(at);
        Some(permit)
    }
}

impl State {
    /// When a call can be sent at the earliest that has so many before it; the rate is not 0.
    fn earliest(&self, before: usize, per_second: usize, now: Instant) -> Instant {
        let (windows, rest) = (before / per_second, before % per_second);
        // The call that is n places before it in the order of sending, if it is known when that was sent.
        let nth_before = (self.sent.len() + rest).checked_sub(per_second);
        let free = match nth_before.and_then(|index| self.sent.get(index)) {
            Some(sent) => now.max(*sent + WINDOW),
            None => now,
        };
        let windows = u32::try_from(windows).unwrap_or(u32::MAX);
        after(free, WINDOW.saturating_mul(windows))
    }

    fn send(&mut self, at: Instant) {
        while self.sent.front().is_some_and(|sent| *sent + WINDOW <= at) {
            self.sent.pop_front();
        }
        self.sent.push_back(at);
    }
}

impl RatePermit {
    /// Joins the line, and estimates when the request can be sent at the earliest.
    fn queue(line: Arc<Line>, per_second: usize) -> (Self, Instant) {
        let mut state = lock(&line.state);
        let earliest = state.earliest(state.waiting, per_second, Instant::now());
        state.waiting += 1;
        drop(state);
        (Self { line, at: None }, earliest)
    }

    async fn become_first(&mut self, deadline: Instant) -> Option<()> {
        let line = &self.line.first;
        let first = match line.try_acquire() {
            Ok(first) => first,
            Err(_) => {
                let acquired = Box::pin(tokio::time::timeout_at(deadline, line.acquire())).await;
                acquired.ok()?.ok()?
            }
        };
        // It is given back when the rate permit is dropped.
        first.forget();
        self.at = Some(Instant::now());
        Some(())
    }

    /// Counts the request as sent now.
    pub(crate) fn spend(self) {
        if let Some(at) = self.at {
            // A runtime of a test may not have waited.
            lock(&self.line.state).send(at.max(Instant::now()));
        }
    }
}

impl Drop for RatePermit {
    fn drop(&mut self) {
        lock(&self.line.state).waiting -= 1;
        if self.at.is_some() {
            self.line.first.add_permits(1);
        }
    }
}

#[cfg(test)]
impl Line {
    /// How many requests it remembers.
    pub(super) fn remembered(&self) -> usize {
        lock(&self.state).sent.len()
    }
}
