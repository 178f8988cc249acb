//! Keys of an example that are no fields, and what was meant by them.

use serde_json::{Map, Value};

use crate::common_parameters;
use crate::nearest::nearest;
use crate::problem::{Place, code};

use super::known::Known;
use super::naming;
use super::problems::Problems;

/// Reports a key, and returns the field that was probably meant.
pub(super) fn report<'k>(
    key: &str,
    known: &Known<'k>,
    renamed: Option<&'k str>,
    place: Place,
    problems: &mut Problems,
) -> Option<&'k str> {
    let message = format!("{} is not a field of {}", code(key), known.owner);
    let names = known.fields.iter().map(|field| field.name.as_str());
    let common = common_parameters::place(key);
    let meant = nearest(key, names).or(renamed.filter(|_| common.is_none()));
    if meant.is_some_and(|name| !naming::is_wire_name(name)) {
        return meant;
    }
    let hint = match (common, meant) {
        (_, Some(near)) => format!("did you mean `{near}`?"),
        (Some(common), None) => {
            format!("every request has it, in {common}: remove it from the example")
        }
        (None, None) => "add the field, or remove it from the example".to_owned(),
    };
    problems.add(place.itself(), message, hint);
    meant
}

/// Whether an object has several keys, and none of them is or could be meant to be one of its fields.
pub(super) fn are_foreign(object: &Map<String, Value>, known: &Known<'_>) -> bool {
    let names = || known.fields.iter().map(|field| field.name.as_str());
    let is_foreign = |key: &String| {
        let is_common = common_parameters::place(key).is_some();
        !is_common && nearest(key, names()).is_none() && of_query(key, known).is_none()
    };
    object.len() > 1 && !known.fields.is_empty() && object.keys().all(is_foreign)
}

/// The field whose value a key of an object in the notation of a query is a part of: `Segments.0.Url`.
pub(super) fn of_query<'k>(key: &str, known: &Known<'k>) -> Option<&'k str> {
    let (name, rest) = key.split_once('.')?;
    let mut fields = known.fields.iter();
    let is_known = fields.any(|field| field.name == key) || rest.is_empty();
    let field = known.fields.iter().find(|field| field.name == name)?;
    (!is_known).then_some(&field.name)
}

/// Reports the first key of a field in the notation of a query.
pub(super) fn in_query_notation(
    key: &str,
    field: &str,
    known: &Known<'_>,
    place: Place,
    problems: &mut Problems,
) {
    let message = format!(
        "{} is in the notation of a query, and {} is JSON",
        code(key),
        known.owner
    );
    let hint =
        format!("write all of `{field}` as one value: a list in `[…]`, an object in `{{…}}`");
    problems.add(place.itself(), message, hint);
}
