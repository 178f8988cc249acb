//! A call that is being prepared.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::action::{Action, Retry};
use crate::builder::check_region;
use crate::error::ErrorKind;
use crate::headers::AddedHeader;
use crate::wire::{ObjectSlot, Slot, View, Wire};
use crate::{Client, Credential, Error, RetryPolicy};

/// A call that is sent when it is awaited. Until then it can be given its own options.
///
/// ```no_run
/// # use std::time::Duration;
/// # use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
/// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
/// let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
/// let response = client.execute_function(&request).timeout(Duration::from_secs(5)).await?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Awaiting it gives an [`Error`] of a [kind](Error::kind) that is named for what can be done about it, and that says
/// whether the service [may have executed](Error::may_have_been_executed) the call.
#[must_use = "a call is not sent until it is awaited"]
pub struct Call<'a, A> {
    client: &'a Client,
    request: &'a A,
    /// Name and version of the action.
    action: (&'a str, &'a str),
    options: Options,
}

/// What is different for one call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) requests_per_second: Option<u32>,
    pub(crate) region: Option<String>,
    pub(crate) credential: Option<Credential>,
    pub(crate) validate: Option<bool>,
    pub(crate) retry: Option<Retry>,
    pub(crate) is_unsigned: bool,
    pub(crate) policy: Option<RetryPolicy>,
    pub(crate) headers: Vec<AddedHeader>,
}

/// A call as the client sees it, whatever its type.
pub(crate) struct Outgoing<'a> {
    pub(crate) action: &'a str,
    pub(crate) version: &'a str,
    pub(crate) signed: bool,
    pub(crate) retry: Retry,
    pub(crate) requests_per_second: Option<u32>,
    /// The fields of the response of which one must have the id of the task that the call started.
    pub(crate) task_ids: &'static [&'static str],
    pub(crate) request: View<'a>,
    pub(crate) options: Options,
}

impl<'a, A> Call<'a, A> {
    pub(crate) fn new(client: &'a Client, action: (&'a str, &'a str), request: &'a A) -> Self {
        Self {
            client,
            request,
            action,
            options: Options::default(),
        }
    }

    /// Bounds the time of the whole call, from being awaited to the answer, with its waiting and its
    /// retries, in place of [`ClientBuilder::timeout`](crate::ClientBuilder::timeout). A call without any time
    /// fails and is not sent.
    ///
    /// A single attempt ends with it, and earlier by [`attempt_timeout`](Self::attempt_timeout), which this
    /// leaves as it is.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Bounds the time of each exchange, from connecting to the last byte of the answer, in place of
    /// [`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout). It ends earlier with the
    /// time for the whole call.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options.attempt_timeout = Some(timeout);
        self
    }

    /// Names a region for this call (`ap-guangzhou`). VOD needs none.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.options.region = Some(region.into());
        self
    }

    /// Calls in the name of another credential than the client's.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.options.credential = Some(credential);
        self
    }

    /// Repeats this call after another policy than the client's; its budget stays the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.policy = Some(policy);
        self
    }

    /// Sends a header with this call, which is not signed: `X-TC-TraceId`, or one that a gateway on the way
    /// asks for. One that is given twice is sent twice.
    ///
    /// A call is refused with [`ErrorKind::Config`](crate::ErrorKind::Config), and nothing is sent, if a name or
    /// value cannot be one of HTTP, and if the header is one that the SDK sets itself:
    ///
    /// - what frames and encodes the message: `Content-Length`, `Content-Type`, `Content-Encoding`,
    ///   `Content-Range`, `Transfer-Encoding`, `TE`, `Trailer`, `Expect`, `Range`, `Accept-Encoding`;
    /// - what concerns the connection: `Host`, `Connection`, `Keep-Alive`, `Upgrade`, `HTTP2-Settings`, and all
    ///   that begin with `Proxy-`;
    /// - what signs and describes the call: `Authorization`, and all that begin with `X-TC-`, but for
    ///   `X-TC-TraceId`.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push(AddedHeader::new(name, value));
        self
    }

    /// Whether to check the request against its documented limits before it is sent.
    pub fn validate(mut self, validate: bool) -> Self {
        self.options.validate = Some(validate);
        self
    }
}

impl<A> fmt::Debug for Call<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("action", &self.action.0)
            .field("version", &self.action.1)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// Untyped calls, of whose action nothing is known but what is said here.
