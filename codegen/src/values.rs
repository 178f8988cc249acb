//! Example values of requests, responses and fields, as the spec and upstream's descriptions have them.

use serde_json::Value;

use crate::spec::Field;

/// The kind of example that a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleOf {
    /// A request, which has every required field.
    Request,
    /// A response: fields may be null or missing, unless they are always returned.
    Response,
    /// A single value, which may be incomplete.
    Field,
}

impl ExampleOf {
    /// Why such an example must have the field, if it must: `required`.
    pub fn promise(self, field: &Field) -> Option<&'static str> {
        match self {
            Self::Request if field.is_required() => Some("required"),
            Self::Response if field.always_returned => Some("always returned"),
            _ => None,
        }
    }
}

/// Describes a value, as in "this is a list".
pub fn describe(json: &Value) -> String {
    match json {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "true or false".to_owned(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
