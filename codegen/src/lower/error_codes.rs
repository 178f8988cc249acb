//! The error codes of all versions, and those of each action.

use std::collections::{BTreeMap, BTreeSet};

use crate::docs::code;
use crate::model::ErrorCode;
use crate::names;
use crate::nearest::nearest;
use crate::problem::{self, Place};
use crate::read::{Spec, Version};
use crate::spec;

use super::missing::Shared;
use super::problems::Problems;
use super::texts;

/// The codes of all versions, sorted.
pub(super) fn lower(spec: &Spec, problems: &mut Problems) -> Vec<ErrorCode> {
    let mut known: BTreeMap<&str, (&spec::ErrorCode, &str)> = BTreeMap::new();
    let mut by_lowercase = BTreeMap::new();
    for version in &spec.versions {
        let mut seen = BTreeSet::new();
        for (place, code) in of_version(version) {
            check(code, &place, problems);
            if !seen.insert(&code.code) {
                let message = format!("the error code `{}` is repeated", code.code);
                let hint = "keep one of them: `common` is for what any action may return";
                problems.add(place.key("code"), message, hint);
                continue;
            }
            if let Some(other) = by_lowercase.insert(code.code.to_lowercase(), &code.code)
                && *other != code.code
            {
                let message = format!(
                    "the error codes `{other}` and `{}` differ in capitals only",
                    code.code
                );
                let hint = "write it as the service does, and remove the other";
                problems.add(place.key("code"), message, hint);
            }
            let (first, folder) = known
                .entry(&code.code)
                .or_insert_with(|| (code, &version.folder));
            // A meaning that is empty has been reported as that.
            let is_told = [&first.meaning, &code.meaning]
                .iter()
                .all(|it| !it.trim().is_empty());
            if *first != code && is_told {
                let message = format!(
                    "the error code `{}` is defined differently in {folder}",
                    code.code
                );
                let hint = "both have one variant: give it one meaning and one `retry`";
                problems.add(place, message, hint);
            }
        }
    }
    let codes: Vec<&str> = known.keys().copied().collect();
    let variants = names::variants(&codes);
    let codes = known.into_values().zip(variants);
    codes
        .map(|((code, _), variant)| ErrorCode {
            code: code.code.clone(),
            variant,
            meaning: plain_sentence(&code.meaning),
            retry: code.retry,
        })
        .collect()
}

/// The variant of each code of a version.
pub(super) struct Variants<'a> {
    by_code: BTreeMap<&'a str, &'a str>,
    /// All of these codes, without what white space is around them by mistake, and those that the file lacks, of which
    /// that has been told.
    known: BTreeSet<&'a str>,
}

impl<'a> Variants<'a> {
    /// Those that the version's file has. What it should have is reported.
    pub(super) fn new(version: &'a Version, all: &'a [ErrorCode], problems: &mut Problems) -> Self {
        let variants: BTreeMap<&str, &str> = all
            .iter()
            .map(|code| (code.code.as_str(), code.variant.as_str()))
            .collect();
        let own = of_version(version).map(|(_, code)| code.code.as_str());
        let own = own.filter_map(|code| Some((code, *variants.get(code)?)));
        let by_code: BTreeMap<&str, &str> = own.collect();
        let missing = missing(version, problems);
        let all = by_code.keys().chain(&missing);
        Self {
            known: all.map(|code| code.trim()).collect(),
            by_code,
        }
    }

    /// Whether the file has the code, or has been told to.
    fn has(&self, code: &str) -> bool {
        self.known.contains(code)
    }

    /// The code as a link to its variant, which says what it means.
    pub(super) fn link(&self, known: &str) -> Option<String> {
        let variant = self.by_code.get(known)?;
        Some(format!("[{}](crate::ErrorCode::{variant})", code(known)))
    }
}

/// Checks a list of codes of an action: each is known, and none named twice.
pub(super) fn check_list(
    codes: &[String],
    known: &Variants<'_>,
    place: &Place,
    problems: &mut Problems,
) {
    let mut seen = BTreeSet::new();
    for (index, code) in codes.iter().enumerate() {
        let place = place.index(index);
        if !seen.insert(code) {
            let message = format!("the error code `{code}` is repeated");
            problems.add(place, message, "remove one of them");
        } else if !known.has(code) {
            let message = format!(
                "the error code {} is not in `error_codes.json`",
                problem::code(code)
            );
            let hint = match nearest(code, known.by_code.keys().copied()) {
                Some(near) => format!("did you mean `{near}`? Or add it there, with its meaning"),
                None => "add it there, with its meaning".to_owned(),
            };
            problems.add(place, message, hint);
        }
    }
}

fn of_version(version: &Version) -> impl Iterator<Item = (Place, &spec::ErrorCode)> {
    let file = &version.error_codes.value;
    let place = Place::file(version.error_codes.file);
    let lists = [("common", &file.common), ("codes", &file.codes)];
    lists.into_iter().flat_map(move |(key, codes)| {
        let place = place.key(key);
        let with_index = codes.iter().enumerate();
        with_index.map(move |(index, code)| (place.index(index), code))
    })
}

/// The codes that several actions list and the file lacks.
fn missing<'a>(version: &'a Version, problems: &mut Problems) -> BTreeSet<&'a str> {
    let list = Place::file(version.error_codes.file).key("codes");
    let codes = version.error_codes.value.codes.iter().enumerate();
    let codes = codes.map(|(index, code)| (list.index(index).key("code"), code.code.as_str()));
    let shared = Shared {
        what: "error code",
        known: of_version(version)
            .map(|(_, code)| code.code.as_str())
            .collect(),
        of_actions: codes.collect(),
        list: list.clone(),
        is_refused: |code| !is_usable(code),
    };
    let actions = version.actions.iter().map(|file| &file.value);
    let used = actions.flat_map(|action| {
        let codes = action.error_codes.iter().map(String::as_str);
        codes.map(|code| (action.name.as_str(), code))
    });
    shared.report(used, problems)
}

fn is_usable(code: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    code.starts_with(|c: char| c.is_ascii_alphabetic()) && code.chars().all(is_part)
}

fn check(code: &spec::ErrorCode, place: &Place, problems: &mut Problems) {
    let text = &code.code;
    if !is_usable(text) {
        let message = format!("`{text}` is not an error code");
        let hint = "a code begins with a letter and has letters, digits, `.`, `_` and `-`";
        problems.add(place.key("code"), message, hint);
    }
    let hint = "say in one sentence what has happened and what to do";
    texts::check(
        &code.meaning,
        place.key("meaning"),
        "the meaning",
        hint,
        problems,
    );
}

/// A sentence for a program to print: no Markdown but the backticks of its author.
fn plain_sentence(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}
