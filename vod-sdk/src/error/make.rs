//! Constructors of `Error`.

use std::error::Error as StdError;
use std::sync::Arc;

use super::failure::Failure;
use super::text::{BODY_BYTES, MESSAGE_BYTES, NAME_BYTES, excerpt, into_one_line, one_line};
use super::{Error, ErrorKind, Inner};
use crate::action::{ErrorCodeInfo, RetryClass, RetryHint};

/// Replaces a secret.
const REDACTED: &str = "[redacted]";

impl Error {
    /// An error of a kind, whose message may quote foreign text.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let failure = match kind {
            ErrorKind::Connect => Failure::NotConnected,
            ErrorKind::Timeout | ErrorKind::Network => Failure::NoResponse,
            ErrorKind::Response => Failure::Unreadable,
            _ => Failure::NonRetryable,
        };
        let inner = Inner {
            kind,
            action: None,
            task_id: None,
            step: None,
            #[cfg(feature = "upload")]
            upload_key: None,
            #[cfg(feature = "upload")]
            is_fault_here: false,
            #[cfg(feature = "upload")]
            again: "upload again",
            message: into_one_line(message.into(), MESSAGE_BYTES),
            code: None,
            known: None,
            request_id: None,
            status: None,
            body: None,
            failure,
            may_have_been_executed: matches!(failure, Failure::NoResponse | Failure::Unreadable),
            retryable: false,
            attempts: 0,
            source: None,
        };
        Self {
            inner: Box::new(inner),
        }
    }

    /// The service's response with an error code, which must look like one: see
    /// [`is_code`](super::is_code).
    pub(crate) fn service(
        code: String,
        message: &str,
        known: Option<&'static ErrorCodeInfo>,
    ) -> Self {
        let mut error = Self::new(ErrorKind::Service, message);
        let inner = &mut *error.inner;
        inner.code = Some(code);
        inner.known = known;
        inner.failure = known.map_or(Failure::NonRetryable, |known| failure(known.retry));
        inner.may_have_been_executed =
            known.is_none_or(|known| known.retry == RetryHint::Transient);
        error
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.inner.source = Some(Arc::new(source));
        self
    }

    pub(crate) fn with_boxed_source(
        mut self,
        source: Option<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.inner.source = source.map(Arc::from);
        self
    }

    #[cfg(feature = "mock")]
    pub(crate) fn with_message(mut self, message: impl Into<String>) -> Self {
        self.inner.message = into_one_line(message.into(), MESSAGE_BYTES);
        self
    }

    /// Adds a code, which must look like one.
    #[cfg(feature = "upload")]
    pub(crate) fn with_code(mut self, code: &str) -> Self {
        self.inner.code = Some(code.to_owned());
        self
    }

    /// Adds the step of an upload that failed, unless one is known already.
    #[cfg(feature = "upload")]
    pub(crate) fn at_step(mut self, step: &str) -> Self {
        let inner = &mut *self.inner;
        inner
            .step
            .get_or_insert_with(|| one_line(step, NAME_BYTES).into_owned());
        self
    }

    /// Says whether an upload can go on where it was.
    #[cfg(feature = "upload")]
    pub(crate) fn resumable(mut self, is_resumable: bool) -> Self {
        self.inner.retryable = is_resumable;
        self
    }

    /// Says that an upload can go on where it was once something here is put right.
    #[cfg(feature = "upload")]
    pub(crate) fn of_fault_here(mut self) -> Self {
        self.inner.is_fault_here = true;
        self
    }

    #[cfg(feature = "upload")]
    pub(crate) fn is_fault_here(&self) -> bool {
        self.inner.is_fault_here
    }

    /// Says that an upload may have made its media.
    #[cfg(feature = "upload")]
    pub(crate) fn perhaps_executed(mut self) -> Self {
        self.inner.may_have_been_executed = true;
        self
    }

    /// Says what is to be done again of an upload.
    #[cfg(feature = "upload")]
    pub(crate) fn with_advice(mut self, again: &'static str) -> Self {
        self.inner.again = again;
        self
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.inner.status = Some(status);
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.inner.request_id = request_id.map(|id| into_one_line(id, NAME_BYTES));
        self
    }

    pub(crate) fn with_body(mut self, body: &[u8]) -> Self {
        self.inner.body = Some(excerpt(body, BODY_BYTES));
        self
    }

    /// The quoted beginning of a response that is not from this API.
    pub(crate) fn quoted(&self) -> String {
        let body = self.inner.body.as_deref().unwrap_or_default();
        [&self.inner.message, body].concat()
    }

    /// Leaves out what it quotes of a response that is not one of this API.
    pub(crate) fn without_body(mut self) -> Self {
        let inner = &mut *self.inner;
        if inner.body.take().is_some() {
            // What follows says where it cannot be read, and may quote it.
            let what = inner.message.split(": ").next().unwrap_or_default();
            inner.message = format!("{what}, and is not shown because it may hold secrets");
            inner.source = None;
        }
        self
    }

    /// Leaves out a secret that the service's message repeats, or the whole message if it `repeats` the secret in
    /// another form or in part. The secret is in the form in which messages are kept: in one line.
    pub(crate) fn without_secret(mut self, secret: &str, repeats: fn(&str, &str) -> bool) -> Self {
        let inner = &mut *self.inner;
        if let Some(id) = &mut inner.request_id
            && repeats(id, secret)
        {
            *id = REDACTED.to_owned();
        }
        if inner.kind != ErrorKind::Service {
            return self;
        }
        inner.message = inner.message.replace(secret, REDACTED);
        match repeats(&inner.message, secret) {
            true => self.without_message(),
            false => self,
        }
    }

    /// Leaves out the message.
    pub(crate) fn without_message(mut self) -> Self {
        self.inner.message = "[redacted: the message repeats a secret of the request]".to_owned();
        self
    }

    /// Adds the id of the task that the call was about.
    pub(crate) fn of_task(mut self, id: &str) -> Self {
        self.inner.task_id = Some(one_line(id, NAME_BYTES).into_owned());
        self
    }

    /// Adds the key of one of many uploads, which is the caller's own text.
    #[cfg(feature = "upload")]
    pub(crate) fn of_upload(mut self, key: &str) -> Self {
        self.inner.upload_key = Some(key.to_owned());
        self
    }

    /// Says that the same may be done again, although nothing is known of another attempt.
    pub(crate) fn retryable(mut self) -> Self {
        self.inner.retryable = true;
        self
    }

    /// Sets what it means for another attempt, where the kind alone does not say.
    pub(crate) fn with_failure(mut self, failure: Failure) -> Self {
        self.inner.failure = failure;
        self
    }

    /// Nothing was sent, although the kind alone does not say so.
    pub(crate) fn not_sent(mut self) -> Self {
        self.inner.may_have_been_executed = false;
        self.with_failure(Failure::OutOfTime)
    }

    /// The code for a repeated `SessionId`, or for what is already so, met by the repetition of a call whose response
    /// was lost.
    pub(crate) fn into_answer_lost(mut self) -> Self {
        let inner = &mut *self.inner;
        inner.kind = ErrorKind::AnswerLost;
        let advice = match inner.failure {
            Failure::Duplicate => {
                "do not call again with another SessionId, but look for what it has started, or wait \
                 for the callback"
            }
            _ => "what it asks for is already so",
        };
        inner.message = format!(
            "the call was accepted, but its response was lost; {advice}; the service says of the \
             repetition: {}",
            inner.message,
        );
        self
    }

    /// The refusal of an upload's second commit, whose first one lost its response.
    #[cfg(feature = "upload")]
    pub(crate) fn into_lost_commit(mut self, source_context: &str) -> Self {
        let inner = &mut *self.inner;
        inner.kind = ErrorKind::AnswerLost;
        inner.retryable = false;
        inner.message = format!(
            "the commit was accepted, but its response was lost; look for the media by its SourceContext \
             {source_context:?}, in the event NewFileUpload too; the service says of the repetition: {}",
            inner.message,
        );
        self.at_step("commit")
    }

    /// The error that it comes from, whether its text says that already or not.
    pub(crate) fn origin(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.inner.source.as_deref()
    }

    /// Whether the service says that it has had the request before.
    pub(crate) fn is_duplicate(&self) -> bool {
        self.inner.failure == Failure::Duplicate
    }

    pub(crate) fn failure(&self) -> Failure {
        self.inner.failure
    }

    /// Adds what is known of the whole call. Where an earlier attempt may have been executed, the call
    /// may have been.
    pub(crate) fn of_call(
        mut self,
        action: &str,
        class: (RetryClass, bool),
        attempts: u32,
        may_have_been_executed: bool,
    ) -> Self {
        let inner = &mut *self.inner;
        inner.action = Some(one_line(action, NAME_BYTES).into_owned());
        inner.attempts = attempts;
        inner.may_have_been_executed |= may_have_been_executed;
        let is_harmless = class.0.is_safe_to_retry(class.1) || !inner.may_have_been_executed;
        inner.retryable = inner.failure.is_transient() && is_harmless;
        self
    }
}

fn failure(retry: RetryHint) -> Failure {
    match retry {
        RetryHint::Never => Failure::NonRetryable,
        RetryHint::Throttled => Failure::Throttled,
        RetryHint::Transient => Failure::Unreadable,
        RetryHint::Clock => Failure::Clock,
        RetryHint::Credential => Failure::Credential,
        RetryHint::Duplicate => Failure::Duplicate,
    }
}
