//! What the READMEs count in the spec is what is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The keys of a field's limits that are checked before sending.
const LIMITS: [&str; 2] = ["max_chars", "max_items"];

#[test]
fn rates_and_limits_are_counted_right() {
    let actions = files("actions");
    let with_rate = actions
        .iter()
        .filter(|action| action.get("requests_per_second").is_some());
    let rates = (with_rate.count(), actions.len());
    let types = files("types");
    let limits: Vec<_> = actions.iter().chain(&types).flat_map(limits).collect();
    let fields = limits.iter().filter(|limits| **limits > 0).count();
    let limits: usize = limits.iter().sum();

    let repository = read("README.md");
    let (with_rate, all) = rates;
    check(&repository, &format!("{with_rate} of {all} actions"));
    check(
        &repository,
        &format!("{fields} fields have {limits} limits"),
    );
    let package = read("vod-sdk/README.md");
    check(&package, &format!("{with_rate} of {all} actions"));
    check(&package, &format!("those of {fields} fields"));
    check(&package, &format!("all {all} actions"));
}

/// Checks that a text has these words, however its lines are broken.
#[track_caller]
fn check(text: &str, words: &str) {
    let text: Vec<_> = text.split_whitespace().collect();
    assert!(text.join(" ").contains(words), "{words:?} is not there");
}

/// How many limits each field of an action or type has.
fn limits(described: &Value) -> Vec<usize> {
    let groups = ["parameters", "fields", "response"];
    let fields = groups
        .iter()
        .filter_map(|group| described[*group].as_array());
    fields
        .flatten()
        .map(|field| {
            LIMITS
                .iter()
                .filter(|limit| field.get(**limit).is_some())
                .count()
        })
        .collect()
}

/// The actions or types of all versions.
fn files(kind: &str) -> Vec<Value> {
    let versions = entries(&Path::new(ROOT).join("spec/vod"));
    let files = versions
        .iter()
        .flat_map(|version| entries(&version.join(kind)));
    files
        .map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        .collect()
}

fn entries(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(file)).unwrap()
}
