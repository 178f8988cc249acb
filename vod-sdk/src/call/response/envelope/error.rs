//! The error in an envelope, in whatever form it comes.

use serde_json::Value;

use crate::error::is_code;

/// An error that is in an envelope.
#[derive(Debug)]
pub(crate) enum Reported {
    /// One of the API's, with a code.
    Api(ApiError),
    /// Some other value in its place.
    Other,
}

/// `Response.Error`.
#[derive(Debug)]
pub(crate) struct ApiError {
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Reported {
    /// The error that a value is; `null` is none.
    pub(super) fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            return None;
        }
        let api = ApiError::read(value).filter(|error| is_code(&error.code));
        Some(api.map_or(Self::Other, Self::Api))
    }

    /// The error that a value outside of `Response` is: the API's only if its form is unmistakable.
    pub(super) fn of_gateway(value: &Value) -> Option<Self> {
        Some(match Self::read(value)? {
            Self::Api(error) if value.is_object() && looks_like_code(&error.code) => {
                Self::Api(error)
            }
            _ => Self::Other,
        })
    }
}

impl ApiError {
    /// The error whose parts are in the response itself, if both do.
    pub(super) fn flat(code: &Value, message: &Value) -> Option<Self> {
        let (code, message) = (text(code)?, text(message)?);
        Some(Self { code, message })
    }

    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Array(items) => match items.as_slice() {
                [item] => Self::read(item),
                _ => None,
            },
            Value::Object(_) => Some(Self {
                code: text(get(value, "Code")?)?,
                message: get(value, "Message").and_then(text).unwrap_or_default(),
            }),
            Value::String(code) if looks_like_code(code) => Some(Self {
                code: code.clone(),
                message: String::new(),
            }),
            _ => None,
        }
    }
}

/// An entry of an object, by its name in any case; as it is written first.
fn get<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let mut entries = object.as_object()?.iter();
    let mut any_case = || entries.find(|(key, _)| key.eq_ignore_ascii_case(name));
    object.get(name).or_else(|| Some(any_case()?.1))
}

/// The text that a string or a number is.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether a lone text is a code (`FailedOperation.InvalidVodUser`) and no message.
fn looks_like_code(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase()) && is_code(text)
}
