//! How an error prints.

use std::error::Error as _;
use std::fmt;

use super::{Error, ErrorKind, Inner};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            action,
            step,
            code,
            message,
            request_id,
            body,
            ..
        } = &*self.inner;
        match step.as_deref() {
            Some("upload") => f.write_str("upload: ")?,
            Some(step) => write!(f, "upload, {step}: ")?,
            None => {}
        }
        if let Some(action) = action {
            write!(f, "{action}: ")?;
        }
        match code {
            Some(code) if message.is_empty() => f.write_str(code)?,
            Some(code) => write!(f, "{code}: {message}")?,
            None => f.write_str(message)?,
        }
        if let Some(body) = body {
            write!(f, ": \"{body}\"")?;
        }
        #[cfg(feature = "upload")]
        if self.kind() == ErrorKind::Upload {
            return self.fmt_rest_of_upload(f);
        }
        if action.is_none() {
            return Ok(());
        }
        f.write_str(" (")?;
        if let Some(id) = request_id {
            write!(f, "RequestId {id}; ")?;
        }
        f.write_str(self.fate())?;
        if let Some(id) = self.task_id() {
            write!(f, "; task {id}")?;
        }
        if self.attempts() > 1 {
            write!(f, "; {} attempts", self.attempts())?;
        }
        if code
            .as_deref()
            .is_some_and(|code| code.ends_with(".SubAppId"))
        {
            f.write_str("; ClientBuilder::sub_app_id gives SubAppId to every request")?;
        }
        f.write_str(")")
    }
}

impl Error {
    #[cfg(feature = "upload")]
    fn fmt_rest_of_upload(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" (")?;
        if let Some(id) = self.request_id() {
            write!(f, "COS request {id}; ")?;
        }
        match self.is_retryable() {
            true => write!(f, "it may pass: {})", self.inner.again),
            false if self.inner.is_fault_here => {
                f.write_str("it would fail again until that is put right)")
            }
            false => f.write_str("it would fail again)"),
        }
    }

    fn fate(&self) -> &'static str {
        match self.kind() {
            ErrorKind::AnswerLost => "accepted",
            _ if self.may_have_been_executed() => "may have been executed",
            ErrorKind::Service => "not executed",
            _ => "not sent",
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.inner;
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("action", &inner.action)
            .field("task_id", &inner.task_id)
            .field("step", &inner.step)
            .field("code", &inner.code)
            .field("message", &inner.message)
            .field("request_id", &inner.request_id)
            .field("status", &inner.status)
            .field("body_excerpt", &inner.body)
            .field("may_have_been_executed", &inner.may_have_been_executed)
            .field("retryable", &inner.retryable)
            .field("attempts", &inner.attempts)
            .field("source", &self.source())
            .finish()
    }
}
