//! A call from its request to its answer: attempts, and what comes between them.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::action::Retry;
use crate::attempt::{Answered, Attempt};
use crate::call::{Outgoing, Reply};
use crate::client::Inner;
use crate::error::{Error, ErrorKind};
use crate::hooks::AttemptReport;
use crate::retry::{Decision, Failure, Situation, decide};
use crate::trace::call_span;
use crate::{limits, session};

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
    has_session_id: bool,
    may_have_been_executed: bool,
    is_clock_corrected: bool,
    is_credential_renewed: bool,
}

impl Inner {
    /// Makes a call and reads its answer into `reply`.
    pub(crate) async fn execute(
        &self,
        call: &Outgoing<'_>,
        reply: &mut dyn Reply,
    ) -> Result<(), Error> {
        let started = Instant::now();
        let span = call_span(self.service.name, call.action, call.version);
        let mut progress = self.begin(call, started);
        let outcome = span.around(self.repeat(&mut progress, reply)).await;
        span.attempts(progress.attempt);
        match outcome {
            Ok(answer) => {
                self.budget.give_back();
                span.answered(
                    answer.status,
                    answer.request_id.as_deref(),
                    started.elapsed(),
                );
                Ok(())
            }
            Err(error) => {
                let error = progress.conclude(error);
                span.failed(&error, started.elapsed());
                Err(error)
            }
        }
    }

    fn begin<'a>(&self, call: &'a Outgoing<'a>, now: Instant) -> Progress<'a> {
        let timeout = call.options.timeout.unwrap_or(self.config.timeout);
        Progress {
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

    async fn repeat(
        &self,
        progress: &mut Progress<'_>,
        reply: &mut dyn Reply,
    ) -> Result<Answered, Error> {
        self.prepare(progress)?;
        loop {
            progress.attempt += 1;
            let (attempt, outcome) = self.attempt(progress, reply).await;
            let error = match outcome {
                Ok(answer) => {
                    self.report(progress, &attempt, Ok(&answer), None);
                    return Ok(answer);
                }
                Err(error) => error,
            };
            let next = self.next(progress, &attempt, &error).await;
            self.report(progress, &attempt, Err(&error), next.pause());
            progress.failed_endpoints |= attempt.failed_endpoint;
            progress.may_have_been_executed |= error.may_have_been_executed();
            match next {
                Next::Fail => return Err(error),
                Next::AnswerLost => return Err(error.into_answer_lost()),
                Next::Correct => progress.attempt -= 1,
                Next::Pause(pause) => self.config.runtime.sleep(pause).await,
            }
            reply.reset();
        }
    }

    /// Writes the body, and refuses what need not be sent to be refused.
    fn prepare(&self, progress: &mut Progress<'_>) -> Result<(), Error> {
        let call = progress.call;
        if call.options.validate.unwrap_or(self.config.validate) {
            limits::check(call.request)?;
        }
        let runtime = &self.config.runtime;
        let fresh = || u128::from(runtime.random()) << 64 | u128::from(runtime.random());
        let fresh = self.config.auto_session_id.then_some(&fresh as _);
        let body = session::body(call.request, call.retry, fresh);
        progress.body = body.json.into();
        progress.has_session_id = body.has_session_id;
        Ok(())
    }

    /// Decides what follows a failed attempt, and makes the corrections that it needs.
    async fn next(
        &self,
        progress: &mut Progress<'_>,
        attempt: &Attempt<'_>,
        error: &Error,
    ) -> Next {
        match decide(progress.situation(error, self.config.retry.max_attempts)) {
            Decision::Fail => Next::Fail,
            Decision::AnswerLost => Next::AnswerLost,
            Decision::CorrectClock => {
                progress.is_clock_corrected = true;
                Next::correct_if(self.correct_clock(attempt))
            }
            Decision::RenewCredential => {
                progress.is_credential_renewed = true;
                Next::correct_if(self.renew_credential(progress, attempt).await)
            }
            Decision::Again => self.pause(progress, false),
            Decision::AgainThrottled => self.pause(progress, true),
        }
    }

    /// Whether the answer's `Date` tells of another time than the request was signed with.
    fn correct_clock(&self, attempt: &Attempt<'_>) -> bool {
        let (Some(date), Some(trip)) = (&attempt.date, attempt.trip) else {
            return false;
        };
        self.clock.learn(date, trip, attempt.clock_offset)
    }

    /// Whether there is another credential than the one that was refused.
    async fn renew_credential(&self, progress: &Progress<'_>, attempt: &Attempt<'_>) -> bool {
        let Some(refused) = &attempt.credential else {
            return false;
        };
        if progress.call.options.credential.is_some() {
            return false;
        }
        let renewal = self.credentials.renew(refused, self.service_time());
        tokio::time::timeout_at(progress.deadline, renewal)
            .await
            .unwrap_or(false)
    }

    fn report(
        &self,
        progress: &Progress<'_>,
        attempt: &Attempt<'_>,
        outcome: Result<&Answered, &Error>,
        pause: Option<Duration>,
    ) {
        let report = AttemptReport {
            action: progress.call.action,
            version: progress.call.version,
            number: progress.attempt,
            host: attempt.endpoint.host(),
            duration: attempt.duration,
            status: outcome.map_or_else(Error::status, |answer| Some(answer.status)),
            outcome: outcome.map(|answer| answer.request_id.as_deref().unwrap_or_default()),
            pause,
        };
        for hook in &self.config.hooks {
            hook.after_attempt(&report);
        }
    }

    /// The pause before another attempt, if the deadline and the budget leave room for one.
    fn pause(&self, progress: &Progress<'_>, is_throttled: bool) -> Next {
        let random = self.config.runtime.random();
        let policy = &self.config.retry;
        let pause = policy.pause(progress.attempt, is_throttled, random);
        let is_in_time = after(Instant::now(), pause) < progress.deadline;
        match is_in_time && self.budget.take() {
            true => Next::Pause(pause),
            false => Next::Fail,
        }
    }
}

impl Progress<'_> {
    fn situation(&self, error: &Error, max_attempts: u32) -> Situation {
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
    fn conclude(&self, error: Error) -> Error {
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

/// What follows a failed attempt.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Fail,
    AnswerLost,
    /// Another attempt at once, which does not count.
    Correct,
    Pause(Duration),
}

impl Next {
    fn correct_if(is_corrected: bool) -> Self {
        match is_corrected {
            true => Self::Correct,
            false => Self::Fail,
        }
    }

    fn pause(self) -> Option<Duration> {
        match self {
            Self::Fail | Self::AnswerLost => None,
            Self::Correct => Some(Duration::ZERO),
            Self::Pause(pause) => Some(pause),
        }
    }
}

/// The instant after a duration; a duration beyond what the clock can hold never ends.
pub(crate) fn after(now: Instant, duration: Duration) -> Instant {
    const A_CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);
    now + duration.min(A_CENTURY)
}
