//! Failures of COS, and what to do about each.

use super::operation::Operation;
use super::xml::Element;
use crate::error::{Error, ErrorKind, NAME_BYTES, is_code, one_line};
use crate::transport::{HttpResponse, TransportError, TransportErrorKind};

/// What follows a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reaction {
    /// The same request may succeed after a pause.
    Retry,
    /// It may succeed after a longer pause, with fewer requests at once.
    Throttled,
    /// The time of the signature is wrong, or the keys are at their end.
    Clock,
    /// The keys are good no more.
    Expired,
    /// The bytes were changed on the way.
    Damaged,
    /// Another copy of the request is being worked on, or has been.
    Conflict,
    /// There is no such multipart upload: it was completed or aborted.
    NoUpload,
    /// A part is missing or another one than said.
    NoPart,
    /// There is no such object.
    NotFound,
    /// The keys do not permit it.
    Refused,
    /// It would fail again.
    Never,
}

/// A failure of a request to COS.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) reaction: Reaction,
    error: Error,
    /// The `Date` of the response.
    date: Option<String>,
    /// Whether COS says so, and not something here or on the way to it.
    is_of_cos: bool,
}

impl Fault {
    pub(super) fn new(reaction: Reaction, message: impl Into<String>) -> Self {
        Self {
            reaction,
            error: Error::new(ErrorKind::Upload, message),
            date: None,
            is_of_cos: true,
        }
    }

    /// A request that could not be made.
    pub(super) fn not_made(error: Error) -> Self {
        Self {
            reaction: Reaction::Never,
            error,
            date: None,
            is_of_cos: false,
        }
    }

    /// A request without a response.
    pub(super) fn not_exchanged(error: TransportError, host: &str) -> Self {
        let reaction = match error.kind() {
            TransportErrorKind::Invalid | TransportErrorKind::TooLarge => Reaction::Never,
            TransportErrorKind::NotConnected | TransportErrorKind::ConnectionLost => {
                Reaction::Retry
            }
        };
        let what = match error.kind() {
            TransportErrorKind::NotConnected => "no connection to COS",
            TransportErrorKind::ConnectionLost => "the connection to COS broke",
            TransportErrorKind::Invalid | TransportErrorKind::TooLarge => "no exchange with COS",
        };
        let is_invalid = error.kind() == TransportErrorKind::Invalid;
        let (message, source) = error.into_parts();
        let message = format!("{what} at {host}: {message}");
        let error = match is_invalid {
            // What cannot be sent from here, such as by a runtime without I/O, says nothing of the upload.
            true => Error::new(ErrorKind::Config, message).of_fault_here(),
            false => Error::new(ErrorKind::Upload, message),
        };
        Self {
            reaction,
            error: error.with_boxed_source(source),
            date: None,
            // No response of COS is as large as that.
            is_of_cos: false,
        }
    }

    /// Refuses a response that is an error by its status.
    pub(super) fn check(response: &HttpResponse, operation: &Operation<'_>) -> Result<(), Self> {
        match response.status() {
            200..=299 => Ok(()),
            _ if operation.method == "HEAD" => Err(Self::read(response, None)),
            _ => {
                let document = Element::parse(response.body()).ok();
                Err(Self::read(response, document.as_ref()))
            }
        }
    }

    /// The error that a response is, with the document that it has as a body, if that is one.
    pub(super) fn read(response: &HttpResponse, document: Option<&Element<'_>>) -> Self {
        let document = document.filter(|document| document.name == "Error");
        let text = |name| document.map_or("", |document| document.text_of(name));
        let (code, message) = (text("Code"), text("Message"));
        let status = response.status();
        let words = match (document, status) {
            (Some(_), _) => explained(message, text("StringToSign"), text("FormatString")),
            (None, 300..=399) => format!(
                "HTTP {status}: something redirects to {:?}, which is not followed",
                response.header("location").unwrap_or("nowhere"),
            ),
            (None, _) => format!("HTTP {status}"),
        };
        let mut error = Error::new(ErrorKind::Upload, words).with_status(status);
        if is_code(code) {
            error = error.with_code(code);
        } else if !response.body().is_empty() && document.is_none() {
            error = error.with_body(response.body());
        }
        let id = response
            .header("x-cos-request-id")
            .unwrap_or(text("RequestId"));
        let id = Some(id).filter(|id| !id.is_empty()).map(str::to_owned);
        Self {
            reaction: reaction(status, code, message),
            is_of_cos: id.is_some() || is_code(code),
            error: error.with_request_id(id),
            date: response.header("date").map(str::to_owned),
        }
    }

