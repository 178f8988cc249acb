//! Addresses in examples: those of upstream tell accounts and people's names.

use serde_json::Value;
use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;

use super::findings::Findings;
use super::walk::fields;
use super::{Rule, Severity};
use crate::import::neutral_address;

pub(super) const FOREIGN_ADDRESS: Rule = Rule {
    name: "foreign-address",
    about: "An address in an example that is not on `example.com` or below it. Write one that is: others \
            belong to somebody.",
    severity: Severity::Error,
};

/// Checks the examples of every field and every call of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for at in fields(version) {
        if let Some(example) = &at.field.example {
            check_value(example, at.place.key("example"), findings);
        }
    }
    for file in &version.actions {
        let list = Place::file(file.file).key("examples");
        for (index, example) in file.value.examples.iter().enumerate() {
            let place = list.index(index);
            check_value(&example.request, place.key("request"), findings);
            if let Some(response) = &example.response {
                check_value(response, place.key("response"), findings);
            }
        }
    }
}

fn check_value(value: &Value, place: Place, findings: &mut Findings) {
    match value {
        Value::String(text) => {
            if let Some(neutral) = neutral_address(text) {
                let message = format!("{} is somebody's address", code(text));
                let hint = format!("write `{neutral}`");
                findings.add(&FOREIGN_ADDRESS, place, message, hint);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_value(item, place.index(index), findings);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                check_value(value, place.key(key), findings);
            }
        }
        _ => {}
    }
}
