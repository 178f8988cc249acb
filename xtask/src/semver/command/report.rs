//! Prints a comparison.

use std::io;

use crate::semver::{BREAKING, ItemChange};

use super::{Outcome, next_breaking};
use crate::output::{Style, count, say, warn};
use crate::workspace;

/// How many changes are listed before the rest is only counted.
const LISTED: usize = 50;

/// Prints what breaks, where, and what is to be done; says whether that is nothing.
pub(super) fn print(outcome: &Outcome<'_>) -> bool {
    let breaking: Vec<&ItemChange> = outcome.breaking().collect();
    let style = Style::of(&io::stdout());
    for change in breaking.iter().take(LISTED) {
        let (label, path) = (style.red("breaking:"), &change.line().path);
        if change.new.is_none() {
            say(format_args!("{label} {path}: {}", change.reason));
            continue;
        }
        say(format_args!("{label} {path}"));
        say(format_args!("  {}", change.reason));
        for (sign, line) in [("-", &change.old), ("+", &change.new)] {
            if let Some(line) = line {
                say(format_args!("  {sign} {line}"));
            }
        }
    }
    if breaking.len() > LISTED {
        say(format_args!("and {} more", breaking.len() - LISTED));
    }
    say(format_args!(
        "{} of vod-sdk/public-api.txt against {} ({}): {} breaking, {} additive",
        count(outcome.changes.len(), "change"),
        workspace::shown(outcome.path),
        outcome.released,
        breaking.len(),
        outcome.changes.len() - breaking.len(),
    ));
    let to_do = to_do(outcome, !breaking.is_empty());
    for line in &to_do {
        warn(line);
    }
    to_do.is_empty()
}

/// What remains to be done to announce the breaks, as lines.
fn to_do(outcome: &Outcome<'_>, is_broken: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if is_broken && outcome.is_compatible() {
        let mut next = next_breaking(outcome.released);
        next.pre = ::semver::Prerelease::EMPTY;
        lines.push(format!(
            "The version in Cargo.toml is {}, to which Cargo updates from {} by itself: undo what breaks, \
             or set {next} or later.",
            outcome.version, outcome.released,
        ));
    }
    if is_broken && !outcome.is_announced {
        lines.push(format!(
            "{} has nothing under `{BREAKING}` in Unreleased. Write there what breaks, and what to do instead.",
            workspace::shown(outcome.changelog),
        ));
    }
    lines
}
