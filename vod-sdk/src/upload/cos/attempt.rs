//! One request to COS: signed, sent, and watched while it is on its way.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, timeout_at};

use super::Cos;
use super::fault::{Fault, Reaction};
use super::operation::Operation;
use super::sign::{self, SigningRequest};
use crate::error::{Error, ErrorKind};
use crate::time::{RoundTrip, after, shifted, unix_seconds};
use crate::transport::header::{HeaderMap, HeaderName, HeaderValue};
use crate::transport::{Activity, HttpRequest, HttpResponse};

/// How long no byte of a body is taken before the connection is given up.
const STALLED: Duration = Duration::from_secs(30);
/// How long COS has to respond when it has the whole request, and between the pieces of a response. Its front end itself
/// repeats a request after 31 seconds.
const SILENT: Duration = Duration::from_secs(60);
/// How long COS may take in all when it has the whole request: it puts large objects together in minutes.
const WORKING: Duration = Duration::from_secs(15 * 60);
/// How fast a transport must be that does not tell how it gets on, in bytes a second.
const UNWATCHED_RATE: u64 = 32 * 1024;

/// From how long before the time of a request its signature is good, and for how long after it, in seconds.
const WINDOW: (u64, u64) = (300, 3_600);

/// How large a response may be. A list of 1,000 parts has 200 KiB.
const MAX_RESPONSE_BYTES: usize = 4 * 1024 * 1024;

const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// What came of a request, and of the time that it was signed with.
pub(super) struct Sent {
    pub(super) response: Result<HttpResponse, Fault>,
    pub(super) offset: i64,
    pub(super) trip: RoundTrip,
}

/// What came of an operation.
pub(super) struct Outcome {
    pub(super) result: Result<HttpResponse, Fault>,
    pub(super) offset: i64,
    pub(super) trip: RoundTrip,
}

impl Cos {
    /// The time that COS has.
    pub(super) fn now(&self) -> SystemTime {
        shifted(self.core.service_time(), self.clock.offset())
    }

    /// Signs and sends a request once.
    pub(super) async fn attempt(&self, operation: &Operation<'_>, is_repeated: bool) -> Sent {
        let offset = self.clock.offset();
        let sent = self.core.service_time();
        let started = Instant::now();
        let response = self
            .send(operation, is_repeated, shifted(sent, offset))
            .await;
        Sent {
            response,
            offset,
            trip: RoundTrip {
                sent,
                duration: started.elapsed(),
            },
        }
    }

