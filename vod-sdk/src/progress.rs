//! How far a call has come.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::action::Retry;
use crate::call::Outgoing;
use crate::error::{Error, ErrorKind};
use crate::retry::{Failure, Situation};

/// What a call has been through.
pub(crate) struct Progress<'a> {
    pub(crate) call: &'a Outgoing<'a>,
    pub(crate) body: Bytes,
    /// The time for the whole call, and when it ends.
    pub(crate) timeout: Duration,
    pub(crate) deadline: Instant,
    /// The number of the latest attempt; corrections do not count.
    pub(crate) attempt: u32,
    /// The endpoints that have failed, as bits.
    pub(crate) failed_endpoints: u32,
    pub(crate) has_session_id: bool,
    pub(crate) may_have_been_executed: bool,
    pub(crate) is_clock_corrected: bool,
    pub(crate) is_credential_renewed: bool,
}

impl<'a> Progress<'a> {
    /// A call that begins now.
    pub(crate) fn new(call: &'a Outgoing<'a>, usual_timeout: Duration, now: Instant) -> Self {
        let timeout = call.options.timeout.unwrap_or(usual_timeout);
        Self {
            call,
            body: Bytes::new(),
            timeout,
            deadline: after(now, timeout),
            attempt: 0,
            failed_endpoints: 0,
            has_session_id: false,
            may_have_been_executed: false,
            is_clock_corrected: false,
            is_credential_renewed: false,
        }
    }

    /// What the decision after a failed attempt depends on.
    pub(crate) fn situation(&self, error: &Error, max_attempts: u32) -> Situation {
        let failure = error.failure();
        Situation {
            class: self.call.retry,
            has_session_id: self.has_session_id,
            failure,
            attempt: self.attempt,
            max_attempts,
            may_have_been_executed: self.may_have_been_executed,
            is_corrected: match failure {
                Failure::Clock => self.is_clock_corrected,
                _ => self.is_credential_renewed,
            },
        }
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

    /// How long an attempt may take: who bounds a call by hand says how long to wait for it, and not
    /// how long for a part of it.
    pub(crate) fn attempt_timeout(&self, usual: Duration) -> Duration {
        self.call.options.timeout.unwrap_or(usual)
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
