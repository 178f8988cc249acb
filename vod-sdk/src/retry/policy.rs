//! How often and how patiently.

use std::time::Duration;

use crate::error::{Error, ErrorKind};

/// How many attempts a call has, and how long the pauses between them are.
///
/// ```
/// use std::time::Duration;
/// use vod_sdk::RetryPolicy;
///
/// let patient = RetryPolicy::default().max_attempts(6).max_pause(Duration::from_secs(20));
/// let never = RetryPolicy::none();
/// # let _ = (patient, never);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    pub(crate) max_attempts: u32,
    pub(crate) first_pause: Duration,
    pub(crate) max_pause: Duration,
    pub(crate) budget: Option<u32>,
}

impl Default for RetryPolicy {
    /// Three attempts, pauses from 100 milliseconds up to 5 seconds, and a budget of 100 retries.
    fn default() -> Self {
        Self {
            max_attempts: 3,
            first_pause: Duration::from_millis(100),
            max_pause: Duration::from_secs(5),
            budget: Some(100),
        }
    }
}

impl RetryPolicy {
    /// One attempt. What is not a repetition but a correction happens all the same: signing once
    /// more by the service's clock, and with a renewed credential.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// How many attempts a call has, the first one included. Default 3; a client or a call with 0 is refused.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The span of the first pause, default 100 milliseconds. It doubles from attempt to attempt, and a
    /// pause is a random part of its span ("full jitter"), so that many clients do not come back at
    /// once. After `RequestLimitExceeded` the first span is a second, the window of the rates. With 0, a
    /// call is repeated without a pause, but for that second.
    pub fn first_pause(mut self, span: Duration) -> Self {
        self.first_pause = span;
        self
    }

    /// The longest span of a pause; default 5 seconds. It bounds the first one too, with 0 there are no
    /// pauses. No span is longer than a day, and no pause is begun that would outlast the call's timeout.
    pub fn max_pause(mut self, span: Duration) -> Self {
        self.max_pause = span;
        self
    }

    /// How many retries a client and its clones have in a row, default 100; every five successful calls
    /// give one back. With 0 nothing is repeated, and corrections, which take from it if they do not help, are
    /// made once in 10 seconds. The policy of a [single call](crate::Call::retry) leaves the client's budget
    /// as it is.
    pub fn budget(mut self, retries: u32) -> Self {
        self.budget = Some(retries);
        self
    }

    /// Removes the retry budget, so that calls are retried however many of them fail.
    pub fn without_budget(mut self) -> Self {
        self.budget = None;
        self
    }

    /// Refuses what no call could be made with.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.max_attempts > 0 {
            return Ok(());
        }
        let message = "RetryPolicy::max_attempts(0) allows no attempt at all: the first one counts, \
                       and RetryPolicy::none() has that one";
        Err(Error::new(ErrorKind::Config, message))
    }

    /// The pause after an attempt: the part of its span that `random` picks.
    pub(crate) fn pause(&self, attempt: u32, is_throttled: bool, random: u64) -> Duration {
        const A_DAY: Duration = Duration::from_secs(86_400);
        const RATE_WINDOW: Duration = Duration::from_secs(1);
        let first = match is_throttled {
            true => self.first_pause.max(RATE_WINDOW),
            false => self.first_pause,
        };
        let doubled = 2u32.saturating_pow(attempt.saturating_sub(1));
        let span = first.saturating_mul(doubled);
        let span = span.min(self.max_pause).min(A_DAY);
        span.mul_f64(random as f64 / u64::MAX as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_double_up_to_the_longest_and_chance_picks_a_part() {
        let policy = RetryPolicy::default();
        let half = u64::MAX / 2 + 1;
        for (attempt, is_throttled, random, milliseconds) in [
            (1, false, u64::MAX, 100),
            (2, false, u64::MAX, 200),
            (2, false, half, 100),
            (2, false, 0, 0),
            (6, false, u64::MAX, 3_200),
            (7, false, u64::MAX, 5_000),
            (u32::MAX, false, u64::MAX, 5_000),
            (1, true, u64::MAX, 1_000),
            (2, true, half, 1_000),
        ] {
            let pause = policy.pause(attempt, is_throttled, random);
            assert_eq!(pause.as_millis(), milliseconds, "attempt {attempt}");
        }
        let endless = policy.max_pause(Duration::MAX).first_pause(Duration::MAX);
        assert!(endless.pause(3, false, u64::MAX) > Duration::ZERO);
    }
}