    async fn send(
        &self,
        operation: &Operation<'_>,
        is_repeated: bool,
        time: SystemTime,
    ) -> Result<HttpResponse, Fault> {
        let path = self.path(operation.key);
        let headers = self.headers(operation, &path, is_repeated, time);
        let headers = headers.map_err(Fault::not_made)?;
        let url = self.url(&path, &operation.query());
        let activity = Arc::new(Activity::new());
        let request = HttpRequest {
            headers,
            body: operation.body.clone(),
            activity: Some(Arc::clone(&activity)),
            ..HttpRequest::new(operation.method, &url, MAX_RESPONSE_BYTES)
        };
        let length = operation.body.len() as u64;
        match watch(self.transport.send(request), &activity, length).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(Fault::not_exchanged(error, self.endpoint.host())),
            Err(stall) => Err(Fault::new(Reaction::Retry, stall)),
        }
    }

    /// The path that is signed.
    fn path(&self, key: &str) -> String {
        [self.endpoint.signed_path().trim_end_matches('/'), key].concat()
    }

    fn url(&self, path: &str, query: &str) -> String {
        let scheme = match self.endpoint.is_plain_http() {
            true => "http",
            false => "https",
        };
        let mark = if query.is_empty() { "" } else { "?" };
        let path = sign::encoded_path(path);
        format!("{scheme}://{}{path}{mark}{query}", self.endpoint.host())
    }

    fn headers(
        &self,
        operation: &Operation<'_>,
        path: &str,
        is_repeated: bool,
        time: SystemTime,
    ) -> Result<HeaderMap, Error> {
        let mut signed = vec![("host", self.endpoint.host())];
        signed.extend(
            operation
                .headers
                .iter()
                .map(|(name, value)| (*name, &**value)),
        );
        signed.extend(
            self.keys
                .token()
                .map(|token| ("x-cos-security-token", token)),
        );
        if is_repeated {
            signed.push(("x-cos-sdk-retry", "true"));
        }
        let authorization = self.authorization(operation, path, &signed, time)?;
        let mut headers = HeaderMap::new();
        for (name, value) in signed {
            headers.insert(HeaderName::from_static(name), header_value(name, value)?);
        }
        let name = "authorization";
        headers.insert(name, header_value(name, &authorization)?);
        headers.insert("accept-encoding", HeaderValue::from_static("identity"));
        headers.insert("user-agent", HeaderValue::from_static(USER_AGENT));
        Ok(headers)
    }

    fn authorization(
        &self,
        operation: &Operation<'_>,
        path: &str,
        headers: &[(&str, &str)],
        time: SystemTime,
    ) -> Result<String, Error> {
        let parameters = operation.parameters.iter();
        let parameters: Vec<_> = parameters.map(|(name, value)| (*name, &**value)).collect();
        let request = SigningRequest {
            method: operation.method,
            path,
            parameters: &parameters,
            headers,
        };
        let now = unix_seconds(time)?;
        let expiry = self.keys.expires_at().map(unix_seconds).transpose()?;
        let end = expiry.map_or(u64::MAX, |expiry| expiry.max(now + 1));
        let time = sign::key_time(now.saturating_sub(WINDOW.0), end.min(now + WINDOW.1));
        let key = sign::sign_key(self.keys.secret_key(), &time);
        let text = sign::string_to_sign(&time, &sign::http_string(&request));
        let signature = sign::signature(&key, &text);
        let id = self.keys.secret_id();
        Ok(sign::authorization(id, &time, &request, &signature))
    }
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    let mut header = HeaderValue::from_str(value).map_err(|_| {
        let message = format!("the value for the header {name} cannot be sent by HTTP");
        Error::new(ErrorKind::Response, message)
    })?;
    header.set_sensitive(true);
    Ok(header)
}

/// Waits for an exchange as long as it gets on; the error says how it stands still.
async fn watch<T>(
    exchange: impl Future<Output = T>,
    activity: &Activity,
    length: u64,
) -> Result<T, String> {
    let began = Instant::now();
    let end = after(began, ceiling(length));
    let mut exchange = pin!(exchange);
    loop {
        let wait = deadline(activity, length, began).min(end);
        if let Ok(outcome) = timeout_at(wait, &mut exchange).await {
            return Ok(outcome);
        }
        let now = Instant::now();
        if now >= end {
            return Err(format!("no whole response within {:?}", ceiling(length)));
        }
        // It may have moved in the meantime.
        if now >= deadline(activity, length, began) {
            return Err(stall(activity.taken(), length));
        }
    }
}

fn stall(taken: u64, length: u64) -> String {
    match taken < length {
        true => format!("nothing was sent for {STALLED:?}, after {taken} of {length} bytes"),
        false => format!("COS was silent for {SILENT:?}"),
    }
}

/// Until when something must move.
fn deadline(activity: &Activity, length: u64, began: Instant) -> Instant {
    match activity.taken() {
        // The transport may be one that does not tell.
        0 if length > 0 => after(
            began,
            STALLED + Duration::from_secs(length / UNWATCHED_RATE),
        ),
        taken if taken < length => activity.latest() + STALLED,
        _ => activity.latest() + SILENT,
    }
}

/// How long an exchange may take that gets on all the time.
fn ceiling(length: u64) -> Duration {
    WORKING + Duration::from_secs(length / 1024)
}
