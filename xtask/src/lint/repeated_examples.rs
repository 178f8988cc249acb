//! Example calls that show what another of the action has shown.

use std::collections::{BTreeMap, BTreeSet};

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
        let mut shown = Shown::default();
        for (index, example) in file.value.examples.iter().enumerate() {
            shown.add(example, &list.index(index), findings);
        }
    }
}

/// The examples that came before.
#[derive(Default)]
struct Shown<'a> {
    by_request: BTreeMap<String, Vec<&'a Example>>,
    titles: BTreeSet<String>,
}

impl<'a> Shown<'a> {
    /// Compares an example with those before it.
    fn add(&mut self, example: &'a Example, place: &Place, findings: &mut Findings) {
        let is_title_new = self.titles.insert(example.title.trim().to_lowercase());
        let same_request = self.by_request.entry(example.request.to_string());
        let before = same_request.or_default();
        let other = before.iter().find(|other| is_same_call(example, other));
        if let Some(other) = other {
            let message = format!("this is the call of {} again", code(&other.title));
            let hint = "remove it, or show something else";
            findings.add(&REPEATED_EXAMPLE, place.clone(), message, hint);
        } else if !is_title_new {
            let message = format!(
                "{} is the title of another example too",
                code(&example.title)
            );
            let place = place.key("title");
            findings.add(&REPEATED_EXAMPLE, place, message, "say what differs");
        }
        before.push(example);
    }
}

fn is_same_call(a: &Example, b: &Example) -> bool {
    match (&a.response, &b.response) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}
