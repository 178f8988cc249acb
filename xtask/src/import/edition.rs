//! The editions of upstream's description, of which the spec follows one.
//!
//! Another edition completes the spec and corrects nothing: it brings actions that the spec lacks, with their types,
//! and what it lacks itself is no removal.

use std::collections::HashSet;

use vod_codegen::read::Version;
use vod_codegen::spec::Edition;
use vod_codegen::usage::{UsageGraph, value_and_json};

use super::described::Described;
use super::raw;
use super::usage::names;
use super::words::has_han;

/// Which edition is imported into which.
#[derive(Clone, Copy, Debug)]
pub(super) struct Editions {
    /// The edition that the description is of.
    pub(super) imported: Edition,
    /// The edition that the spec follows.
    pub(super) followed: Edition,
}

impl Editions {
    /// Whether the description is of the edition that the spec follows.
    pub(super) fn is_followed(self) -> bool {
        self.imported == self.followed
    }

    /// Whether a file of the spec would be in the description if it still existed.
    pub(super) fn is_expected(self, edition: Option<Edition>) -> bool {
        edition.unwrap_or(self.followed) == self.imported
    }

    /// What a file says that the description has.
    pub(super) fn mark(self) -> Option<Edition> {
        (!self.is_followed()).then_some(self.imported)
    }

    /// Leaves in a description what it may bring to the spec.
    pub(super) fn restrict(self, described: &mut Described, existing: Option<&Version>) {
        let Some(existing) = existing.filter(|_| !self.is_followed()) else {
            return;
        };
        let others = existing.actions.iter().map(|file| &file.value);
        let others = others.filter(|action| !self.is_expected(action.edition));
        let others: HashSet<&str> = others.map(|action| action.name.as_str()).collect();
        described
            .actions
            .retain(|name, _| !others.contains(name.as_str()));
        let others = existing.types.iter().map(|file| &file.value);
        let others = others.filter(|file| !self.is_expected(file.edition));
        let others: HashSet<&str> = others.map(|file| file.name.as_str()).collect();
        let used = used_types(described, existing);
        described
            .types
            .retain(|name, _| used.contains(name) && !others.contains(name.as_str()));
    }
}

/// The types that the actions of a description use, directly or through others of the description or the spec.
fn used_types(described: &Described, existing: &Version) -> HashSet<String> {
    let mut graph = UsageGraph::default();
    graph.add_version(existing, value_and_json);
    for (name, members) in &described.types {
        graph.add_type(name, names(members));
    }
    let members = described
        .actions
        .values()
        .flat_map(|action| action.parameters.iter().chain(&action.response));
    let direct: Vec<&str> = members.map(|member| member.type_.name.as_str()).collect();
    graph
        .reach(&direct)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// The edition that a description is of, by the language of its documentation.
pub(super) fn detect(description: &raw::Description) -> Option<Edition> {
    let documents = description.actions.0.iter();
    let documents: Vec<&str> = documents
        .filter_map(|(_, action)| action.document.as_deref())
        .filter(|document| !document.is_empty())
        .collect();
    let chinese = documents
        .iter()
        .filter(|document| has_han(document))
        .count();
    (!documents.is_empty()).then_some(if chinese * 2 > documents.len() {
        Edition::Mainland
    } else {
        Edition::International
    })
}
