//! A call from its request to its response: attempts, and what happens between them.

use std::time::Duration;

use tokio::time::Instant;

use super::attempt::{Attempt, attempt};
use super::context::{Context, Deadline};
use super::core::Core;
use super::request::{Prepared, Request};
use super::response::ResponseSlot;
use super::state::CallState;
use super::trace::call_span;
use crate::config::hooks::{AttemptReport, ResponseMeta};
use crate::error::{Error, Failure};
use crate::retry::{Decision, RetryPermit, RetryPolicy, decide};
use crate::time::after;

/// Executes a call and reads its response. Returns the number of attempts that were made.
pub(crate) async fn execute(
    core: &Core,
    call: Prepared,
    response: &mut dyn ResponseSlot,
) -> Result<u32, Error> {
    let started = Instant::now();
    let action = call.action();
    let span = call_span(core.service.name, &action.name, &action.version);
    let (attempts, outcome) = match checked(core, call) {
        Ok(request) => {
            let mut call = Orchestrator::new(core, &request, started);
            let outcome = span.around(call.run(response)).await;
            let attempts = call.state.attempt;
            (attempts, outcome.map_err(|error| call.conclude(error)))
        }
        Err(error) => (0, Err(error)),
    };
    span.attempts(attempts);
    span.conclude(outcome.as_ref(), || started.elapsed());
    outcome?;
    core.budget.replenish();
    Ok(attempts)
}

/// The request, if it can be sent from here.
fn checked(core: &Core, call: Prepared) -> Result<Box<Request>, Error> {
    let runtime = core.queues().runtimes.check_current();
    let (action, error) = match (call.0, runtime) {
        (Ok(request), Ok(())) => return Ok(request),
        (Ok(request), Err(error)) => (request.action, error),
        (Err(refused), _) => (refused.action, refused.error),
    };
    Err(error.of_call(&action.name, (action.retry, false), 0, false))
}

/// Makes attempts until one succeeds or no other may follow.
struct Orchestrator<'a> {
    context: Context<'a>,
    policy: &'a RetryPolicy,
    state: CallState,
}

/// The next step after a failed attempt.
enum Next<'a> {
    Fail,
    AnswerLost,
    /// Another attempt at once, which does not count.
    Correct,
    Retry {
        /// From the retry budget, until the retry is sent.
        permit: RetryPermit<'a>,
        pause: Duration,
    },
}

impl<'a> Orchestrator<'a> {
    fn new(core: &'a Core, request: &'a Request, started: Instant) -> Self {
        let options = &request.options;
        let timeout = options.timeout.unwrap_or(core.config.timeout);
        Self {
            context: Context {
                core,
                request,
                deadline: Deadline::new(started, timeout),
            },
            policy: options.policy.as_ref().unwrap_or(&core.config.retry),
            state: CallState::new(),
        }
    }

    async fn run(&mut self, response: &mut dyn ResponseSlot) -> Result<ResponseMeta, Error> {
        let mut permit = None;
        loop {
            let (attempt, outcome) =
                attempt(self.context, &self.state, permit.take(), response).await;
            let error = match outcome {
                Ok(meta) => {
                    let credentials = &self.context.core.queues().credentials;
                    credentials.accepted(attempt.credential());
                    self.report(&attempt, Ok(&meta), None);
                    return Ok(meta);
                }
                Err(error) => error,
            };
            let next = self.next(&attempt, &error).await;
            self.report(&attempt, Err(&error), next.pause());
            self.state.failed_endpoints |= attempt.failed_endpoint();
            self.state.may_have_been_executed |= error.may_have_been_executed();
            match next {
                Next::Fail => return Err(error),
                Next::AnswerLost => return Err(error.into_answer_lost()),
                Next::Correct => {}
                Next::Retry { permit: own, pause } => {
                    permit = Some(own);
                    self.context.core.config.time_source.sleep(pause).await;
                    self.state.attempt += 1;
                }
            }
            response.reset();
        }
    }

