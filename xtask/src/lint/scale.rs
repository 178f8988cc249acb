//! Numbers that no API has: a digit too many, or a limit that nothing fits.

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::{ActionFile, Field};

use super::findings::Findings;
use super::walk::fields;
use super::{Rule, Severity};

pub(super) const OUT_OF_SCALE: Rule = Rule {
    name: "out-of-scale",
    about: "A number that no API has: a rate, a length or a page size of millions, months of deduplication, a \
            greatest length of 0. Correct it.",
    severity: Severity::Error,
};

/// The greatest number of each key that makes sense, many times what Tencent Cloud's services have.
const GREATEST_RATE: u64 = 10_000;
const GREATEST_PAGE: u64 = 1_000_000;
const GREATEST_LENGTH: u64 = 100_000_000;
const GREATEST_DAYS: u64 = 60;

/// Checks every number of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for file in &version.actions {
        check_action(&file.value, &Place::file(file.file), findings);
    }
    for at in fields(version) {
        check_field(at.field, &at.place, findings);
    }
}

fn check_action(action: &ActionFile, place: &Place, findings: &mut Findings) {
    let numbers = [
        (
            "requests_per_second",
            action.requests_per_second,
            GREATEST_RATE,
        ),
        ("session_id_days", action.session_id_days, GREATEST_DAYS),
    ];
    for (key, number, greatest) in numbers {
        let hint = match key {
            "session_id_days" => "it counts days",
            _ => "count the digits",
        };
        let number = number.map(u64::from);
        check_number(number, greatest, place.key(key), hint, findings);
    }
    if let Some(pagination) = &action.pagination {
        let place = place.key("pagination");
        let sizes = [
            ("default_size", pagination.default_size),
            ("max_size", pagination.max_size),
        ];
        for (key, number) in sizes {
            let place = place.key(key);
            if number == Some(0) {
                let message = "a page of 0 items is none";
                findings.add(&OUT_OF_SCALE, place, message, "correct it, or remove it");
                continue;
            }
            let number = number.map(u64::from);
            check_number(number, GREATEST_PAGE, place, "count the digits", findings);
        }
    }
}

fn check_field(field: &Field, place: &Place, findings: &mut Findings) {
    let lengths = [
        ("min_chars", field.min_chars),
        ("max_chars", field.max_chars),
        ("min_items", field.min_items),
        ("max_items", field.max_items),
    ];
    for (key, number) in lengths {
        let number = number.map(|number| u64::try_from(number).unwrap_or(u64::MAX));
        let place = place.key(key);
        if key.starts_with("max") {
            check_zero(number, &place, findings);
        }
        check_number(number, GREATEST_LENGTH, place, "count the digits", findings);
    }
}

fn check_zero(number: Option<u64>, place: &Place, findings: &mut Findings) {
    if number == Some(0) {
        let message = "a maximum length of 0 allows nothing";
        findings.add(
            &OUT_OF_SCALE,
            place.clone(),
            message,
            "correct it, or remove it",
        );
    }
}

fn check_number(
    number: Option<u64>,
    greatest: u64,
    place: Place,
    hint: &str,
    findings: &mut Findings,
) {
    if let Some(number) = number.filter(|number| *number > greatest) {
        let message = format!("{} is more than any API has", code(&number.to_string()));
        findings.add(&OUT_OF_SCALE, place, message, hint);
    }
}
