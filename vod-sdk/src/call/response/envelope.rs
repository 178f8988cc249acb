//! The envelope of every response, `{"Response": {…}}`, read once.

mod error;
mod visit;

use serde::Deserializer;
use serde::de;

use self::visit::Outer;
use crate::wire::{Empty, JsonPath, ObjectSlot, Reading, repair};

pub(crate) use self::error::{ApiError, Reported};

/// The metadata of an envelope.
#[derive(Debug, Default)]
pub(crate) struct Envelope {
    /// The error, if the service reported one.
    pub(crate) error: Option<Reported>,
    /// `Code` and `Message` in the response itself, which would be an error inside `Error`.
    pub(crate) flat: Option<ApiError>,
    /// The id of the request, if it was given.
    pub(crate) request_id: Option<String>,
    /// Whether the id of a task was given.
    pub(crate) has_task: bool,
}

/// Reads a response: its fields into `response`, the rest into the envelope. Text that is not JSON is repaired, if it
/// can be.
///
/// `task_ids` are the fields that hold ids of started tasks.
pub(crate) fn read(
    body: &[u8],
    response: &mut dyn ResponseSlot,
    task_ids: &[&str],
    reading: &Reading,
) -> Result<Envelope, serde_json::Error> {
    // Checking the whole text once is much faster than checking every string separately.
    let outcome = match std::str::from_utf8(body) {
        Ok(text) => read_text(text, response, task_ids, reading),
        Err(fault) => Err(de::Error::custom(fault)),
    };
    let Err(fault) = outcome else {
        return outcome;
    };
    if reading.stopped().is_some() {
        return Err(fault);
    }
    let Some(text) = repair(body, reading) else {
        return Err(fault);
    };
    response.reset();
    reading.restart();
    let (line, column) = (fault.line(), fault.column());
    let envelope = read_text(&text, response, task_ids, reading).map_err(|second| {
        // The place of the fault in what was received is of more use than the one in what was made of it.
        match reading.stopped() {
            Some(_) => second,
            None => fault,
        }
    })?;
    reading.warn(format_args!(
        "a response is not JSON at line {line} column {column}, and is read after a repair"
    ));
    Ok(envelope)
}

/// Reads what it can of an envelope whose response cannot be read, or that ends too early.
pub(crate) fn read_partially(body: &[u8], reading: &Reading) -> Envelope {
    let mut envelope = Envelope::default();
    let text = String::from_utf8_lossy(body);
    if reading.look_at_tokens::<serde_json::Error>(&text).is_ok() {
        // What comes before the fault has been read, so the outcome does not matter.
        let _ = read_into(&text, &mut Nothing, &[], &mut envelope, reading);
    }
    envelope
}

fn read_text(
    text: &str,
    response: &mut dyn ObjectSlot,
    task_ids: &[&str],
    reading: &Reading,
) -> Result<Envelope, serde_json::Error> {
    let mut envelope = Envelope::default();
    reading.look_at_tokens(text)?;
    read_into(text, response, task_ids, &mut envelope, reading)?;
    Ok(envelope)
}

fn read_into(
    text: &str,
    response: &mut dyn ObjectSlot,
    task_ids: &[&str],
    envelope: &mut Envelope,
    reading: &Reading,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let outer = Outer {
        response,
        task_ids,
        envelope,
        root: &JsonPath::root(reading),
    };
    deserializer.deserialize_map(outer)?;
    deserializer.end()
}

/// A response of which no field is wanted.
struct Nothing;

impl Empty for Nothing {
    fn empty() -> Self {
        Self
    }
}

impl ObjectSlot for Nothing {}

/// The target that a response is read into. It is reset before another attempt, because a response that turns out
/// to be an error may have filled some fields.
pub(crate) trait ResponseSlot: ObjectSlot + Send {
    /// Empties it.
    fn reset(&mut self);
}

impl<R: ObjectSlot + Send> ResponseSlot for R {
    fn reset(&mut self) {
        *self = Self::empty();
    }
}
