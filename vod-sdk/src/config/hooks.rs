//! Hooks: observing a client's attempts, and adding headers to them.

use std::fmt::{self, Debug};
use std::sync::Arc;
use std::time::Duration;

use super::AddedHeader;
use crate::error::Error;

/// Observes every attempt of a client; see [`ClientBuilder::hook`](crate::ClientBuilder::hook).
///
/// It runs within the call, so it must not block.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use vod_sdk::hooks::{AttemptReport, Hook};
///
/// #[derive(Debug, Default)]
/// struct CountFailures(AtomicU64);
///
/// impl Hook for CountFailures {
///     fn after_attempt(&self, attempt: &AttemptReport<'_>) {
///         if attempt.error().is_some() {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
/// ```
pub trait Hook: Debug + Send + Sync {
    /// Before an attempt is signed and sent. Headers can be added.
    fn before_send(&self, attempt: &mut PreparedAttempt<'_>) {
        let _ = attempt;
    }

    /// After an attempt, when it is decided whether another one follows.
    fn after_attempt(&self, attempt: &AttemptReport<'_>) {
        let _ = attempt;
    }
}

/// A hook that several clients share, or that the program asks later what it has seen.
impl<H: Hook + ?Sized> Hook for Arc<H> {
    fn before_send(&self, attempt: &mut PreparedAttempt<'_>) {
        (**self).before_send(attempt);
    }

    fn after_attempt(&self, attempt: &AttemptReport<'_>) {
        (**self).after_attempt(attempt);
    }
}

/// A hook that is chosen while the program runs.
impl<H: Hook + ?Sized> Hook for Box<H> {
    fn before_send(&self, attempt: &mut PreparedAttempt<'_>) {
        (**self).before_send(attempt);
    }

    fn after_attempt(&self, attempt: &AttemptReport<'_>) {
        (**self).after_attempt(attempt);
    }
}

/// The status and RequestId of a response.
#[derive(Debug)]
pub(crate) struct ResponseMeta {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
}

/// An attempt that is about to be signed and sent.
pub struct PreparedAttempt<'a> {
    pub(crate) action: &'a str,
    pub(crate) version: &'a str,
    pub(crate) number: u32,
    pub(crate) host: &'a str,
    pub(crate) body: &'a [u8],
    pub(crate) headers: Vec<AddedHeader>,
}

impl PreparedAttempt<'_> {
    /// The action.
    pub fn action(&self) -> &str {
        self.action
    }

    /// The version of the API.
    pub fn version(&self) -> &str {
        self.version
    }

    /// Which attempt it is; the first is 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The host that it goes to.
    pub fn host(&self) -> &str {
        self.host
    }

    /// The parameters, as JSON.
    pub fn body(&self) -> &[u8] {
        self.body
    }

    /// Adds a header, which is sent and not signed. Those that the SDK sets itself are refused, as they are
    /// by [`Call::header`](crate::Call::header): the call fails, and the attempt is not sent.
    pub fn add_header(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.headers.push(AddedHeader::new(name, value));
    }
}

impl Debug for PreparedAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedAttempt")
            .field("action", &self.action)
            .field("number", &self.number)
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}

/// The outcome of an attempt.
#[derive(Debug)]
pub struct AttemptReport<'a> {
    pub(crate) action: &'a str,
    pub(crate) version: &'a str,
    pub(crate) number: u32,
    pub(crate) host: Option<&'a str>,
    pub(crate) waited: Duration,
    pub(crate) duration: Duration,
    pub(crate) outcome: Result<&'a ResponseMeta, &'a Error>,
    pub(crate) pause: Option<Duration>,
}

impl AttemptReport<'_> {
    /// The action.
    pub fn action(&self) -> &str {
        self.action
    }

    /// The version of the API.
    pub fn version(&self) -> &str {
        self.version
    }

    /// Which attempt it was; the first is 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The host that it went to; `None` if it ended before one was chosen, as while it waited.
    pub fn host(&self) -> Option<&str> {
        self.host
    }

    /// How long the exchange took, from the request being sent to the whole response, or to the failure. Zero if
    /// nothing was sent.
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// How long it waited before that: for a credential, for the rate limiter, and for a slot among
    /// [`max_in_flight`](crate::ClientBuilder::max_in_flight) requests. The pause after the attempt before it
    /// does not count.
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// The HTTP status, if there was a response.
    pub fn status(&self) -> Option<u16> {
        match self.outcome {
            Ok(response) => Some(response.status),
            Err(error) => error.status(),
        }
    }

    /// The id of the request, if the response had one.
    pub fn request_id(&self) -> Option<&str> {
        match self.outcome {
            Ok(response) => response.request_id.as_deref().filter(|id| !id.is_empty()),
            Err(error) => error.request_id(),
        }
    }

    /// Why it failed; `None` if it succeeded.
    pub fn error(&self) -> Option<&Error> {
        self.outcome.err()
    }

    /// After which pause another attempt follows; `None` if it was the last one.
    pub fn next_attempt_after(&self) -> Option<Duration> {
        self.pause
    }
}
