//! Words that say nothing: the name again, or the same of many things; and names of what does not exist.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;
use vod_codegen::problem::{Place, code};
use vod_codegen::read::{Spec, Version};

use super::findings::Findings;
use super::walk::{FieldAt, List, fields, known_values, texts};
use super::words::prose;
use super::{Rule, Severity, pasted_keys};

pub(super) const NAME_AS_EXAMPLE: Rule = Rule {
    name: "name-as-example",
    about: "An example that is the name of its field, as upstream has where it has none. Write one that shows what \
            such a value looks like.",
    severity: Severity::Note,
};

pub(super) const NAME_ONLY: Rule = Rule {
    name: "name-only",
    about: "Words that say no more of a field than its name does, as `The file id.` of `FileId`. Say where it comes \
            from, what it is for, or what it looks like. A deprecated action whose note names nothing but \
            itself: say what to use instead.",
    severity: Severity::Error,
};

pub(super) const SAME_WORDS: Rule = Rule {
    name: "same-words",
    about: "The same words for two fields of one list, or for fields of five names or more, or the same summary of two \
            actions: what differs deserves other words. Say what each of them is.",
    severity: Severity::Error,
};

pub(super) const UNKNOWN_NAME: Rule = Rule {
    name: "unknown-name",
    about: "A name in backticks that looks like one of the API's, and that no action, type, field, value or error \
            code has. Correct it, or take the backticks away.",
    severity: Severity::Error,
};

/// How many words of a field's documentation must be other than its name's.
const OTHER_WORDS: usize = 2;

/// For how many names the same words may not stand.
const NAMES: usize = 5;

/// Words that say nothing of a field.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "if", "in",
    "is", "it", "its", "of", "on", "or", "that", "the", "this", "to", "when", "whether", "which",
    "with",
];

/// Checks a version; `known` are the [`names`] of its spec.
pub(super) fn check(version: &Version, known: &BTreeSet<String>, findings: &mut Findings) {
    for file in &version.actions {
        let action = &file.value;
        let place = Place::file(file.file).key("deprecated");
        check_note(action.deprecated.as_deref(), &action.name, place, findings);
    }
    for at in fields(version) {
        check_example(&at, findings);
        // What stands in backticks is not known where one has no partner.
        let is_paired = at.field.docs.matches('`').count() % 2 == 0;
        if !at.field.docs.is_empty() && is_paired {
            check_field(&at, findings);
        }
    }
    check_repeated(version, findings);
    check_summaries(version, findings);
    check_names(version, known, findings);
}

fn check_note(note: Option<&str>, name: &str, place: Place, findings: &mut Findings) {
    let mut named = note
        .unwrap_or_default()
        .split('`')
        .skip(1)
        .step_by(2)
        .peekable();
    if named.peek().is_some() && named.all(|it| it == name) {
        let message = format!("this names nothing but {} itself", code(name));
        findings.add(&NAME_ONLY, place, message, "say what to use instead");
    }
}

fn check_example(at: &FieldAt<'_>, findings: &mut Findings) {
    let name = &at.field.name;
    let example = at.field.example.as_ref().and_then(|it| it.as_str());
    if example.is_some_and(|example| example.eq_ignore_ascii_case(name)) {
        let message = format!("the example is the name {}", code(name));
        let hint = "write one that shows what such a value looks like";
        findings.add(&NAME_AS_EXAMPLE, at.place.key("example"), message, hint);
    }
}

fn check_field(at: &FieldAt<'_>, findings: &mut Findings) {
    let name = at.field.name.to_snake_case();
    let of_name: BTreeSet<&str> = name.split('_').map(singular).collect();
    let pieces: Vec<&str> = prose(&at.field.docs).collect();
    let words = pieces.join(" ").to_lowercase();
    let others = words.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        !word.is_empty() && !STOP_WORDS.contains(word) && !of_name.contains(singular(word))
    });
    if others.count() < OTHER_WORDS {
        let message = format!("this says no more than the name {}", code(&at.field.name));
        let hint = "say where it comes from, what it is for, or what it looks like";
        findings.add(&NAME_ONLY, at.place.key("docs"), message, hint);
    }
}

