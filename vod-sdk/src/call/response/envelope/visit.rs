//! The two objects of an envelope.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::Envelope;
use super::error::{ApiError, Reported};
use crate::wire::{
    JsonPath, Key, ObjectSlot, Reading, Skip, Slot, Target, is_number_key, read_field, repair,
    take_entry,
};

/// The object around `Response`.
pub(super) struct Outer<'a> {
    pub(super) response: &'a mut dyn ObjectSlot,
    pub(super) task_ids: &'a [&'a str],
    pub(super) envelope: &'a mut Envelope,
    pub(super) root: &'a JsonPath<'a>,
}

impl<'de> Visitor<'de> for Outer<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let reading = self.root.reading;
        let mut found = false;
        while let Some(key) = object.next_key_seed(Key)? {
            if is(&key, "Response") {
                found = true;
                object.next_value_seed(Inner {
                    response: &mut *self.response,
                    task_ids: self.task_ids,
                    envelope: &mut *self.envelope,
                    path: &self.root.field("Response"),
                })?;
            } else if is(&key, "Error") {
                // A gateway's, which knows the form of the service's errors by halves.
                let error = read_json(&mut object, &self.root.field("Error"))?;
                self.envelope.report(Reported::of_gateway(&error));
            } else if is(&key, "RequestId") && self.envelope.request_id.is_none() {
                let id = read_json(&mut object, &self.root.field("RequestId"))?;
                self.envelope.request_id = request_id(&id);
            } else {
                object.next_value_seed(Skip(reading))?;
            }
        }
        match found {
            true => Ok(()),
            false => Err(de::Error::missing_field("Response")),
        }
    }
}

/// The object that is `Response`.
struct Inner<'a> {
    response: &'a mut dyn ObjectSlot,
    task_ids: &'a [&'a str],
    envelope: &'a mut Envelope,
    path: &'a JsonPath<'a>,
}

impl<'de> DeserializeSeed<'de> for Inner<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inner<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object in `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<(), A::Error> {
        let mut own_error = None;
        let mut others = false;
        let (mut code, mut message) = (Value::Null, Value::Null);
        while let Some(key) = object.next_key_seed(Key)? {
            if is(&key, "Error") {
                let error = read_json(&mut object, self.path)?;
                match self.response.field("Error").is_some() {
                    true => own_error = Some(error),
                    false => self.envelope.report(Reported::read(&error)),
                }
            } else if is(&key, "RequestId") {
                let id = read_json(&mut object, self.path)?;
                self.envelope.request_id = request_id(&id).or(self.envelope.request_id.take());
            } else if is(&key, "Code") {
                others = true;
                code = self.read_copy(&key, &mut object)?;
            } else if is(&key, "Message") {
                others = true;
                message = self.read_copy(&key, &mut object)?;
            } else {
                others = true;
                self.read_field(&key, &mut object)?;
            }
        }
        self.envelope.flat = ApiError::flat(&code, &message);
        let id = self.envelope.request_id.as_deref();
        if let (Some(id), Some(slot)) = (id, self.response.field("RequestId")) {
            write_request_id(slot, id);
        }
        match own_error {
            Some(error) => self.place_error(&error, others),
            None => Ok(()),
        }
    }

    /// Some gateways write the response as a string of JSON.
    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        let reading = self.path.reading;
        reading.look_at_tokens(text)?;
        let repaired = match is_json(text, reading) {
            true => None,
            false => repair(text.as_bytes(), reading),
        };
        if repaired.is_some() {
            reading.warn(format_args!(
                "the string in `Response` is not JSON, and is read after a repair"
            ));
        }
        let text = repaired.as_deref().unwrap_or(text);
        let mut inner = serde_json::Deserializer::from_str(text);
        let outcome = inner.deserialize_map(self).and_then(|()| inner.end());
        outcome.map_err(E::custom)
    }
}

impl Inner<'_> {
    fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        object: &mut A,
    ) -> Result<(), A::Error> {
        take_entry(key, false, self.path)?;
        if let Some(name) = self.task_ids.iter().find(|name| is(key, name)) {
            let id = read_json(object, self.path)?;
            return self.place_task_id(name, id);
        }
        match !is_number_key(key) && read_field(self.response, key, self.path, object)? {
            true => Ok(()),
            false => Err(de::Error::custom("expected an object in `Response`")),
        }
    }

    /// Reads a field, and gives back what it is.
    fn read_copy<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        object: &mut A,
    ) -> Result<Value, A::Error> {
        take_entry(key, false, self.path)?;
        let value = read_json(object, self.path)?;
        put(&value, key, self.response, self.path)?;
        Ok(value)
    }

    /// A value that is no id counts as absent, and so do several ids in a field for one.
    fn place_task_id<E: de::Error>(&mut self, name: &str, id: Value) -> Result<(), E> {
        let id = match id {
            Value::Array(mut ids) if ids.len() == 1 => ids.remove(0),
            id => id,
        };
        let takes_one = matches!(self.response.field(name), Some(Slot::String(_)));
        if !is_id(&id) || takes_one && id.is_array() {
            return Ok(());
        }
        self.envelope.has_task = true;
        put(&id, name, self.response, self.path)
    }

    /// `Error` is the envelope's even where the response has a field of that name, unless other fields came too.
    fn place_error<E: de::Error>(self, error: &Value, others: bool) -> Result<(), E> {
        let reported = Reported::read(error);
        if others || !matches!(reported, Some(Reported::Api(_))) {
            return put(error, "Error", self.response, self.path);
        }
        self.envelope.report(reported);
        Ok(())
    }
}

impl Envelope {
    /// Notes an error. The first one stays, whatever follows.
    fn report(&mut self, error: Option<Reported>) {
        self.error = self.error.take().or(error);
    }
}

/// Whether a key has this name, in whatever case.
#[inline]
fn is(key: &str, name: &str) -> bool {
    key.len() == name.len() && key.eq_ignore_ascii_case(name)
}

fn is_json(text: &str, reading: &Reading) -> bool {
    let mut text = serde_json::Deserializer::from_str(text);
    let skipped = Skip(reading).deserialize(&mut text);
    skipped.and_then(|()| text.end()).is_ok()
}

fn read_json<'de, A: MapAccess<'de>>(
    object: &mut A,
    path: &JsonPath<'_>,
) -> Result<Value, A::Error> {
    let mut value = Value::Null;
    object.next_value_seed(Target::new(&mut Slot::Json(&mut value), path))?;
    Ok(value)
}

/// Puts JSON that has been read into the field of this name.
fn put<E: de::Error>(
    value: &Value,
    name: &str,
    response: &mut dyn ObjectSlot,
    path: &JsonPath<'_>,
) -> Result<(), E> {
    if let Some(mut slot) = response.field(name) {
        let path = path.field(name);
        let target = Target::new(&mut slot, &path);
        target.deserialize(value).map_err(E::custom)?;
    }
    Ok(())
}

/// The id of a request, which may have come as a number. One that was damaged on its way is better than none.
fn request_id(value: &Value) -> Option<String> {
    match value {
        Value::String(id) if !id.trim().is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// Whether a value is the id of a task, or a list with one.
fn is_id(value: &Value) -> bool {
    match value {
        Value::String(id) => is_whole(id),
        Value::Number(_) => true,
        Value::Array(ids) => ids.iter().any(is_id),
        _ => false,
    }
}

/// Whether an id is present and undamaged.
fn is_whole(id: &str) -> bool {
    !id.trim().is_empty() && !id.contains(char::REPLACEMENT_CHARACTER)
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
