//! One attempt of a call: what it waits for, a signature, an exchange.
//!
//! The order matters. What is signed goes stale, and so does what is known of the endpoints, so both come when
//! nothing is left to wait for: a credential first, then the turn at the action's rate, then a place among the
//! requests that are under way, then the endpoint, then the time.

use std::time::{Duration, SystemTime};

use tokio::sync::SemaphorePermit;
use tokio::time::Instant;

use crate::Credential;
use crate::call::Reply;
use crate::client::Inner;
use crate::clock::{self, Clock, RoundTrip};
use crate::endpoints;
use crate::error::{Error, ErrorKind};
use crate::headers::{AddedHeader, Signing};
use crate::hooks::PreparedAttempt;
use crate::outcome::{Answered, no_credential, not_carried, open};
use crate::pace;
use crate::progress::{Progress, after};
use crate::retry::Failure;
use crate::secrets::{self, Sent};
use crate::trace::{Span, attempt_span};
use crate::transport::HttpRequest;

/// After how much waiting a credential is looked up again.
const STALE: Duration = Duration::from_millis(100);

/// What is known of an attempt when it is over.
#[derive(Default)]
pub(crate) struct Attempt<'a> {
    /// Empty if it came to no endpoint.
    pub(crate) host: &'a str,
    pub(crate) credential: Option<Credential>,
    /// How long it waited before it could be sent, and how long the exchange took.
    pub(crate) waited: Duration,
    pub(crate) duration: Duration,
    /// The endpoint's bit in [`Progress::failed_endpoints`], if it has failed.
    pub(crate) failed_endpoint: u32,
    /// None if nothing was sent.
    pub(crate) signed: Option<Signed>,
    /// The answer's `Date`, if it is an error.
    pub(crate) date: Option<String>,
}

/// When an attempt was signed and sent, and for whom.
#[derive(Clone, Copy)]
pub(crate) struct Signed {
    /// The endpoint's place among all.
    pub(crate) endpoint: usize,
    /// How many seconds the clock that it was signed by is ahead of this machine's.
    pub(crate) clock_offset: i64,
    pub(crate) trip: RoundTrip,
}

/// What an attempt has waited for.
struct Ready<'a> {
    credential: Option<Credential>,
    /// None if the action has no rate.
    turn: Option<pace::Turn>,
    _place: SemaphorePermit<'a>,
}

impl Inner {
    /// Makes one attempt, and reads its answer into `reply`.
    pub(crate) async fn attempt(
        &self,
        progress: &mut Progress<'_>,
        reply: &mut dyn Reply,
    ) -> (Attempt<'_>, Result<Answered, Error>) {
        let mut attempt = Attempt::default();
        let span = attempt_span(progress.call.action, progress.attempt);
        let within = self.attempt_within(&span, &mut attempt, progress, reply);
        let outcome = span.around(within).await;
        span.conclude(outcome.as_ref(), || attempt.duration);
        (attempt, outcome)
    }

