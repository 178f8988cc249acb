//! How an error prints.

use std::fmt;

use super::{Error, ErrorKind, Inner};

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
        if action.is_none() {
            return Ok(());
        }
        f.write_str(" (")?;
        if let Some(id) = request_id {
            write!(f, "RequestId {id}; ")?;
        }
        f.write_str(self.fate())?;
        if self.attempts() > 1 {
            write!(f, "; {} attempts", self.attempts())?;
        }
        f.write_str(")")
    }
}

impl Error {
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
            .field("code", &inner.code)
            .field("message", &inner.message)
            .field("request_id", &inner.request_id)
            .field("status", &inner.status)
            .field("body_excerpt", &inner.body)
            .field("may_have_been_executed", &inner.may_have_been_executed)
            .field("retryable", &inner.retryable)
            .field("attempts", &inner.attempts)
            .field("source", &inner.source)
            .finish()
    }
}

/// At most `limit` bytes of a text that may be anything, with control characters made visible.
pub(super) fn excerpt(bytes: &[u8], limit: usize) -> String {
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
