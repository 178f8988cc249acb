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
use crate::retry::{Decision, Failure, Taken, decide};
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
        let (attempts, outcome) = match self.prepare(call, started) {
            Ok(mut progress) => {
                let outcome = span.around(self.repeat(&mut progress, reply)).await;
                let outcome = outcome.map_err(|error| progress.conclude(error));
                (progress.attempt, outcome)
            }
            Err(error) => (
                0,
                Err(error.of_call(call.action, (call.retry, false), 0, false)),
            ),
        };
        span.attempts(attempts);
        span.conclude(outcome.as_ref(), || started.elapsed());
        outcome?;
        self.budget.give_back();
        Ok(())
    }

    /// Refuses what need not be sent to be refused, and writes the body.
    fn prepare<'a>(
        &'a self,
        call: &'a Outgoing<'_>,
        started: Instant,
    ) -> Result<Progress<'a>, Error> {
        let options = &call.options;
        self.queues().runtimes.check_current()?;
        call.check()?;
        if options.validate.unwrap_or(self.config.validate) {
            limits::check(call.request)?;
        }
        let runtime = &self.config.runtime;
        let fresh = || u128::from(runtime.random()) << 64 | u128::from(runtime.random());
        let fresh = self.config.auto_session_id.then_some(&fresh as _);
        let body = session::body(call.request, call.retry, fresh)?;
        let policy = options.policy.as_ref().unwrap_or(&self.config.retry);
        let timeout = options.timeout.unwrap_or(self.config.timeout);
        Ok(Progress::new(call, policy, body, timeout, started))
    }

    async fn repeat<'a>(
        &'a self,
        progress: &mut Progress<'a>,
        reply: &mut dyn Reply,
    ) -> Result<Answered, Error> {
        loop {
            let (attempt, outcome) = self.attempt(progress, reply).await;
            let error = match outcome {
                Ok(answer) => {
                    self.queues()
                        .credentials
                        .accepted(attempt.credential.as_ref());
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
                Next::Correct => {}
                Next::Retry { taken, pause } => {
                    progress.taken = Some(taken);
                    self.config.runtime.sleep(pause).await;
                    progress.attempt += 1;
                }
            }
            reply.reset();
        }
    }

    /// Decides what follows a failed attempt, and makes the corrections that it needs.
    async fn next<'a>(
        &'a self,
        progress: &mut Progress<'a>,
        attempt: &Attempt<'_>,
        error: &Error,
    ) -> Next<'a> {
        let endpoint = attempt.signed.as_ref().map(|signed| signed.endpoint);
        let situation = progress.situation(error, endpoint);
        if situation.is_corrected {
            self.correction_failed(progress, attempt, error);
        }
        match decide(situation) {
            Decision::Fail => Next::Fail,
            Decision::AnswerLost => Next::AnswerLost,
            Decision::CorrectClock | Decision::RenewCredential
                if !self.budget.allows_correction(Instant::now()) =>
            {
                Next::Fail
            }
            Decision::CorrectClock => Next::correct_if(self.correct_clock(progress, attempt)),
            Decision::RenewCredential => {
                progress.is_credential_renewed = true;
                Next::correct_if(self.renew_credential(progress, attempt).await)
            }
            Decision::Again => self.retry(progress, false),
            Decision::AgainThrottled => self.retry(progress, true),
        }
    }

    /// Whether there is another time to sign with than the one that was refused.
    fn correct_clock(&self, progress: &mut Progress<'_>, attempt: &Attempt<'_>) -> bool {
        let Some(signed) = &attempt.signed else {
            return false;
        };
        let refused = signed.clock_offset;
        let date = attempt.date.as_deref();
        let clock = &self.clocks[signed.endpoint];
        let Some(tried) = clock.correction(date, signed.trip, refused) else {
            return false;
        };
        progress.correct_clock(signed.endpoint, refused, tried);
        true
    }

    /// A correction that did not help costs as much as a retry, so that a service that refuses everything is
    /// not asked twice by every call.
    fn correction_failed(&self, progress: &Progress<'_>, attempt: &Attempt<'_>, error: &Error) {
        if let Some(taken) = self.budget.take() {
            taken.spend();
        }
        if let (Failure::Clock, Some(signed)) = (error.failure(), &attempt.signed)
            && let Some(refused) = progress.refused_offset(signed.endpoint)
        {
            self.clocks[signed.endpoint].give_up(refused);
        }
    }

    /// Whether there is another credential than the one that was refused.
    async fn renew_credential(&self, progress: &Progress<'_>, attempt: &Attempt<'_>) -> bool {
        let Some(refused) = &attempt.credential else {
            return false;
        };
        if progress.call.options.credential.is_some() {
            return false;
        }
        let renewal = self
            .queues()
            .credentials
            .renew(refused, self.service_time());
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
            host: attempt.host,
            waited: attempt.waited,
            duration: attempt.duration,
            outcome,
            pause,
        };
        for hook in &self.config.hooks {
            hook.after_attempt(&report);
        }
    }

    /// Another attempt after a pause, if the deadline and the budget leave room for one.
    fn retry<'a>(&'a self, progress: &Progress<'a>, is_throttled: bool) -> Next<'a> {
        let random = self.config.runtime.random();
        let pause = progress
            .policy
            .pause(progress.attempt, is_throttled, random);
        if after(Instant::now(), pause) >= progress.deadline {
            return Next::Fail;
        }
        match self.budget.take() {
            Some(taken) => Next::Retry { taken, pause },
            None => Next::Fail,
        }
    }
}

/// What follows a failed attempt.
enum Next<'a> {
    Fail,
    AnswerLost,
    /// Another attempt at once, which does not count.
    Correct,
    Retry {
        /// From the budget, until the retry is sent.
        taken: Taken<'a>,
        pause: Duration,
    },
}

impl Next<'_> {
    fn correct_if(is_corrected: bool) -> Self {
        match is_corrected {
            true => Self::Correct,
            false => Self::Fail,
        }
    }

    fn pause(&self) -> Option<Duration> {
        match self {
            Self::Fail | Self::AnswerLost => None,
            Self::Correct => Some(Duration::ZERO),
            Self::Retry { pause, .. } => Some(*pause),
        }
    }
}

#[cfg(test)]
mod tests;
