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
    let parameters = fields(version).filter(|at| at.list == List::Parameters);
    for FieldAt {
        field,
        place,
        owner,
        ..
    } in parameters
    {
        let Some(common) = common_parameters::place(&field.name) else {
            continue;
        };
        let mut actions = version.actions.iter();
        let is_own = actions
            .find(|file| file.value.name == owner)
            .is_some_and(|file| is_shown(&file.value, &field.name, &version.folder));
        if !is_own {
            let message = format!("every request has {}, in {common}", code(&field.name));
            let hint = "remove it; if the action has one of its own, show it in an example call";
            findings.add(&COMMON_PARAMETER, place.key("name"), message, hint);
        }
    }
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
