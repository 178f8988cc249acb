//! Known values and defaults that were read wrongly from a sentence, as their neighbours show.

use std::collections::HashSet;

use serde_json::Value;

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::{Field, KnownValue, Range};

use super::findings::Findings;
use super::walk::{FieldAt, ValuesAt, fields, known_values};
use super::{Rule, Severity};

pub(super) const CUT_VALUE: Rule = Rule {
    name: "cut-value",
    about: "A default that is only the beginning of the example, or a known value of one letter among \
            longer ones. Write the whole value, or remove it.",
    severity: Severity::Error,
};

pub(super) const ENDS_AS_VALUES: Rule = Rule {
    name: "ends-as-values",
    about: "Known values that are the two ends of the range, and nothing else. Remove them; say what the \
            ends mean in `docs`.",
    severity: Severity::Error,
};

pub(super) const LOST_ZERO: Rule = Rule {
    name: "lost-zero",
    about: "A range that begins above 0, where another field of the same name knows 0 besides its range. \
            List 0 in `values` with what it means, or the field among the exceptions of this rule.",
    severity: Severity::Error,
};

pub(super) const ODD_CAPITAL: Rule = Rule {
    name: "odd-capital",
    about: "The only known value with a capital letter, as a translation begins a line; an action without one at its \
            beginning, or a field among others that have one. Write it as the service does.",
    severity: Severity::Error,
};

/// Fields that upstream gives no 0, though it does to others of their names.
const WITHOUT_ZERO: &[(&str, &str)] = &[
    ("ModifyImageSpriteTemplate", "Height"),
    ("ModifyImageSpriteTemplate", "Width"),
    ("VideoTemplateInfo", "Vcrf"),
];

/// Checks every field of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    let with_zero = fields(version).filter(|it| it.field.range.is_some() && knows_zero(it.field));
    let with_zero: HashSet<&str> = with_zero.map(|it| it.field.name.as_str()).collect();
    let is_capital = |field: &Field| field.name.starts_with(|c: char| !c.is_ascii_lowercase());
    let with_capital = fields(version).filter(|at| is_capital(at.field));
    let capitals: HashSet<&str> = with_capital.map(|at| at.owner).collect();
    for FieldAt {
        field,
        place,
        owner,
        ..
    } in fields(version)
    {
        check_default(version, field, &place, findings);
        check_ends(field, &place, findings);
        if !is_capital(field) && capitals.contains(owner) {
            let message = format!(
                "{} begins with a small letter, and others do not",
                code(&field.name)
            );
            let place = place.key("name");
            findings.add(&ODD_CAPITAL, place, message, "write it as the service does");
        }
        let is_exception = WITHOUT_ZERO.contains(&(owner, field.name.as_str()));
        if with_zero.contains(field.name.as_str()) && !is_exception {
            check_zero(field, &place, findings);
        }
    }
    for file in &version.actions {
        let name = &file.value.name;
        if name.starts_with(|c: char| c.is_ascii_lowercase()) {
            let message = format!("the action {} begins with a small letter", code(name));
            let place = Place::file(file.file).key("name");
            findings.add(&ODD_CAPITAL, place, message, "write it as the service does");
        }
    }
    for ValuesAt { values, place, .. } in known_values(version) {
        check_letters(values, &place, findings);
        check_capitals(values, &place, findings);
    }
}

fn check_default(version: &Version, field: &Field, place: &Place, findings: &mut Findings) {
    let (Some(Value::String(default)), Some(Value::String(example))) =
        (&field.default, &field.example)
    else {
        return;
    };
    let mut known = version.known_values(field).iter();
    let is_known = known.any(|known| known.value == **default);
    if example != default && example.starts_with(default.as_str()) && !is_known {
        let message = format!("{} is the beginning of {}", code(default), code(example));
        let hint = "write the whole value, or list both in `values`";
        findings.add(&CUT_VALUE, place.key("default"), message, hint);
    }
}

fn check_letters(values: &[KnownValue], place: &Place, findings: &mut Findings) {
    let length = |value: &Value| value.as_str().map_or(0, |text| text.trim().chars().count());
    if !values.iter().any(|known| length(&known.value) > 1) {
        return;
    }
    for (index, known) in values.iter().enumerate() {
        if length(&known.value) == 1 {
            let text = known.value.as_str().unwrap_or_default();
            let message = format!("{} is one letter among words", code(text));
            let place = place.index(index).key("value");
            findings.add(
                &CUT_VALUE,
                place,
                message,
                "write the whole value, or remove it",
            );
        }
    }
}

fn check_capitals(values: &[KnownValue], place: &Place, findings: &mut Findings) {
    let words = values.iter().enumerate().filter_map(|(index, known)| {
        let text = known.value.as_str()?;
        let is_word = text.chars().all(|c| c.is_ascii_alphabetic());
        is_word.then_some((index, text))
    });
    let is_capital = |(_, text): &(usize, &str)| {
        let mut letters = text.chars();
        let begins = letters.next().is_some_and(|c| c.is_ascii_uppercase());
        begins && letters.all(|c| c.is_ascii_lowercase())
    };
    let is_small = |(_, text): &(usize, &str)| text.starts_with(|c: char| c.is_ascii_lowercase());
    let small = words.clone().filter(is_small).count();
    let mut capitals = words.filter(is_capital);
    if let (Some((index, text)), None) = (capitals.next(), capitals.next())
        && small > 1
    {
        let message = format!("{} alone begins with a capital letter", code(text));
        let place = place.index(index).key("value");
        findings.add(&ODD_CAPITAL, place, message, "write it as the service does");
    }
}

fn check_ends(field: &Field, place: &Place, findings: &mut Findings) {
    let Some(Range {
        min: Some(min),
        max: Some(max),
    }) = field.range
    else {
        return;
    };
    let values: Vec<_> = field
        .values
        .iter()
        .map(|known| known.value.as_f64())
        .collect();
    if values == [Some(min), Some(max)] {
        let message = "the known values are the ends of the range";
        let hint = "remove them, and say what the ends mean in `docs`";
        findings.add(&ENDS_AS_VALUES, place.key("values"), message, hint);
    }
}

fn check_zero(field: &Field, place: &Place, findings: &mut Findings) {
    let begins = field.range.and_then(|range| range.min);
    if begins.is_some_and(|min| min > 0.0) && !knows_zero(field) {
        let message = format!(
            "another {} knows 0 besides its range, and this does not",
            code(&field.name)
        );
        let hint = "list 0 in `values`, or the field in `xtask/src/lint/lists.rs`";
        findings.add(&LOST_ZERO, place.key("range"), message, hint);
    }
}

fn knows_zero(field: &Field) -> bool {
    let mut values = field.values.iter();
    values.any(|known| known.value.as_f64() == Some(0.0))
}
