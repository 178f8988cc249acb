//! The actions on templates of one kind, found by their names.

use serde_json::{Value, json};

use crate::mock::actions::Actions;
use crate::mock::library::fit::fit_into;
use crate::schema::ActionSchema;
use crate::wire::View;

/// The parameter that names a template in most families. In the others, it is `Name`.
pub(super) const DEFINITION: &str = "Definition";

/// What an action does with templates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Verb {
    Create,
    Modify,
    /// As `Modify`, but as a whole.
    Reset,
    Delete,
    Describe,
}

const VERBS: [(&str, Verb); 5] = [
    ("Create", Verb::Create),
    ("Modify", Verb::Modify),
    ("Reset", Verb::Reset),
    ("Delete", Verb::Delete),
    ("Describe", Verb::Describe),
];

/// The templates of one kind.
pub(in crate::mock::library) struct Family {
    /// `TranscodeTemplate`.
    pub(in crate::mock::library) name: &'static str,
    /// The field that tells a template from the others.
    pub(in crate::mock::library) key: &'static str,
    describe: &'static ActionSchema,
}

impl Family {
    /// The family that an action belongs to, and what it does.
    pub(super) fn of_action(action: &ActionSchema) -> Option<(Verb, Self)> {
        let name = action.info.name;
        let mut verbs = VERBS.iter();
        let (name, verb) =
            verbs.find_map(|(prefix, verb)| Some((name.strip_prefix(prefix)?, *verb)))?;
        let name = match verb {
            Verb::Describe => name.strip_suffix('s')?,
            _ => name,
        };
        Some((verb, Self::of_name(name, action.info.version)?))
    }

    /// The family of a name, such as `TranscodeTemplate`.
    pub(in crate::mock::library) fn of_name(name: &str, version: &str) -> Option<Self> {
        let actions = Actions::of_vod();
        let find = |name: String| actions.find(&name, version);
        let describe = find(format!("Describe{name}s")).filter(|_| name.ends_with("Template"))?;
        let delete = find(format!("Delete{name}"))?;
        let has_definition = delete
            .parameters
            .iter()
            .any(|parameter| parameter.name == DEFINITION);
        Some(Self {
            name: delete.info.name.strip_prefix("Delete")?,
            key: if has_definition { DEFINITION } else { "Name" },
            describe,
        })
    }

    /// The field of the response that has the list: the only one that is a list.
    pub(super) fn list(&self) -> String {
        let mut list = String::new();
        (self.describe.empty)().response.fields(&mut |name, view| {
            if let View::List(_) = view {
                name.clone_into(&mut list);
            }
        });
        list
    }

    /// A template as lists show it: without what they have no field for.
    pub(in crate::mock::library) fn shown(&self, template: &Value) -> Value {
        let list = self.list();
        let page = json!({ list.as_str(): [template] });
        let mut page = fit_into((self.describe.empty)().response, &page);
        page[list][0].take()
    }
}
