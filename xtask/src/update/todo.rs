//! Lists the manual steps after an update.

use std::io;
use std::path::Path;

use crate::diff::Diff;
use crate::import::Import;
use crate::verdict::Verdict;

use crate::output::{Style, say};
use crate::workspace;

/// How many names of a list are printed before the rest is only counted.
const LISTED: usize = 20;

/// Says what is left to do, and where.
pub(super) fn print(imported: &Import, found: &Diff, folder: &Path) {
    let style = Style::of(&io::stdout());
    let folder = workspace::shown(folder);
    let chores = &imported.chores;
    let breaking = found.changes.iter();
    let breaking = breaking.filter(|change| change.verdict() == Verdict::Breaking);
    let breaking: Vec<String> = breaking.map(|change| change.place.to_string()).collect();
    let lists = [
        (
            "announce the breaking changes: say in CHANGELOG.md what users do instead",
            &breaking,
        ),
        (
            "describe these actions, and decide their retry class, which is `never` until then",
            &chores.actions,
        ),
        ("document the new parameters and fields", &chores.fields),
        ("describe the new types: `summary`", &chores.types),
        ("say what these error codes mean", &chores.error_codes),
        (
            "look for what the description no longer has, and keep or remove it",
            &imported.report.disappeared,
        ),
    ];
    let open = lists.iter().filter(|(_, names)| !names.is_empty());
    if open.clone().next().is_none() {
        say("\nnothing is left to describe or to decide: read the diff, run .ci/run, and commit");
        return;
    }
    say(format_args!(
        "\n{}",
        style.bold(&format!("still to do, in {folder}"))
    ));
    for (number, (what, names)) in open.enumerate() {
        say(format_args!("{}. {what} ({})", number + 1, names.len()));
        for name in names.iter().take(LISTED) {
            say(format_args!("     {name}"));
        }
        if names.len() > LISTED {
            say(format_args!("     and {} more", names.len() - LISTED));
        }
    }
    say("then `cargo xtask generate`, read the diff, run .ci/run, and commit");
}
