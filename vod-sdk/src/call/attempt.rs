//! One attempt of a call: waiting, signing, the exchange.
//!
//! The order matters. A signature goes stale, and so does what is known of the endpoints, so both come when nothing is
//! left to wait for: first the credential, then a permit at the action's rate, then a place among the requests in
//! flight, then the endpoint, then the time.

use std::time::{Duration, SystemTime};

use tokio::sync::SemaphorePermit;
use tokio::time::Instant;

use super::context::Context;
use super::rate_limit::RatePermit;
use super::request::headers::Signing;
use super::response::redaction::{Sent, redact};
use super::response::{self, ResponseSlot};
use super::state::CallState;
use super::trace::{Span, attempt_span};
use crate::config::AddedHeader;
use crate::config::hooks::{PreparedAttempt, ResponseMeta};
use crate::credential::Credential;
use crate::endpoint::Lease;
use crate::error::{Error, ErrorKind};
use crate::retry::RetryPermit;
use crate::time::{RoundTrip, after, shifted, unix_seconds};
use crate::transport::{HttpRequest, HttpResponse};

/// A credential is looked up again after this much waiting.
const STALE: Duration = Duration::from_millis(100);

/// An attempt that is over.
pub(super) struct Attempt<'a> {
    /// The time before it could be sent.
    pub(super) waited: Duration,
    /// `None` if the wait timed out.
    target: Option<Target<'a>>,
}

/// Where an attempt went, on whose behalf.
struct Target<'a> {
    endpoint: usize,
    host: &'a str,
    credential: Option<Credential>,
    /// The endpoint's bit in [`CallState::failed_endpoints`] if it has failed, or 0.
    failed_bit: u32,
    /// `None` if nothing was sent.
    exchange: Option<Exchange>,
}

/// When a request was signed and sent.
pub(super) struct Exchange {
    /// How many seconds the clock that signed it is ahead of this machine's.
    pub(super) clock_offset: i64,
    pub(super) trip: RoundTrip,
    /// The `Date` of a response that is an error.
    pub(super) date: Option<String>,
}

impl Attempt<'_> {
    /// `None` if it went to no endpoint.
    pub(super) fn host(&self) -> Option<&str> {
        self.target.as_ref().map(|target| target.host)
    }

    pub(super) fn credential(&self) -> Option<&Credential> {
        self.target.as_ref()?.credential.as_ref()
    }

    pub(super) fn failed_endpoint(&self) -> u32 {
        self.target.as_ref().map_or(0, |target| target.failed_bit)
    }

    /// The endpoint that a request was sent to, and when.
    pub(super) fn exchange(&self) -> Option<(usize, &Exchange)> {
        let target = self.target.as_ref()?;
        Some((target.endpoint, target.exchange.as_ref()?))
    }

    /// The time of the exchange; zero if nothing was sent.
    pub(super) fn duration(&self) -> Duration {
        let exchange = self.exchange();
        exchange.map_or(Duration::ZERO, |(_, exchange)| exchange.trip.duration)
    }
}

/// Makes one attempt and reads its response.
pub(super) async fn attempt<'a>(
    context: Context<'a>,
    state: &CallState,
    retry_permit: Option<RetryPermit<'_>>,
    response: &mut dyn ResponseSlot,
) -> (Attempt<'a>, Result<ResponseMeta, Error>) {
    let span = attempt_span(&context.request.action.name, state.attempt);
    let run = run(context, state, &span, retry_permit, response);
    let (attempt, outcome) = span.around(run).await;
    span.conclude(outcome.as_ref(), || attempt.duration());
    (attempt, outcome)
}

async fn run<'a>(
    context: Context<'a>,
    state: &CallState,
    span: &Span,
    retry_permit: Option<RetryPermit<'_>>,
    response: &mut dyn ResponseSlot,
) -> (Attempt<'a>, Result<ResponseMeta, Error>) {
    let started = Instant::now();
    let admitted = admit(context, started).await;
    let now = Instant::now();
    let waited = now - started;
    let admitted = match admitted {
        Ok(admitted) => admitted,
        Err(error) => {
            let target = None;
            return (Attempt { waited, target }, Err(error));
        }
    };

    let lease = context.core.endpoints.choose(now, state.failed_endpoints);
    let host = lease.endpoint().host();
    span.endpoint(host);
    let sender = Sender {
        context,
        state,
        lease: &lease,
        credential: admitted.credential.as_ref(),
    };
    let permits = Permits {
        rate: admitted.rate_permit,
        retry: retry_permit,
    };
    let (exchange, outcome) = sender.exchange(permits, response).await;
    let (endpoint, bit) = (lease.index(), lease.bit());
    let is_success = is_endpoint_healthy(&outcome);
    if let Some(is_success) = is_success {
        lease.finish(is_success, Instant::now());
    }
    let target = Some(Target {
        endpoint,
        host,
        credential: admitted.credential,
        failed_bit: if is_success == Some(false) { bit } else { 0 },
        exchange,
    });
    (Attempt { waited, target }, outcome)
}

