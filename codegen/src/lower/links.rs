//! Links from the names in a text to what they name.

use std::collections::BTreeMap;

use crate::docs::{code, prose_with};
use crate::names;
use crate::read::Version;

use super::naming;

/// What the texts of a version can name: its actions and types, by their names in the API, and where they are in Rust.
#[derive(Default)]
pub(super) struct Links {
    paths: BTreeMap<String, String>,
}

/// The fields that stand beside a text: their names on the wire and in Rust.
pub(super) type Siblings<'a> = [(&'a str, &'a str)];

impl Links {
    /// The links of a version, with the names of its types in Rust.
    pub(super) fn new(version: &Version, types: &BTreeMap<&str, String>) -> Self {
        let module = names::version(&version.folder);
        let path = |name: &str| format!("crate::{module}::{name}");
        let types = types
            .iter()
            .map(|(name, rust)| ((*name).to_owned(), path(rust)));
        let actions = version.actions.iter().flat_map(|file| {
            let (name, rust) = (&file.value.name, naming::action_name(&file.value));
            let request = path(&format!("{rust}Request"));
            [
                (name.clone(), request.clone()),
                (format!("{name}Request"), request),
                (format!("{name}Response"), path(&format!("{rust}Response"))),
            ]
        });
        Self {
            paths: types.chain(actions).collect(),
        }
    }

    /// Prose as Markdown. A name in backticks becomes a link if it is that of a sibling, a type or an action, in this
    /// order, unless it is the name of what the text is about.
    pub(super) fn prose(&self, text: &str, about: &str, siblings: &Siblings<'_>) -> String {
        prose_with(text, |name| match self.target(name, siblings) {
            Some(target) if name != about => format!("[{}]({target})", code(name)),
            _ => code(name),
        })
    }

    fn target(&self, name: &str, siblings: &Siblings<'_>) -> Option<String> {
        let sibling = siblings.iter().find(|(wire, _)| *wire == name);
        match sibling {
            Some((_, field)) => Some(format!("field@Self::{}", names::file(field))),
            None => self.paths.get(name).cloned(),
        }
    }
}
