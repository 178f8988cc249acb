//! Prints the report of an import.

use std::io;

use super::inputs::spelled;
use crate::import::Report;

use crate::output::{Style, count, say};

/// How many lines of a list are printed before the rest is only counted.
const LISTED: usize = 20;

/// Prints what appeared, disappeared and changed.
pub(crate) fn print(report: &Report) {
    if let Some(edition) = report.other_edition {
        say(format_args!(
            "this is the {} edition, and the spec follows the other one: only actions that the spec lacks \
             are taken",
            spelled(edition)
        ));
    }
    list("appeared", &report.appeared);
    list(
        "disappeared, and kept until someone removes it",
        &report.disappeared,
    );
    list("changed", &report.changed);
    list("examples that cannot be used", &report.refused_examples);
    list(
        "error codes that cannot be used",
        &report.refused_error_codes,
    );
    let counts = &report.counts;
    say(format_args!(
        "the version holds {}, {}, {}, {}, {}",
        count(counts.actions, "action"),
        count(counts.types, "type"),
        count(counts.fields, "field"),
        count(counts.error_codes, "error code"),
        count(counts.examples, "example"),
    ));
}

fn list(heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let style = Style::of(&io::stdout());
    say(format_args!("{} ({})", style.bold(heading), lines.len()));
    for line in lines.iter().take(LISTED) {
        say(format_args!("  {line}"));
    }
    if lines.len() > LISTED {
        say(format_args!("  and {} more", lines.len() - LISTED));
    }
}