    /// The same failure, whose reason is that the keys are at their end.
    pub(super) fn expired(mut self) -> Self {
        self.reaction = Reaction::Expired;
        self
    }

    /// Adds what was being done.
    pub(crate) fn at(mut self, step: &str) -> Self {
        self.error = self.error.at_step(step);
        self
    }

    pub(super) fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    /// The code of COS; empty if there is none.
    pub(super) fn code(&self) -> &str {
        self.error.code().unwrap_or_default()
    }

    /// Whether COS has said for good that it will not do it.
    pub(crate) fn is_final(&self) -> bool {
        self.is_of_cos && matches!(self.reaction, Reaction::Never | Reaction::Refused)
    }

    pub(crate) fn into_error(self) -> Error {
        let may_pass = !self.is_final();
        match self.error.kind() {
            ErrorKind::Upload => self.error.resumable(may_pass),
            _ => self.error,
        }
    }
}

/// A message with what the server has signed, where that is in question.
fn explained(message: &str, string_to_sign: &str, format_string: &str) -> String {
    if string_to_sign.is_empty() && format_string.is_empty() {
        return message.to_owned();
    }
    let message = one_line(message, NAME_BYTES);
    format!(
        "{message}; the server signed the text {string_to_sign:?} of the request {format_string:?}"
    )
}

/// What follows an error response.
fn reaction(status: u16, code: &str, message: &str) -> Reaction {
    match code {
        "SlowDown"
        | "ServiceUnavailable"
        | "KmsFreqControl"
        | "RequestLimitExceeded"
        | "TooManyRequests" => Reaction::Throttled,
        // The official SDKs give up on these.
        "RequestTimeout" | "UserNetworkTooSlow" | "IncompleteBody" | "EntitySizeNotMatch" => {
            Reaction::Retry
        }
        "BadDigest" | "InvalidDigest" | "InvalidSHA1Digest" => Reaction::Damaged,
        "ExpiredToken" => Reaction::Expired,
        "RequestTimeTooSkewed" | "InvalidAccessKeyId" => Reaction::Clock,
        "AccessDenied" if message.to_ascii_lowercase().contains("expired") => Reaction::Clock,
        "SignatureDoesNotMatch" => Reaction::Never,
        "NoSuchUpload" => Reaction::NoUpload,
        "InvalidPart" => Reaction::NoPart,
        "NoSuchBucket" => Reaction::Never,
        "InternalError" => Reaction::Retry,
        _ => match status {
            403 => Reaction::Refused,
            404 => Reaction::NotFound,
            409 => Reaction::Conflict,
            429 | 503 => Reaction::Throttled,
            501 | 505 => Reaction::Never,
            408 | 500.. => Reaction::Retry,
            _ => Reaction::Never,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_has_its_reaction() {
        for (status, code, message, expected) in [
            (500, "InternalError", "", Reaction::Retry),
            (200, "InternalError", "", Reaction::Retry),
            (503, "SlowDown", "", Reaction::Throttled),
            (503, "", "", Reaction::Throttled),
            (429, "", "", Reaction::Throttled),
            (502, "", "", Reaction::Retry),
            (504, "", "", Reaction::Retry),
            (400, "RequestTimeout", "", Reaction::Retry),
            (400, "UserNetworkTooSlow", "", Reaction::Retry),
            (400, "IncompleteBody", "", Reaction::Retry),
            (400, "BadDigest", "", Reaction::Damaged),
            (400, "ExpiredToken", "", Reaction::Expired),
            (403, "RequestTimeTooSkewed", "", Reaction::Clock),
            (403, "AccessDenied", "Request has expired", Reaction::Clock),
            (403, "AccessDenied", "Access Denied.", Reaction::Refused),
            (403, "InvalidAccessKeyId", "", Reaction::Clock),
            (403, "SignatureDoesNotMatch", "", Reaction::Never),
            (403, "", "", Reaction::Refused),
            (404, "NoSuchUpload", "", Reaction::NoUpload),
            (404, "NoSuchKey", "", Reaction::NotFound),
            (404, "", "", Reaction::NotFound),
            (404, "NoSuchBucket", "", Reaction::Never),
            (409, "UploadConflict", "", Reaction::Conflict),
            (409, "", "", Reaction::Conflict),
            (400, "InvalidPart", "", Reaction::NoPart),
            (400, "EntityTooSmall", "", Reaction::Never),
            (301, "", "", Reaction::Never),
            (402, "", "", Reaction::Never),
            (411, "MissingContentLength", "", Reaction::Never),
            (451, "", "", Reaction::Never),
        ] {
            assert_eq!(reaction(status, code, message), expected, "{status} {code}");
        }
    }
}
