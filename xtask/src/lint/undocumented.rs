//! Lists undocumented items.

use crate::import::{NOT_DESCRIBED, placeholder_summary};
use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::{ActionFile, ErrorCodesFile};

use super::findings::Findings;
use super::walk::{FieldAt, List, ValuesAt, fields, known_values};
use super::{Rule, Severity};

pub(super) const UNDOCUMENTED: Rule = Rule {
    name: "undocumented",
    about: "An action, type, field, known value or error code that no words of ours describe. Write them.",
    severity: Severity::Note,
};

pub(super) const NO_WORDS: Rule = Rule {
    name: "no-words",
    about: "An action, type, field, known value or error code without words of ours in a version that `service.json` \
            calls `documented`. Write them, as docs/words.md says.",
    severity: Severity::Error,
};

pub(super) const NO_EXAMPLE: Rule = Rule {
    name: "no-example",
    about: "An action without an example of a call. Add one: the documentation shows it, and the mock \
            server answers with its response.",
    severity: Severity::Note,
};

pub(super) const INCOMPLETE: Rule = Rule {
    name: "incomplete",
    about: "An action without the address of its official page, without its area, or without its error \
            codes. Add what the official page says; some actions have no page, or list no codes.",
    severity: Severity::Note,
};

/// The number of undocumented items, by place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undocumented {
    /// Actions.
    pub actions: usize,
    /// Parameters of requests.
    pub parameters: usize,
    /// Fields of responses.
    pub response_fields: usize,
    /// Types.
    pub types: usize,
    /// Fields of types.
    pub type_fields: usize,
    /// Known values of fields of all kinds.
    pub known_values: usize,
    /// Error codes.
    pub error_codes: usize,
    /// Actions without an example of a call.
    pub without_example: usize,
}

/// The rule for what has no words in a version.
fn rule(version: &Version) -> &'static Rule {
    match version.service.value.documented {
        true => &NO_WORDS,
        false => &UNDOCUMENTED,
    }
}

impl Undocumented {
    /// Looks at everything in a version.
    pub(super) fn check(&mut self, version: &Version, findings: &mut Findings) {
        let rule = rule(version);
        for file in &version.actions {
            let place = Place::file(file.file);
            self.check_action(&file.value, &place, rule, findings);
            check_complete(version, &file.value, &place, findings);
        }
        for file in &version.types {
            let (file, value) = (Place::file(file.file), &file.value);
            if value.summary.is_empty() {
                let what = format!("the type {}", code(&value.name));
                note(&mut self.types, &what, file.key("name"), rule, findings);
            }
        }
        for field in fields(version) {
            self.check_field(&field, rule, findings);
        }
        for values in known_values(version) {
            self.check_values(&values, rule, findings);
        }
        let place = Place::file(version.error_codes.file);
        self.check_error_codes(&version.error_codes.value, &place, rule, findings);
    }

    fn check_action(
        &mut self,
        action: &ActionFile,
        place: &Place,
        rule: &'static Rule,
        findings: &mut Findings,
    ) {
        let name = code(&action.name);
        if action.summary == placeholder_summary(&action.name) {
            let what = format!("the action {name}");
            note(
                &mut self.actions,
                &what,
                place.key("summary"),
                rule,
                findings,
            );
        }
        if action.examples.is_empty() {
            let message = format!("{name} has no example of a call");
            let hint = "add one to `examples`";
            findings.add(&NO_EXAMPLE, place.key("name"), message, hint);
            self.without_example += 1;
        }
    }

    fn check_field(&mut self, at: &FieldAt<'_>, rule: &'static Rule, findings: &mut Findings) {
        let FieldAt { field, place, .. } = at;
        let (count, what) = match at.list {
            List::Parameters => (&mut self.parameters, "parameter"),
            List::Response => (&mut self.response_fields, "field"),
            List::Type => (&mut self.type_fields, "field"),
        };
        let name = code(&format!("{}.{}", at.owner, field.name));
        if field.docs.is_empty() {
            let what = format!("the {what} {name}");
            note(count, &what, place.key("name"), rule, findings);
        }
    }

    fn check_values(&mut self, at: &ValuesAt<'_>, rule: &'static Rule, findings: &mut Findings) {
        for (index, known) in at.values.iter().enumerate() {
            if known.docs.is_empty() {
                let value = code(&known.value.to_string());
                let what = format!("the value {value} of {}", code(&at.owner));
                note(
                    &mut self.known_values,
                    &what,
                    at.place.index(index),
                    rule,
                    findings,
                );
            }
        }
    }

    fn check_error_codes(
        &mut self,
        file: &ErrorCodesFile,
        place: &Place,
        rule: &'static Rule,
        findings: &mut Findings,
    ) {
        for (index, error) in file.codes.iter().enumerate() {
            if error.meaning == NOT_DESCRIBED {
                let what = format!("the error code {}", code(&error.code));
                let place = place.key("codes").index(index).key("meaning");
                note(&mut self.error_codes, &what, place, rule, findings);
            }
        }
    }
}

fn check_complete(version: &Version, action: &ActionFile, place: &Place, findings: &mut Findings) {
    let areas = &version.service.value.areas;
    let missing = [
        (action.page.is_none(), "official page", "page"),
        (!areas.is_empty() && action.area.is_none(), "area", "area"),
        (action.error_codes.is_empty(), "error codes", "error_codes"),
    ];
    for (_, what, key) in missing.into_iter().filter(|(is_missing, ..)| *is_missing) {
        let message = format!("{} has no {}", code(&action.name), what);
        let hint = format!("add `{key}`, if the official documentation has it");
        findings.add(&INCOMPLETE, place.key("name"), message, hint);
    }
}

fn note(count: &mut usize, what: &str, place: Place, rule: &'static Rule, findings: &mut Findings) {
    let message = format!("{what} is not documented");
    findings.add(rule, place, message, "document it");
    *count += 1;
}
