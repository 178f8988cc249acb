//! Writing values as JSON; one piece of code for every type.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Index, JsonPath, ListView, ObjectView, Reading, View};

/// Writes an object as JSON text: the exact bytes that are signed and sent.
///
/// # Errors
///
/// If a number is not finite, which JSON cannot express. The message names the field by its path.
pub fn to_json(object: &dyn ObjectView) -> Result<Vec<u8>, serde_json::Error> {
    view_to_json(View::Object(object))
}

pub(crate) fn view_to_json(view: View<'_>) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&view).map_err(|error| located(view).unwrap_or(error))
}

/// Writes an object with any serializer: `Serialize` for an object.
///
/// # Errors
///
/// Those of the serializer, and as for [`to_json`].
pub fn serialize<S: Serializer>(object: &dyn ObjectView, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_object(object, serializer)
        .map_err(|error| located(View::Object(object)).unwrap_or(error))
}

/// The error of a value with a number that is not finite, by the path of its field.
#[cold]
fn located<E: serde::ser::Error>(view: View<'_>) -> Option<E> {
    let path = not_finite(view, &JsonPath::root(&Reading::strict()))?;
    Some(E::custom(format_args!(
        "JSON has no number for what is in {path}: it is not finite"
    )))
}

/// The path of the first number that is not finite.
fn not_finite(view: View<'_>, path: &JsonPath<'_>) -> Option<String> {
    match view {
        View::F64(value) if !value.is_finite() => Some(path.path()),
        View::List(list) => (0..list.length())
            .find_map(|index| not_finite(list.item(index), &path.item(&Index::at(index)))),
        View::Object(object) => {
            let mut found = None;
            object.fields(&mut |name, view| {
                if found.is_none() {
                    found = not_finite(view, &path.field(name));
                }
            });
            found
        }
        _ => None,
    }
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Absent => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::I64(value) => serializer.serialize_i64(value),
            Self::U64(value) => serializer.serialize_u64(value),
            Self::F64(value) if value.is_finite() => serializer.serialize_f64(value),
            Self::F64(_) => Err(S::Error::custom("a number is not finite")),
            Self::Digits(value) => serializer.collect_str(&value),
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
