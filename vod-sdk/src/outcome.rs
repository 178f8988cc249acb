//! What came of an attempt, in the client's terms.

use serde::de;

use crate::action::ServiceInfo;
use crate::call::Reply;
use crate::credentials::CredentialError;
use crate::endpoint::Endpoint;
use crate::envelope;
use crate::error::{Error, ErrorKind, NAME_BYTES, into_one_line, is_code};
use crate::retry::Failure;
use crate::transport::{HttpResponse, TransportError, TransportErrorKind};

/// An answer that has been read.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
}

/// Reads an answer. The envelope decides, whatever the HTTP status.
pub(crate) fn open(
    answer: &HttpResponse,
    reply: &mut dyn Reply,
    service: &ServiceInfo,
) -> Result<Answered, Error> {
    let status = answer.status();
    let (envelope, fault) = match envelope::open(answer.body(), reply) {
        Ok(envelope) => (envelope, None),
        Err(fault) => (envelope::salvage(answer.body()), Some(fault)),
    };
    let request_id = envelope.request_id;
    let request_id = request_id.map(|id| into_one_line(id, NAME_BYTES));
    let error = match (envelope.error, fault) {
        // A gateway's failure is no success for being an empty envelope.
        (None, None) if status >= 500 && request_id.is_none() => {
            unreadable(answer, de::Error::missing_field("RequestId"))
        }
        (None, None) => return Ok(Answered { status, request_id }),
        (Some(error), _) if !is_code(&error.code) => {
            unreadable(answer, de::Error::custom("its error code is none"))
        }
        (Some(error), _) => {
            let known = service.error_code(&error.code);
            Error::service(error.code, &error.message, known)
        }
        (None, Some(fault)) => unreadable(answer, fault),
    };
    Err(error.with_status(status).with_request_id(request_id))
}

fn unreadable(answer: &HttpResponse, fault: serde_json::Error) -> Error {
    let status = answer.status();
    let encoding = encoding(answer);
    let message = format!("HTTP {status} with an answer that cannot be read: {fault}{encoding}");
    // Another attempt would be refused in the same way, unless it is told to wait.
    let is_refusal = (400..500).contains(&status) && ![408, 429].contains(&status);
    let failure = match is_refusal {
        true => Failure::Final,
        false => Failure::Broken,
    };
    Error::new(ErrorKind::Response, message)
        .with_failure(failure)
        .with_body(answer.body())
}

/// What to say of an answer that is still encoded, as it should not be.
fn encoding(answer: &HttpResponse) -> String {
    match answer.header("content-encoding") {
        None | Some("" | "identity") => String::new(),
        Some(encoding) => format!("; it is encoded as {encoding:?}, which was not asked for"),
    }
}

pub(crate) fn not_carried(endpoint: &Endpoint, error: TransportError) -> Error {
    let (kind, status) = (error.kind(), error.status());
    let host = endpoint.host();
    let (cause, source) = error.into_parts();
    let error = match kind {
        TransportErrorKind::Invalid => {
            Error::new(ErrorKind::Config, format!("no request to {host}: {cause}"))
        }
        TransportErrorKind::NotConnected => Error::new(
            ErrorKind::Connect,
            format!("no connection to {host}: {cause}"),
        ),
        TransportErrorKind::Broken => {
            let message = format!("the connection to {host} broke: {cause}");
            Error::new(ErrorKind::Network, message)
        }
        TransportErrorKind::TooLarge => {
            let message =
                format!("{cause}; ask for less, or raise ClientBuilder::max_response_bytes");
            Error::new(ErrorKind::Response, message).with_failure(Failure::TooLarge)
        }
    };
    let error = error.with_boxed_source(source);
    match status {
        Some(status) => error.with_status(status),
        None => error,
    }
}

pub(crate) fn no_credential(error: CredentialError) -> Error {
    let failure = match error.may_pass() {
        true => Failure::NoCredential,
        false => Failure::Final,
    };
    Error::new(ErrorKind::Credential, error.to_string())
        .with_failure(failure)
        .with_source(error)
}
