//! One attempt of a call: a turn, a credential, a signature, an exchange.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::Credential;
use crate::call::Reply;
use crate::client::Inner;
use crate::clock::{self, RoundTrip};
use crate::endpoint::Endpoint;
use crate::endpoints::Turn;
use crate::error::{Error, ErrorKind};
use crate::headers::{AddedHeader, Signing, Template};
use crate::hooks::PreparedAttempt;
use crate::outcome::{Answered, no_credential, not_carried, open};
use crate::progress::{Progress, after};
use crate::retry::Failure;
use crate::trace::attempt_span;
use crate::transport::{HttpRequest, HttpResponse};

/// What is known of an attempt when it is over.
pub(crate) struct Attempt<'a> {
    turn: Option<Turn<'a>>,
    pub(crate) endpoint: &'a Endpoint,
    template: &'a Template,
    /// The endpoint's bit in [`Progress::failed_endpoints`], if it has failed.
    pub(crate) failed_endpoint: u32,
    /// What it was signed with, and by a clock that is so many seconds ahead of this machine's.
    pub(crate) credential: Option<Credential>,
    pub(crate) clock_offset: i64,
    /// When it was sent, by the clock that it is signed with and by one that is never set.
    sent: Option<(SystemTime, Instant)>,
    /// How long the answer took, and its `Date`, if it is an error.
    pub(crate) trip: Option<RoundTrip>,
    pub(crate) date: Option<String>,
    pub(crate) duration: Duration,
}

impl Inner {
    /// Makes one attempt, and reads its answer into `reply`.
    pub(crate) async fn attempt(
        &self,
        progress: &Progress<'_>,
        reply: &mut dyn Reply,
    ) -> (Attempt<'_>, Result<Answered, Error>) {
        let started = Instant::now();
        let turn = self.endpoints.choose(started, progress.failed_endpoints);
        let template = &self.templates[turn.index()];
        let mut attempt = Attempt::new(turn, template);
        let host = attempt.endpoint.host();
        let span = attempt_span(progress.call.action, progress.attempt, host);
        let outcome = span
            .around(self.attempt_at(&mut attempt, progress, reply))
            .await;
        attempt.conclude(&outcome, started);
        span.conclude(outcome.as_ref(), || attempt.duration);
        (attempt, outcome)
    }

    async fn attempt_at(
        &self,
        attempt: &mut Attempt<'_>,
        progress: &Progress<'_>,
        reply: &mut dyn Reply,
    ) -> Result<Answered, Error> {
        self.wait_for_turn(progress).await?;
        if progress.call.signed {
            attempt.credential = Some(self.credential(progress).await?);
        }
        let answer = self.exchange(attempt, progress).await?;
        let max_memory = self.config.max_response_memory;
        match open(&answer, reply, self.service, progress, max_memory) {
            Ok(answered) => Ok(answered),
            Err(error) => {
                attempt.trip = attempt.sent.map(|(sent, started)| RoundTrip {
                    sent,
                    duration: started.elapsed(),
                });
                attempt.date = answer.header("date").map(str::to_owned);
                Err(match self.config.has_secret_answers {
                    true => error.without_answer(),
                    false => error,
                })
            }
        }
    }

    /// Waits for the call's turn at the action's request rate, unless it would come too late.
    async fn wait_for_turn(&self, progress: &Progress<'_>) -> Result<(), Error> {
        let call = progress.call;
        let Some(rate) = self.config.rate(call.action, call.requests_per_second) else {
            return Ok(());
        };
        let (now, deadline) = (Instant::now(), progress.deadline);
        let turn = self
            .pace
            .reserve(call.action, call.version, rate, now, deadline)
            .ok_or_else(|| progress.out_of_time("no turn at the documented request rate"))?;
        if turn.at() > now {
            self.config.runtime.sleep(turn.at() - now).await;
        }
        turn.take();
        Ok(())
    }

    async fn credential(&self, progress: &Progress<'_>) -> Result<Credential, Error> {
        if let Some(credential) = &progress.call.options.credential {
            return Ok(credential.clone());
        }
        let now = self.service_time();
        if let Some(credential) = self.credentials.fresh(now) {
            return Ok(credential);
        }
        tokio::time::timeout_at(progress.deadline, self.credentials.get(now))
            .await
            .map_err(|_| progress.out_of_time("no credential"))?
            .map_err(no_credential)
    }

