//! Rules about unused types and areas.

use std::collections::BTreeSet;

use vod_codegen::problem::{Place, code};
use vod_codegen::read::{Loaded, Version};
use vod_codegen::spec::TypeFile;
use vod_codegen::usage::{UsageGraph, value_and_json};

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const UNUSED: Rule = Rule {
    name: "unused",
    about: "A type that no request or response holds, the arguments of one that only responses hold, an error \
            code of the service that no action lists, or an area without an action. Remove it, or name it where it \
            belongs.",
    severity: Severity::Error,
};

/// Checks a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    check_types(version, findings);
    check_error_codes(version, findings);
    check_areas(version, findings);
}

fn check_types(version: &Version, findings: &mut Findings) {
    let mut graph = UsageGraph::default();
    graph.add_version(version, value_and_json);
    let usages = graph.usages();
    for file in &version.types {
        let usage = usages.of(&file.value.name);
        if usage.is_any() && !usage.in_requests {
            check_arguments(file, findings);
        }
        if !usage.is_any() {
            let message = format!(
                "no request or response holds the type {}",
                code(&file.value.name)
            );
            let place = Place::file(file.file).key("name");
            findings.add(&UNUSED, place, message, "remove its file, or use it");
        }
    }
}

/// What no request holds is never made by `new()`.
fn check_arguments(file: &Loaded<TypeFile>, findings: &mut Findings) {
    let type_ = &file.value;
    for (key, is_given) in [
        ("new", !type_.new.is_empty()),
        ("one_of", !type_.one_of.is_empty()),
    ] {
        if is_given {
            let message = format!(
                "`{key}` is for requests, and none holds the type {}",
                code(&type_.name)
            );
            let place = Place::file(file.file).key(key).itself();
            findings.add(&UNUSED, place, message, "remove it");
        }
    }
}

fn check_error_codes(version: &Version, findings: &mut Findings) {
    let actions = version.actions.iter();
    let used: BTreeSet<&str> = actions
        .flat_map(|file| file.value.error_codes.iter().map(String::as_str))
        .collect();
    let list = Place::file(version.error_codes.file).key("codes");
    for (index, error) in version.error_codes.value.codes.iter().enumerate() {
        if !used.contains(error.code.as_str()) {
            let message = format!("no action lists the error code {}", code(&error.code));
            let hint = "list it where it is answered, move it to `common`, or remove it";
            findings.add(&UNUSED, list.index(index).key("code"), message, hint);
        }
    }
}

fn check_areas(version: &Version, findings: &mut Findings) {
    let actions = version.actions.iter();
    let used: BTreeSet<&str> = actions
        .filter_map(|file| file.value.area.as_deref())
        .collect();
    let list = Place::file(version.service.file).key("areas");
    for (index, area) in version.service.value.areas.iter().enumerate() {
        if !used.contains(area.as_str()) {
            let message = format!("no action belongs to the area {}", code(area));
            let hint = "remove it, or name it as the `area` of an action";
            findings.add(&UNUSED, list.index(index), message, hint);
        }
    }
}
