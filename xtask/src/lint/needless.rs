//! What says nothing: keys that might as well be absent, and names in Rust that the rules give anyway.

use serde::Serialize;
use serde_json::Value;

use vod_codegen::json::{self, Entry, Kind, Node};
use vod_codegen::names;
use vod_codegen::problem::{Place, code};
use vod_codegen::read::{Loaded, SpecFile, Version};

use super::findings::Findings;
use super::walk::fields;
use super::{Rule, Severity};

pub(super) const NEEDLESS_KEY: Rule = Rule {
    name: "needless-key",
    about: "A key that says what its absence says: `null`, an empty list or text, `false` where nothing else is \
            expected. Remove it, or write what belongs there.",
    severity: Severity::Error,
};

pub(super) const NEEDLESS_RUST_NAME: Rule = Rule {
    name: "needless-rust-name",
    about: "A `rust_name` that is what the rules make of the name anyway. Remove it.",
    severity: Severity::Error,
};

/// Checks every file of a version.
pub(super) fn check(version: &Version, files: &[SpecFile], findings: &mut Findings) {
    let mut keys = Keys {
        has_words: version.service.value.documented,
        files,
        findings,
    };
    keys.of_file(&version.service);
    keys.of_file(&version.error_codes);
    version.actions.iter().for_each(|file| keys.of_file(file));
    version.types.iter().for_each(|file| keys.of_file(file));
    check_rust_names(version, findings);
    check_editions(version, findings);
}

fn check_editions(version: &Version, findings: &mut Findings) {
    let followed = version.service.value.edition;
    let actions = version
        .actions
        .iter()
        .map(|file| (file.file, file.value.edition));
    let types = version
        .types
        .iter()
        .map(|file| (file.file, file.value.edition));
    for (file, edition) in actions.chain(types) {
        if edition == Some(followed) {
            let message = "`edition` is the one that the version follows, which says nothing";
            let place = Place::file(file).key("edition").itself();
            findings.add(&NEEDLESS_KEY, place, message, "remove it");
        }
    }
}

struct Keys<'a> {
    /// Whether an empty text is told as one that lacks words.
    has_words: bool,
    files: &'a [SpecFile],
    findings: &'a mut Findings,
}

impl Keys<'_> {
    /// What says nothing is what is left out when the contents are written again.
    fn of_file<T: Serialize>(&mut self, file: &Loaded<T>) {
        let tree = json::parse(&self.files[file.file].text);
        let contents = serde_json::to_value(&file.value);
        if let (Ok(tree), Ok(contents)) = (tree, contents) {
            self.of_node(&tree, &contents, file.file);
        }
    }

    fn of_node(&mut self, node: &Node<'_>, contents: &Value, file: usize) {
        match (&node.kind, contents) {
            (Kind::List(items), Value::Array(contents)) => {
                for (item, contents) in items.iter().zip(contents) {
                    self.of_node(item, contents, file);
                }
            }
            (Kind::Object(entries), Value::Object(contents)) => {
                for entry in entries {
                    match contents.get(&*entry.key) {
                        Some(contents) => self.of_node(&entry.value, contents, file),
                        None => self.report(entry, file),
                    }
                }
            }
            _ => {}
        }
    }

    fn report(&mut self, entry: &Entry<'_>, file: usize) {
        let is_text = entry.value.as_str() == Some("");
        if is_text && self.has_words {
            return;
        }
        let (is, hint) = match &entry.value.kind {
            Kind::Null => ("null", "write what it is, or remove the key"),
            Kind::List(_) | Kind::Object(_) => {
                ("empty", "write what belongs there, or remove the key")
            }
            Kind::String(_) if is_text => ("empty", "write it, or remove the key"),
            _ => ("what it is without the key", "remove it"),
        };
        let message = format!("{} is {is}, which says nothing", code(&entry.key));
        let place = Place::bytes(file, entry.key_range.clone());
        self.findings.add(&NEEDLESS_KEY, place, message, hint);
    }
}

fn check_rust_names(version: &Version, findings: &mut Findings) {
    let mut check = |own: &Option<String>, made: String, place: Place| {
        if own.as_ref() == Some(&made) {
            let message = format!("the rules make {} of the name anyway", code(&made));
            let place = place.key("rust_name");
            findings.add(&NEEDLESS_RUST_NAME, place, message, "remove it");
        }
    };
    for file in &version.actions {
        let action = &file.value;
        check(
            &action.rust_name,
            action.name.clone(),
            Place::file(file.file),
        );
    }
    for file in &version.types {
        let (type_, place) = (&file.value, Place::file(file.file));
        check(&type_.rust_name, type_.name.clone(), place.clone());
        for (index, known) in type_.values.iter().enumerate() {
            let value = known.value.as_str().unwrap_or_default();
            let place = place.key("values").index(index);
            check(&known.rust_name, names::value(value), place);
        }
    }
    for at in fields(version) {
        let made = names::field(&at.field.name);
        check(&at.field.rust_name, names::file(&made).to_owned(), at.place);
    }
}