/// The resources that an attempt has waited for.
struct Admitted<'a> {
    /// `None` if the action is called without a signature.
    credential: Option<Credential>,
    /// `None` if the action has no rate.
    rate_permit: Option<RatePermit>,
    _place: SemaphorePermit<'a>,
}

/// Waits for everything that an attempt needs before it is signed.
async fn admit(context: Context<'_>, started: Instant) -> Result<Admitted<'_>, Error> {
    let Context {
        core,
        request,
        deadline,
    } = context;
    let is_signed = request.action.is_signed;
    let mut own = None;
    if is_signed {
        own = Some(credential(context).await?);
    }
    let rate_permit = rate_permit(context).await?;
    let in_flight = &core.queues().in_flight;
    let place = in_flight.enter(deadline.at).await;
    let place = place.ok_or_else(|| deadline.out_of_time(&in_flight.full()))?;
    // Another call may have renewed it in the meantime.
    if is_signed && started.elapsed() > STALE && request.options.credential.is_none() {
        let fresh = core.queues().credentials.fresh(core.service_time());
        own = fresh.or(own);
    }
    Ok(Admitted {
        credential: own,
        rate_permit,
        _place: place,
    })
}

/// Waits for a permit at the action's request rate; fails at once if it would come after the deadline.
async fn rate_permit(context: Context<'_>) -> Result<Option<RatePermit>, Error> {
    let Context {
        core,
        request,
        deadline,
    } = context;
    let action = &request.action;
    let Some(rate) = core.config.rate(&action.name, action.requests_per_second) else {
        return Ok(None);
    };
    let name = (&*action.name, &*action.version);
    let source = &*core.config.time_source;
    let waiting = core.queues().rates.acquire(name, rate, deadline.at, source);
    let permit = Box::pin(waiting).await;
    let late = || deadline.out_of_time(&format!("no permit at {rate} requests a second"));
    permit.map(Some).ok_or_else(late)
}

/// The credential to sign with: the call's, the cached one, or a fresh one.
async fn credential(context: Context<'_>) -> Result<Credential, Error> {
    let Context {
        core,
        request,
        deadline,
    } = context;
    if let Some(credential) = &request.options.credential {
        return Ok(credential.clone());
    }
    let now = core.service_time();
    let credentials = &core.queues().credentials;
    if let Some(credential) = credentials.fresh(now) {
        return Ok(credential);
    }
    tokio::time::timeout_at(deadline.at, credentials.get(now))
        .await
        .map_err(|_| deadline.out_of_time("no credential"))?
        .map_err(response::no_credential)
}

/// Permits that are used up when the request is sent, and returned if it is not.
struct Permits<'a> {
    rate: Option<RatePermit>,
    retry: Option<RetryPermit<'a>>,
}

/// Signs and sends a request to the endpoint of a lease.
struct Sender<'a, 'l> {
    context: Context<'a>,
    state: &'l CallState,
    lease: &'l Lease<'a>,
    credential: Option<&'l Credential>,
}

