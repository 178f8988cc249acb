//! One call, from its options to its response, in the order in which it runs: [`Call`] and its options, the request,
//! the orchestrator of the attempts, an attempt, the response.

mod attempt;
#[cfg(feature = "blocking")]
mod blocking;
mod context;
mod core;
mod future;
mod in_flight;
mod options;
mod orchestrator;
mod rate_limit;
mod request;
mod response;
mod state;
#[cfg(test)]
mod tests;
mod trace;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::action::RetryClass;
use crate::config::AddedHeader;
use crate::credential::Credential;
use crate::retry::RetryPolicy;

#[cfg(feature = "blocking")]
pub use self::blocking::Blocking;
pub(crate) use self::core::Core;
pub use self::future::CallFuture;
pub(crate) use self::future::{start, start_untyped};
pub(crate) use self::options::Options;
pub(crate) use self::orchestrator::execute;
pub(crate) use self::request::{ActionFacts, Prepared};
pub(crate) use self::response::redaction::misfit;

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
/// Awaiting it gives an [`Error`](crate::Error) of a [kind](crate::Error::kind) that is named for what can be done about it, and that says
/// whether the service [may have executed](crate::Error::may_have_been_executed) the call.
///
/// It borrows its request only, and what awaits it nothing at all, so that a call can be spawned:
///
/// ```no_run
/// # use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
/// # async fn example(client: vod_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
/// let call = tokio::spawn(client.execute_function(&request).into_future());
/// let response = call.await??;
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is not sent until it is awaited"]
pub struct Call<'a, A, I = A> {
    core: Arc<Core>,
    request: &'a I,
    /// Name and version of the action.
    action: (&'a str, &'a str),
    options: Options,
    /// The action, which determines the type of the response.
    called: PhantomData<fn() -> A>,
}

/// Stands for an action that the SDK does not know, whose response is an `R`: see
/// [`Client::call_as`](crate::Client::call_as).
pub struct AnyAction<R>(PhantomData<fn() -> R>);

impl<R> fmt::Debug for AnyAction<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnyAction")
    }
}

/// Untyped requests: [`Value`], for [`Client::call`](crate::Client::call), and
/// [`AnyAction`].
pub trait Untyped: sealed::Sealed {}

mod sealed {
    pub trait Sealed {}
}

impl sealed::Sealed for Value {}
impl<R> sealed::Sealed for AnyAction<R> {}
impl Untyped for Value {}
impl<R> Untyped for AnyAction<R> {}

impl<'a, A, I> Call<'a, A, I> {
    pub(crate) fn new(core: &Arc<Core>, action: (&'a str, &'a str), request: &'a I) -> Self {
        Self {
            core: Arc::clone(core),
            request,
            action,
            options: Options::default(),
            called: PhantomData,
        }
    }

    /// What a call is made of, for calls that are made of it.
    pub(crate) fn into_parts(self) -> (Arc<Core>, &'a I, Options) {
        (self.core, self.request, self.options)
    }

    /// Bounds the time of the whole call, from its first poll to its response, including waiting and retries, in place of
    /// [`ClientBuilder::timeout`](crate::ClientBuilder::timeout). A call without any time
    /// fails and is not sent.
    ///
    /// A single attempt ends with it, and earlier by [`attempt_timeout`](Self::attempt_timeout), which this
    /// leaves as it is.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Bounds the time of each exchange, from connecting to the last byte of the response, in place of
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

    /// Calls on behalf of another credential than the client's.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.options.credential = Some(credential);
        self
    }

    /// Overrides the retry policy for this call. The client's retry budget still applies.
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

/// Untyped calls, of whose action nothing is known but what these say.
impl<A: Untyped, I> Call<'_, A, I> {
    /// Sets whether the action may be retried. Without it, a call is retried only if it was not executed.
    pub fn retry_class(mut self, class: RetryClass) -> Self {
        self.options.retry_class = Some(class);
        self
    }

    /// Limits the requests per second of this action, which the SDK does not know. Without it, such calls are
    /// sent at once. 0 is refused.
    /// [`ClientBuilder::rate_limit`](crate::ClientBuilder::rate_limit) takes precedence.
    pub fn requests_per_second(mut self, requests: u32) -> Self {
        self.options.requests_per_second = Some(requests);
        self
    }

    /// Sends the call without a signature, as the few actions that issue credentials require.
    pub fn unsigned(mut self) -> Self {
        self.options.is_unsigned = true;
        self
    }
}

impl<A, I> fmt::Debug for Call<'_, A, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("action", &self.action.0)
            .field("version", &self.action.1)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
