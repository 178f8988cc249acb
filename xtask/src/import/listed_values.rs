//! The values that upstream lists in the documentation of a field, and that the spec does not know.

use std::collections::{HashMap, HashSet};

use vod_codegen::read::Version;
use vod_codegen::spec::Field;

use super::described::{Described, Member};
use super::maintained::without_tags;
use super::report::Report;

/// Words that begin an item of a list and are no values.
const NO_VALUES: &[&str] = &[
    "Chinese",
    "Default",
    "Description",
    "Example",
    "Note",
    "Notes",
];

/// How long a value is at most.
const LONGEST: usize = 40;

/// The words at which the items of the lists in a documentation begin.
pub(super) fn of(document: &str) -> Vec<String> {
    let marked = ["<li>", "<br>", "<br/>", "<br />", "\n- ", "\n* "];
    let marked = marked.iter().fold(document.to_owned(), |text, mark| {
        text.replace(mark, "\u{1}")
    });
    let items = marked.split('\u{1}').skip(1);
    items.filter_map(first_word).collect()
}

/// The word of an item that a colon or the like separates from what it means.
fn first_word(item: &str) -> Option<String> {
    let text = without_tags(item);
    let text = text.trim_start().trim_start_matches(['`', '"']);
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_.+-".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let word = word.trim_end_matches('.');
    let ends = [
        ':', '：', ';', '；', ',', '，', '。', '(', '（', '`', '"', '\n',
    ];
    let is_apart = rest.is_empty() || rest.starts_with(ends) || rest.starts_with(" - ");
    let is_value = (2..=LONGEST).contains(&word.len()) && !NO_VALUES.contains(&word);
    (is_apart && is_value).then(|| word.to_owned())
}

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

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn items_begin_with_values() {
        for (document, expected) in [
            (
                "Status.<li>PROCESSING: running;</li><li>FINISH：done.</li>",
                &["PROCESSING", "FINISH"][..],
            ),
            ("One of:\n- `ON`: on\n- `OFF`: off", &["ON", "OFF"]),
            ("Codec:<br>libx264;<br/>H.266.", &["libx264", "H.266"]),
            (
                "<li>The file is deleted.</li><li>Note: it is gone.</li><li>a: too short</li>",
                &[],
            ),
            ("FINISH: no list", &[]),
            ("", &[]),
        ] {
            assert_eq!(of(document), expected, "{document}");
        }
    }
}
