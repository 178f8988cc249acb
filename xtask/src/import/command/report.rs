//! Prints the report of an import.

use std::io;

use crate::import::Report;

use crate::output::{Style, count, say};

/// How many lines of a list are printed before the rest is only counted.
const LISTED: usize = 20;

/// Prints what appeared, disappeared and changed, and what has no words yet.
pub(crate) fn print(report: &Report) {
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
    let undocumented = &report.undocumented;
    list("actions without words of ours", &undocumented.actions);
    list(
        "error codes without words of ours",
        &undocumented.error_codes,
    );
    say(format_args!(
        "still to be documented: {}, {}, {}, {}",
        count(undocumented.actions.len(), "action"),
        count(undocumented.types, "type"),
        count(undocumented.fields, "field"),
        count(undocumented.error_codes.len(), "error code"),
    ));
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
