//! Numbers in documents that count what the spec holds.
//!
//! `UPDATE_FIGURES=1 cargo test -p xtask --test commands figures` writes them anew.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use vod_codegen::SpecFile;
use vod_codegen::read::{Spec, read};
use vod_codegen::spec::Field;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What is counted, in the order of its places in a sentence.
type Counts = Vec<usize>;

/// The sentences of a document, with `#` in place of each number.
fn sentences(spec: &Spec) -> [(&'static str, Vec<(&'static str, Counts)>); 3] {
    let of = |folder: &str| {
        let mut versions = spec.versions.iter();
        let version = versions.find(|version| version.folder == folder);
        version.map_or(0, |version| version.actions.len())
    };
    let all = actions(spec).count();
    let rated = actions(spec).filter(|action| action.requests_per_second.is_some());
    let rated = rated.count();
    let (limited, limits) = limits(spec);
    let heading = ("for all # actions of", vec![all]);
    let versions = (
        "API (# of version 2018-07-17, # of 2024-07-18)",
        vec![of("2018-07-17"), of("2024-07-18")],
    );
    let readme = vec![
        heading.clone(),
        versions,
        (
            "- # of # actions have a documented request rate",
            vec![rated, all],
        ),
        (
            "- # fields have # limits of their length",
            vec![limited, limits],
        ),
    ];
    let krate = vec![heading, ("for # of # actions.", vec![rated, all])];
    let changelog = vec![(
        "- All # actions of VOD, typed and signed, with # error codes.",
        vec![all, error_codes(spec)],
    )];
    [
        ("README.md", readme),
        ("vod-sdk/README.md", krate),
        ("CHANGELOG.md", changelog),
    ]
}

fn actions(spec: &Spec) -> impl Iterator<Item = &vod_codegen::spec::ActionFile> {
    let files = spec.versions.iter().flat_map(|version| &version.actions);
    files.map(|file| &file.value)
}

/// How many fields have a limit of their length that is checked, and how many limits these are.
fn limits(spec: &Spec) -> (usize, usize) {
    let types = spec.versions.iter().flat_map(|version| &version.types);
    let of_types = types.flat_map(|file| &file.value.fields);
    let of_actions =
        actions(spec).flat_map(|action| action.parameters.iter().chain(&action.response));
    let of_field = |field: &Field| {
        usize::from(field.max_chars.is_some()) + usize::from(field.max_items.is_some())
    };
    let limits: Vec<usize> = of_actions.chain(of_types).map(of_field).collect();
    let limited = limits.iter().filter(|limits| **limits > 0);
    (limited.count(), limits.iter().sum())
}

/// The codes of all versions, of which a code may be in several.
fn error_codes(spec: &Spec) -> usize {
    let files = spec.versions.iter().map(|version| &version.error_codes);
    let codes = files.flat_map(|file| file.value.common.iter().chain(&file.value.codes));
    let codes: HashSet<&str> = codes.map(|code| code.code.as_str()).collect();
    codes.len()
}

/// The text with these numbers in a sentence that it has once.
fn with_numbers(text: &str, sentence: &str, numbers: &[usize]) -> String {
    let parts: Vec<&str> = sentence.split('#').collect();
    let found = text.match_indices(parts[0]);
    let found: Vec<(usize, usize)> = found
        .filter_map(|(start, _)| Some((start, start + length(&text[start..], &parts)?)))
        .collect();
    let [(start, end)] = found[..] else {
        panic!("`{sentence}` is there {} times", found.len());
    };
    let mut new = parts[0].to_owned();
    for (number, part) in numbers.iter().zip(&parts[1..]) {
        new += &format!("{number}{part}");
    }
    format!("{}{new}{}", &text[..start], &text[end..])
}

/// The length of the sentence that a text begins with, whatever its numbers.
fn length(text: &str, parts: &[&str]) -> Option<usize> {
    let mut rest = text.strip_prefix(parts[0])?;
    for part in &parts[1..] {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
        rest = number.strip_prefix(part)?;
    }
    Some(text.len() - rest.len())
}

fn spec_files(folder: &Path, path: &str, files: &mut Vec<SpecFile>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("UTF-8");
        let path = format!("{path}{name}");
        if entry.path().is_dir() {
            spec_files(&entry.path(), &format!("{path}/"), files);
        } else {
            files.push(SpecFile {
                shown: path.clone(),
                path,
                text: fs::read_to_string(entry.path()).expect("UTF-8"),
                fault: None,
            });
        }
    }
}

#[test]
fn documents_count_what_the_spec_holds() {
    let mut files = Vec::new();
    let folder: PathBuf = [ROOT, "spec", "vod"].iter().collect();
    spec_files(&folder, "vod/", &mut files);
    let spec = read(&files).expect("the spec is right");
    for (document, sentences) in sentences(&spec) {
        let path = Path::new(ROOT).join(document);
        let text = fs::read_to_string(&path).expect("the document is there");
        let new = sentences
            .iter()
            .fold(text.clone(), |text, (sentence, numbers)| {
                with_numbers(&text, sentence, numbers)
            });
        if env::var_os("UPDATE_FIGURES").is_some() {
            fs::write(&path, &new).expect("written");
        } else {
            assert!(
                new == text,
                "{document} has other numbers than the spec: \
                 UPDATE_FIGURES=1 cargo test -p xtask --test commands figures"
            );
        }
    }
}
