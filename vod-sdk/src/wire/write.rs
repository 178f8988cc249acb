//! Writing a [`Wire`] as JSON; one piece of code for every type.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Scalar, View, Wire};

/// Writes a value as JSON text: the exact bytes that are signed and sent.
pub fn to_json(value: &dyn Wire) -> Vec<u8> {
    serde_json::to_vec(&Erased(value)).expect("writing JSON to memory cannot fail")
}

/// Writes a value with any serializer: `Serialize` for a [`Wire`].
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    Erased(value).serialize(serializer)
}

struct Erased<'a>(&'a dyn Wire);

impl Serialize for Erased<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.view() {
            View::Absent | View::Scalar(Scalar::Null) => serializer.serialize_unit(),
            View::Scalar(Scalar::Bool(value)) => serializer.serialize_bool(value),
            View::Scalar(Scalar::I64(value)) => serializer.serialize_i64(value),
            View::Scalar(Scalar::U64(value)) => serializer.serialize_u64(value),
            View::Scalar(Scalar::F64(value)) => serializer.serialize_f64(value),
            View::Scalar(Scalar::Str(value)) => serializer.serialize_str(value),
            View::List(length) => serialize_list(self.0, length, serializer),
            View::Object => serialize_object(self.0, serializer),
        }
    }
}

fn serialize_list<S: Serializer>(
    value: &dyn Wire,
    length: usize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(length))?;
    let mut outcome = Ok(());
    value.items(&mut |item| {
        if outcome.is_ok() {
            outcome = list.serialize_element(&Erased(item));
        }
    });
    outcome?;
    list.end()
}

fn serialize_object<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    let mut outcome = Ok(());
    value.fields(&mut |name, field| {
        if outcome.is_ok() && field.view() != View::Absent {
            outcome = object.serialize_entry(name, &Erased(field));
        }
    });
    outcome?;
    object.end()
}
