//! A diff for a terminal: a line a change, the worst first, and a line a file for its words.

use std::collections::BTreeMap;
use std::io;

use crate::diff::{Change, Diff, Place};
use crate::verdict::Verdict;

use super::tally;
use crate::output::{Style, count, say};

/// Prints what differs between the two specs of these names.
pub(crate) fn print(diff: &Diff, (old, new): (&str, &str)) {
    let Some(worst) = diff.verdict() else {
        say(format_args!("{old} and {new} do not differ"));
        return;
    };
    let style = Style::of(&io::stdout());
    say(format_args!(
        "from {old} to {new}: {} ({})",
        count(diff.changes.len(), "change"),
        tally(diff)
    ));
    let (bump, before) = worst.bump();
    say(format_args!("bump: {bump} (0.x: {before})"));
    for verdict in Verdict::ALL {
        let changes: Vec<&Change> = diff.of(verdict).collect();
        if !changes.is_empty() {
            let heading = format!("{} ({})", verdict.as_str(), changes.len());
            say(format_args!("\n{}", painted(&heading, verdict, style)));
            group(&changes, verdict, style);
        }
    }
}

fn painted(heading: &str, verdict: Verdict, style: Style) -> String {
    match verdict {
        Verdict::Breaking => style.red(heading),
        Verdict::Additive => style.green(heading),
        Verdict::Docs => style.bold(heading),
    }
}

fn group(changes: &[&Change], verdict: Verdict, style: Style) {
    match verdict {
        Verdict::Breaking => {
            for change in changes {
                let line = line(change, style);
                say(format_args!("  {:<10}  {line}", broken(change)));
            }
        }
        Verdict::Additive => {
            for change in changes {
                say(format_args!("  {}", line(change, style)));
            }
        }
        Verdict::Docs => {
            for (owner, whats) in by_owner(changes) {
                say(format_args!(
                    "  {} {whats}",
                    style.cyan(&format!("{owner}:"))
                ));
            }
        }
    }
}

fn line(change: &Change, style: Style) -> String {
    let place = style.cyan(&format!("{}:", change.place));
    format!("{place} {}", change.what)
}

/// The kind of break: source code, running programs or both.
pub(super) fn broken(change: &Change) -> &'static str {
    let breaks = Verdict::Breaking;
    match (change.source == breaks, change.run == breaks) {
        (true, true) => "source+run",
        (true, false) => "source",
        _ => "run",
    }
}

/// The number of changes in each file by kind: `other words (4), another order`.
pub(super) fn by_owner(changes: &[&Change]) -> Vec<(String, String)> {
    let mut owners: BTreeMap<Place, BTreeMap<&str, usize>> = BTreeMap::new();
    for change in changes {
        let whats = owners.entry(change.place.owner()).or_default();
        *whats.entry(&change.what).or_default() += 1;
    }
    let lines = owners.into_iter().map(|(owner, whats)| {
        let whats = whats.into_iter().map(|(what, count)| match count {
            1 => what.to_owned(),
            count => format!("{what} ({count})"),
        });
        (owner.to_string(), whats.collect::<Vec<_>>().join(", "))
    });
    lines.collect()
}
