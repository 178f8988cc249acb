//! Which types requests and responses hold, directly or through other types.

use std::collections::{HashMap, HashSet};

use crate::read::Version;
use crate::spec::Field;

/// Where values of a type are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Whether a request can hold one: a caller may have to build it.
    pub in_requests: bool,
    /// Whether a response can hold one: a caller may be given it.
    pub in_responses: bool,
}

/// The types that fields have, by the names of the types.
#[derive(Debug, Default)]
pub struct UsageGraph<'a> {
    held: HashMap<&'a str, Vec<&'a str>>,
    by_requests: Vec<&'a str>,
    by_responses: Vec<&'a str>,
}

/// The types that requests and responses hold at any depth.
#[derive(Debug, Default)]
pub struct Usages<'a> {
    in_requests: HashSet<&'a str>,
    in_responses: HashSet<&'a str>,
}

/// The type of a field.
pub fn value(field: &Field) -> impl Iterator<Item = &str> {
    std::iter::once(field.type_.name.as_str())
}

/// The type of a field, and the type of the JSON that it holds as text.
pub fn value_and_json(field: &Field) -> impl Iterator<Item = &str> {
    value(field).chain(field.json.as_deref())
}

impl<'a> UsageGraph<'a> {
    /// Adds all of a version; `types` says which types count as held by a field.
    pub fn add_version<I: Iterator<Item = &'a str>>(
        &mut self,
        version: &'a Version,
        types: fn(&'a Field) -> I,
    ) {
        for file in &version.types {
            let held = file.value.fields.iter().flat_map(types);
            self.add_type(&file.value.name, held);
        }
        for file in &version.actions {
            let action = &file.value;
            self.add_action(
                action.parameters.iter().flat_map(types),
                action.response.iter().flat_map(types),
            );
        }
    }

    /// Adds the types that the fields of a type hold.
    pub fn add_type(&mut self, name: &'a str, held: impl Iterator<Item = &'a str>) {
        self.held.entry(name).or_default().extend(held);
    }

    /// Adds the types that the request and the response of an action hold.
    pub fn add_action(
        &mut self,
        request: impl Iterator<Item = &'a str>,
        response: impl Iterator<Item = &'a str>,
    ) {
        self.by_requests.extend(request);
        self.by_responses.extend(response);
    }

    /// The types that requests and responses hold at any depth.
    pub fn usages(&self) -> Usages<'a> {
        Usages {
            in_requests: self.reach(&self.by_requests),
            in_responses: self.reach(&self.by_responses),
        }
    }

    /// These types, and those that they hold at any depth.
    pub fn reach(&self, types: &[&'a str]) -> HashSet<&'a str> {
        let mut reached = HashSet::new();
        let mut waiting = types.to_vec();
        while let Some(name) = waiting.pop() {
            if let Some(held) = self.held.get(name)
                && reached.insert(name)
            {
                waiting.extend(held);
            }
        }
        reached
    }
}

impl Usages<'_> {
    /// Where values of a type are sent.
    pub fn of(&self, type_: &str) -> Usage {
        Usage {
            in_requests: self.in_requests.contains(type_),
            in_responses: self.in_responses.contains(type_),
        }
    }
}

impl Usage {
    /// Whether values are sent both ways.
    pub fn is_both(self) -> bool {
        self.in_requests && self.in_responses
    }

    /// Whether values are sent at all.
    pub fn is_any(self) -> bool {
        self.in_requests || self.in_responses
    }
}

#[cfg(test)]
mod tests {
    use super::{Usage, UsageGraph};

    #[test]
    fn usages_follow_every_field() {
        // A → B → C, D → C, E alone
        let mut graph = UsageGraph::default();
        for (name, held) in [("A", "B"), ("B", "C"), ("D", "C")] {
            graph.add_type(name, [held, "string"].into_iter());
        }
        graph.add_type("C", ["C"].into_iter());
        graph.add_type("E", [].into_iter());
        graph.add_action(["A"].into_iter(), ["D"].into_iter());
        let usages = graph.usages();
        for (name, in_requests, in_responses) in [
            ("A", true, false),
            ("B", true, false),
            ("C", true, true),
            ("D", false, true),
            ("E", false, false),
            ("string", false, false),
        ] {
            let expected = Usage {
                in_requests,
                in_responses,
            };
            assert_eq!(usages.of(name), expected, "{name}");
        }
    }
}
