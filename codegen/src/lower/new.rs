//! The arguments of `new()`: an order that callers were compiled with, and that must not change
//! unnoticed.

use std::collections::BTreeSet;

use crate::model::{Builder, Item, ValueType};
use crate::nearest::nearest;
use crate::problem::Place;
use crate::spec::Field;

use super::fields::{FieldList, Owner};
use super::naming;
use super::problems::Problems;
use super::types::Types;

/// With how many others an argument is told to be swapped at most.
const MOST_SWAPPED: usize = 3;

/// The fields that `new()` takes, as indices, in order.
pub(super) fn check(
    list: &FieldList<'_>,
    new: &[String],
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) -> Vec<usize> {
    let (arguments, meant) = arguments(list, new, place, problems);
    check_complete(list, &arguments, &meant, types, problems);
    check_circles(list, types, problems);
    check_order(list, &arguments, types, problems);
    arguments
}

/// How a request or a type is built.
pub(super) fn builder(owner: Owner, arguments: Vec<usize>) -> Builder {
    let summary = match (owner, arguments.is_empty()) {
        (Owner::Type(_), true) => "A value with every field absent.",
        (Owner::Type(_), false) => "A value with its required fields; the others are absent.",
        (_, true) => "A request with every parameter absent.",
        (_, false) => "A request with its required parameters; the others are absent.",
    };
    Builder { summary, arguments }
}

/// The fields that `new` names, and those that it probably means by other names.
fn arguments<'a>(
    list: &FieldList<'a>,
    new: &[String],
    place: &Place,
    problems: &mut Problems,
) -> (Vec<usize>, Vec<&'a str>) {
    let renamed = renamed(list, new);
    let (mut arguments, mut all_meant) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (index, name) in new.iter().enumerate() {
        let place = place.index(index);
        if !seen.insert(name) {
            let message = format!("`new` names `{name}` twice");
            problems.add(place, message, "remove one of them");
            continue;
        }
        match list.fields.iter().position(|field| field.name == *name) {
            Some(position) => arguments.push(position),
            None => {
                let message = format!("`{name}` is not a {} of `{}`", list.what(), list.name);
                let known = list.fields.iter().map(|field| field.name.as_str());
                let meant = nearest(name, known).or(renamed);
                all_meant.extend(meant);
                if meant.is_some_and(|name| !naming::is_wire_name(name)) {
                    continue;
                }
                let hint = match meant {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        "callers pass it: a parameter that goes away stays, deprecated".to_owned()
                    }
                };
                problems.add(place, message, hint);
            }
        }
    }
    (arguments, all_meant)
}

/// The required field that `new` lacks, if it names one thing that is not there in its place: half a renaming.
fn renamed<'a>(list: &FieldList<'a>, new: &[String]) -> Option<&'a str> {
    let is_there = |name: &&String| list.fields.iter().any(|field| field.name == **name);
    let unknown = new.iter().filter(|name| !is_there(name)).count();
    let fields = list.fields.iter().filter(|field| field.required);
    let mut lacking = fields.filter(|field| !new.contains(&field.name));
    match (unknown, lacking.next(), lacking.next()) {
        (1, Some(field), None) => Some(&field.name),
        _ => None,
    }
}

/// A type that needs a value of itself, directly or through others, can never be made.
fn check_circles(list: &FieldList<'_>, types: &Types<'_>, problems: &mut Problems) {
    let Owner::Type(owner) = list.owner else {
        return;
    };
    for (index, field) in list.fields.iter().enumerate() {
        let Ok(value) = types.resolve(&field.type_) else {
            continue;
        };
        let is_alone = field.required && !value.is_list;
        let needed = value.struct_index().filter(|_| is_alone);
        if needed.is_some_and(|needed| types.need_each_other(owner, needed)) {
            let message = format!(
                "`{}` is required, and its type requires `{}` again: no value of either can be made",
                field.name, list.name
            );
            let place = list.place.index(index).key("required");
            problems.add(
                place,
                message,
                "one of the fields on this way is not required",
            );
        }
    }
}

fn check_complete(
    list: &FieldList<'_>,
    arguments: &[usize],
    meant: &[&str],
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let mut seen = BTreeSet::new();
    for (index, field) in list.fields.iter().enumerate() {
        let is_first = seen.insert(&field.name);
        let is_usable = naming::is_wire_name(&field.name);
        let is_named = arguments.contains(&index) || meant.contains(&field.name.as_str());
        let is_missing = field.required && !is_named;
        if is_first && is_usable && is_missing && !types.can_never_be(field) {
            let message = format!(
                "the {} `{}` is required and not in `new`",
                list.what(),
                field.name
            );
            let hint = format!(
                "append \"{}\" to `new`; if programs have been compiled without it, say \
                 `required_later` in place of `required`",
                field.name
            );
            problems.add(list.place.index(index).key("name"), message, hint);
        }
    }
}

/// Swapping two arguments of one type still compiles in every caller: if `new` and the list of fields
/// disagree about their order, one of them has been changed by mistake.
fn check_order(
    list: &FieldList<'_>,
    arguments: &[usize],
    types: &Types<'_>,
    problems: &mut Problems,
) {
    for (at, first) in arguments.iter().enumerate() {
        let moved = arguments[at + 1..].iter().filter(|second| *second < first);
        let swapped = moved.filter_map(|second| {
            let (earlier, later) = (&list.fields[*second], &list.fields[*first]);
            let a = types.resolve(&earlier.type_).ok()?;
            let b = types.resolve(&later.type_).ok()?;
            Some((second, in_common(earlier, later, &a, &b)?))
        });
        // Of a list that is turned round, each is told once, and not with each other.
        for (second, (both, who)) in swapped.take(MOST_SWAPPED) {
            let message = format!(
                "`{}` now comes before `{}`, and both {both}: swapped arguments of `new()` would \
                 compile in {who} and send the wrong values",
                list.fields[*second].name, list.fields[*first].name
            );
            let hint = "put them in the order of `new`; `new` itself is append-only, so undo the change \
                        if it was made there";
            problems.add(list.place.index(*second).key("name"), message, hint);
        }
    }
}

/// What two arguments have in common so that one can be passed for the other, and who can do so.
fn in_common(
    earlier: &Field,
    later: &Field,
    a: &ValueType,
    b: &ValueType,
) -> Option<(String, &'static str)> {
    let is_integer = |value: &ValueType| matches!(value.item, Item::Int64 | Item::Uint64);
    if a == b && earlier.type_ == later.type_ {
        Some((format!("are `{}`", earlier.type_), "every caller"))
    } else if a == b {
        Some((format!("are `{}` in Rust", rust_type(a)), "every caller"))
    } else if a.is_list != b.is_list {
        None
    } else if a.item.is_text() && b.item.is_text() {
        Some(("take texts".to_owned(), "callers that pass literals"))
    } else if is_integer(a) && is_integer(b) {
        Some(("take integers".to_owned(), "callers that pass literals"))
    } else {
        None
    }
}

/// Only scalars can be the same type of Rust under two names.
fn rust_type(value: &ValueType) -> &'static str {
    match (&value.item, value.is_list) {
        (Item::String, true) => "Vec<String>",
        (Item::Timestamp, true) => "Vec<Timestamp>",
        (Item::Timestamp, false) => "Timestamp",
        _ => "String",
    }
}