fn check_repeated(version: &Version, findings: &mut Findings) {
    let mut by_words: BTreeMap<&str, Vec<FieldAt<'_>>> = BTreeMap::new();
    for at in fields(version).filter(|at| !at.field.docs.is_empty()) {
        by_words.entry(&at.field.docs).or_default().push(at);
    }
    for fields in by_words.into_values() {
        let names: BTreeSet<&str> = fields.iter().map(|at| at.field.name.as_str()).collect();
        if names.len() < NAMES {
            check_neighbours(&fields, findings);
            continue;
        }
        let mut shown: Vec<String> = names.iter().take(NAMES).map(|it| code(it)).collect();
        if names.len() > NAMES {
            shown.push(format!("and {} more", names.len() - NAMES));
        }
        let message = format!("these are the words for {}", shown.join(", "));
        for at in fields {
            let place = at.place.key("docs");
            findings.add(&SAME_WORDS, place, &message, "say what each of them is");
        }
    }
}

/// Checks fields with the same words: two in one list have been copied. What is deprecated needs no words of its own.
fn check_neighbours(fields: &[FieldAt<'_>], findings: &mut Findings) {
    let fields = fields.iter().filter(|at| at.field.deprecated.is_none());
    let mut first_of: BTreeMap<(usize, List), &str> = BTreeMap::new();
    for at in fields {
        let first = first_of
            .entry((at.place.file, at.list))
            .or_insert(&at.field.name);
        if *first != at.field.name {
            let message = format!("these are the words of {} beside it too", code(first));
            let place = at.place.key("docs");
            findings.add(&SAME_WORDS, place, message, "say what each of them is");
        }
    }
}

fn check_summaries(version: &Version, findings: &mut Findings) {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for file in &version.actions {
        let action = &file.value;
        if let Some(owner) = owners.insert(&action.summary, &action.name) {
            let message = format!("this is the summary of {} too", code(owner));
            let place = Place::file(file.file).key("summary");
            findings.add(&SAME_WORDS, place, message, "say what differs");
        }
    }
}

fn check_names(version: &Version, known: &BTreeSet<String>, findings: &mut Findings) {
    for text in texts(version) {
        let in_backticks = text.text.split('`').skip(1).step_by(2);
        // A key in backticks is told as that alone, and not shown.
        let in_backticks = in_backticks.filter(|it| !pasted_keys::is_id(it));
        for name in in_backticks.filter(|it| looks_like_a_name(it) && !known.contains(*it)) {
            let message = format!("nothing in the API is called {}", code(name));
            let hint = "correct it, or take the backticks away";
            findings.add(&UNKNOWN_NAME, text.place.clone(), message, hint);
        }
    }
}

/// The names of actions, types, fields, values and error codes, and those of requests and responses.
pub(super) fn names(spec: &Spec) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for version in &spec.versions {
        for file in &version.actions {
            let name = &file.value.name;
            names.extend([
                name.clone(),
                format!("{name}Request"),
                format!("{name}Response"),
            ]);
        }
        names.extend(version.types.iter().map(|file| file.value.name.clone()));
        names.extend(fields(version).map(|at| at.field.name.clone()));
        for at in known_values(version) {
            let values = at.values.iter().filter_map(|known| known.value.as_str());
            names.extend(values.map(str::to_owned));
        }
        let codes = &version.error_codes.value;
        let codes = codes.common.iter().chain(&codes.codes);
        names.extend(codes.flat_map(|it| it.code.split('.').map(str::to_owned)));
    }
    names
}

/// Whether a text is of at least two words in camel case: `MediaInfo`.
fn looks_like_a_name(text: &str) -> bool {
    let humps = text.chars().zip(text.chars().skip(1));
    let humps = humps.filter(|(a, b)| (a.is_lowercase() || a.is_ascii_digit()) && b.is_uppercase());
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && humps.count() > 0
}

fn singular(word: &str) -> &str {
    word.trim_end_matches('s')
}
