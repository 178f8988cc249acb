//! Scalars of one kind for those of another.

use std::fmt;

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

/// The string that a scalar is.
pub(super) fn string(scalar: Scalar<'_>) -> Option<String> {
    Some(match scalar {
        Scalar::Null => return None,
        Scalar::Bool(value) => value.to_string(),
        Scalar::I64(value) => value.to_string(),
        Scalar::U64(value) => value.to_string(),
        Scalar::F64(value) => value.to_string(),
        Scalar::Str(value) => value.to_owned(),
    })
}

/// The boolean that a scalar is.
pub(super) fn bool(scalar: Scalar<'_>) -> Option<bool> {
    match scalar {
        Scalar::Bool(value) => Some(value),
        Scalar::U64(0) | Scalar::I64(0) => Some(false),
        Scalar::U64(1) | Scalar::I64(1) => Some(true),
        Scalar::Str(text) if text.eq_ignore_ascii_case("true") || text == "1" => Some(true),
        Scalar::Str(text) if text.eq_ignore_ascii_case("false") || text == "0" => Some(false),
        _ => None,
    }
}

/// The signed integer that a scalar is. If not `strict`, a fraction is cut off, and what is out of range
/// is the end of the range.
pub(super) fn i64(scalar: Scalar<'_>, strict: bool) -> Option<i64> {
    match scalar {
        Scalar::I64(value) => Some(value),
        Scalar::U64(value) => value.try_into().ok().or((!strict).then_some(i64::MAX)),
        Scalar::F64(value) if !strict => Some(value as i64),
        Scalar::F64(value) => whole(value)?.try_into().ok(),
        Scalar::Str(text) => text.trim().parse().ok(),
        Scalar::Null | Scalar::Bool(_) => None,
    }
}

/// The unsigned integer that a scalar is, as for [`i64`]; a negative number is none.
pub(super) fn u64(scalar: Scalar<'_>, strict: bool) -> Option<u64> {
    match scalar {
        Scalar::U64(value) => Some(value),
        Scalar::I64(value) => value.try_into().ok(),
        Scalar::F64(value) if !strict && value >= 0.0 => Some(value as u64),
        Scalar::F64(value) => whole(value)?.try_into().ok(),
        Scalar::Str(text) => text.trim().parse().ok(),
        Scalar::Null | Scalar::Bool(_) => None,
    }
}

/// The number that a scalar is.
pub(super) fn f64(scalar: Scalar<'_>) -> Option<f64> {
    match scalar {
        Scalar::F64(value) => Some(value),
        Scalar::I64(value) => Some(value as f64),
        Scalar::U64(value) => Some(value as f64),
        Scalar::Str(text) => text.trim().parse().ok(),
        Scalar::Null | Scalar::Bool(_) => None,
    }
}

/// The integer that a float is, if it is one. Every integral float below 2^64 is exact in `i128`.
fn whole(value: f64) -> Option<i128> {
    (value.fract() == 0.0 && value.abs() < 1.9e19).then_some(value as i128)
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