    /// Decides what follows a failed attempt, and makes the corrections that it needs.
    async fn next(&mut self, attempt: &Attempt<'_>, error: &Error) -> Next<'a> {
        let Context { core, request, .. } = self.context;
        let endpoint = attempt.exchange().map(|(endpoint, _)| endpoint);
        let situation = self.state.situation(request, self.policy, error, endpoint);
        if situation.is_corrected {
            self.correction_failed(attempt, error);
        }
        match decide(situation) {
            Decision::Fail => Next::Fail,
            Decision::AnswerLost => Next::AnswerLost,
            Decision::CorrectClock | Decision::RenewCredential
                if !core.budget.allows_correction(Instant::now()) =>
            {
                Next::Fail
            }
            Decision::CorrectClock => Next::correct_if(self.correct_clock(attempt)),
            Decision::RenewCredential => {
                self.state.is_credential_renewed = true;
                Next::correct_if(self.renew_credential(attempt).await)
            }
            Decision::Retry => self.retry(false),
            Decision::RetryThrottled => self.retry(true),
        }
    }

    /// Whether there is another time to sign with than the one that was refused.
    fn correct_clock(&mut self, attempt: &Attempt<'_>) -> bool {
        let Some((endpoint, exchange)) = attempt.exchange() else {
            return false;
        };
        let refused = exchange.clock_offset;
        let clock = &self.context.core.clocks[endpoint];
        let date = exchange.date.as_deref();
        let Some(tried) = clock.correction(date, exchange.trip, refused) else {
            return false;
        };
        self.state.correct_clock(endpoint, refused, tried);
        true
    }

    /// Charges the budget for a correction that did not help as for a retry, so that a service that refuses
    /// everything is not sent two requests by every call.
    fn correction_failed(&self, attempt: &Attempt<'_>, error: &Error) {
        let core = self.context.core;
        if let Some(permit) = core.budget.take() {
            permit.spend();
        }
        if let (Failure::Clock, Some((endpoint, _))) = (error.failure(), attempt.exchange())
            && let Some(refused) = self.state.refused_offset(endpoint)
        {
            core.clocks[endpoint].give_up(refused);
        }
    }

    /// Whether there is another credential than the one that was refused.
    async fn renew_credential(&self, attempt: &Attempt<'_>) -> bool {
        let Context {
            core,
            request,
            deadline,
        } = self.context;
        let Some(refused) = attempt.credential() else {
            return false;
        };
        if request.options.credential.is_some() {
            return false;
        }
        let credentials = &core.queues().credentials;
        let renewal = credentials.renew(refused, core.service_time());
        tokio::time::timeout_at(deadline.at, renewal)
            .await
            .unwrap_or(false)
    }

    /// Another attempt after a pause, if the deadline and the budget allow it.
    fn retry(&self, is_throttled: bool) -> Next<'a> {
        let core = self.context.core;
        let random = core.config.time_source.random();
        let pause = self.policy.pause(self.state.attempt, is_throttled, random);
        if after(Instant::now(), pause) >= self.context.deadline.at {
            return Next::Fail;
        }
        match core.budget.take() {
            Some(permit) => Next::Retry { permit, pause },
            None => Next::Fail,
        }
    }

    fn report(
        &self,
        attempt: &Attempt<'_>,
        outcome: Result<&ResponseMeta, &Error>,
        pause: Option<Duration>,
    ) {
        let action = &self.context.request.action;
        let report = AttemptReport {
            action: &action.name,
            version: &action.version,
            number: self.state.attempt,
            host: attempt.host(),
            waited: attempt.waited,
            duration: attempt.duration(),
            outcome,
            pause,
        };
        for hook in &self.context.core.config.hooks {
            hook.after_attempt(&report);
        }
    }

    /// Adds what is known of the whole call to an error.
    fn conclude(&self, error: Error) -> Error {
        let Request {
            action,
            has_session_id,
            ..
        } = self.context.request;
        let class = (action.retry, *has_session_id);
        let state = &self.state;
        error.of_call(
            &action.name,
            class,
            state.attempt,
            state.may_have_been_executed,
        )
    }
}

impl Next<'_> {
    fn correct_if(is_corrected: bool) -> Self {
        if is_corrected {
            Self::Correct
        } else {
            Self::Fail
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