    /// Signs the request and sends it.
    async fn exchange(
        &self,
        attempt: &mut Attempt<'_>,
        progress: &Progress<'_>,
    ) -> Result<HttpResponse, Error> {
        let added = self.run_hooks(attempt, progress);
        attempt.clock_offset = self.clock.offset();
        let sent = self.config.runtime.now();
        let timestamp = clock::unix_seconds(clock::shifted(sent, attempt.clock_offset))?;
        let signing = Signing {
            credential: attempt.credential.as_ref(),
            service: self.service.name,
            timestamp,
        };
        let request = HttpRequest {
            method: "POST",
            url: attempt.endpoint.url(),
            headers: attempt
                .template
                .headers(progress.call, &signing, &progress.body, &added)?,
            body: progress.body.clone(),
            max_response_bytes: self.config.max_response_bytes,
        };
        let limit = progress.attempt_timeout(self.config.attempt_timeout);
        let started = Instant::now();
        let deadline = progress.deadline.min(after(started, limit));
        let answer = tokio::time::timeout_at(deadline, self.transport.send(request)).await;
        attempt.sent = Some((sent, started));
        match answer {
            Ok(answer) => answer.map_err(|error| not_carried(attempt.endpoint, error)),
            Err(_) => {
                let message = format!("no answer within {:?}", limit.min(progress.timeout));
                Err(Error::new(ErrorKind::Timeout, message))
            }
        }
    }

    /// The headers that the call and the hooks add.
    fn run_hooks(&self, attempt: &Attempt<'_>, progress: &Progress<'_>) -> Vec<AddedHeader> {
        let headers = progress.call.options.headers.clone();
        if self.config.hooks.is_empty() {
            return headers;
        }
        let mut prepared = PreparedAttempt {
            action: progress.call.action,
            version: progress.call.version,
            number: progress.attempt,
            host: attempt.endpoint.host(),
            body: &progress.body,
            headers,
        };
        for hook in &self.config.hooks {
            hook.before_signing(&mut prepared);
        }
        prepared.headers
    }

    /// The time of the service, as far as it is known.
    pub(crate) fn service_time(&self) -> SystemTime {
        clock::shifted(self.config.runtime.now(), self.clock.offset())
    }
}

impl<'a> Attempt<'a> {
    fn new(turn: Turn<'a>, template: &'a Template) -> Self {
        Self {
            endpoint: turn.endpoint(),
            template,
            failed_endpoint: 0,
            turn: Some(turn),
            credential: None,
            clock_offset: 0,
            sent: None,
            trip: None,
            date: None,
            duration: Duration::ZERO,
        }
    }

    /// Notes how long the attempt took, and counts it for its endpoint, unless nothing came of it for a reason
    /// on this side.
    fn conclude(&mut self, outcome: &Result<Answered, Error>, started: Instant) {
        let now = Instant::now();
        self.duration = now - started;
        let (Some(turn), Some(is_success)) = (self.turn.take(), is_success(outcome)) else {
            return;
        };
        if !is_success {
            self.failed_endpoint = turn.bit();
        }
        turn.finish(is_success, now);
    }
}

/// Whether the endpoint has done its part, as an answer with a RequestId shows that is not an
/// `InternalError`; none if it was not asked.
fn is_success(outcome: &Result<Answered, Error>) -> Option<bool> {
    let (request_id, is_internal) = match outcome {
        Ok(answer) => (answer.request_id.as_deref(), false),
        Err(error) if is_from_this_side(error) => return None,
        Err(error) => (error.request_id(), is_internal(error)),
    };
    let is_answered = request_id.is_some_and(|id| !id.is_empty());
    Some(is_answered && !is_internal)
}

fn is_from_this_side(error: &Error) -> bool {
    error.failure() == Failure::OutOfTime
        || matches!(error.kind(), ErrorKind::Config | ErrorKind::Credential)
}

fn is_internal(error: &Error) -> bool {
    let code = error.code().unwrap_or_default();
    code.split('.').next() == Some("InternalError")
}
