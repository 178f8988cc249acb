//! Types of ours that say more than upstream's, and stay.

use std::collections::{HashMap, HashSet};

use vod_codegen::read::Version;
use vod_codegen::spec::{Field, TypeRef};

use super::described::{Described, Member};
use super::refusal::{Input, Refusal};

/// Gives the members of a description the types that the spec has for them already, where these say more.
pub(super) fn keep(described: &mut Described, existing: &Version, open_sets: &HashSet<&str>) {
    let keep = |members: &mut [Member], fields: &[Field]| {
        let fields = fields.iter().map(|field| (field.name.as_str(), field));
        let fields: HashMap<&str, &Field> = fields.collect();
        for member in members {
            let field = fields.get(member.name.as_str());
            if let Some(field) = field.filter(|it| says_more(it, &member.type_, open_sets)) {
                member.type_ = field.type_.clone();
            }
        }
    };
    for file in &existing.types {
        if let Some(members) = described.types.get_mut(&file.value.name) {
            keep(members, &file.value.fields);
        }
    }
    for file in &existing.actions {
        if let Some(action) = described.actions.get_mut(&file.value.name) {
            keep(&mut action.parameters, &file.value.parameters);
            keep(&mut action.response, &file.value.response);
        }
    }
}

/// The types of a description that are called as a type with values of ours is.
pub(super) fn refusals(described: &Described, open_sets: &HashSet<&str>) -> Vec<Refusal> {
    let names = described.types.keys();
    let taken = names.filter(|name| open_sets.contains(name.as_str()));
    let refusals = taken.map(|name| Refusal {
        input: Input::Api,
        place: format!("objects.{name}"),
        message: format!("a type with values of the spec is called `{name}` too"),
        hint: "rename the spec's: its file, its `name`, and the `type` of its fields".to_owned(),
    });
    refusals.collect()
}

/// The names of the types with values, which are all ours.
pub(super) fn open_sets(version: &Version) -> HashSet<&str> {
    let types = version.types.iter().map(|file| &file.value);
    let open_sets = types.filter(|type_| type_.is_open_set());
    open_sets.map(|type_| type_.name.as_str()).collect()
}

/// Whether our type says which form or which values are in what upstream only calls a text, or only differs in whether
/// an integer may be negative: programs are compiled with ours.
fn says_more(field: &Field, theirs: &TypeRef, open_sets: &HashSet<&str>) -> bool {
    let ours = &field.type_;
    let are_integers =
        |names: [&str; 2]| names.iter().all(|name| ["int64", "uint64"].contains(name));
    let is_text = |name: &str| ["timestamp", "date"].contains(&name) || open_sets.contains(name);
    let (own, other) = (ours.name.as_str(), theirs.name.as_str());
    ours.is_list == theirs.is_list
        && ((other == "string" && (field.as_text || is_text(own))) || are_integers([own, other]))
}
