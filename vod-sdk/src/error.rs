//! The one error of all calls, divided by what its receiver can do.

mod cause;
mod failure;
mod fault;
mod kind;
mod make;
mod show;
mod text;

use std::error::Error as StdError;
use std::sync::Arc;

use crate::action::ErrorCodeInfo;

pub(crate) use self::cause::unsaid;
pub(crate) use self::failure::Failure;
pub(crate) use self::fault::without_value;
pub use self::kind::ErrorKind;
pub(crate) use self::text::{MESSAGE_BYTES, NAME_BYTES, into_one_line, is_code, one_line};

/// Why a call has no response.
///
/// It prints as one line that says the action, what failed and why, and whether the service may have executed
/// the call all the same:
///
/// ```text
/// ExecuteFunction: FailedOperation.InvalidVodUser: VOD is not activated (RequestId 8ad6…; not executed)
/// ExecuteFunction: no response within 30 s (may have been executed; 3 attempts)
/// ```
///
/// Whatever the service sends, every part is one line of visible characters: line breaks, characters without a
/// glyph and those that change the direction of writing are escaped, other control characters are spaces. A
/// message has at most 4,096 bytes, a name or an id 128.
///
/// The text says the causes too, so [`source`](StdError::source) is only for what comes after them, such as the
/// error of a [`Transport`](crate::transport::Transport) or a
/// [`CredentialProvider`](crate::credentials::CredentialProvider) of your own whose text is not part of the
/// message. A report of the whole chain says nothing twice.
#[derive(Clone)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Clone, Debug)]
struct Inner {
    kind: ErrorKind,
    action: Option<String>,
    task_id: Option<String>,
    message: String,
    code: Option<String>,
    known: Option<&'static ErrorCodeInfo>,
    request_id: Option<String>,
    status: Option<u16>,
    body: Option<String>,
    /// What of an upload failed.
    step: Option<String>,
    /// Which of many uploads failed.
    #[cfg(feature = "upload")]
    upload_key: Option<String>,
    /// Whether what an upload has done is good once something here is put right, such as a file's name.
    #[cfg(feature = "upload")]
    is_fault_here: bool,
    /// What is to be done again of an upload.
    #[cfg(feature = "upload")]
    again: &'static str,
    /// What it means for another attempt.
    failure: Failure,
    may_have_been_executed: bool,
    retryable: bool,
    attempts: u32,
    source: Option<Arc<dyn StdError + Send + Sync>>,
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

    /// The id of the task that was waited for or looked at: see [`tasks`](crate::tasks).
    pub fn task_id(&self) -> Option<&str> {
        self.inner.task_id.as_deref()
    }

    /// The key of the upload that failed, if it is one of many: see [`Uploads`](crate::upload::Uploads). Feature `upload`.
    #[cfg(feature = "upload")]
    pub fn upload_key(&self) -> Option<&str> {
        self.inner.upload_key.as_deref()
    }

    /// Which step of an upload failed: `apply`, `part 3`, `completion`, `commit`, and the others that the guide
    /// [`upload`](crate::guide::upload) lists; `None` if it was none.
    pub fn step(&self) -> Option<&str> {
        self.inner.step.as_deref()
    }

    /// What failed: the service's own message for [`ErrorKind::Service`].
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    /// The error code as the service sent it, whether this SDK knows it or not: letters, digits and `._-`. It is one
    /// of COS for [`ErrorKind::Upload`].
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

    /// The HTTP status of the response, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.inner.status
    }

    /// The beginning of a response that is not one of this API: at most 512 bytes.
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
    ///
    /// An upload may be repeated with the same checkpoint, and goes on where it was. One that needs something to be put
    /// right before, such as the name of its file, is not retryable.
    pub fn is_retryable(&self) -> bool {
        self.inner.retryable
    }

    /// How many attempts were made; corrections of the clock and of the credential do not count.
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        unsaid(&self.to_string(), self.origin())
    }
}
