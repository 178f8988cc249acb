//! The fields that have a type: what is said of a type that the spec does not describe.

use std::collections::BTreeMap;

use crate::docs::code;
use crate::read::Version;
use crate::spec::{Field, TypeFile};

/// How many fields are named.
const NAMED: usize = 3;

/// The fields that have each type, by the type's name, as pairs of the field and its owner.
pub(super) struct Usages<'a>(BTreeMap<&'a str, Vec<(&'a str, String)>>);

impl<'a> Usages<'a> {
    /// Finds the fields of a version: those of requests first, then of responses, then of other types.
    pub(super) fn new(version: &'a Version) -> Self {
        let mut usages = Self(BTreeMap::new());
        for action in &version.actions {
            let owner = format!("{}Request", action.value.name);
            usages.add(&action.value.parameters, &owner);
        }
        for action in &version.actions {
            let owner = format!("{}Response", action.value.name);
            usages.add(&action.value.response, &owner);
        }
        for type_ in &version.types {
            usages.add(&type_.value.fields, &type_.value.name);
        }
        usages
    }

    /// The summary of a type: a sentence that names fields of it, if it has none of its own.
    pub(super) fn summary_of(&self, type_: &TypeFile) -> String {
        match type_.summary.is_empty() {
            true => self.of(type_),
            false => type_.summary.clone(),
        }
    }

    /// The paragraphs of a type: its own, and a last one that names fields of it, if the summary does not.
    pub(super) fn docs_of(&self, type_: &TypeFile) -> Vec<String> {
        let usage = (!type_.summary.is_empty()).then(|| self.of(type_));
        type_.docs.iter().cloned().chain(usage).collect()
    }

    fn of(&self, type_: &TypeFile) -> String {
        let usages = self
            .0
            .get(type_.name.as_str())
            .map_or(&[][..], Vec::as_slice);
        let named = usages.iter().take(NAMED);
        let named = named.map(|(field, owner)| format!("{} of {}", code(field), code(owner)));
        let more = match usages.len().saturating_sub(NAMED) {
            0 => None,
            1 => Some("one other field".to_owned()),
            more => Some(format!("{more} other fields")),
        };
        let fields: Vec<String> = named.chain(more).collect();
        match fields.split_last() {
            None => "A type that no field has.".to_owned(),
            Some((only, [])) => format!("The type of {only}."),
            Some((last, others)) => format!("The type of {} and {last}.", others.join(", ")),
        }
    }

    fn add(&mut self, fields: &'a [Field], owner: &str) {
        for field in fields {
            let type_ = field.type_.name.as_str();
            let usage = (field.name.as_str(), owner.to_owned());
            self.0.entry(type_).or_default().push(usage);
        }
    }
}