impl<'a> Sender<'a, '_> {
    /// Signs the request, sends it, and reads the response.
    async fn exchange(
        &self,
        permits: Permits<'_>,
        slot: &mut dyn ResponseSlot,
    ) -> (Option<Exchange>, Result<ResponseMeta, Error>) {
        let core = self.context.core;
        let added = self.run_hooks();
        let endpoint = self.lease.index();
        let tried_offset = self.state.tried_offset(endpoint);
        let clock_offset = tried_offset.unwrap_or_else(|| core.clocks[endpoint].offset());
        let local = core.config.time_source.now();
        let prepared = self.sign(&added, shifted(local, clock_offset));
        let prepared = prepared.and_then(|request| Ok((request, self.begin(permits)?)));
        let (request, (started, deadline)) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => return (None, Err(error)),
        };
        let received = tokio::time::timeout_at(deadline, core.transport.send(request)).await;
        let trip = RoundTrip {
            sent: local,
            duration: started.elapsed(),
        };
        let received = match received {
            Ok(Ok(received)) => Ok(received),
            Ok(Err(error)) => Err(response::not_exchanged(self.lease.endpoint(), error)),
            Err(_) => Err(self.context.no_response()),
        };
        let mut date = None;
        let outcome = received.and_then(|received| {
            let outcome = self.read(&received, &added, slot);
            if let Some(tried) = tried_offset
                && is_time_accepted(&outcome)
            {
                core.clocks[endpoint].confirm(tried);
            }
            if outcome.is_err() {
                date = received.header("date").map(str::to_owned);
            }
            outcome
        });
        let exchange = Exchange {
            clock_offset,
            trip,
            date,
        };
        (Some(exchange), outcome)
    }

    fn read(
        &self,
        received: &HttpResponse,
        added: &[AddedHeader],
        slot: &mut dyn ResponseSlot,
    ) -> Result<ResponseMeta, Error> {
        response::read(received, slot, self.context).map_err(|error| {
            let sent = Sent {
                request: self.context.request,
                credential: self.credential,
                added,
            };
            redact(error, self.context.core.service, &sent)
        })
    }

    /// The request of an attempt, signed at a time.
    fn sign(&self, added: &[AddedHeader], time: SystemTime) -> Result<HttpRequest<'a>, Error> {
        let Context { core, request, .. } = self.context;
        let signing = Signing {
            credential: self.credential,
            service: core.service.name,
            timestamp: unix_seconds(time)?,
        };
        let template = &core.templates[self.lease.index()];
        let url = self.lease.endpoint().url();
        Ok(HttpRequest {
            headers: template.headers(request, &signing, added)?,
            body: request.body.clone(),
            ..HttpRequest::new("POST", url, core.config.max_response_bytes)
        })
    }

    /// The last step before a request is sent, after which it counts: uses up the permits, and returns the time and
    /// until when to wait for a response. A request whose time is over is not sent.
    fn begin(&self, permits: Permits<'_>) -> Result<(Instant, Instant), Error> {
        let call = self.context.deadline;
        let started = Instant::now();
        let limit = self.context.attempt_timeout();
        let deadline = call.at.min(after(started, limit));
        if call.at <= started {
            return Err(call.out_of_time("not sent"));
        }
        if deadline <= started {
            let message = format!("not sent within {limit:?}");
            return Err(Error::new(ErrorKind::Timeout, message).not_sent());
        }
        if let Some(permit) = permits.rate {
            permit.spend();
        }
        if let Some(permit) = permits.retry {
            permit.spend();
        }
        Ok((started, deadline))
    }

    /// The headers that the call and the hooks add.
    fn run_hooks(&self) -> Vec<AddedHeader> {
        let Context { core, request, .. } = self.context;
        let headers = request.options.headers.clone();
        if core.config.hooks.is_empty() {
            return headers;
        }
        let mut prepared = PreparedAttempt {
            action: &request.action.name,
            version: &request.action.version,
            number: self.state.attempt,
            host: self.lease.endpoint().host(),
            body: &request.body,
            headers,
        };
        for hook in &core.config.hooks {
            hook.before_send(&mut prepared);
        }
        prepared.headers
    }
}

/// Whether the endpoint works, as a response with a RequestId shows that is not an `InternalError`; `None` if it
/// received no request, or its response was not read.
fn is_endpoint_healthy(outcome: &Result<ResponseMeta, Error>) -> Option<bool> {
    let (request_id, is_internal) = match outcome {
        Ok(meta) => (meta.request_id.as_deref(), false),
        Err(error) if response::is_local(error) => return None,
        Err(error) => {
            let is_internal = response::code_family(error) == "InternalError";
            (error.request_id(), is_internal)
        }
    };
    let has_responded = request_id.is_some_and(|id| !id.is_empty());
    Some(has_responded && !is_internal)
}

/// The families of codes that say nothing about the signature: the service sends them before it checks that, or
/// because something is wrong with it.
const BEFORE_THE_TIME: [&str; 9] = [
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

/// Whether the service has checked the time of the signature and accepted it, which it does before it checks the
/// parameters of a request.
fn is_time_accepted(outcome: &Result<ResponseMeta, Error>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(error) => {
            error.kind() == ErrorKind::Service
                && !BEFORE_THE_TIME.contains(&response::code_family(error))
        }
    }
}
