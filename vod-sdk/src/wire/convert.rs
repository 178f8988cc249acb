//! Scalars of one kind for those of another.

use std::fmt;

use serde_json::{Number, Value};

/// A JSON value that is neither a list nor an object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scalar<'a> {
    Null,
    Bool(bool),
    I64(i64),
    U64(u64),
    F64(f64),
    Str(&'a str),
}

/// An integer that a scalar is, wide enough for every kind of slot.
pub(super) struct Integer {
    pub(super) value: i128,
    /// Whether a fraction was cut off.
    pub(super) is_cut: bool,
}

/// Every integral float below is exact in `i128`, and beyond every kind of slot.
const BEYOND_INTEGERS: f64 = 1e30;
/// From here on the decimal notation of a float is mostly made-up digits.
const LONG_FLOAT: f64 = 1e17;

/// The string that a scalar is.
pub(super) fn string(scalar: Scalar<'_>) -> Option<String> {
    Some(match scalar {
        Scalar::Null => return None,
        Scalar::Bool(value) => value.to_string(),
        Scalar::I64(value) => value.to_string(),
        Scalar::U64(value) => value.to_string(),
        Scalar::F64(value) if value.abs() < LONG_FLOAT => value.to_string(),
        Scalar::F64(value) => Number::from_f64(value)?.to_string(),
        Scalar::Str(value) => value.to_owned(),
    })
}

/// The boolean that a scalar is.
pub(super) fn bool(scalar: Scalar<'_>) -> Option<bool> {
    match scalar {
        Scalar::Bool(value) => Some(value),
        Scalar::Null => None,
        Scalar::Str(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
        Scalar::Str(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
        number => match f64(number)? {
            0.0 => Some(false),
            1.0 => Some(true),
            _ => None,
        },
    }
}

/// The integer that a scalar is, after its fraction is cut off.
pub(super) fn integer(scalar: Scalar<'_>) -> Option<Integer> {
    match scalar {
        Scalar::I64(value) => Some(Integer::whole(value.into())),
        Scalar::U64(value) => Some(Integer::whole(value.into())),
        Scalar::F64(value) => Integer::of_float(value),
        Scalar::Str(text) => Integer::of_text(text.trim()),
        Scalar::Null | Scalar::Bool(_) => None,
    }
}

/// The number that a scalar is. What is no number, or beyond all of them, is none.
pub(super) fn f64(scalar: Scalar<'_>) -> Option<f64> {
    let value = match scalar {
        Scalar::F64(value) => value,
        Scalar::I64(value) => value as f64,
        Scalar::U64(value) => value as f64,
        Scalar::Str(text) => text.trim().parse().ok()?,
        Scalar::Null | Scalar::Bool(_) => return None,
    };
    value.is_finite().then_some(value)
}

/// The JSON that a scalar is.
pub(super) fn json(scalar: Scalar<'_>) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Bool(value) => value.into(),
        Scalar::I64(value) => value.into(),
        Scalar::U64(value) => value.into(),
        Scalar::F64(value) => value.into(),
        Scalar::Str(value) => value.into(),
    }
}

impl Integer {
    fn whole(value: i128) -> Self {
        let is_cut = false;
        Self { value, is_cut }
    }

    fn of_float(value: f64) -> Option<Self> {
        // A float that is no number compares with nothing.
        let is_near = value.abs() < BEYOND_INTEGERS;
        is_near.then(|| Self {
            value: value.trunc() as i128,
            is_cut: value.fract() != 0.0,
        })
    }

    /// `7`, `7.0` and `7e3`; the digits before a point are exact, as those of a float are not.
    fn of_text(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        match whole.parse() {
            Ok(value) if fraction.bytes().all(|digit| digit.is_ascii_digit()) => Some(Self {
                value,
                is_cut: fraction.bytes().any(|digit| digit != b'0'),
            }),
            _ => Self::of_float(text.parse().ok()?),
        }
    }
}

/// Says what kind of value it is without printing it, which may be long or private.
impl fmt::Display for Scalar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::I64(_) | Self::U64(_) => "an integer",
            Self::F64(_) => "a number",
            Self::Str(_) => "a string",
        })
    }
}
