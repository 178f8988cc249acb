//! One attempt of a call: a turn, a credential, a signature, an exchange.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::Credential;
use crate::call::Reply;
use crate::client::Inner;
use crate::clock::{self, RoundTrip};
use crate::credentials::CredentialError;
use crate::endpoint::Endpoint;
use crate::endpoints::Turn;
use crate::envelope;
use crate::error::{Error, ErrorKind};
use crate::execute::{Progress, after};
use crate::headers::{Signing, headers};
use crate::hooks::PreparedAttempt;
use crate::retry::Failure;
use crate::trace::attempt_span;
use crate::transport::{Header, HttpRequest, HttpResponse, TransportError, TransportErrorKind};

/// What is known of an attempt when it is over.
pub(crate) struct Attempt<'a> {
    turn: Option<Turn<'a>>,
    pub(crate) endpoint: &'a Endpoint,
    /// The endpoint's bit in [`Progress::failed_endpoints`], if it has failed.
    pub(crate) failed_endpoint: u32,
    /// What it was signed with, and by a clock that is so many seconds ahead of this machine's.
    pub(crate) credential: Option<Credential>,
    pub(crate) clock_offset: i64,
    /// How long the answer took, and its `Date`.
    pub(crate) trip: Option<RoundTrip>,
    pub(crate) date: Option<String>,
    pub(crate) duration: Duration,
}

/// An answer that has been read.
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
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
        let mut attempt = Attempt::new(turn);
        let host = attempt.endpoint.host();
        let span = attempt_span(progress.call.action, progress.attempt, host);
        let outcome = span
            .around(self.attempt_at(&mut attempt, progress, reply))
            .await;
        attempt.duration = started.elapsed();
        attempt.count(&outcome);
        match &outcome {
            Ok(answer) => {
                span.answered(
                    answer.status,
                    answer.request_id.as_deref(),
                    attempt.duration,
                );
            }
            Err(error) => span.failed(error, attempt.duration),
        }
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
        match self.open(&answer, reply) {
            Ok(answered) => Ok(answered),
            Err(error) => {
                attempt.date = answer.header("date").map(str::to_owned);
                Err(error)
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
        if turn > now {
            self.config.runtime.sleep(turn - now).await;
        }
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
            endpoint: attempt.endpoint,
            service: self.service.name,
            timestamp,
        };
        let body = progress.body.clone();
        let request = HttpRequest {
            method: "POST",
            url: attempt.endpoint.url(),
            headers: headers(progress.call, &self.config, &signing, &body, added),
            body,
            max_response_bytes: self.config.max_response_bytes,
        };
        let limit = progress.attempt_timeout(self.config.attempt_timeout);
        let started = Instant::now();
        let deadline = progress.deadline.min(after(started, limit));
        let answer = tokio::time::timeout_at(deadline, self.transport.send(request)).await;
        let duration = started.elapsed();
        attempt.trip = Some(RoundTrip { sent, duration });
        match answer {
            Ok(answer) => answer.map_err(|error| not_carried(attempt.endpoint, error)),
            Err(_) => {
                let message = format!("no answer within {:?}", limit.min(progress.timeout));
                Err(Error::new(ErrorKind::Timeout, message))
            }
        }
    }

    /// The headers that the hooks add.
    fn run_hooks(&self, attempt: &Attempt<'_>, progress: &Progress<'_>) -> Vec<Header<'static>> {
        if self.config.hooks.is_empty() {
            return Vec::new();
        }
        let mut prepared = PreparedAttempt {
            action: progress.call.action,
            version: progress.call.version,
            number: progress.attempt,
            host: attempt.endpoint.host(),
            body: &progress.body,
            headers: Vec::new(),
        };
        for hook in &self.config.hooks {
            hook.before_signing(&mut prepared);
        }
        prepared.headers
    }

    /// Reads an answer. The envelope decides, whatever the HTTP status.
    fn open(&self, answer: &HttpResponse, reply: &mut dyn Reply) -> Result<Answered, Error> {
        let status = answer.status();
        let (envelope, fault) = match envelope::open(answer.body(), reply) {
            Ok(envelope) => (envelope, None),
            Err(fault) => (envelope::salvage(answer.body()), Some(fault)),
        };
        let request_id = envelope.request_id;
        let error = match (envelope.error, fault) {
            (None, None) => return Ok(Answered { status, request_id }),
            (Some(error), _) => {
                let known = self.service.error_code(&error.code);
                Error::service(error.code, &error.message, known)
            }
            (None, Some(fault)) => unreadable(answer, fault),
        };
        Err(error.with_status(status).with_request_id(request_id))
    }

    /// The time of the service, as far as it is known.
    pub(crate) fn service_time(&self) -> SystemTime {
        clock::shifted(self.config.runtime.now(), self.clock.offset())
    }
}

impl<'a> Attempt<'a> {
    fn new(turn: Turn<'a>) -> Self {
        Self {
            endpoint: turn.endpoint(),
            failed_endpoint: 0,
            turn: Some(turn),
            credential: None,
            clock_offset: 0,
            trip: None,
            date: None,
            duration: Duration::ZERO,
        }
    }

    /// Counts the attempt for its endpoint, unless nothing came of it for a reason on this side.
    fn count(&mut self, outcome: &Result<Answered, Error>) {
        let (Some(turn), Some(is_success)) = (self.turn.take(), is_success(outcome)) else {
            return;
        };
        if !is_success {
            self.failed_endpoint = turn.bit();
        }
        turn.finish(is_success, Instant::now());
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

fn unreadable(answer: &HttpResponse, fault: serde_json::Error) -> Error {
    let status = answer.status();
    let message = format!("HTTP {status} with an answer that cannot be read: {fault}");
    // Another attempt would be refused in the same way, unless it is told to wait.
    let is_refusal = (400..500).contains(&status) && ![408, 429].contains(&status);
    let failure = match is_refusal {
        true => Failure::Final,
        false => Failure::Broken,
    };
    Error::new(ErrorKind::Response, message)
        .with_failure(failure)
        .with_body(answer.body())
        .with_source(fault)
}

fn not_carried(endpoint: &Endpoint, error: TransportError) -> Error {
    let (kind, status) = (error.kind(), error.status());
    let host = endpoint.host();
    let (cause, source) = error.into_parts();
    let error = match kind {
        TransportErrorKind::Invalid => {
            Error::new(ErrorKind::Config, format!("no request to {host}: {cause}"))
        }
        TransportErrorKind::NotConnected => Error::new(
            ErrorKind::Connect,
            format!("no connection to {host}: {cause}"),
        ),
        TransportErrorKind::Broken => {
            let message = format!("the connection to {host} broke: {cause}");
            Error::new(ErrorKind::Network, message)
        }
        TransportErrorKind::TooLarge => {
            let message =
                format!("{cause}; ask for less, or raise ClientBuilder::max_response_bytes");
            Error::new(ErrorKind::Response, message).with_failure(Failure::Final)
        }
    };
    let error = error.with_boxed_source(source);
    match status {
        Some(status) => error.with_status(status),
        None => error,
    }
}

fn no_credential(error: CredentialError) -> Error {
    let failure = match error.may_pass() {
        true => Failure::NoCredential,
        false => Failure::Final,
    };
    Error::new(ErrorKind::Credential, error.to_string())
        .with_failure(failure)
        .with_source(error)
}
