//! The envelope of every answer, `{"Response": {…}}`, read once.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::call::Untyped;
use crate::wire::{Key, Misfits, ObjectSlot, Slot, Target, Trail, read_field};

/// Where the fields of a response are.
const RESPONSE: Trail<'static> = Trail::Field(&Trail::Root(Misfits::LeftOut), "Response");

/// What stands in an envelope besides the fields of the response.
#[derive(Debug, Default)]
pub(crate) struct Envelope {
    /// The error, if the service answered with one.
    pub(crate) error: Option<ApiError>,
    /// The id of the request, if it was given.
    pub(crate) request_id: Option<String>,
}

/// `Response.Error`.
#[derive(Debug)]
pub(crate) struct ApiError {
    pub(crate) code: String,
    pub(crate) message: String,
}

/// Reads an answer: the response's fields into `response`, the rest into the envelope.
pub(crate) fn open(
    body: &[u8],
    response: &mut dyn ObjectSlot,
) -> Result<Envelope, serde_json::Error> {
    // Checking the whole text once is much faster than checking every string by itself.
    let text = std::str::from_utf8(body).map_err(de::Error::custom)?;
    let mut envelope = Envelope::default();
    read_into(text, response, &mut envelope)?;
    Ok(envelope)
}

/// What stands in an envelope whose response does not fit its type, or that ends too early.
pub(crate) fn salvage(body: &[u8]) -> Envelope {
    let mut envelope = Envelope::default();
    let text = String::from_utf8_lossy(body);
    // What comes before the fault has been read, so the outcome does not matter.
    let _ = read_into(&text, &mut Untyped::blank(), &mut envelope);
    envelope
}

fn read_into(
    text: &str,
    response: &mut dyn ObjectSlot,
    envelope: &mut Envelope,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_map(Outer { response, envelope })?;
    deserializer.end()
}

/// The object around `Response`.
struct Outer<'a> {
    response: &'a mut dyn ObjectSlot,
    envelope: &'a mut Envelope,
}

impl<'de> Visitor<'de> for Outer<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { response, envelope } = self;
        let mut found = false;
        while let Some(key) = object.next_key_seed(Key)? {
            if key == "Response" {
                found = true;
                object.next_value_seed(Inner { response, envelope })?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        if found {
            Ok(())
        } else {
            Err(de::Error::missing_field("Response"))
        }
    }
}

/// The object that is `Response`.
struct Inner<'a> {
    response: &'a mut dyn ObjectSlot,
    envelope: &'a mut Envelope,
}

impl<'de> DeserializeSeed<'de> for Inner<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Inner<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object in `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { response, envelope } = self;
        let mut error = None;
        let mut others = false;
        while let Some(key) = object.next_key_seed(Key)? {
            match &*key {
                "Error" => error = Some(object.next_value::<Value>()?),
                "RequestId" => {
                    envelope.request_id = object.next_value::<Value>()?.as_str().map(str::to_owned);
                }
                _ => {
                    others = true;
                    read_field(response, &key, &RESPONSE, &mut object)?;
                }
            }
        }
        if let (Some(id), Some(slot)) = (&envelope.request_id, response.field("RequestId")) {
            write_request_id(slot, id);
        }
        error.map_or(Ok(()), |error| {
            place_error(error, others, response, envelope)
        })
    }
}

/// `Error` is the envelope's, unless the response has a field of that name and other fields came too.
fn place_error<E: de::Error>(
    error: Value,
    others: bool,
    response: &mut dyn ObjectSlot,
    envelope: &mut Envelope,
) -> Result<(), E> {
    let text = |key| {
        error
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let (code, message) = (text("Code"), text("Message"));
    match response.field("Error") {
        Some(mut slot) if others || code.is_empty() => {
            let target = Target::new(&mut slot, &Trail::Field(&RESPONSE, "Error"));
            target
                .deserialize(error)
                .map(drop)
                .map_err(de::Error::custom)
        }
        _ => {
            envelope.error = (!code.is_empty()).then_some(ApiError { code, message });
            Ok(())
        }
    }
}

/// The id belongs to the envelope; every response has a field for it all the same.
fn write_request_id(slot: Slot<'_>, id: &str) {
    match slot {
        Slot::String(field) => id.clone_into(field),
        Slot::Json(field) => *field = id.into(),
        Slot::Optional(field) => write_request_id(field.fill(), id),
        _ => {}
    }
}
