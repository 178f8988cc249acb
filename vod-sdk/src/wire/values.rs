//! [`Wire`] for the values that fields hold.

use serde_json::{Map, Value};

use super::{Limit, Mismatch, Otherwise, Scalar, View, Wire};

impl Wire for String {
    fn blank() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::Scalar(Scalar::Str(self))
    }

    fn set(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        *self = match scalar {
            Scalar::Null => return Ok(()),
            Scalar::Bool(value) => value.to_string(),
            Scalar::I64(value) => value.to_string(),
            Scalar::U64(value) => value.to_string(),
            Scalar::F64(value) => value.to_string(),
            Scalar::Str(value) => value.to_owned(),
        };
        Ok(())
    }

    fn otherwise(&self) -> Otherwise {
        Otherwise::Text
    }

    fn begin_object(&mut self) -> Result<(), Mismatch> {
        Err(Mismatch::expected("a string"))
    }

    fn begin_list(&mut self) -> Result<(), Mismatch> {
        Err(Mismatch::expected("a string"))
    }
}

/// Implements `Wire` for a scalar that is `Copy`: its variant of `Scalar`, what it is called, and
/// how it is read.
macro_rules! copied_scalar {
    ($type:ty, $variant:ident, $expected:literal, $read:expr) => {
        impl Wire for $type {
            fn blank() -> Self {
                Self::default()
            }

            fn view(&self) -> View<'_> {
                View::Scalar(Scalar::$variant(*self))
            }

            fn set(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
                if scalar != Scalar::Null {
                    let read: fn(Scalar<'_>) -> Option<$type> = $read;
                    *self = read(scalar).ok_or(Mismatch::expected($expected))?;
                }
                Ok(())
            }

            fn otherwise(&self) -> Otherwise {
                Otherwise::Misfit
            }

            fn begin_object(&mut self) -> Result<(), Mismatch> {
                Err(Mismatch::expected($expected))
            }

            fn begin_list(&mut self) -> Result<(), Mismatch> {
                Err(Mismatch::expected($expected))
            }
        }
    };
}

copied_scalar!(bool, Bool, "a boolean", |scalar| match scalar {
    Scalar::Bool(value) => Some(value),
    Scalar::U64(0) | Scalar::I64(0) => Some(false),
    Scalar::U64(1) | Scalar::I64(1) => Some(true),
    Scalar::Str(text) if text.eq_ignore_ascii_case("true") || text == "1" => Some(true),
    Scalar::Str(text) if text.eq_ignore_ascii_case("false") || text == "0" => Some(false),
    _ => None,
});

copied_scalar!(i64, I64, "a signed 64-bit integer", |scalar| match scalar {
    Scalar::I64(value) => Some(value),
    Scalar::U64(value) => value.try_into().ok(),
    Scalar::F64(value) => whole(value)?.try_into().ok(),
    Scalar::Str(text) => text.trim().parse().ok(),
    _ => None,
});

copied_scalar!(
    u64,
    U64,
    "an unsigned 64-bit integer",
    |scalar| match scalar {
        Scalar::U64(value) => Some(value),
        Scalar::I64(value) => value.try_into().ok(),
        Scalar::F64(value) => whole(value)?.try_into().ok(),
        Scalar::Str(text) => text.trim().parse().ok(),
        _ => None,
    }
);

copied_scalar!(f64, F64, "a number", |scalar| match scalar {
    Scalar::F64(value) => Some(value),
    Scalar::I64(value) => Some(value as f64),
    Scalar::U64(value) => Some(value as f64),
    Scalar::Str(text) => text.trim().parse().ok(),
    _ => None,
});

/// The integer that a float is, if it is one. Every integral float below 2^64 is exact in `i128`.
fn whole(value: f64) -> Option<i128> {
    (value.fract() == 0.0 && value.abs() < 1.9e19).then_some(value as i128)
}

/// `None` is absent; `null` is read as `None`.
impl<T: Wire> Wire for Option<T> {
    fn blank() -> Self {
        None
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Wire::view)
    }

    fn fields(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) {
        if let Some(value) = self {
            value.fields(visit);
        }
    }

    fn items(&self, visit: &mut dyn FnMut(&dyn Wire)) {
        if let Some(value) = self {
            value.items(visit);
        }
    }

    fn set(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        match scalar {
            Scalar::Null => *self = None,
            _ => *self = Some(prepared(|value: &mut T| value.set(scalar))?),
        }
        Ok(())
    }

    fn otherwise(&self) -> Otherwise {
        T::blank().otherwise()
    }

    fn begin_object(&mut self) -> Result<(), Mismatch> {
        *self = Some(prepared(T::begin_object)?);
        Ok(())
    }

    fn field(&mut self, name: &str) -> Option<&mut dyn Wire> {
        self.as_mut()?.field(name)
    }

    fn begin_list(&mut self) -> Result<(), Mismatch> {
        *self = Some(prepared(T::begin_list)?);
        Ok(())
    }

    fn push(&mut self) -> Option<&mut dyn Wire> {
        self.as_mut()?.push()
    }

    fn required(&self) -> &'static [&'static str] {
        self.as_ref().map_or(&[], Wire::required)
    }

    fn limits(&self) -> &'static [(&'static str, Limit)] {
        self.as_ref().map_or(&[], Wire::limits)
    }
}

