//! The one error of all calls, divided by what its receiver can do.

use std::error::Error as StdError;
use std::fmt;

use crate::action::{ErrorCodeInfo, ErrorRetry};

/// How much of an unexpected body an error keeps, in bytes.
const BODY_EXCERPT: usize = 512;
/// How much of a message of the service an error keeps, in bytes.
const MESSAGE_EXCERPT: usize = 4096;

/// Why a call has no answer.
///
/// It prints as one line, whatever the service's message, that says the action, what failed, and whether the service may have executed
/// the call all the same:
///
/// ```text
/// ExecuteFunction: FailedOperation.InvalidVodUser: VOD is not activated (RequestId 8ad6…; not executed)
/// ExecuteFunction: no answer within 30 s (may have been executed)
/// ```
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    action: Option<String>,
    message: String,
    code: Option<String>,
    known: Option<&'static ErrorCodeInfo>,
    request_id: Option<String>,
    status: Option<u16>,
    body: Option<String>,
    may_have_been_executed: bool,
    retryable: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What kind of failure it is: what its receiver can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built or used as configured: change the configuration. Nothing was sent.
    Config,
    /// The request breaks a documented limit: change the request. Nothing was sent.
    Request,
    /// No connection to the endpoint was made: look at the network and the endpoint, or repeat the
    /// call. Nothing was sent.
    Connect,
    /// The time for the call was over. [`Error::may_have_been_executed`] says whether it was sent.
    Timeout,
    /// The connection broke before the answer was complete. The service may have executed the call.
    Network,
    /// The service answered with an error code: see [`Error::code`].
    Service,
    /// The answer is not one of this API, such as the HTML page of a proxy, or it is too large, or a
    /// value in it does not fit its field. The service may have executed the call.
    Response,
}

impl Error {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// The name of the action that was called, if it came to a call.
    pub fn action(&self) -> Option<&str> {
        self.inner.action.as_deref()
    }

    /// What failed: the service's own message for [`ErrorKind::Service`].
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    /// The error code as the service sent it, whether this SDK knows it or not.
    pub fn code(&self) -> Option<&str> {
        self.inner.code.as_deref()
    }

    /// What the SDK knows of the error code, or else of the code that it refines.
    pub fn code_info(&self) -> Option<&'static ErrorCodeInfo> {
        self.inner.known
    }

    /// The id of the request, to quote when reporting a problem to Tencent Cloud.
    pub fn request_id(&self) -> Option<&str> {
        self.inner.request_id.as_deref()
    }

    /// The HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.inner.status
    }

    /// The beginning of an answer that is not one of this API: at most 512 bytes.
    pub fn body_excerpt(&self) -> Option<&str> {
        self.inner.body.as_deref()
    }

    /// Whether the service may have executed the call, in whole or in part.
    ///
    /// `false` is certain: nothing was sent, or the service refused the request. `true` means that it
    /// cannot be known from here.
    pub fn may_have_been_executed(&self) -> bool {
        self.inner.may_have_been_executed
    }

    /// Whether the same call may be repeated as it is: the failure may pass, and a second execution
    /// would do no harm or is ruled out.
    ///
    /// Ruled out is one where nothing was executed, and where the request has a `SessionId` by which
    /// the service recognises a repetition. Pause before repeating.
    pub fn is_retryable(&self) -> bool {
        self.inner.retryable
    }

    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let may_have_been_executed = matches!(
            kind,
            ErrorKind::Timeout | ErrorKind::Network | ErrorKind::Response
        );
        let inner = Inner {
            kind,
            action: None,
            message: message.into(),
            code: None,
            known: None,
            request_id: None,
            status: None,
            body: None,
            may_have_been_executed,
            retryable: false,
            source: None,
        };
        Self {
            inner: Box::new(inner),
        }
    }

    /// The service's answer with an error code.
    pub(crate) fn service(
        code: String,
        message: &str,
        known: Option<&'static ErrorCodeInfo>,
    ) -> Self {
        let mut error = Self::new(
            ErrorKind::Service,
            excerpt(message.as_bytes(), MESSAGE_EXCERPT),
        );
        error.inner.code = Some(code);
        error.inner.known = known;
        error.inner.may_have_been_executed =
            known.is_none_or(|known| known.retry == ErrorRetry::Transient);
        error
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.inner.source = Some(Box::new(source));
        self
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.inner.status = Some(status);
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.inner.request_id = request_id;
        self
    }

    pub(crate) fn with_body(mut self, body: &[u8]) -> Self {
        self.inner.body = Some(excerpt(body, BODY_EXCERPT));
        self
    }

    /// Nothing was sent, although the kind alone does not say so.
    pub(crate) fn not_sent(mut self) -> Self {
        self.inner.may_have_been_executed = false;
        self
    }

    /// Names the action, and decides whether the call may be repeated. `repeatable` says whether a
    /// second execution would do no harm or is ruled out.
    pub(crate) fn of_call(mut self, action: &str, repeatable: bool) -> Self {
        self.inner.retryable = self.may_pass() && (repeatable || !self.may_have_been_executed());
        self.inner.action = Some(action.to_owned());
        self
    }

    /// Whether the same request may succeed at another time.
    fn may_pass(&self) -> bool {
        match self.inner.kind {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Network => true,
            ErrorKind::Response => self.inner.status.is_some_and(|status| status >= 500),
            ErrorKind::Service => self.inner.known.is_some_and(|known| {
                matches!(known.retry, ErrorRetry::Throttled | ErrorRetry::Transient)
            }),
            ErrorKind::Config | ErrorKind::Request => false,
        }
    }

    fn fate(&self) -> &'static str {
        match self.inner.kind {
            _ if self.inner.may_have_been_executed => "may have been executed",
            ErrorKind::Service => "not executed",
            _ => "not sent",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            action,
            code,
            message,
            request_id,
            body,
            ..
        } = &*self.inner;
        if let Some(action) = action {
            write!(f, "{action}: ")?;
        }
        if let Some(code) = code {
            write!(f, "{code}: ")?;
        }
        f.write_str(&message.replace('\n', "\\n"))?;
        if let Some(body) = body {
            write!(f, ": {body:?}")?;
        }
        match (action, request_id) {
            (None, _) => Ok(()),
            (Some(_), Some(id)) => write!(f, " (RequestId {id}; {})", self.fate()),
            (Some(_), None) => write!(f, " ({})", self.fate()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.inner;
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("action", &inner.action)
            .field("code", &inner.code)
            .field("message", &inner.message)
            .field("request_id", &inner.request_id)
            .field("status", &inner.status)
            .field("body_excerpt", &inner.body)
            .field("may_have_been_executed", &inner.may_have_been_executed)
            .field("retryable", &inner.retryable)
            .field("source", &inner.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner.source.as_deref().map(|source| source as _)
    }
}

/// At most `limit` bytes of a text that may be anything, with control characters made visible.
fn excerpt(bytes: &[u8], limit: usize) -> String {
    let cut = bytes.len() > limit;
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(limit)]);
    // A character that the limit cuts in two would show as a replacement character.
    let text = if cut {
        text.trim_end_matches(char::REPLACEMENT_CHARACTER)
    } else {
        &*text
    };
    let mut excerpt: String = text
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect();
    if cut {
        excerpt.push('…');
    }
    excerpt
}
