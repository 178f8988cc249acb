//! Where types are used: in requests, in responses or in both.

use std::collections::{HashMap, HashSet};

use vod_codegen::read::Version;
use vod_codegen::spec::Field;

use super::described::{Described, Member};

/// The types that requests and responses use, directly or through others.
#[derive(Debug, Default)]
pub(super) struct Directions {
    in_requests: HashSet<String>,
    in_responses: HashSet<String>,
}

/// Where values of a list of fields are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Direction {
    pub(super) in_requests: bool,
    pub(super) in_responses: bool,
}

impl Directions {
    /// Follows what upstream describes and also what the spec keeps: an action that has disappeared
    /// still uses its types.
    pub(super) fn of(described: &Described, existing: Option<&Version>) -> Self {
        let mut uses: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut by_requests: Vec<&str> = Vec::new();
        let mut by_responses: Vec<&str> = Vec::new();
        for (name, members) in &described.types {
            uses.entry(name).or_default().extend(names(members));
        }
        for action in described.actions.values() {
            by_requests.extend(names(&action.parameters));
            by_responses.extend(names(&action.response));
        }
        if let Some(existing) = existing {
            for file in &existing.types {
                let types = file.value.fields.iter().flat_map(types_of);
                uses.entry(&file.value.name).or_default().extend(types);
            }
            for file in &existing.actions {
                let action = &file.value;
                by_requests.extend(action.parameters.iter().flat_map(types_of));
                by_responses.extend(action.response.iter().flat_map(types_of));
            }
        }
        Self {
            in_requests: reach(&uses, by_requests),
            in_responses: reach(&uses, by_responses),
        }
    }

    /// Where a type is used.
    pub(super) fn of_type(&self, name: &str) -> Direction {
        Direction {
            in_requests: self.in_requests.contains(name),
            in_responses: self.in_responses.contains(name),
        }
    }
}

/// The types of ours that fields of text hold as JSON, directly or through others.
pub(super) fn held_as_json(existing: &Version) -> HashSet<String> {
    let fields_of_types = existing.types.iter().flat_map(|file| &file.value.fields);
    let fields_of_actions = existing.actions.iter().flat_map(|file| {
        let action = &file.value;
        action.parameters.iter().chain(&action.response)
    });
    let fields = fields_of_types.chain(fields_of_actions);
    let held = fields.filter_map(|field| field.json.as_deref()).collect();
    let uses = existing.types.iter().map(|file| {
        let types = file.value.fields.iter().flat_map(types_of);
        (file.value.name.as_str(), types.collect())
    });
    reach(&uses.collect(), held)
}

/// The type of a field, and the one that it holds as JSON.
fn types_of(field: &Field) -> impl Iterator<Item = &str> {
    std::iter::once(field.type_.name.as_str()).chain(field.json.as_deref())
}

fn names(members: &[Member]) -> impl Iterator<Item = &str> {
    members.iter().map(|member| member.type_.name.as_str())
}

fn reach<'a>(uses: &HashMap<&str, Vec<&'a str>>, mut waiting: Vec<&'a str>) -> HashSet<String> {
    let mut reached = HashSet::new();
    while let Some(name) = waiting.pop() {
        if let Some(used) = uses.get(name)
            && reached.insert(name.to_owned())
        {
            waiting.extend(used);
        }
    }
    reached
}
