//! Writing values as JSON; one piece of code for every type.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{ListView, ObjectView, View};

/// Writes an object as JSON text: the exact bytes that are signed and sent.
pub fn to_json(object: &dyn ObjectView) -> Vec<u8> {
    view_to_json(View::Object(object))
}

pub(crate) fn view_to_json(view: View<'_>) -> Vec<u8> {
    serde_json::to_vec(&view).expect("writing JSON to memory cannot fail")
}

/// Writes an object with any serializer: `Serialize` for an object.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(object: &dyn ObjectView, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_object(object, serializer)
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Absent => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::I64(value) => serializer.serialize_i64(value),
            Self::U64(value) => serializer.serialize_u64(value),
            Self::F64(value) => serializer.serialize_f64(value),
            Self::Str(value) => serializer.serialize_str(value),
            Self::Json(value) => value.serialize(serializer),
            Self::List(list) => serialize_list(list, serializer),
            Self::Object(object) => serialize_object(object, serializer),
        }
    }
}

fn serialize_list<S: Serializer>(list: &dyn ListView, serializer: S) -> Result<S::Ok, S::Error> {
    let mut items = serializer.serialize_seq(Some(list.length()))?;
    for index in 0..list.length() {
        items.serialize_element(&list.item(index))?;
    }
    items.end()
}

fn serialize_object<S: Serializer>(
    object: &dyn ObjectView,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut entries = serializer.serialize_map(None)?;
    let mut outcome = Ok(());
    object.fields(&mut |name, view| {
        if outcome.is_ok() && !matches!(view, View::Absent) {
            outcome = entries.serialize_entry(name, &view);
        }
    });
    outcome?;
    entries.end()
}
