//! Where a type stands: what is said of one that the spec does not describe.

use std::collections::BTreeMap;

use crate::docs::code;
use crate::read::Version;
use crate::spec::Field;

/// How many places are named.
const NAMED: usize = 3;

/// The places in which each type stands, by the type's name.
pub(super) struct Holders<'a>(BTreeMap<&'a str, Vec<String>>);

impl<'a> Holders<'a> {
    /// Finds the places in a version: requests first, then responses, then other types.
    pub(super) fn new(version: &'a Version) -> Self {
        let mut holders = Self(BTreeMap::new());
        for action in &version.actions {
            let owner = format!("the request of {}", code(&action.value.name));
            holders.add(&action.value.parameters, &owner);
        }
        for action in &version.actions {
            let owner = format!("the response of {}", code(&action.value.name));
            holders.add(&action.value.response, &owner);
        }
        for type_ in &version.types {
            holders.add(&type_.value.fields, &code(&type_.value.name));
        }
        holders
    }

    /// A sentence that says where a type stands.
    pub(super) fn summary(&self, type_: &str) -> String {
        let places = self.0.get(type_).map_or(&[][..], Vec::as_slice);
        let named = places.iter().take(NAMED).cloned();
        let more = places.len().saturating_sub(NAMED);
        let more = match more {
            0 => None,
            1 => Some("one other place".to_owned()),
            more => Some(format!("{more} other places")),
        };
        let places: Vec<String> = named.chain(more).collect();
        match places.split_last() {
            None => "A type that nothing uses.".to_owned(),
            Some((only, [])) => format!("What stands in {only}."),
            Some((last, others)) => format!("What stands in {} and {last}.", others.join(", ")),
        }
    }

    fn add(&mut self, fields: &'a [Field], owner: &str) {
        for field in fields {
            let type_ = field.type_.trim_start_matches('[').trim_end_matches(']');
            let place = format!("{} of {owner}", code(&field.name));
            self.0.entry(type_).or_default().push(place);
        }
    }
}
