//! Words about a unit that is not the field's.

use vod_codegen::problem::code;
use vod_codegen::read::Version;
use vod_codegen::spec::Unit;

use super::findings::Findings;
use super::walk::fields;
use super::{Rule, Severity};

pub(super) const UNIT_WORDS: Rule = Rule {
    name: "unit-words",
    about: "A field whose words say that it is in one unit, and whose `unit` is another. Correct one of them.",
    severity: Severity::Error,
};

/// What words call the units that are mixed up.
const UNITS: &[(&str, Unit)] = &[
    ("milliseconds", Unit::Milliseconds),
    ("seconds", Unit::Seconds),
    ("minutes", Unit::Minutes),
    ("hours", Unit::Hours),
    ("days", Unit::Days),
    ("bytes", Unit::Bytes),
    ("bps", Unit::BitsPerSecond),
    ("kbps", Unit::KilobitsPerSecond),
    ("pixels", Unit::Pixels),
    ("percent", Unit::Percent),
];

/// Checks every field of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for at in fields(version) {
        let (Some(unit), Some((name, said))) = (at.field.unit, said(&at.field.docs)) else {
            continue;
        };
        if said != unit {
            let message = format!("the words say {}, and `unit` says otherwise", code(name));
            let hint = "correct one of them";
            findings.add(&UNIT_WORDS, at.place.key("unit"), message, hint);
        }
    }
}

/// The one unit that words say a field is in; `None` where they name several, each in some case.
fn said(docs: &str) -> Option<(&'static str, Unit)> {
    let mut words = docs
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty());
    let mut named: Vec<(&str, Unit)> = Vec::new();
    while let Some(word) = words.next() {
        let next = words.clone().next();
        let unit = UNITS.iter().find(|(name, _)| next == Some(*name));
        named.extend(unit.filter(|_| word.eq_ignore_ascii_case("in")));
    }
    match named[..] {
        [only] => Some(only),
        _ => None,
    }
}
