//! Names that must differ, and what to do when they do not.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use crate::names;
use crate::problem::{Place, code};
use crate::read::Loaded;
use crate::spec::{ActionFile, Field, TypeFile};

use super::problems::Problems;

const NEEDS_A_NAME: &str = "give one of them a `rust_name`";

/// A named thing of a version: its name in the spec, the name of its module, and where it is named.
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
    /// The name that those in Rust are made of.
    pub(super) rust_name: &'a str,
    pub(super) module: String,
    pub(super) place: Place,
}

impl<'a> Named<'a> {
    /// The action or type of this name, in this file.
    pub(super) fn new(name: &'a str, rust_name: Option<&'a str>, file: usize) -> Self {
        Self {
            name,
            rust_name: rust_name.unwrap_or(name),
            module: names::module(rust_name.unwrap_or(name)),
            place: Place::file(file).key("name"),
        }
    }

    /// The type of this file.
    pub(super) fn of_type(file: &'a Loaded<TypeFile>) -> Self {
        let type_ = &file.value;
        Self::new(&type_.name, type_.rust_name.as_deref(), file.file)
    }
}

/// Checks that actions, or types, are identifiers, and differ in more than capitals, and so do their
/// modules.
pub(super) fn check_distinct(what: &str, all: &[Named<'_>], problems: &mut Problems) {
    let mut by_lowercase = BTreeMap::new();
    let mut by_module = BTreeMap::new();
    for named in all {
        let Named {
            name,
            rust_name,
            module,
            place,
        } = named;
        if !names::is_identifier(rust_name) {
            let message = format!("`{rust_name}` cannot be a name in Rust");
            let hint = "a name begins with a letter and has letters, digits and `_`";
            problems.add(place.clone(), message, hint);
        }
        if rust_name != name && names::is_identifier(rust_name) && !is_type_name(rust_name) {
            let message = format!("`{rust_name}` is not written as the names of types are");
            let hint = format!("write `{}`", rust_name.to_upper_camel_case());
            problems.add(Place::file(place.file).key("rust_name"), message, hint);
        }
        if names::is_identifier(rust_name)
            && (!names::is_identifier(name) || !names::is_identifier(module))
        {
            let message = format!("`{name}` cannot be a name in Rust");
            let hint = "a name begins with a letter and has letters, digits and `_`";
            problems.add(place.clone(), message, hint);
        }
        if let Some(other) = by_lowercase.insert(name.to_lowercase(), *name) {
            let message = if other == *name {
                format!("the {what} `{name}` is repeated")
            } else {
                format!("the {what}s `{other}` and `{name}` differ in capitals only")
            };
            let hint = "their files would be the same where file names are case-insensitive: keep one of them";
            problems.add(place.clone(), message, hint);
        } else if let Some(other) = by_module.insert(module.clone(), *name) {
            let message =
                format!("the {what}s `{other}` and `{name}` would share the module `{module}`");
            problems.add(place.clone(), message, NEEDS_A_NAME);
        }
    }
}

/// Whether a name is in camel case, as the compiler asks for.
pub(super) fn is_type_name(name: &str) -> bool {
    !names::is_unusual_type(name)
}

/// Checks that a list names nothing twice.
pub(super) fn check_repeated(names: &[String], list: &Place, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (index, name) in names.iter().enumerate() {
        if !seen.insert(name) {
            let message = format!("{} is repeated", code(name));
            problems.add(list.index(index), message, "remove one of them");
        }
    }
}

/// The methods of `Client` that are taken, over all versions.
#[derive(Debug, Default)]
pub(super) struct Methods {
    taken: BTreeMap<String, (String, String)>,
}

impl Methods {
    /// The method of an action; `None` if an older version has a method of this name.
    pub(super) fn take(
        &mut self,
        action: &Named<'_>,
        version: &str,
        problems: &mut Problems,
    ) -> Option<String> {
        let method = names::method(action.rust_name);
        let Some((other, other_version)) = self.taken.get(&method) else {
            let taker = (action.name.to_owned(), version.to_owned());
            self.taken.insert(method.clone(), taker);
            return Some(method);
        };
        let differs_in_capitals = other.to_lowercase() == action.name.to_lowercase();
        if other_version == version && !differs_in_capitals {
            let name = action.name;
            let message =
                format!("the actions `{other}` and `{name}` would share the method `{method}`");
            problems.add(action.place.clone(), message, NEEDS_A_NAME);
        }
        None
    }
}

/// The names of a struct's fields in Rust.
///
/// If two would be the same, the deprecated ones are renamed.
pub(super) fn fields(
    fields: &[Field],
    list: &Place,
    what: &str,
    taken: Option<&'static str>,
    problems: &mut Problems,
) -> Vec<String> {
    let names: Vec<String> = fields.iter().map(field_name).collect();
    check_names(fields, &names, list, what, problems);
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    if let Some(taken) = taken {
        owners.insert(names::field(taken), taken);
    }
    let mut chosen = vec![String::new(); fields.len()];
    let order = (0..fields.len()).filter(|index| fields[*index].deprecated.is_none());
    let order = order.chain((0..fields.len()).filter(|index| fields[*index].deprecated.is_some()));
    for index in order {
        let field = &fields[index];
        let mut name = names[index].clone();
        match owners.get(&name) {
            Some(other) if *other == field.name => continue,
            Some(other) if field.deprecated.is_none() => {
                let message = format!(
                    "the {what}s `{other}` and `{}` would both be called `{name}`",
                    field.name
                );
                problems.add(list.index(index).key("name"), message, NEEDS_A_NAME);
                continue;
            }
            Some(_) => name = numbered(&name, &owners),
            None => {}
        }
        owners.insert(name.clone(), &field.name);
        chosen[index] = name;
    }
    chosen
}

/// What the names of an action's structs are made of.
pub(super) fn action_name(action: &ActionFile) -> &str {
    action.rust_name.as_deref().unwrap_or(&action.name)
}

/// The name of a field in Rust, before those that collide are told apart.
fn field_name(field: &Field) -> String {
    names::field(field.rust_name.as_deref().unwrap_or(&field.name))
}

fn check_names(
    fields: &[Field],
    names: &[String],
    list: &Place,
    what: &str,
    problems: &mut Problems,
) {
    let mut seen = BTreeSet::new();
    let place = |index| list.index(index).key("name");
    for (index, field) in fields.iter().enumerate() {
        if !seen.insert(&field.name) {
            let message = format!("the {what} `{}` is repeated", field.name);
            problems.add(place(index), message, "remove one of them");
        } else if !is_wire_name(&field.name) {
            let message = format!("{} cannot be a name on the wire", code(&field.name));
            let hint = "write it as the service does: Latin letters, digits, `_`, `-` and `.`";
            problems.add(place(index), message, hint);
        } else if field.rust_name.as_deref() == Some("") {
            let place = list.index(index).key("rust_name");
            problems.add(
                place,
                "the `rust_name` is empty",
                "write it, or remove the key",
            );
        } else if let Some(own) = &field.rust_name
            && names::file(&names[index]) != own
        {
            let message = format!("`{own}` is not written as the names of fields are");
            let hint = format!("write `{}`", names::file(&names[index]));
            problems.add(list.index(index).key("rust_name"), message, hint);
        } else if !names::is_identifier(&names[index]) {
            let message = format!("`{}` cannot be a name in Rust", names[index]);
            let hint = "give it a `rust_name`: small letters, digits and `_`";
            problems.add(place(index), message, hint);
        }
    }
}

/// Whether a name can be one on the wire. What is taken for one that cannot, is not reported as well.
pub(super) fn is_wire_name(name: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    !name.is_empty() && name.chars().all(is_allowed)
}

fn numbered(name: &str, taken: &BTreeMap<String, &str>) -> String {
    let name = names::file(name);
    let mut candidates = (2..).map(|number| format!("{name}_{number}"));
    candidates
        .find(|candidate| !taken.contains_key(candidate))
        .expect("there are more numbers than names")
}
