//! Texts that hold a time or JSON, as their examples show, and what their type says.

use serde_json::Value;

use vod_codegen::calendar;
use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::Field;

use super::findings::Findings;
use super::walk::{FieldAt, example_values, fields};
use super::{Rule, Severity};

pub(super) const TEXT_JSON: Rule = Rule {
    name: "text-json",
    about: "A text whose example is a JSON object or list, and that has no `json`, or one that has it and whose \
            example is no JSON. Name the type that it holds, or write `any`; or correct the example.",
    severity: Severity::Error,
};

pub(super) const TEXT_BYTES: Rule = Rule {
    name: "text-bytes",
    about: "An example of a `binary` that is no Base64. Write some bytes in it, or correct the type.",
    severity: Severity::Error,
};

pub(super) const TEXT_TIME: Rule = Rule {
    name: "text-time",
    about: "A field whose example is a time in one form, and whose type is `string` or that of another \
            form. Correct the type, or the example.",
    severity: Severity::Error,
};

/// The types of times, and how their texts begin: each digit is a 0 here.
const TIMES: &[(&str, &str)] = &[
    ("timestamp", "0000-00-00T00:00:00"),
    ("timestamp", "0000-00-00 00:00:00"),
    ("date", "0000-00-00"),
];

/// Checks every field and every example call of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for FieldAt { field, place, .. } in fields(version) {
        if let Some(example) = &field.example {
            check_example(field, example, &place.key("example"), findings);
        }
    }
    example_values(version, |_, field, value, place| {
        let is_time = TIMES.iter().any(|(time, _)| *time == field.type_.name);
        // What a text shows in one call may be chance; what the field's own example shows is not.
        if is_time || field.json.is_some() || field.type_.is("binary") {
            check_example(field, value, place, findings);
        }
    });
}

fn check_example(field: &Field, example: &Value, place: &Place, findings: &mut Findings) {
    match example {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_time(field, item, place.index(index), findings);
                check_base64(field, item, place.index(index), findings);
            }
        }
        example => {
            check_time(field, example, place.clone(), findings);
            check_base64(field, example, place.clone(), findings);
            check_json(field, example, place.clone(), findings);
        }
    }
}

fn check_time(field: &Field, example: &Value, place: Place, findings: &mut Findings) {
    let type_ = field.type_.name.as_str();
    // Responses have an empty text where there is no time.
    let Some(text) = example.as_str().filter(|text| !text.is_empty()) else {
        return;
    };
    let is_time = TIMES.iter().any(|(time, _)| *time == type_);
    let found = time_type(text);
    if found == Some(type_) && !calendar::exists(text) {
        let message = format!("{} is not a valid date", code(text));
        findings.add(&TEXT_TIME, place, message, "correct the example");
        return;
    }
    if found == Some(type_) || (!is_time && (type_ != "string" || found.is_none())) {
        return;
    }
    let message = format!("{} is no {}", code(text), code(type_));
    match found {
        Some(time) if !is_time => {
            let message = format!("{} is a time, and the type {}", code(text), code(type_));
            let hint = format!("write the type {}", code(time));
            findings.add(&TEXT_TIME, place, message, hint);
        }
        _ => {
            findings.add(
                &TEXT_TIME,
                place,
                message,
                "correct the example, or the type",
            );
        }
    }
}

/// The type of the times that are written like this text.
fn time_type(text: &str) -> Option<&'static str> {
    let digits_are_zero = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let shape: String = text.chars().map(digits_are_zero).collect();
    let mut times = TIMES.iter();
    let found = times.find(|(time, start)| match *time {
        "timestamp" => shape.starts_with(start),
        _ => shape == *start,
    });
    found.map(|(time, _)| *time)
}

fn check_base64(field: &Field, example: &Value, place: Place, findings: &mut Findings) {
    let text = example.as_str().filter(|_| field.type_.name == "binary");
    if let Some(text) = text.filter(|text| !is_base64(text)) {
        let message = format!("{} is no Base64, and the type `binary`", code(text));
        let hint = "write some bytes in it, or correct the type";
        findings.add(&TEXT_BYTES, place, message, hint);
    }
}

/// Whether a text can be Base64, of either alphabet.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_digit = |c: char| c.is_ascii_alphanumeric() || "+/-_".contains(c);
    let is_padded = text.len().is_multiple_of(4) && text.len() - digits.len() <= 2;
    digits.chars().all(is_digit) && (is_padded || digits.len() == text.len() && text.len() % 4 != 1)
}

fn check_json(field: &Field, example: &Value, place: Place, findings: &mut Findings) {
    let Some(text) = example.as_str() else {
        return;
    };
    let is_json = || serde_json::from_str::<Value>(text).is_ok();
    if field.json.is_some() && !text.is_empty() && !is_json() {
        let message = format!("{} is no JSON, and `json` says that it is", code(text));
        let hint = "correct the example, or remove `json`";
        findings.add(&TEXT_JSON, place, message, hint);
        return;
    }
    let is_likely = text.trim_start().starts_with(['{', '[']);
    if field.type_.is("string") && field.json.is_none() && is_likely && is_json() {
        let message = "the example is JSON, but the field has no `json`";
        let hint = "write \"json\": \"any\", or the type that it holds";
        findings.add(&TEXT_JSON, place, message, hint);
    }
}
