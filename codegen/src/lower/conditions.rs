//! Conditions on what a request holds: fields that others make required, and groups of which one is given.

use std::mem::discriminant;

use serde_json::Value;

use crate::docs::{Block, code};
use crate::model::Condition;
use crate::nearest;
use crate::problem::Place;
use crate::spec::Field;
use crate::values::ExampleOf;

use super::facts::{joined, text};
use super::fields::FieldList;
use super::naming;
use super::problems::Problems;
use super::types::Types;
use super::values::Checker;

/// The conditions of a list of fields, each checked. `one_of` is at a place of its own.
pub(super) fn lower(
    list: &FieldList<'_>,
    one_of: &[Vec<String>],
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) -> Vec<Condition> {
    for (index, field) in list.fields.iter().enumerate() {
        check_required_if(list, field, &list.place.index(index), types, problems);
    }
    for (index, group) in one_of.iter().enumerate() {
        let place = place.index(index);
        if one_of[..index].contains(group) {
            problems.add(place.clone(), "this group is repeated", "keep one of them");
        }
        check_group(list, group, &place, problems);
    }
    let fields = list.fields.iter();
    let required = fields.filter(|field| field.required_later || !field.required_if.is_empty());
    let required = required.map(|field| {
        let cases = field.required_if.iter();
        let cases = cases.map(|(name, values)| (name.clone(), values.iter().map(text).collect()));
        Condition::RequiredIf(field.name.clone(), cases.collect())
    });
    required
        .chain(one_of.iter().cloned().map(Condition::OneOf))
        .collect()
}

fn check_required_if(
    list: &FieldList<'_>,
    field: &Field,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    if field.required_if.is_empty() {
        return;
    }
    let place = place.key("required_if");
    if field.is_required() {
        let key = if field.required {
            "required"
        } else {
            "required_later"
        };
        let message = format!("`{}` is required anyway", field.name);
        let hint = format!("remove `required_if`, or `{key}`");
        problems.add(place.clone().itself(), message, hint);
    }
    for (name, values) in &field.required_if {
        let place = place.key(name);
        if *name == field.name {
            let message = format!("`{name}` is required by a value of itself");
            problems.add(place.itself(), message, "name another field");
            continue;
        }
        let Some(other) = find(list, name, &place, problems) else {
            continue;
        };
        if values.is_empty() {
            let message = format!("no value of `{name}` is named");
            problems.add(
                place.clone(),
                message,
                "name those with which the field is required",
            );
        }
        for (index, value) in values.iter().enumerate() {
            check_value(other, value, &place.index(index), types, problems);
        }
    }
}

/// Checks that a field may have the value that a condition asks for.
fn check_value(
    other: &Field,
    value: &Value,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    if let Ok(type_) = types.resolve(&other.type_) {
        let mode = ExampleOf::Field;
        let mut checker = Checker {
            types,
            mode,
            problems,
        };
        checker.value(value, &other.name, &type_.item(), place);
    }
    // A value of a wrong type, here or among the known ones, is told as that alone.
    let known = types.version.known_values(other);
    let are_alike = known
        .iter()
        .all(|known| discriminant(&known.value) == discriminant(value));
    let is_known = known.iter().any(|known| known.value == *value);
    if !known.is_empty() && are_alike && !is_known {
        let message = format!("`{}` is no known value of `{}`", text(value), other.name);
        problems.add(
            place.clone(),
            message,
            "correct it, or add it to the known values",
        );
    }
}

fn check_group(list: &FieldList<'_>, group: &[String], place: &Place, problems: &mut Problems) {
    if group.len() < 2 {
        let message = "a group of which one is given has two fields at least";
        problems.add(place.clone(), message, "name the others, or remove it");
    }
    naming::check_repeated(group, place, problems);
    for (index, name) in group.iter().enumerate() {
        let place = place.index(index);
        if find(list, name, &place, problems).is_some_and(|field| field.required) {
            let message = format!("`{name}` is required, so that it is always the one");
            problems.add(place, message, "remove `required`, or the group");
        }
    }
}

fn find<'a>(
    list: &FieldList<'a>,
    name: &str,
    place: &Place,
    problems: &mut Problems,
) -> Option<&'a Field> {
    let found = list.fields.iter().find(|field| field.name == name);
    if found.is_none() {
        let names = list.fields.iter().map(|field| field.name.as_str());
        let otherwise = format!("name a {} of `{}`", list.what(), list.name);
        let hint = nearest::hint(name, names, &otherwise);
        let message = format!("there is no {} `{name}` here", list.what());
        problems.add(place.clone(), message, hint);
    }
    found
}

/// The sentences about groups.
pub(super) fn sentences(one_of: &[Vec<String>]) -> Vec<String> {
    let sentence = |group: &Vec<String>| {
        let names: Vec<String> = group.iter().map(|name| code(name)).collect();
        format!("Exactly one of {} is given.", joined(&names, "and"))
    };
    one_of.iter().map(sentence).collect()
}

/// The same as paragraphs.
pub(super) fn paragraphs(one_of: &[Vec<String>]) -> impl Iterator<Item = Block> {
    sentences(one_of).into_iter().map(Block::Paragraph)
}
