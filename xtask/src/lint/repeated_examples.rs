//! Example calls that show what another of the action has shown.

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::Example;

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const REPEATED_EXAMPLE: Rule = Rule {
    name: "repeated-example",
    about: "An example call that is another one of its action again, or has its title. Remove it, or say what differs. \
            Two responses to one request are two examples.",
    severity: Severity::Error,
};

/// Checks the example calls of every action of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for file in &version.actions {
        let list = Place::file(file.file).key("examples");
        let examples = &file.value.examples;
        for (index, example) in examples.iter().enumerate() {
            check_example(example, &examples[..index], &list.index(index), findings);
        }
    }
}

fn check_example(example: &Example, before: &[Example], place: &Place, findings: &mut Findings) {
    if let Some(other) = before.iter().find(|other| is_same_call(example, other)) {
        let message = format!("this is the call of {} again", code(&other.title));
        let hint = "remove it, or show something else";
        findings.add(&REPEATED_EXAMPLE, place.clone(), message, hint);
        return;
    }
    let title = |example: &Example| example.title.trim().to_lowercase();
    if before.iter().any(|other| title(other) == title(example)) {
        let message = format!(
            "{} is the title of another example too",
            code(&example.title)
        );
        let place = place.key("title");
        findings.add(&REPEATED_EXAMPLE, place, message, "say what differs");
    }
}

fn is_same_call(a: &Example, b: &Example) -> bool {
    let have_one_response = match (&a.response, &b.response) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    a.request == b.request && have_one_response
}
