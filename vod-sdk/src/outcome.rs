//! What came of an attempt, in the client's terms.

use tokio::time::Instant;

use crate::action::ServiceInfo;
use crate::call::Reply;
use crate::credentials::CredentialError;
use crate::endpoint::Endpoint;
use crate::envelope::{self, Envelope, Reported};
use crate::error::{Error, ErrorKind, NAME_BYTES, into_one_line};
use crate::progress::Progress;
use crate::retry::Failure;
use crate::transport::{HttpResponse, TransportError, TransportErrorKind};
use crate::wire::{Reading, Stopped};

/// A response that has been read.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
}

/// Reads the response of a call, within the call's time and the memory that is allowed.
///
/// It is one of the API if its envelope has an error of the API, or else if it has a success status, a RequestId
/// and, where the action starts a task, the task's id.
pub(crate) fn open(
    answer: &HttpResponse,
    reply: &mut dyn Reply,
    service: &ServiceInfo,
    progress: &Progress<'_>,
    max_memory: usize,
) -> Result<Answered, Error> {
    let (status, task_ids) = (answer.status(), progress.call.task_ids);
    let reading = Reading::lenient().bounded(max_memory, progress.deadline);
    let (envelope, fault) = match envelope::open(answer.body(), reply, task_ids, &reading) {
        Ok(envelope) => (envelope, None),
        Err(fault) => match reading.stopped() {
            Some(stopped) => {
                return Err(given_up(stopped, progress, max_memory).with_status(status));
            }
            None => (salvage(answer, progress.deadline, max_memory), Some(fault)),
        },
    };
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
            unreadable(answer, &what)
        }
        (Some(Reported::Other), None, _) => {
            unreadable(answer, "with an error that has no error code")
        }
        (None, None, Some(missing)) => unreadable(answer, &missing),
        (None, None, None) => return Ok(Answered { status, request_id }),
    };
    Err(error.with_status(status).with_request_id(request_id))
}

fn salvage(answer: &HttpResponse, deadline: Instant, max_memory: usize) -> Envelope {
    let reading = Reading::lenient().bounded(max_memory, deadline);
    envelope::salvage(answer.body(), &reading)
}

/// What an envelope without an error lacks to be that of a success.
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

fn unreadable(answer: &HttpResponse, what: &str) -> Error {
    let status = answer.status();
    let encoding = encoding(answer);
    // Another attempt would be refused in the same way, unless it is told to wait.
    let is_refusal = (400..500).contains(&status) && ![408, 429].contains(&status);
    let failure = match is_refusal {
        true => Failure::Final,
        false => Failure::Broken,
    };
    Error::new(
        ErrorKind::Response,
        format!("HTTP {status} {what}{encoding}"),
    )
    .with_failure(failure)
    .with_body(answer.body())
}

/// The failure of a response that would take too much memory or time to read.
fn given_up(stopped: Stopped, progress: &Progress<'_>, max_memory: usize) -> Error {
    match stopped {
        Stopped::OutOfTime => {
            let timeout = progress.timeout;
            let message = format!("the response was not read within {timeout:?}");
            // Its size is to blame, and not the endpoint.
            Error::new(ErrorKind::Timeout, message).with_failure(Failure::TooLarge)
        }
        Stopped::OutOfMemory => too_large(&format!(
            "the response takes more than {max_memory} bytes of memory; ask for less, or raise \
             ClientBuilder::max_response_memory"
        )),
    }
}

/// A response that is refused for its size. Another attempt would get the same.
fn too_large(message: &str) -> Error {
    Error::new(ErrorKind::Response, message).with_failure(Failure::TooLarge)
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

pub(crate) fn no_credential(error: CredentialError) -> Error {
    let failure = match error.may_pass() {
        true => Failure::NoCredential,
        false => Failure::Final,
    };
    Error::new(ErrorKind::Credential, error.to_string())
        .with_failure(failure)
        .with_source(error)
}
