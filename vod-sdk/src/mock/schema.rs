//! What the mock server knows of the API: data that the generator writes.

use std::fmt::Debug;

use crate::action::{Action, ActionInfo, Retry};
use crate::generated;
use crate::wire::{ObjectSlot, ObjectView};

/// An action: what it accepts, and what it answers.
pub(crate) struct ActionSchema {
    /// Name, as in `X-TC-Action`.
    pub(crate) name: &'static str,
    /// Version of the API, as in `X-TC-Version`.
    pub(crate) version: &'static str,
    /// Makes a request and a response to read into.
    pub(crate) blank: fn() -> Blank,
    /// The parameters of the request.
    pub(crate) parameters: &'static [FieldSchema],
    /// For how many days a `SessionId` is remembered.
    pub(crate) session_id_days: Option<u32>,
    /// The example response as JSON, without the envelope.
    pub(crate) response: Option<&'static str>,
}

/// A request and a response of an action, to read into.
pub(crate) struct Blank {
    /// The request.
    pub(crate) request: Box<dyn Object>,
    /// The response.
    pub(crate) response: Box<dyn Object>,
}

/// An object that can be read and written.
pub(crate) trait Object: ObjectSlot + ObjectView + Debug {}

impl<T: ObjectSlot + ObjectView + Debug> Object for T {}

/// A blank request and response.
pub(crate) fn blank<A>() -> Blank
where
    A: Action<Response: ObjectView + Debug> + ObjectSlot + Debug + 'static,
{
    Blank {
        request: Box::new(A::blank()),
        response: Box::new(A::Response::blank()),
    }
}

/// A parameter, or a field of an object in a parameter.
pub(crate) struct FieldSchema {
    /// Name on the wire.
    pub(crate) name: &'static str,
    /// What JSON value it is.
    pub(crate) kind: Kind,
    /// That a request must have it.
    pub(crate) required: bool,
    /// The greatest number of characters, of each item for a list of strings.
    pub(crate) max_chars: Option<usize>,
    /// The greatest number of items.
    pub(crate) max_items: Option<usize>,
}

/// A data type. One `static` each, so that types may refer to each other, and to themselves.
pub(crate) struct TypeSchema {
    /// The fields.
    pub(crate) fields: &'static [FieldSchema],
}

/// What JSON value a field is.
#[allow(dead_code, reason = "an API need not use every kind")]
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A string: text, dates and times, base64.
    String,
    /// An integer from -2^63 to 2^63-1.
    Int64,
    /// An integer from 0 to 2^64-1.
    Uint64,
    /// Any number.
    Float,
    /// `true` or `false`.
    Bool,
    /// An object with these fields.
    Object(&'static TypeSchema),
    /// A list whose items are all of one kind.
    List(&'static Kind),
}

/// What is known of an action.
pub(super) fn find(action: &str, version: &str) -> Option<&'static ActionSchema> {
    all().find(|schema| schema.name == action && schema.version == version)
}

/// Every action of every version.
pub(super) fn all() -> impl Iterator<Item = &'static ActionSchema> {
    generated::SCHEMAS.iter().flat_map(|version| version.iter())
}

impl ActionSchema {
    /// The error codes that are documented for the action.
    pub(super) fn error_codes(&self) -> &'static [&'static str] {
        self.info()
            .map(|action| action.error_codes)
            .unwrap_or_default()
    }

    /// Whether a call must be signed.
    pub(super) fn is_signed(&self) -> bool {
        self.info().is_none_or(|action| action.signed)
    }

    /// Whether a call may be repeated.
    pub(super) fn retry(&self) -> Retry {
        self.info().map_or(Retry::Never, |action| action.retry)
    }

    fn info(&self) -> Option<&'static ActionInfo> {
        let mut actions = generated::ACTIONS.iter().copied();
        actions.find(|action| action.name == self.name && action.version == self.version)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    #[test]
    fn every_example_is_a_json_object() {
        for schema in super::all() {
            if let Some(response) = schema.response {
                let object = serde_json::from_str::<Map<String, Value>>(response);
                assert!(
                    object.is_ok(),
                    "{} {}: {response}",
                    schema.version,
                    schema.name
                );
            }
        }
    }
}
