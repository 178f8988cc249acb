//! Errors for fakes: of a trait of the program's own that precedes the client, or of a test.

use super::actions::Actions;
use super::request_id;
use crate::action::RetryClass;
use crate::error::{Error, ErrorKind, is_code};

/// The service's response to a repeated `SessionId`.
const DUPLICATE: &str = "InvalidParameterValue.SessionId";

/// Makes the error of a call to which the service responds with an error code, as a client would return it.
///
/// For other kinds of errors, or one with a certain `RequestId`, there is [`ErrorBuilder`].
///
/// ```
/// use vod_sdk::{ErrorCode, ErrorKind, mock};
///
/// let error = mock::error("ExecuteFunction", "FailedOperation.InvalidVodUser", "VOD is not activated");
/// assert_eq!(error.kind(), ErrorKind::Service);
/// assert_eq!(error.error_code(), Some(ErrorCode::FailedOperationInvalidVodUser));
/// assert!(error.request_id().is_some());
/// assert!(!error.may_have_been_executed());
/// ```
///
/// # Panics
///
/// Panics if the code is none that a service could send: letters, digits and `._-`, at most 128.
pub fn error(action: &str, code: &str, message: &str) -> Error {
    ErrorBuilder::service(action, code, message).build()
}

/// Makes errors of any kind, for a fake that is in the place of a client.
///
/// What the parts say of each other is as in a client's errors: whether the call
/// [may have been executed](Error::may_have_been_executed) follows from the kind or the code, and whether it
/// [may be repeated](Error::is_retryable) from that and from the action. A call is taken for one without a
/// `SessionId`.
///
/// ```
/// use vod_sdk::ErrorKind;
/// use vod_sdk::mock::ErrorBuilder;
///
/// let error = ErrorBuilder::new("DeleteMedia", ErrorKind::Timeout)
///     .message("no response within 30 s")
///     .attempts(3)
///     .build();
/// assert!(error.may_have_been_executed());
/// assert_eq!(
///     error.to_string(),
///     "DeleteMedia: no response within 30 s (may have been executed; 3 attempts)"
/// );
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until `build`"]
pub struct ErrorBuilder {
    error: Error,
    action: String,
    has_session_id: bool,
    attempts: u32,
    may_have_been_executed: bool,
}

impl ErrorBuilder {
    /// An error of a kind, of one attempt.
    ///
    /// # Panics
    ///
    /// Panics for [`ErrorKind::Service`], which has a code: use [`service`](Self::service).
    pub fn new(action: impl Into<String>, kind: ErrorKind) -> Self {
        assert!(
            kind != ErrorKind::Service,
            "an error of the service has a code: use ErrorBuilder::service"
        );
        if kind == ErrorKind::AnswerLost {
            let repeated = Self::service(action, DUPLICATE, "the SessionId was there before");
            return Self {
                error: repeated.error.into_answer_lost(),
                has_session_id: true,
                may_have_been_executed: true,
                attempts: 2,
                ..repeated
            };
        }
        Self::of(action, Error::new(kind, usual_message(kind)))
    }

    /// An error response of the service: HTTP status 200, a code, a message and a new `RequestId`.
    ///
    /// # Panics
    ///
    /// Panics if the code is none that a service could send: letters, digits and `._-`, at most 128.
    pub fn service(
        action: impl Into<String>,
        code: impl Into<String>,
        message: impl AsRef<str>,
    ) -> Self {
        let code = code.into();
        assert!(is_code(&code), "{code:?} is no error code");
        let known = Actions::of_vod().service.error_code(&code);
        let error = Error::service(code, message.as_ref(), known);
        let error = error.with_status(200);
        Self::of(action, error.with_request_id(Some(request_id::fresh())))
    }

    /// Replaces the message.
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.error = self.error.with_message(message);
        self
    }

    /// Sets the id of the request.
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.error = self.error.with_request_id(Some(id.into()));
        self
    }

    /// Sets the HTTP status of the response.
    pub fn status(mut self, status: u16) -> Self {
        self.error = self.error.with_status(status);
        self
    }

    /// Sets how many attempts were made; the default is 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The request had a `SessionId`, by which the service recognizes a repetition.
    pub fn with_session_id(mut self) -> Self {
        self.has_session_id = true;
        self
    }

    /// An earlier attempt may have been executed, whatever became of the last one.
    pub fn after_lost_attempt(mut self) -> Self {
        self.may_have_been_executed = true;
        self
    }

    /// The time was over before anything was sent.
    ///
    /// # Panics
    ///
    /// Panics if the kind is not [`ErrorKind::Timeout`]: the others say themselves whether anything was sent.
    pub fn not_sent(mut self) -> Self {
        assert_eq!(
            self.error.kind(),
            ErrorKind::Timeout,
            "the kind says whether it was sent"
        );
        self.error = self.error.not_sent();
        self
    }

    /// Makes the error.
    pub fn build(self) -> Error {
        let Self {
            error,
            action,
            has_session_id,
            attempts,
            may_have_been_executed,
        } = self;
        let known = Actions::of_vod()
            .all()
            .find(|schema| schema.info.name == action);
        let class = known.map_or(RetryClass::Never, |schema| schema.info.retry);
        let class = (class, has_session_id);
        error.of_call(&action, class, attempts, may_have_been_executed)
    }

    fn of(action: impl Into<String>, error: Error) -> Self {
        Self {
            error,
            action: action.into(),
            has_session_id: false,
            attempts: 1,
            may_have_been_executed: false,
        }
    }
}

fn usual_message(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Config => "the client cannot be used as it is configured",
        ErrorKind::Credential => "there is no credential",
        ErrorKind::Request => "the request breaks a documented limit",
        ErrorKind::ListLimit => "the service shows no more of the list, and there may be more",
        ErrorKind::Connect => "no connection to vod.tencentcloudapi.com",
        ErrorKind::Timeout => "no response within 30 s",
        ErrorKind::Network => "the connection to vod.tencentcloudapi.com broke",
        ErrorKind::Response => "HTTP 200 with a response that cannot be read",
        ErrorKind::Service | ErrorKind::AnswerLost => "the service refused the request",
        #[cfg(feature = "upload")]
        ErrorKind::Upload => "the upload failed",
    }
}
