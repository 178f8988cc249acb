//! `ErrorKind`, divided by what the caller can do.

use std::fmt;

/// The kind of a failure, which determines what the caller can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client, an upload, a list or a run of events cannot be used as configured, such as by a number out of its range,
    /// or there is no tokio runtime that it could run on: change that. Nothing was sent.
    Config,
    /// There is no credential. The message has the failure of each source. Nothing was sent.
    Credential,
    /// The request breaks a documented limit, or has a number that JSON cannot express (`NaN`): change the
    /// request. Nothing was sent.
    Request,
    /// The service shows no more of a [list](crate::paging), and there may be more: divide the list, for example by
    /// a span of time. What has come of it is right. Nothing was sent for what is left.
    ListLimit,
    /// No connection to the endpoint was made: look at the network and the endpoint, or repeat the
    /// call. Nothing was sent.
    Connect,
    /// The time for the call was over. [`Error::may_have_been_executed`](crate::Error::may_have_been_executed) says whether it was sent.
    Timeout,
    /// The connection broke before the response was complete. The service may have executed the call.
    Network,
    /// The service responded with an error code: see [`Error::code`](crate::Error::code).
    Service,
    /// The service has accepted the call, but its response was lost: a repetition met the code for a
    /// `SessionId` that was there before, or a code that means that what the call asks for is already so, such as the
    /// not-found code of what it was to delete. For most programs that is a success.
    ///
    /// Do not call again with another `SessionId`, for that would do it twice. Find the result as
    /// one that was started elsewhere: among the tasks or media that the action makes, or in the
    /// callback, which returns the `SessionContext`.
    AnswerLost,
    /// The response is not one of this API, such as the HTML page of a proxy, or it is too large, or a
    /// value in it does not fit its field. The service may have executed the call.
    Response,
    /// An upload failed on the way to COS, or its source or checkpoint cannot be used:
    /// [`Error::step`](crate::Error::step) says where. [`Error::is_retryable`](crate::Error::is_retryable) says whether
    /// another upload with the same checkpoint may go on.
    #[cfg(feature = "upload")]
    Upload,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl ErrorKind {
    /// The name of the kind, for logs and metrics: `list_limit`. It does not change.
    pub fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Credential => "credential",
            Self::Request => "request",
            Self::ListLimit => "list_limit",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Network => "network",
            Self::Service => "service",
            Self::AnswerLost => "answer_lost",
            Self::Response => "response",
            #[cfg(feature = "upload")]
            Self::Upload => "upload",
        }
    }
}
