//! Keys of somebody's account that were pasted with an example.

use std::collections::BTreeSet;

use serde_json::Value;
use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::Field;

use super::findings::Findings;
use super::walk::{List, texts};
use super::{Rule, Severity};

pub(super) const PASTED_KEY: Rule = Rule {
    name: "pasted-key",
    about: "A text that looks like a real key of an account: the id of one, a secret key beside it or in a field for \
            one, a private key. Write a dummy such as `AKID******`, and disable the key: whoever reads the documentation \
            has it.",
    severity: Severity::Error,
};

/// What the ids of keys begin with, and how many characters follow at least and at most: those of Tencent Cloud, of AWS
/// and of Alibaba Cloud, which parameters take too.
const IDS: &[(&str, usize, usize)] = &[
    ("AKID", 32, usize::MAX),
    ("AKIA", 16, 16),
    ("ASIA", 16, 16),
    ("LTAI", 12, 26),
];

/// How long the secret keys of the same are.
const SECRET_LENGTHS: &[usize] = &[30, 32, 40];

/// How long a line of a private key is at least.
const LINE_OF_KEY: usize = 40;

/// How fields for secret keys are called, in small letters.
const SECRET_NAMES: &[&str] = &["secretkey", "secretaccesskey", "accesskeysecret"];

/// How many characters a key has that differ; a dummy has fewer.
const DISTINCT: usize = 10;

/// How much of the id of a key is shown: no more than who looks for it needs.
const SHOWN: usize = 8;

/// Checks every text and every example of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for text in texts(version) {
        Group(vec![Text::plain(text.text, text.place)]).check(findings);
    }
    for file in &version.actions {
        let (action, place) = (&file.value, Place::file(file.file));
        for (list, fields) in [
            (List::Parameters, &action.parameters),
            (List::Response, &action.response),
        ] {
            check_fields(fields, &place.key(list.key()), findings);
        }
        for (index, example) in action.examples.iter().enumerate() {
            let place = place.key("examples").index(index);
            check_value(&example.request, &place.key("request"), findings);
            if let Some(response) = &example.response {
                check_value(response, &place.key("response"), findings);
            }
        }
    }
    for file in &version.types {
        let (type_, place) = (&file.value, Place::file(file.file));
        check_fields(&type_.fields, &place.key(List::Type.key()), findings);
        let lines = type_.code.iter().enumerate();
        let lines = lines.map(|(index, line)| Text::plain(line, place.key("code").index(index)));
        Group(lines.collect()).check(findings);
    }
}

fn check_fields(fields: &[Field], list: &Place, findings: &mut Findings) {
    let mut group = Group(Vec::new());
    for (index, field) in fields.iter().enumerate() {
        let place = list.index(index);
        for (key, value) in [("example", &field.example), ("default", &field.default)] {
            if let Some(value) = value {
                group.add(&field.name, value, &place.key(key));
            }
        }
    }
    group.check(findings);
}

/// Checks the texts of an object together, and those of each object in it.
fn check_value(value: &Value, place: &Place, findings: &mut Findings) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_value(item, &place.index(index), findings);
            }
        }
        Value::Object(entries) => {
            let mut group = Group(Vec::new());
            for (key, value) in entries {
                group.add(key, value, &place.key(key));
                check_value(value, &place.key(key), findings);
            }
            group.check(findings);
        }
        _ => {}
    }
}

/// Texts that belong together: one of them makes another suspicious.
struct Group<'a>(Vec<Text<'a>>);

struct Text<'a> {
    /// The field that has it; empty for prose.
    name: &'a str,
    text: &'a str,
    place: Place,
}

impl<'a> Group<'a> {
    /// Adds a text, or the texts of a list.
    fn add(&mut self, name: &'a str, value: &'a Value, place: &Place) {
        match value {
            Value::String(text) => self.0.push(Text {
                name,
                ..Text::plain(text, place.clone())
            }),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if item.is_string() {
                        self.add(name, item, &place.index(index));
                    }
                }
            }
            _ => {}
        }
    }

    fn check(self, findings: &mut Findings) {
        let has_id = self.0.iter().any(|text| text.id().is_some());
        for text in self.0 {
            let (message, dummy) = if let Some(id) = text.id() {
                let start: String = id.chars().take(SHOWN).collect();
                let shown = code(&format!("{start}…"));
                (
                    format!("{shown} looks like the id of a real key"),
                    "AKID******",
                )
            } else if text.has_private_key() {
                ("this looks like a real private key".to_owned(), "******")
            } else if (has_id || text.is_for_secret_key()) && text.has_secret_key() {
                ("this looks like a real secret key".to_owned(), "******")
            } else {
                continue;
            };
            let hint = format!("write `{dummy}`, and disable the key if it is somebody's");
            findings.add(&PASTED_KEY, text.place, message, hint);
        }
    }
}

impl<'a> Text<'a> {
    fn plain(text: &'a str, place: Place) -> Self {
        let name = "";
        Self { name, text, place }
    }

    fn id(&self) -> Option<&'a str> {
        self.words().find(|word| is_id(word))
    }

    fn has_secret_key(&self) -> bool {
        self.words().any(|word| {
            let has = |is: fn(&char) -> bool| word.chars().any(|c| is(&c));
            SECRET_LENGTHS.contains(&word.len())
                && has(char::is_ascii_uppercase)
                && has(char::is_ascii_lowercase)
                && has(char::is_ascii_digit)
                && looks_drawn(word)
        })
    }

    fn has_private_key(&self) -> bool {
        let is_line = |word: &str| word.len() >= LINE_OF_KEY && looks_drawn(word);
        self.text.contains("PRIVATE KEY-----") && self.words().any(is_line)
    }

    fn is_for_secret_key(&self) -> bool {
        let name = self.name.replace('_', "").to_lowercase();
        SECRET_NAMES.iter().any(|secret| name.contains(secret))
    }

    fn words(&self) -> impl Iterator<Item = &'a str> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-/+".contains(c);
        self.text.split(move |c| !is_part(c))
    }
}

/// Whether a word looks like the id of a real key.
pub(super) fn is_id(word: &str) -> bool {
    let fits = |(start, least, most): &(&str, usize, usize)| {
        let rest = word.strip_prefix(start);
        rest.is_some_and(|rest| (*least..=*most).contains(&rest.len()))
    };
    IDS.iter().any(fits) && looks_drawn(word)
}

/// Whether a word looks as if it was drawn by lot, and not written by somebody as an example.
fn looks_drawn(word: &str) -> bool {
    let distinct: BTreeSet<char> = word.chars().collect();
    distinct.len() >= DISTINCT && !word.to_lowercase().contains("example")
}