    async fn attempt_within<'a>(
        &'a self,
        span: &Span,
        attempt: &mut Attempt<'a>,
        progress: &mut Progress<'_>,
        reply: &mut dyn Reply,
    ) -> Result<Answered, Error> {
        let started = Instant::now();
        let ready = self.ready(started, progress).await;
        let now = Instant::now();
        attempt.waited = now - started;
        let mut ready = ready?;
        attempt.credential = ready.credential.take();

        let place = self.endpoints.choose(now, progress.failed_endpoints);
        attempt.host = place.endpoint().host();
        span.endpoint(attempt.host);
        let outcome = self
            .exchange_at(&place, attempt, ready.turn, progress, reply)
            .await;
        if let Some(is_success) = is_success(&outcome) {
            attempt.failed_endpoint = if is_success { 0 } else { place.bit() };
            place.finish(is_success, Instant::now());
        }
        outcome
    }

    /// Waits for all that an attempt has to wait for before it is signed.
    async fn ready(&self, started: Instant, progress: &Progress<'_>) -> Result<Ready<'_>, Error> {
        let signed = progress.call.signed;
        let mut credential = match signed {
            true => Some(self.credential(progress).await?),
            false => None,
        };
        let turn = self.turn(progress).await?;
        let in_flight = &self.queues().in_flight;
        let place = in_flight.enter(progress.deadline).await;
        let place = place.ok_or_else(|| progress.out_of_time(&in_flight.full()))?;
        // It may have been renewed in the meantime.
        if signed && started.elapsed() > STALE && progress.call.options.credential.is_none() {
            credential = self
                .queues()
                .credentials
                .fresh(self.service_time())
                .or(credential);
        }
        Ok(Ready {
            credential,
            turn,
            _place: place,
        })
    }

    /// Waits for the call's turn at the action's request rate, unless it would come too late.
    async fn turn(&self, progress: &Progress<'_>) -> Result<Option<pace::Turn>, Error> {
        let call = progress.call;
        let Some(rate) = self.config.rate(call.action, call.requests_per_second) else {
            return Ok(None);
        };
        let action = (call.action, call.version);
        let runtime = &*self.config.runtime;
        let turn = Box::pin(
            self.queues()
                .pace
                .turn(action, rate, progress.deadline, runtime),
        )
        .await;
        let late = || progress.out_of_time(&format!("no turn at {rate} requests a second"));
        turn.map(Some).ok_or_else(late)
    }

    async fn credential(&self, progress: &Progress<'_>) -> Result<Credential, Error> {
        if let Some(credential) = &progress.call.options.credential {
            return Ok(credential.clone());
        }
        let now = self.service_time();
        if let Some(credential) = self.queues().credentials.fresh(now) {
            return Ok(credential);
        }
        tokio::time::timeout_at(progress.deadline, self.queues().credentials.get(now))
            .await
            .map_err(|_| progress.out_of_time("no credential"))?
            .map_err(no_credential)
    }

    /// Signs the request for an endpoint, sends it, and reads the answer.
    async fn exchange_at(
        &self,
        place: &endpoints::Turn<'_>,
        attempt: &mut Attempt<'_>,
        turn: Option<pace::Turn>,
        progress: &mut Progress<'_>,
        reply: &mut dyn Reply,
    ) -> Result<Answered, Error> {
        let added = self.run_hooks(attempt, progress);
        let clock = &self.clocks[place.index()];
        let tried_offset = progress.tried_offset(place.index());
        let clock_offset = tried_offset.unwrap_or_else(|| clock.offset());
        let local = self.config.runtime.now();
        let time = clock::shifted(local, clock_offset);
        let request = self.sign(place, attempt, progress, &added, time)?;
        let (started, deadline) = self.begin(turn, progress)?;
        let answer = tokio::time::timeout_at(deadline, self.transport.send(request)).await;
        attempt.duration = started.elapsed();
        attempt.signed = Some(Signed {
            endpoint: place.index(),
            clock_offset,
            trip: RoundTrip {
                sent: local,
                duration: attempt.duration,
            },
        });
        let answer = answer
            .map_err(|_| progress.no_answer(self.config.attempt_timeout))?
            .map_err(|error| not_carried(place.endpoint(), error))?;
        let outcome = open(
            &answer,
            reply,
            self.service,
            progress,
            self.config.max_response_memory,
        );
        if let Some(tried) = tried_offset
            && is_time_accepted(&outcome)
        {
            clock.confirm(tried);
        }
        outcome.map_err(|error| {
            attempt.date = answer.header("date").map(str::to_owned);
            let sent = Sent {
                call: progress.call,
                credential: attempt.credential.as_ref(),
                added: &added,
            };
            secrets::redact(error, self.service, &sent)
        })
    }

    /// The request of an attempt, signed by a clock that shows this time.
    fn sign<'a>(
        &self,
        place: &endpoints::Turn<'a>,
        attempt: &Attempt<'_>,
        progress: &Progress<'_>,
        added: &[AddedHeader],
        time: SystemTime,
    ) -> Result<HttpRequest<'a>, Error> {
        let signing = Signing {
            credential: attempt.credential.as_ref(),
            service: self.service.name,
            timestamp: clock::unix_seconds(time)?,
        };
        let template = &self.templates[place.index()];
        Ok(HttpRequest {
            method: "POST",
            url: place.endpoint().url(),
            headers: template.headers(progress.call, &signing, &progress.body, added)?,
            body: progress.body.clone(),
            max_response_bytes: self.config.max_response_bytes,
        })
    }

    /// The last step before a request is sent, after which it counts: says when that is, and until when an
    /// answer is waited for. A request whose time is over is not sent.
    fn begin(
        &self,
        turn: Option<pace::Turn>,
        progress: &mut Progress<'_>,
    ) -> Result<(Instant, Instant), Error> {
        let started = Instant::now();
        let limit = progress.attempt_timeout(self.config.attempt_timeout);
        let deadline = progress.deadline.min(after(started, limit));
        if progress.deadline <= started {
            return Err(progress.out_of_time("not sent"));
        }
        if deadline <= started {
            let message = format!("not sent within {limit:?}");
            return Err(Error::new(ErrorKind::Timeout, message).not_sent());
        }
        if let Some(turn) = turn {
            turn.take();
        }
        if let Some(taken) = progress.taken.take() {
            taken.spend();
        }
        Ok((started, deadline))
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
            host: attempt.host,
            body: &progress.body,
            headers,
        };
        for hook in &self.config.hooks {
            hook.before_signing(&mut prepared);
        }
        prepared.headers
    }

    /// The time of the service, as far as it is known, of which the preferred endpoints know best.
    pub(crate) fn service_time(&self) -> SystemTime {
        let mut offsets = self.clocks.iter().map(Clock::offset);
        let offset = offsets.find(|offset| *offset != 0).unwrap_or(0);
        clock::shifted(self.config.runtime.now(), offset)
    }
}

/// Whether the endpoint has done its part, as an answer with a RequestId shows that is not an
/// `InternalError`; none if it was not asked, or if its answer was not read.
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
    matches!(error.failure(), Failure::OutOfTime | Failure::TooLarge)
        || matches!(error.kind(), ErrorKind::Config | ErrorKind::Credential)
}

/// The families of codes that say nothing of the signature: the service sends them before it looks at that, or
/// for what is wrong with it.
const BESIDE_THE_TIME: [&str; 9] = [
    "AuthFailure",
    "InternalError",
    "RequestLimitExceeded",
    "RequestSizeLimitExceeded",
    "ServiceUnavailable",
    "InvalidAction",
    "NoSuchProduct",
    "NoSuchVersion",
    "UnsupportedProtocol",
];

/// Whether the service has looked at the time of the signature and found nothing wrong with it: it does that
/// before it looks at the parameters of a request.
fn is_time_accepted(outcome: &Result<Answered, Error>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(error) => {
            error.kind() == ErrorKind::Service && !BESIDE_THE_TIME.contains(&family(error))
        }
    }
}

fn is_internal(error: &Error) -> bool {
    family(error) == "InternalError"
}

/// The code without what refines it.
fn family(error: &Error) -> &str {
    let code = error.code().unwrap_or_default();
    code.split('.').next().unwrap_or_default()
}
