//! Reads the response of an attempt and classifies its failures.

pub(super) mod envelope;
pub(super) mod redaction;

use self::envelope::{Envelope, Reported};
use super::context::Context;
use crate::config::hooks::ResponseMeta;
use crate::credential::CredentialError;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind, Failure, NAME_BYTES, into_one_line};
use crate::transport::{HttpResponse, TransportError, TransportErrorKind};
use crate::wire::{Reading, Stopped};

pub(super) use self::envelope::ResponseSlot;

/// Reads the response of a call, within the call's time and the memory that is allowed.
///
/// It is one of the API if its envelope has an error of the API, or else if it has a success status, a RequestId
/// and, where the action starts a task, the task's id.
pub(super) fn read(
    received: &HttpResponse,
    slot: &mut dyn ResponseSlot,
    context: Context<'_>,
) -> Result<ResponseMeta, Error> {
    let Context { core, request, .. } = context;
    let (status, task_ids) = (received.status(), request.action.task_ids);
    let reading = reading(context);
    let (envelope, fault) = match envelope::read(received.body(), slot, task_ids, &reading) {
        Ok(envelope) => (envelope, None),
        Err(fault) => match reading.stopped() {
            Some(stopped) => return Err(given_up(stopped, context).with_status(status)),
            None => {
                let partial = envelope::read_partially(received.body(), &self::reading(context));
                (partial, Some(fault))
            }
        },
    };
    let service = core.service;
    let missing = missing(&envelope, status, task_ids);
    let Envelope {
        error,
        flat,
        request_id,
        ..
    } = envelope;
    // A response may have fields of these names, but none that hold a code of the service.
    let flat = flat.filter(|error| service.error_code(&error.code).is_some());
    let error = error.or_else(|| flat.map(Reported::Api));
    let request_id = request_id.map(|id| into_one_line(id, NAME_BYTES));
    let error = match (error, fault, missing) {
        (Some(Reported::Api(error)), _, _) => {
            let known = service.error_code(&error.code);
            Error::service(error.code, &error.message, known)
        }
        (_, Some(fault), _) => {
            let what = format!("with a response that cannot be read: {fault}");
            unreadable(received, &what)
        }
        (Some(Reported::Other), None, _) => {
            unreadable(received, "with an error that has no error code")
        }
        (None, None, Some(missing)) => unreadable(received, &missing),
        (None, None, None) => return Ok(ResponseMeta { status, request_id }),
    };
    Err(error.with_status(status).with_request_id(request_id))
}

/// Bounds reading by the call's deadline and the memory that is allowed.
fn reading(context: Context<'_>) -> Reading {
    let max_memory = context.core.config.max_response_memory;
    Reading::lenient().bounded(max_memory, context.deadline.at)
}

/// The parts that an envelope without an error lacks to be a success.
fn missing(envelope: &Envelope, status: u16, task_ids: &[&str]) -> Option<String> {
    match (status, &envelope.request_id) {
        (200..300, Some(_)) => {}
        (200..300, None) => return Some("with a response that has no RequestId".to_owned()),
        (_, Some(_)) => return Some("with a response that has no error code".to_owned()),
        (_, None) => {
            let what = "with a response that has neither an error code nor a RequestId";
            return Some(what.to_owned());
        }
    }
    let has_task = envelope.has_task || task_ids.is_empty();
    (!has_task).then(|| {
        let ids = task_ids.join(" or ");
        format!("with a response that has no {ids}, the id of the task that was started")
    })
}

fn unreadable(received: &HttpResponse, what: &str) -> Error {
    let status = received.status();
    let encoding = encoding(received);
    // Another attempt would be refused in the same way, unless the response asks for a pause.
    let is_refusal = (400..500).contains(&status) && ![408, 429].contains(&status);
    let failure = if is_refusal {
        Failure::NonRetryable
    } else {
        Failure::Unreadable
    };
    Error::new(
        ErrorKind::Response,
        format!("HTTP {status} {what}{encoding}"),
    )
    .with_failure(failure)
    .with_body(received.body())
}

/// The failure of a response that would take too much memory or time to read.
fn given_up(stopped: Stopped, context: Context<'_>) -> Error {
    match stopped {
        Stopped::OutOfTime => {
            let timeout = context.deadline.timeout;
            let message = format!("the response was not read within {timeout:?}");
            // Its size is to blame, and not the endpoint.
            Error::new(ErrorKind::Timeout, message).with_failure(Failure::TooLarge)
        }
        Stopped::OutOfMemory => {
            let max_memory = context.core.config.max_response_memory;
            too_large(&format!(
                "the response takes more than {max_memory} bytes of memory; ask for less, or raise \
                 ClientBuilder::max_response_memory"
            ))
        }
    }
}

/// A response that is refused for its size. Another attempt would get the same.
fn too_large(message: &str) -> Error {
    Error::new(ErrorKind::Response, message).with_failure(Failure::TooLarge)
}

/// Names the encoding of a response that should not be encoded.
fn encoding(received: &HttpResponse) -> String {
    match received.header("content-encoding") {
        None | Some("" | "identity") => String::new(),
        Some(encoding) => format!("; it is encoded as {encoding:?}, which was not requested"),
    }
}

/// The error of a request that the transport could not exchange for a response.
pub(super) fn not_exchanged(endpoint: &Endpoint, error: TransportError) -> Error {
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
        TransportErrorKind::ConnectionLost => {
            let message = format!("the connection to {host} broke: {cause}");
            Error::new(ErrorKind::Network, message)
        }
        TransportErrorKind::TooLarge => too_large(&format!(
            "{cause}; ask for less, or raise ClientBuilder::max_response_bytes"
        )),
    };
    let error = error.with_boxed_source(source);
    match status {
        Some(status) => error.with_status(status),
        None => error,
    }
}

/// The error of a call without a credential.
pub(super) fn no_credential(error: CredentialError) -> Error {
    let failure = if error.is_transient() {
        Failure::NoCredential
    } else {
        Failure::NonRetryable
    };
    Error::new(ErrorKind::Credential, error.to_string())
        .with_failure(failure)
        .with_source(error)
}

/// Whether an error says nothing about the endpoint: it arose on this side.
pub(super) fn is_local(error: &Error) -> bool {
    matches!(error.failure(), Failure::OutOfTime | Failure::TooLarge)
        || matches!(error.kind(), ErrorKind::Config | ErrorKind::Credential)
}

/// The code without its sub-code.
pub(super) fn code_family(error: &Error) -> &str {
    let code = error.code().unwrap_or_default();
    code.split('.').next().unwrap_or_default()
}
