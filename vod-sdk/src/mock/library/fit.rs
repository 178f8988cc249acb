//! JSON as the types of the API have it.

use serde_json::Value;

use crate::mock::refusal::Refusal;
use crate::mock::reread::reread;
use crate::schema::Object;
use crate::wire::Empty;

/// How many bytes of JSON the library keeps of one thing.
const MOST_BYTES: usize = 64 * 1024;

/// What a type has of some JSON, with the fields that the type always has.
pub(super) fn fit<T: Object + Empty + 'static>(json: &Value) -> Value {
    fit_into(Box::new(T::empty()), json)
}

/// What an object that is still empty has of some JSON.
pub(super) fn fit_into(empty: Box<dyn Object>, json: &Value) -> Value {
    // Only what is no object cannot be read, or what a request has wrong that the mock was told not to refuse.
    reread(empty, json).unwrap_or_default()
}

/// Refuses what is too large to be kept.
pub(super) fn check_size(kept: &Value) -> Result<(), Refusal> {
    let bytes = kept.to_string().len();
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let message =
        format!("The mock's library keeps at most {MOST_BYTES} bytes of it, but it has {bytes}.");
    Err(Refusal::new("LimitExceeded", message))
}

/// Puts the fields of an object into another, and into the objects in it; lists are replaced as a whole, and `null`
/// changes nothing.
pub(super) fn merge(into: &mut Value, changes: &Value) {
    match (into, changes) {
        (Value::Object(into), Value::Object(changes)) => {
            for (name, change) in changes {
                merge(into.entry(name).or_insert(Value::Null), change);
            }
        }
        (_, Value::Null) => {}
        (into, change) => *into = change.clone(),
    }
}

/// The path of something that is in one JSON, and in another one not so.
pub(super) fn lost(given: &Value, kept: &Value) -> Option<String> {
    match (given, kept) {
        (Value::Null, _) => None,
        (Value::Object(given), Value::Object(kept)) => given.iter().find_map(|(name, value)| {
            let inner = lost(value, kept.get(name).unwrap_or(&Value::Null))?;
            Some(format!(".{name}{inner}"))
        }),
        (Value::Array(given), Value::Array(kept)) if given.len() == kept.len() => {
            let mut pairs = given.iter().zip(kept).enumerate();
            pairs
                .find_map(|(index, (given, kept))| Some(format!("[{index}]{}", lost(given, kept)?)))
        }
        (Value::Number(given), Value::Number(kept)) if given.as_f64() == kept.as_f64() => None,
        (given, kept) => (given != kept).then(String::new),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_lost_is_named() {
        let given = json!({ "A": { "B": [{ "C": 1 }, { "C": 2 }] }, "N": null, "F": 3 });
        let kept = json!({ "A": { "B": [{ "C": 1, "D": 0 }, { "C": 2 }] }, "F": 3.0 });
        assert_eq!(lost(&given, &kept), None);
        let kept = json!({ "A": { "B": [{ "C": 1 }, {}] }, "F": 3 });
        assert_eq!(lost(&given, &kept).as_deref(), Some(".A.B[1].C"));
        assert_eq!(lost(&given, &json!({})).as_deref(), Some(".A"));
        assert_eq!(lost(&json!([1]), &json!([1, 2])).as_deref(), Some(""));
    }

    #[test]
    fn changes_go_into_objects_and_replace_lists() {
        let mut template =
            json!({ "Name": "a", "Video": { "Fps": 24, "Codec": "h264" }, "L": [1, 2] });
        merge(
            &mut template,
            &json!({ "Name": null, "Video": { "Fps": 30 }, "L": [3], "New": {} }),
        );
        let merged =
            json!({ "Name": "a", "Video": { "Fps": 30, "Codec": "h264" }, "L": [3], "New": {} });
        assert_eq!(template, merged);
    }
}
