//! What a write prints.

use std::io;
use std::path::{Path, PathBuf};

use super::Target;
use super::plan::Plan;
use crate::output::{Style, count, say};
use crate::workspace;

/// How many paths are listed before the rest is only counted.
pub(super) const LISTED: usize = 20;

/// Says what was written and removed, and what was left alone.
pub(super) fn written(target: &Target<'_>, plan: &Plan<'_>) {
    let style = Style::of(&io::stdout());
    let paths: Vec<&Path> = plan
        .changes
        .iter()
        .map(|change| change.path.as_path())
        .collect();
    list(&style.green("wrote"), &paths);
    list(&style.red("removed"), &references(&plan.orphans));
    list(
        "removed, left by a command that was killed:",
        &references(&plan.leftovers),
    );
    strangers(plan);
    let milliseconds = target.started.elapsed().as_millis();
    say(format_args!(
        "wrote {}, {} unchanged, {} removed, in {milliseconds} ms",
        count(plan.changes.len(), "file"),
        plan.unchanged,
        plan.orphans.len(),
    ));
}

/// Names the files that the generator did not write and does not touch.
pub(super) fn strangers(plan: &Plan<'_>) {
    list("left alone, not generated:", &references(&plan.strangers));
}

/// Names the files of a command that was killed, which the next one that writes removes.
pub(super) fn leftovers(plan: &Plan<'_>) {
    list(
        "left by a command that was killed:",
        &references(&plan.leftovers),
    );
}

pub(super) fn references(paths: &[PathBuf]) -> Vec<&Path> {
    paths.iter().map(PathBuf::as_path).collect()
}

fn list(what: &str, paths: &[&Path]) {
    for path in paths.iter().take(LISTED) {
        say(format_args!("  {what} {}", workspace::shown(path)));
    }
    if paths.len() > LISTED {
        say(format_args!("  {what} {} more", paths.len() - LISTED));
    }
}
