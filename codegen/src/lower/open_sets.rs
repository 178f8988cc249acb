//! The types with values: enums that know some texts and keep the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::docs::{Block, code, continued};
use crate::model::{Item, OpenSet, ValueType, Variant};
use crate::names;
use crate::nearest;
use crate::problem::{self, Place};
use crate::read::Loaded;
use crate::spec::{Field, KnownValue, TypeFile};

use super::facts::text;
use super::naming::{self, Named};
use super::problems::Problems;
use super::sources::Sources;
use super::texts;
use super::types::Types;
use super::usages::Usages;

/// The variant of what is not known, which no value can have.
const UNRECOGNIZED: &str = "Unrecognized";

/// The enums of all types with values.
pub(super) fn lower(
    types: &Types<'_>,
    usages: &Usages<'_>,
    sources: &Sources<'_>,
    problems: &mut Problems,
) -> Vec<OpenSet> {
    let lowered = types.open_sets.iter().map(|file| {
        let place = Place::file(file.file);
        let value = &file.value;
        check_keys(value, &place, problems);
        let words = |text: &str| types.links.prose(text, &value.name, &[]);
        let variants = variants(&value.values, &place.key("values"), &words, problems);
        let name = types.rust_name(value);
        let mut docs = texts::summary_and_docs(
            &usages.summary_of(value),
            &usages.docs_of(value),
            &place,
            &words,
            problems,
        );
        docs.extend(texts::name_of_api(&name, &value.name));
        OpenSet {
            module: Named::of_type(file).module,
            docs,
            switch: switch(file, &variants, problems),
            name,
            variants,
            source: sources.file(file.file),
        }
    });
    lowered.collect()
}

/// The name of a value's variant; `None` if it can have none.
fn variant(known: &KnownValue) -> Option<String> {
    let name = match &known.rust_name {
        Some(name) => name.clone(),
        None => names::value(known.value.as_str()?),
    };
    let is_own = known.rust_name.is_some();
    let is_name = names::is_identifier(&name) && (!is_own || naming::is_type_name(&name));
    is_name.then_some(name)
}

fn check_keys(file: &TypeFile, place: &Place, problems: &mut Problems) {
    let others = [
        ("fields", !file.fields.is_empty()),
        ("new", !file.new.is_empty()),
        ("one_of", !file.one_of.is_empty()),
    ];
    for (key, _) in others.iter().filter(|(_, is_given)| *is_given) {
        let message = format!("`{}` has `values`, and `{key}`", file.name);
        let hint = "a type is a text or an object: remove one of them";
        problems.add(place.key(key).itself(), message, hint);
    }
}

fn variants(
    values: &[KnownValue],
    place: &Place,
    words: &dyn Fn(&str) -> String,
    problems: &mut Problems,
) -> Vec<Variant> {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut variants = Vec::new();
    for (index, known) in values.iter().enumerate() {
        let place = place.index(index);
        let Some(value) = known.value.as_str() else {
            let message = "the values of a type are texts";
            problems.add(place.key("value"), message, "write it in double quotes");
            continue;
        };
        let Some(name) = variant(known) else {
            unnamed(known, value, &place, problems);
            continue;
        };
        // Two names make no two values of one.
        let same = (!seen.insert(value)).then_some(value);
        let other = same.or_else(|| owners.get(&name).copied());
        if let Some((message, hint)) = taken(&name, value, other) {
            problems.add(place.key("value"), message, hint);
            continue;
        }
        let meaning = words(&known.docs);
        let docs = match meaning.is_empty() {
            true => code(value),
            false => format!("{}: {}", code(value), continued(&meaning)),
        };
        owners.insert(name.clone(), value);
        variants.push(Variant {
            name,
            value: value.to_owned(),
            docs: vec![Block::Paragraph(docs)],
        });
    }
    variants
}

