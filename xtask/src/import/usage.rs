//! Which types requests and responses hold.

use std::collections::HashSet;

use vod_codegen::read::Version;
use vod_codegen::usage::{self, UsageGraph, Usages, value_and_json};

use super::described::{Described, Member};

/// Follows what upstream describes and also what the spec keeps: an action that has disappeared still uses its
/// types.
pub(super) fn usages<'a>(described: &'a Described, existing: Option<&'a Version>) -> Usages<'a> {
    let mut graph = UsageGraph::default();
    for (name, members) in &described.types {
        graph.add_type(name, names(members));
    }
    for action in described.actions.values() {
        graph.add_action(names(&action.parameters), names(&action.response));
    }
    if let Some(existing) = existing {
        graph.add_version(existing, value_and_json);
    }
    graph.usages()
}

/// Which types of the spec requests and responses hold, as the generator follows them.
pub(super) fn of_version(existing: &Version) -> Usages<'_> {
    let mut graph = UsageGraph::default();
    graph.add_version(existing, usage::value);
    graph.usages()
}

/// The types of ours that fields of text hold as JSON, directly or through others.
pub(super) fn held_as_json(existing: &Version) -> HashSet<&str> {
    let mut graph = UsageGraph::default();
    graph.add_version(existing, value_and_json);
    let fields_of_types = existing.types.iter().flat_map(|file| &file.value.fields);
    let fields_of_actions = existing.actions.iter().flat_map(|file| {
        let action = &file.value;
        action.parameters.iter().chain(&action.response)
    });
    let fields = fields_of_types.chain(fields_of_actions);
    let held: Vec<&str> = fields.filter_map(|field| field.json.as_deref()).collect();
    graph.reach(&held)
}

pub(super) fn names(members: &[Member]) -> impl Iterator<Item = &str> {
    members.iter().map(|member| member.type_.name.as_str())
}
