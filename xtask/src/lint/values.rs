//! Defaults, examples and known values that contradict each other, or the limits of their field.

use serde_json::Value;

use vod_codegen::nearest::nearest;
use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::{Field, Range};

use super::findings::Findings;
use super::walk::{FieldAt, List, example_values, fields};
use super::{Rule, Severity};

pub(super) const BROKEN_LIMIT: Rule = Rule {
    name: "broken-limit",
    about: "A default, an example or a known value that breaks a limit of its own field. Correct one of \
            them; a number outside of the range that is allowed all the same is a known value.",
    severity: Severity::Error,
};

pub(super) const UNLISTED_VALUE: Rule = Rule {
    name: "unlisted-value",
    about: "A default or an example that is not among the known values of its field. Add it to `values`, \
            or correct it.",
    severity: Severity::Error,
};

pub(super) const NEEDLESS_DEFAULT: Rule = Rule {
    name: "needless-default",
    about: "A `default` of a field that is required, and so is never absent. Remove one of them.",
    severity: Severity::Error,
};

pub(super) const REPEATED_VALUE: Rule = Rule {
    name: "repeated-value",
    about: "A known value that is repeated. Keep one of them.",
    severity: Severity::Error,
};

/// Checks every field of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for FieldAt { field, place, .. } in fields(version) {
        check_samples(version, field, &place, findings);
        if field.is_required() && field.default.is_some() {
            let message = "it is required, and so its default is never taken";
            let hint = "remove `default`, or `required`";
            findings.add(
                &NEEDLESS_DEFAULT,
                place.key("default").itself(),
                message,
                hint,
            );
        }
    }
    example_values(version, |list, field, value, place| {
        if list == List::Parameters {
            check_sample(version, "value", value, field, place, findings);
        }
    });
}

/// Those of a type are told apart by the generator.
fn check_samples(version: &Version, field: &Field, place: &Place, findings: &mut Findings) {
    let values = place.key("values");
    for (index, known) in field.values.iter().enumerate() {
        let place = values.index(index).key("value");
        if field.values[..index]
            .iter()
            .any(|other| other.value == known.value)
        {
            let message = format!("{} is repeated", shown(&known.value));
            findings.add(&REPEATED_VALUE, place.clone(), message, "keep one of them");
        }
        if let Some(limit) = broken_by_text(&known.value, field) {
            report(&known.value, &limit, place, findings);
        }
    }
    let samples = [("default", &field.default), ("example", &field.example)];
    for (key, value) in samples {
        if let Some(value) = value {
            check_sample(version, key, value, field, &place.key(key), findings);
        }
    }
}

fn check_sample(
    version: &Version,
    key: &str,
    value: &Value,
    field: &Field,
    place: &Place,
    findings: &mut Findings,
) {
    let known = version.known_values(field);
    let items = match value {
        Value::Array(items) => {
            if let Some(limit) = broken_by_count(items.len(), field) {
                report(value, &limit, place.clone(), findings);
            }
            items
                .iter()
                .enumerate()
                .map(|(index, item)| (item, place.index(index)))
                .collect()
        }
        value => vec![(value, place.clone())],
    };
    for (item, place) in items {
        // A known value that is written wrong is told as that alone.
        let plain = |value: &Value| shown(value).replace([' ', '`'], "");
        let is_listed = known.iter().any(|known| plain(&known.value) == plain(item));
        if is_listed {
            continue;
        }
        let limit = broken_by_text(item, field).or_else(|| broken_by_number(item, field));
        if let Some(limit) = limit {
            report(item, &limit, place, findings);
        } else if !known.is_empty() && field.range.is_none() {
            let message = format!("the {key} {} is not among the known values", shown(item));
            let texts = known.iter().filter_map(|known| known.value.as_str());
            let hint = match item.as_str().and_then(|text| nearest(text, texts)) {
                Some(near) => format!("write {}, or add it to `values`", code(near)),
                None => "add it to `values`, or correct it".to_owned(),
            };
            findings.add(&UNLISTED_VALUE, place, message, hint);
        }
    }
}

fn report(value: &Value, limit: &str, place: Place, findings: &mut Findings) {
    let message = format!("{} breaks {limit}", shown(value));
    let hint = if value.is_number() {
        "correct one of them, or list the number in `values` if it is allowed all the same"
    } else {
        "correct one of them"
    };
    findings.add(&BROKEN_LIMIT, place, message, hint);
}

fn broken_by_text(value: &Value, field: &Field) -> Option<String> {
    let length = value.as_str()?.chars().count();
    outside(length, field.min_chars, field.max_chars, "chars")
}

fn broken_by_count(count: usize, field: &Field) -> Option<String> {
    outside(count, field.min_items, field.max_items, "items")
}

fn outside(count: usize, min: Option<usize>, max: Option<usize>, unit: &str) -> Option<String> {
    match (min, max) {
        // Limits that contradict each other are an error of the spec.
        (Some(min), Some(max)) if min > max => None,
        (Some(min), _) if count < min => Some(format!("`min_{unit}` {min}, with {count}")),
        (_, Some(max)) if count > max => Some(format!("`max_{unit}` {max}, with {count}")),
        _ => None,
    }
}

fn broken_by_number(value: &Value, field: &Field) -> Option<String> {
    let number = value.as_f64()?;
    let Range { min, max } = field.range?;
    match (min, max) {
        (Some(min), Some(max)) if min > max => None,
        (Some(min), _) if number < min => Some(format!("the range, which begins at {min}")),
        (_, Some(max)) if number > max => Some(format!("the range, which ends at {max}")),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => code(text),
        value => code(&value.to_string()),
    }
}