/// A value that takes what is read, so that one that refuses it leaves nothing behind.
fn prepared<T: Wire>(take: impl FnOnce(&mut T) -> Result<(), Mismatch>) -> Result<T, Mismatch> {
    let mut value = T::blank();
    take(&mut value)?;
    Ok(value)
}

/// `null` and `""` are read as an empty list.
impl<T: Wire> Wire for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::List(self.len())
    }

    fn items(&self, visit: &mut dyn FnMut(&dyn Wire)) {
        for item in self {
            visit(item);
        }
    }

    fn set(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        match scalar {
            Scalar::Null | Scalar::Str("") => Ok(()),
            _ => Err(Mismatch::expected("a list")),
        }
    }

    fn otherwise(&self) -> Otherwise {
        Otherwise::OneItem
    }

    fn begin_object(&mut self) -> Result<(), Mismatch> {
        Err(Mismatch::expected("a list"))
    }

    fn begin_list(&mut self) -> Result<(), Mismatch> {
        self.clear();
        Ok(())
    }

    fn push(&mut self) -> Option<&mut dyn Wire> {
        self.push(T::blank());
        self.last_mut().map(|item| item as &mut dyn Wire)
    }
}

/// The box of a type that contains itself.
impl<T: Wire> Wire for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn view(&self) -> View<'_> {
        (**self).view()
    }

    fn fields(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) {
        (**self).fields(visit);
    }

    fn items(&self, visit: &mut dyn FnMut(&dyn Wire)) {
        (**self).items(visit);
    }

    fn set(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        (**self).set(scalar)
    }

    fn otherwise(&self) -> Otherwise {
        (**self).otherwise()
    }

    fn begin_object(&mut self) -> Result<(), Mismatch> {
        (**self).begin_object()
    }

    fn field(&mut self, name: &str) -> Option<&mut dyn Wire> {
        (**self).field(name)
    }

    fn begin_list(&mut self) -> Result<(), Mismatch> {
        (**self).begin_list()
    }

    fn push(&mut self) -> Option<&mut dyn Wire> {
        (**self).push()
    }

    fn required(&self) -> &'static [&'static str] {
        (**self).required()
    }

    fn limits(&self) -> &'static [(&'static str, Limit)] {
        (**self).limits()
    }
}

/// Any JSON: what an untyped call sends and answers.
impl Wire for Value {
    fn blank() -> Self {
        Self::Null
    }

    fn view(&self) -> View<'_> {
        View::Scalar(match self {
            Self::Null => Scalar::Null,
            Self::Bool(value) => Scalar::Bool(*value),
            Self::String(text) => Scalar::Str(text),
            Self::Array(items) => return View::List(items.len()),
            Self::Object(_) => return View::Object,
            Self::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => Scalar::U64(value),
                (None, Some(value)) => Scalar::I64(value),
                (None, None) => number.as_f64().map_or(Scalar::Null, Scalar::F64),
            },
        })
    }

    fn fields(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) {
        for (name, value) in self.as_object().into_iter().flatten() {
            visit(name, value);
        }
    }

    fn items(&self, visit: &mut dyn FnMut(&dyn Wire)) {
        for item in self.as_array().into_iter().flatten() {
            visit(item);
        }
    }

    fn set(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        *self = match scalar {
            Scalar::Null => Self::Null,
            Scalar::Bool(value) => value.into(),
            Scalar::I64(value) => value.into(),
            Scalar::U64(value) => value.into(),
            Scalar::F64(value) => value.into(),
            Scalar::Str(value) => value.into(),
        };
        Ok(())
    }

    fn begin_object(&mut self) -> Result<(), Mismatch> {
        *self = Self::Object(Map::new());
        Ok(())
    }

    fn field(&mut self, name: &str) -> Option<&mut dyn Wire> {
        let value = self.as_object_mut()?.entry(name).or_insert(Self::Null);
        Some(value)
    }

    fn begin_list(&mut self) -> Result<(), Mismatch> {
        *self = Self::Array(Vec::new());
        Ok(())
    }

    fn push(&mut self) -> Option<&mut dyn Wire> {
        let items = self.as_array_mut()?;
        items.push(Self::Null);
        items.last_mut().map(|item| item as &mut dyn Wire)
    }
}
