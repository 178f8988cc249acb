//! The values that upstream lists in the documentation of a field, and that the spec does not know.

use std::collections::{HashMap, HashSet};

use vod_codegen::read::Version;
use vod_codegen::spec::Field;

use super::described::{Described, Member};
use super::report::Report;

/// Reports the values that a description lists beside those that the spec knows of the same field.
pub(super) fn report(described: &Described, existing: &Version, report: &mut Report) {
    let elsewhere = Elsewhere::of(existing);
    for file in &existing.types {
        let type_ = &file.value;
        let members = described.types.get(&type_.name);
        elsewhere.compare(
            &type_.name,
            &type_.fields,
            members.map_or(&[], |it| it),
            report,
        );
    }
    for file in &existing.actions {
        let action = &file.value;
        if let Some(now) = described.actions.get(&action.name) {
            elsewhere.compare(&action.name, &action.parameters, &now.parameters, report);
            elsewhere.compare(&action.name, &action.response, &now.response, report);
        }
    }
}

/// A version, and the words of its documentation that mean something else than a new value: its types, and the known
/// values of all fields.
struct Elsewhere<'a> {
    version: &'a Version,
    words: HashSet<String>,
}

impl<'a> Elsewhere<'a> {
    fn of(version: &'a Version) -> Self {
        let types = version.types.iter().map(|file| &file.value);
        let values = types.clone().flat_map(|type_| &type_.values);
        let values = values.filter_map(|known| known.value.as_str());
        let words = types.map(|type_| type_.name.as_str()).chain(values);
        let words = words.map(str::to_lowercase).collect();
        Self { version, words }
    }

    fn compare(&self, owner: &str, fields: &[Field], members: &[Member], report: &mut Report) {
        let members = members.iter().map(|it| (it.name.as_str(), it));
        let members: HashMap<&str, &Member> = members.collect();
        for field in fields {
            let Some(member) = members.get(field.name.as_str()) else {
                continue;
            };
            let known = self.version.known_values(field).iter();
            let known: HashSet<&str> = known.filter_map(|it| it.value.as_str()).collect();
            let (old, new): (Vec<&str>, Vec<&str>) = member
                .listed
                .iter()
                .map(String::as_str)
                .partition(|word| known.contains(word));
            // A list of which we know little is a list of something else.
            let is_list = !old.is_empty() && old.len() * 2 >= known.len().min(member.listed.len());
            let new = new
                .into_iter()
                .filter(|it| !self.words.contains(&it.to_lowercase()));
            for value in new.filter(|_| is_list) {
                report.changed.push(format!(
                    "`{owner}.{}` may be `{value}` too, as its documentation says: add it to the known values if it is one",
                    field.name
                ));
            }
        }
    }
}
