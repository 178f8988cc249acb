//! The client: from a request to its answer.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tokio::time::Instant;

use crate::action::{Action, Retry, ServiceInfo};
use crate::builder::Config;
use crate::call::{Call, Outgoing};
use crate::envelope;
use crate::error::{Error, ErrorKind};
use crate::headers::headers;
use crate::limits;
use crate::pace::Pace;
use crate::transport::{Answer, Transport};
use crate::wire::{self, ObjectSlot, View};

/// Calls the actions of VOD, of all versions of the API.
///
/// Cheap to clone; the clones share their connections. Calls need a tokio runtime.
///
/// ```no_run
/// use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
/// use vod_sdk::Client;
///
/// # async fn example() -> Result<(), vod_sdk::Error> {
/// let client = Client::from_env()?;
/// let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
/// let response = client.execute_function(&request).await?;
/// println!("{:?} {}", response.result, response.request_id);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    service: &'static ServiceInfo,
    config: Config,
    transport: Transport,
    pace: Pace,
}

impl Client {
    /// Calls the action of a typed request: what the method named as the action does.
    #[inline]
    pub fn send<'a, A: Action>(&'a self, request: &'a A) -> Call<'a, A> {
        Call::new(self, (A::INFO.name, A::INFO.version), request)
    }

    /// Calls any action with untyped parameters, also one that this version of the SDK does not know.
    ///
    /// The answer is the response's JSON without its envelope.
    ///
    /// ```no_run
    /// use serde_json::json;
    ///
    /// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// let parameters = json!({ "FileIds": ["387702299"] });
    /// let response = client.call("DescribeMediaInfos", "2018-07-17", &parameters).await?;
    /// println!("{}", response["MediaInfoSet"][0]["BasicInfo"]["Name"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn call<'a>(
        &'a self,
        action: &'a str,
        version: &'a str,
        parameters: &'a Value,
    ) -> Call<'a, Value> {
        Call::new(self, (action, version), parameters)
    }

    pub(crate) fn new(service: &'static ServiceInfo, config: Config, transport: Transport) -> Self {
        let pace = Pace::default();
        Self {
            inner: Arc::new(Inner {
                service,
                config,
                transport,
                pace,
            }),
        }
    }

    /// Makes a call and reads its answer into `response`.
    pub(crate) async fn run(
        &self,
        call: Outgoing<'_>,
        response: &mut dyn ObjectSlot,
    ) -> Result<(), Error> {
        let started = Instant::now();
        let outcome = self.run_in_time(&call, response).await;
        let repeatable = is_repeatable(call.retry, call.request);
        let outcome = outcome.map_err(|error| error.of_call(call.action, repeatable));
        let elapsed_ms = started.elapsed().as_millis();
        match &outcome {
            Ok(()) => tracing::debug!(action = call.action, elapsed_ms, "answered"),
            Err(error) => tracing::debug!(action = call.action, elapsed_ms, %error, "failed"),
        }
        outcome
    }

    async fn run_in_time(
        &self,
        call: &Outgoing<'_>,
        response: &mut dyn ObjectSlot,
    ) -> Result<(), Error> {
        let config = &self.inner.config;
        self.check(call)?;
        let whole = call.options.timeout.unwrap_or(config.timeout);
        let deadline = after(whole);
        if !self.turn(call, deadline).await {
            return Err(timeout("no turn at the documented request rate", whole).not_sent());
        }
        // Who bounds one call by hand says how long to wait for it, and not how long for a part of it.
        let attempt = call
            .options
            .timeout
            .map_or(config.attempt_timeout, |_| whole);
        let exchange = self.exchange(call, wire::view_to_json(call.request));
        let answer = tokio::time::timeout_at(deadline.min(after(attempt)), exchange).await;
        let answer = answer.map_err(|_| timeout("no answer", whole.min(attempt)))??;
        self.open(&answer, response)
    }

    /// Refuses what need not be sent to be refused.
    fn check(&self, call: &Outgoing<'_>) -> Result<(), Error> {
        if let Some(credential) = &call.options.credential {
            credential.check()?;
        }
        if call.options.validate.unwrap_or(self.inner.config.validate) {
            limits::check(call.request)?;
        }
        Ok(())
    }

    /// Waits for the call's turn, unless it would come after the deadline.
    async fn turn(&self, call: &Outgoing<'_>, deadline: Instant) -> bool {
        match call
            .requests_per_second
            .filter(|_| self.inner.config.rate_limit)
        {
            Some(rate) => {
                self.inner
                    .pace
                    .turn(call.action, call.version, rate, deadline)
                    .await
            }
            None => true,
        }
    }

    /// Signs a body and sends it.
    async fn exchange(&self, call: &Outgoing<'_>, body: Vec<u8>) -> Result<Answer, Error> {
        let Inner {
            service,
            config,
            transport,
            ..
        } = &*self.inner;
        let headers = headers(call, config, service.name, unix_time()?, &body);
        transport.post(&config.endpoint, headers, body).await
    }

    /// Reads an answer. The envelope decides, whatever the HTTP status.
    fn open(&self, answer: &Answer, response: &mut dyn ObjectSlot) -> Result<(), Error> {
        let (envelope, fault) = match envelope::open(&answer.body, response) {
            Ok(envelope) => (envelope, None),
            Err(fault) => (envelope::salvage(&answer.body), Some(fault)),
        };
        let error = match (envelope.error, fault) {
            (None, None) => return Ok(()),
            (Some(error), _) => {
                let known = self.inner.service.error_code(&error.code);
                Error::service(error.code, &error.message, known)
            }
            (None, Some(fault)) => unreadable(answer, fault),
        };
        Err(error
            .with_status(answer.status)
            .with_request_id(envelope.request_id))
    }
}

fn unreadable(answer: &Answer, fault: serde_json::Error) -> Error {
    let message = format!(
        "HTTP {} with an answer that cannot be read: {fault}",
        answer.status
    );
    Error::new(ErrorKind::Response, message)
        .with_body(&answer.body)
        .with_source(fault)
}

/// The instant after a duration; a duration beyond what the clock can hold never ends.
fn after(duration: Duration) -> Instant {
    const A_CENTURY: Duration = Duration::from_secs(100 * 365 * 86_400);
    Instant::now() + duration.min(A_CENTURY)
}

fn timeout(what: &str, limit: Duration) -> Error {
    Error::new(ErrorKind::Timeout, format!("{what} within {limit:?}"))
}

fn unix_time() -> Result<u64, Error> {
    let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let before = |_| Error::new(ErrorKind::Config, "the system clock stands before 1970");
    since_epoch
        .map(|duration| duration.as_secs())
        .map_err(before)
}

/// Whether a second execution of the request does no harm or is ruled out by the service.
fn is_repeatable(retry: Retry, request: View<'_>) -> bool {
    match retry {
        Retry::Read | Retry::Convergent => true,
        Retry::Never => false,
        Retry::SessionId => {
            let mut given = false;
            let View::Object(request) = request else {
                return false;
            };
            request.fields(&mut |name, view| {
                given |= name == "SessionId" && matches!(view, View::Str(id) if !id.is_empty());
            });
            given
        }
    }
}
