//! The recipes of CONTRIBUTING.md, run as they are written.
//!
//! Before a recipe's `sh` block stand its edits, after it what it promises: what differs, `changed`, and of
//! some files how. `UPDATE_RECIPES=1 cargo test -p xtask --test commands recipes` writes the promises anew;
//! the diff is for review. Lines with a digest of the spec are left out.

mod copy;
mod document;
mod patch;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::support::Ran;
use copy::{Files, Place};
use document::{Block, Kind, Recipe};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../CONTRIBUTING.md");

#[test]
fn add_a_parameter() {
    follow("Add a parameter to an action");
}

#[test]
fn add_an_action() {
    follow("Add an action");
}

#[test]
fn add_a_type() {
    follow("Add a type");
}

#[test]
fn deprecate_an_action() {
    follow("Deprecate an action");
}

#[test]
fn fix_an_upstream_error() {
    follow("Fix an error of upstream's description");
}

#[test]
fn regenerate() {
    follow("Regenerate");
}

/// No recipe with commands is left out above.
#[test]
fn every_recipe_is_run() {
    let source = include_str!("recipes.rs");
    let text = fs::read_to_string(DOCUMENT).expect("CONTRIBUTING.md");
    for recipe in document::recipes(&text)
        .iter()
        .filter(|recipe| recipe.has_commands())
    {
        let call = format!("follow(\"{}\")", recipe.title);
        assert!(
            source.contains(&call),
            "no test runs the recipe {:?}",
            recipe.title
        );
    }
}

/// Follows a recipe in a clean copy, and compares what comes of it with what the recipe promises.
#[track_caller]
fn follow(title: &str) {
    let text = fs::read_to_string(DOCUMENT).expect("CONTRIBUTING.md");
    let recipe = document::recipe(&text, title);
    let mut files = copy::of_the_repository(recipe.edits().any(|edit| copy::is_tool(edit.path())));
    for edit in recipe.edits() {
        apply(edit, &mut files);
    }
    let place = Place::with(&files);
    let before = place.files();
    for command in recipe.commands() {
        let ran = Ran::of(&mut command_in(command, &place));
        assert!(
            ran.code == 0 || finds_only_what_is_checked_in(command, &ran),
            "{title}: {command}\n{}\n{}",
            ran.stdout,
            ran.stderr
        );
    }
    let after = place.files();
    let kept: Vec<(usize, &Block, String)> = recipe
        .promises()
        .map(|(index, promise)| (index, promise, what_came(promise, &before, &after)))
        .collect();
    assert!(
        kept.iter().any(|(_, block, _)| block.kind == Kind::Changed),
        "{title}: there is no block `text changed`"
    );
    if env::var_os("UPDATE_RECIPES").is_some() {
        return update(title, &kept);
    }
    for (_, promise, came) in kept {
        assert_eq!(
            promise.content, came,
            "{title}: {:?} is not what comes of it; UPDATE_RECIPES=1 writes it anew",
            promise.kind
        );
    }
}

/// Whether lint finds no other errors than in the spec as it is checked in. After an update it has some until the new
/// actions are decided, and another test says so.
fn finds_only_what_is_checked_in(command: &str, ran: &Ran) -> bool {
    if command != "cargo xtask lint" {
        return false;
    }
    let place = Place::with(&copy::of_the_repository(false));
    let known = Ran::of(&mut command_in(command, &place));
    let errors = |ran: &Ran| -> BTreeSet<String> {
        let lines = ran.stdout.lines().filter(|line| line.contains(".json:"));
        lines.map(str::to_owned).collect()
    };
    errors(ran).is_subset(&errors(&known))
}

fn apply(edit: &Block, files: &mut Files) {
    let path = edit.path();
    let changed = match &edit.kind {
        Kind::Whole(_) => edit.content.clone(),
        Kind::Diff => {
            let old = files
                .get(path)
                .unwrap_or_else(|| panic!("there is no file {path}"));
            patch::applied(&edit.content, old)
        }
        kind => panic!("{kind:?} is no edit"),
    };
    files.insert(path.to_owned(), changed);
}

fn what_came(promise: &Block, before: &Files, after: &Files) -> String {
    match &promise.kind {
        Kind::Changed => patch::changed(before, after),
        Kind::Whole(path) => after.get(path).cloned().unwrap_or_default(),
        Kind::Diff => patch::difference(promise.path(), before, after),
        Kind::Commands => panic!("a recipe has one block of commands"),
    }
}

/// `cargo xtask …` with the binary under test, or with that of the copy if a recipe changes the tool itself.
fn command_in(command: &str, place: &Place) -> Command {
    let arguments = command
        .strip_prefix("cargo xtask ")
        .unwrap_or_else(|| panic!("`{command}`: a recipe's commands are `cargo xtask …`"));
    let mut command = Command::new(place.xtask());
    command
        .args(arguments.split(' '))
        .current_dir(place.folder());
    command
}

/// Writes what came into the document. Recipes are followed at the same time.
fn update(title: &str, kept: &[(usize, &Block, String)]) {
    static WRITING: Mutex<()> = Mutex::new(());
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut text = fs::read_to_string(DOCUMENT).expect("CONTRIBUTING.md");
    for (index, _, came) in kept {
        text = document::replaced(&text, title, *index, came);
    }
    fs::write(Path::new(DOCUMENT), text).expect("CONTRIBUTING.md is written");
}

/// A recipe's edits and promises are told apart by where its commands stand.
impl Recipe {
    fn edits(&self) -> impl Iterator<Item = &Block> {
        self.blocks
            .iter()
            .take_while(|block| block.kind != Kind::Commands)
    }

    /// Each with its place among the blocks.
    fn promises(&self) -> impl Iterator<Item = (usize, &Block)> {
        let blocks = self.blocks.iter().enumerate();
        blocks
            .skip_while(|(_, block)| block.kind != Kind::Commands)
            .skip(1)
    }

    fn commands(&self) -> impl Iterator<Item = &str> {
        let blocks = self
            .blocks
            .iter()
            .filter(|block| block.kind == Kind::Commands);
        blocks.flat_map(|block| block.content.lines())
    }

    fn has_commands(&self) -> bool {
        self.commands().next().is_some()
    }
}