impl Call<'_, Value> {
    /// Says whether the action may be repeated; without it, a call is repeated only if it was not
    /// executed.
    pub fn retry_class(mut self, class: Retry) -> Self {
        self.options.retry = Some(class);
        self
    }

    /// Says how many requests a second of this action to send at most, for an action that the SDK does not
    /// know; without it, such calls are sent as they come. Refused with 0.
    /// [`ClientBuilder::rate_limit`](crate::ClientBuilder::rate_limit) comes before it.
    pub fn requests_per_second(mut self, requests: u32) -> Self {
        self.options.requests_per_second = Some(requests);
        self
    }

    /// Sends the call without a signature, as the few actions want that give out credentials.
    pub fn unsigned(mut self) -> Self {
        self.options.is_unsigned = true;
        self
    }
}

impl Options {
    /// Refuses what no request could be made with.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.headers.iter().try_for_each(AddedHeader::check)?;
        if let Some(region) = &self.region {
            check_region(region)?;
        }
        if let Some(credential) = &self.credential {
            credential.check_parts().map_err(Error::unusable)?;
        }
        if let Some(policy) = &self.policy {
            policy.check()?;
        }
        if self.requests_per_second == Some(0) {
            let message = "Call::requests_per_second(0) lets no request through: it must be 1 a second \
                           at least";
            return Err(Error::new(ErrorKind::Config, message));
        }
        Ok(())
    }
}

impl Outgoing<'_> {
    /// Refuses what no service could have: the names of untyped calls may be anything.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.options.check()?;
        if !matches!(self.request, View::Json(_)) {
            return Ok(());
        }
        let is_name = |text: &str, more: &[u8]| {
            let is_part = |byte: u8| byte.is_ascii_alphanumeric() || more.contains(&byte);
            !text.is_empty() && text.bytes().all(is_part)
        };
        let (action, version) = (self.action, self.version);
        let message = if !is_name(action, b"_") {
            format!("{action:?} names no action: letters and digits do, as in DescribeMediaInfos")
        } else if !is_name(version, b"-._") {
            format!("{version:?} names no version: digits and hyphens do, as in 2018-07-17")
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Config, message))
    }
}

/// What awaiting a [`Call`] runs.
pub type CallFuture<'a, R> = Pin<Box<dyn Future<Output = Result<R, Error>> + Send + 'a>>;

impl<'a, A: Action> IntoFuture for Call<'a, A> {
    type Output = Result<A::Response, Error>;
    type IntoFuture = CallFuture<'a, A::Response>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let mut response = A::Response::blank();
            let outgoing = Outgoing {
                action: self.action.0,
                version: self.action.1,
                signed: A::INFO.signed,
                retry: A::INFO.retry,
                requests_per_second: A::INFO.requests_per_second,
                task_ids: A::INFO.task_ids,
                request: View::Object(self.request),
                options: self.options,
            };
            self.client.run(&outgoing, &mut response).await?;
            Ok(response)
        })
    }
}

impl<'a> IntoFuture for Call<'a, Value> {
    type Output = Result<Value, Error>;
    type IntoFuture = CallFuture<'a, Value>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let mut response = Untyped::blank();
            let outgoing = Outgoing {
                action: self.action.0,
                version: self.action.1,
                signed: !self.options.is_unsigned,
                retry: self.options.retry.unwrap_or(Retry::Never),
                requests_per_second: self.options.requests_per_second,
                task_ids: &[],
                request: View::Json(self.request),
                options: self.options,
            };
            self.client.run(&outgoing, &mut response).await?;
            Ok(Value::Object(response.0))
        })
    }
}

/// What an answer is read into, and emptied of when the answer turns out to be none.
pub(crate) trait Reply: ObjectSlot {
    /// Makes it blank again.
    fn reset(&mut self);
}

impl<R: ObjectSlot> Reply for R {
    fn reset(&mut self) {
        *self = Self::blank();
    }
}

/// Any response: it takes every field but `Error`, which is the envelope's unless a response is known
/// to have one of its own.
pub(crate) struct Untyped(Map<String, Value>);

impl ObjectSlot for Untyped {
    fn blank() -> Self {
        Self(Map::new())
    }

    fn field(&mut self, name: &str) -> Option<Slot<'_>> {
        if name == "Error" {
            return None;
        }
        Some(self.0.entry(name).or_insert(Value::Null).slot())
    }
}
