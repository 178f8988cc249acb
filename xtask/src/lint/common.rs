//! Parameters of an action that are probably those of every request.

use serde_json::Value;

use vod_codegen::common_parameters;
use vod_codegen::problem::code;
use vod_codegen::read::Version;
use vod_codegen::spec::ActionFile;

use super::findings::Findings;
use super::walk::{FieldAt, List, fields};
use super::{Rule, Severity};

pub(super) const COMMON_PARAMETER: Rule = Rule {
    name: "common-parameter",
    about: "A parameter with the name of one that every request has, such as `Action`, `Region` or `Token`, and that no \
            example call of the action gives. The client sends those by itself: remove it. If the action has one of its \
            own, show it in an example call.",
    severity: Severity::Error,
};

/// Checks the parameters of every action of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for at in fields(version).filter(|at| is_common(version, at)) {
        let name = &at.field.name;
        let common = common_parameters::place(name).unwrap_or_default();
        let message = format!("every request has {}, in {common}", code(name));
        let hint = "remove it; if the action has one of its own, show it in an example call";
        findings.add(&COMMON_PARAMETER, at.place.key("name"), message, hint);
    }
}

/// Whether a field is a parameter that is probably common to all requests.
pub(super) fn is_common(version: &Version, at: &FieldAt<'_>) -> bool {
    let name = &at.field.name;
    let mut actions = version.actions.iter().map(|file| &file.value);
    at.list == List::Parameters
        && common_parameters::place(name).is_some()
        && !actions.any(|it| it.name == at.owner && is_shown(it, name, &version.folder))
}

/// Whether an example call gives the parameter, and not as upstream writes the common ones.
fn is_shown(action: &ActionFile, name: &str, version: &str) -> bool {
    let mut requests = action.examples.iter().map(|example| &example.request);
    requests.any(|request| match request.get(name) {
        Some(Value::String(text)) => *text != action.name && text != version,
        Some(_) => true,
        None => false,
    })
}
