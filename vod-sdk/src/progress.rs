//! How far a call has come.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::action::Retry;
use crate::call::Outgoing;
use crate::error::{Error, ErrorKind};
use crate::retry::{Failure, RetryPolicy, Situation, Taken};
use crate::session::Body;

/// What a call has been through before its current attempt.
pub(crate) struct Progress<'a> {
    pub(crate) call: &'a Outgoing<'a>,
    pub(crate) policy: &'a RetryPolicy,
    pub(crate) body: Bytes,
    pub(crate) has_session_id: bool,
    /// The time for the whole call, and when it ends.
    pub(crate) timeout: Duration,
    pub(crate) deadline: Instant,
    /// The number of the current attempt. The one after a correction has the same.
    pub(crate) attempt: u32,
    /// What the current attempt has taken from the retry budget.
    pub(crate) taken: Option<Taken<'a>>,
    /// The endpoints that have failed, as bits.
    pub(crate) failed_endpoints: u32,
    pub(crate) may_have_been_executed: bool,
    pub(crate) is_credential_renewed: bool,
    /// The endpoints whose clocks this call has had to correct, as bits, and the latest of them.
    corrected_clocks: u32,
    correction: Option<ClockCorrection>,
}

/// What is tried in place of an offset that an endpoint has refused.
#[derive(Clone, Copy)]
struct ClockCorrection {
    endpoint: usize,
    refused: i64,
    tried: i64,
}

impl<'a> Progress<'a> {
    /// A call before its first attempt.
    pub(crate) fn new(
        call: &'a Outgoing<'a>,
        policy: &'a RetryPolicy,
        body: Body,
        timeout: Duration,
        started: Instant,
    ) -> Self {
        Self {
            call,
            policy,
            body: body.json.into(),
            has_session_id: body.has_session_id,
            timeout,
            deadline: after(started, timeout),
            attempt: 1,
            taken: None,
            failed_endpoints: 0,
            may_have_been_executed: false,
            is_credential_renewed: false,
            corrected_clocks: 0,
            correction: None,
        }
    }

    /// What the decision after a failed attempt at an endpoint depends on.
    pub(crate) fn situation(&self, error: &Error, endpoint: Option<usize>) -> Situation {
        let failure = error.failure();
        Situation {
            class: self.call.retry,
            has_session_id: self.has_session_id,
            failure,
            attempt: self.attempt,
            max_attempts: self.policy.max_attempts,
            may_have_been_executed: self.may_have_been_executed,
            is_corrected: match failure {
                Failure::Clock => {
                    endpoint.is_some_and(|endpoint| self.corrected_clocks & 1 << endpoint != 0)
                }
                Failure::Credential => self.is_credential_renewed,
                _ => false,
            },
        }
    }

    /// The offset that this call tries at an endpoint, in place of the one that is known.
    pub(crate) fn tried_offset(&self, endpoint: usize) -> Option<i64> {
        self.correction_at(endpoint)
            .map(|correction| correction.tried)
    }

    /// Signs for an endpoint with another offset from now on.
    pub(crate) fn correct_clock(&mut self, endpoint: usize, refused: i64, tried: i64) {
        self.corrected_clocks |= 1 << endpoint;
        self.correction = Some(ClockCorrection {
            endpoint,
            refused,
            tried,
        });
    }

    /// The offset that an endpoint had refused before it refused what was tried in its place.
    pub(crate) fn refused_offset(&self, endpoint: usize) -> Option<i64> {
        self.correction_at(endpoint)
            .map(|correction| correction.refused)
    }

    fn correction_at(&self, endpoint: usize) -> Option<ClockCorrection> {
        self.correction
            .filter(|correction| correction.endpoint == endpoint)
    }

    /// Tells an error what is known of the whole call.
    pub(crate) fn conclude(&self, error: Error) -> Error {
        let class: (Retry, bool) = (self.call.retry, self.has_session_id);
        let may_have_been_executed = self.may_have_been_executed;
        error.of_call(
            self.call.action,
            class,
            self.attempt,
            may_have_been_executed,
        )
    }

    /// How long an attempt may take at most; the deadline of the call may come before.
    pub(crate) fn attempt_timeout(&self, usual: Duration) -> Duration {
        self.call.options.attempt_timeout.unwrap_or(usual)
    }

    /// The failure of an attempt that was sent, and not answered in time.
    pub(crate) fn no_answer(&self, usual_attempt_timeout: Duration) -> Error {
        let limit = self
            .attempt_timeout(usual_attempt_timeout)
            .min(self.timeout);
        Error::new(ErrorKind::Timeout, format!("no answer within {limit:?}"))
    }

    /// The failure of a call whose time is over before it was sent, for want of something.
    pub(crate) fn out_of_time(&self, what: &str) -> Error {
        let message = format!("{what} within {:?}", self.timeout);
        Error::new(ErrorKind::Timeout, message).not_sent()
    }
}

/// The instant after a duration; a duration beyond what the clock can hold never ends.
pub(crate) fn after(now: Instant, duration: Duration) -> Instant {
    const A_CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);
    now + duration.min(A_CENTURY)
}
