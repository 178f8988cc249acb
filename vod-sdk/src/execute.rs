//! A call from its request to its answer: attempts, and what comes between them.

use std::time::Duration;

use tokio::time::Instant;

use crate::attempt::Attempt;
use crate::call::{Outgoing, Reply};
use crate::client::Inner;
use crate::error::Error;
use crate::hooks::AttemptReport;
use crate::outcome::Answered;
use crate::progress::{Progress, after};
use crate::retry::{Decision, RetryPolicy, decide};
use crate::trace::call_span;
use crate::{limits, session};

impl Inner {
    /// Makes a call and reads its answer into `reply`.
    pub(crate) async fn execute(
        &self,
        call: &Outgoing<'_>,
        reply: &mut dyn Reply,
    ) -> Result<(), Error> {
        let started = Instant::now();
        let span = call_span(self.service.name, call.action, call.version);
        let mut progress = Progress::new(call, self.config.timeout, started);
        let outcome = span.around(self.repeat(&mut progress, reply)).await;
        let outcome = outcome.map_err(|error| progress.conclude(error));
        span.attempts(progress.attempt);
        span.conclude(outcome.as_ref(), || started.elapsed());
        outcome?;
        self.budget.give_back();
        Ok(())
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
        let body = session::body(call.request, call.retry, fresh)?;
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
        match decide(progress.situation(error, self.policy(progress).max_attempts)) {
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
            outcome,
            pause,
        };
        for hook in &self.config.hooks {
            hook.after_attempt(&report);
        }
    }

    fn policy<'a>(&'a self, progress: &Progress<'a>) -> &'a RetryPolicy {
        let own = progress.call.options.policy.as_ref();
        own.unwrap_or(&self.config.retry)
    }

    /// The pause before another attempt, if the deadline and the budget leave room for one.
    fn pause(&self, progress: &Progress<'_>, is_throttled: bool) -> Next {
        let random = self.config.runtime.random();
        let pause = self
            .policy(progress)
            .pause(progress.attempt, is_throttled, random);
        let is_in_time = after(Instant::now(), pause) < progress.deadline;
        match is_in_time && self.budget.take() {
            true => Next::Pause(pause),
            false => Next::Fail,
        }
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

#[cfg(test)]
mod tests;