fn unnamed(known: &KnownValue, value: &str, place: &Place, problems: &mut Problems) {
    let (key, message) = match &known.rust_name {
        Some(name) => (
            "rust_name",
            format!("{} cannot be a name in Rust", code(name)),
        ),
        None => ("value", format!("{} makes no name in Rust", code(value))),
    };
    let hint = match key {
        "value" => "give it a `rust_name`: a capital letter, then letters and digits",
        _ => "write a capital letter, then letters and digits",
    };
    problems.add(place.key(key), message, hint);
}

/// Why a value cannot have a name that another may have, and what to do.
fn taken(name: &str, value: &str, other: Option<&str>) -> Option<(String, &'static str)> {
    let hint = "give one of them a `rust_name`";
    let value = code(value);
    if name == UNRECOGNIZED {
        let message =
            format!("{value} would be called `{name}`, which is what the SDK does not know");
        return Some((message, "give it another `rust_name`"));
    }
    let other = code(other?);
    Some(match other == value {
        true => (
            format!("the value {value} is repeated"),
            "remove one of them",
        ),
        false => (
            format!("{other} and {value} would both be called `{name}`"),
            hint,
        ),
    })
}

/// The variants that mean `true` and `false`.
fn switch(
    file: &Loaded<TypeFile>,
    variants: &[Variant],
    problems: &mut Problems,
) -> Option<[String; 2]> {
    let place = Place::file(file.file);
    let file = &file.value;
    if file.values.is_empty() {
        check_has_values(file, &place, problems);
        return None;
    }
    let mut named = |key: &str, value: &Option<String>| {
        let value = value.as_deref()?;
        let variant = variants.iter().find(|variant| variant.value == value);
        // A value that is written wrong is told as that alone.
        let is_refused = file.values.iter().any(|known| text(&known.value) == value);
        if variant.is_none() && !is_refused {
            let message = format!("{} is none of the values", code(value));
            let known = variants.iter().map(|variant| variant.value.as_str());
            let hint = nearest::hint(value, known, "name one of them");
            problems.add(place.key(key), message, &hint);
        }
        Some(variant?.name.clone())
    };
    let (on, off) = (named("true", &file.on), named("false", &file.off));
    let (key, other) = match (&file.on, &file.off) {
        (Some(_), None) => ("true", "false"),
        (None, Some(_)) => ("false", "true"),
        (Some(on), Some(off)) if on == off => ("false", "true"),
        _ => return on.zip(off).map(|(on, off)| [on, off]),
    };
    let message = format!("`{key}` needs another value for `{other}`");
    problems.add(place.key(key), message, "a switch has a value for each");
    None
}

/// Checks that a type that says what its values for `true` and `false` are has values.
pub(super) fn check_has_values(file: &TypeFile, place: &Place, problems: &mut Problems) {
    let key = match (&file.on, &file.off) {
        (Some(_), _) => "true",
        (None, Some(_)) => "false",
        (None, None) => return,
    };
    if file.values.is_empty() {
        let message = format!("`{key}` is one of `values`, and there are none");
        let hint = "list them, or remove `true` and `false`";
        problems.add(place.key(key).itself(), message, hint);
    }
}

/// Checks that the known values of a field are among those of its type, which names them.
pub(super) fn check_values(
    field: &Field,
    value: &ValueType,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    if field.values.is_empty() {
        return;
    }
    let known: Option<BTreeSet<&str>> = match value.item {
        Item::OpenSet(index) => {
            let values = types.open_sets[index].value.values.iter();
            Some(
                values
                    .filter_map(|it| Some(it.value.as_str()?.trim()))
                    .collect(),
            )
        }
        _ => None,
    };
    for (index, own) in field.values.iter().enumerate() {
        let place = place.index(index);
        if own.rust_name.is_some() {
            let message = "`rust_name` is for the values of a type";
            problems.add(place.key("rust_name").itself(), message, "remove it");
        }
        let (Some(known), Some(text)) = (&known, own.value.as_str()) else {
            continue;
        };
        if !known.contains(text) {
            let message = format!(
                "{} is no value of the type `{}`",
                problem::code(text),
                field.type_.name
            );
            let hint = nearest::hint(
                text,
                known.iter().copied(),
                "add it to the type, or remove it",
            );
            problems.add(place.key("value"), message, hint);
        }
    }
}
