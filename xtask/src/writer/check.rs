//! How a folder differs from what was generated.

use std::fmt::Write;
use std::io;
use std::process::ExitCode;

use similar::TextDiff;

use super::Target;
use super::plan::{Change, Plan};
use super::report::{self, LISTED};
use crate::failure::Failure;
use crate::output::{Style, complain, count, say};
use crate::workspace;

/// How many lines of difference are printed before the rest is only counted.
const DIFF_LINES: usize = 200;

/// Prints the difference, if there is one, and the command that fixes it.
pub(super) fn report(target: &Target<'_>, plan: &Plan<'_>) -> Result<ExitCode, Failure> {
    let style = Style::of(&io::stdout());
    let folder = workspace::shown(&target.folder);
    let milliseconds = target.started.elapsed().as_millis();
    report::strangers(plan);
    report::leftovers(plan);
    let findings = findings(plan);
    if findings.is_empty() {
        let files = count(plan.unchanged, "file");
        say(format_args!(
            "{folder} is current: {files}, in {milliseconds} ms"
        ));
        return Ok(ExitCode::SUCCESS);
    }
    for finding in findings.iter().take(LISTED) {
        say(finding);
    }
    if findings.len() > LISTED {
        say(format_args!("and {} more", findings.len() - LISTED));
    }
    print_diffs(&plan.changes, style);
    complain(format_args!(
        "{folder} is not what {} says: {}\n  Run `{}` and commit what it writes.",
        target.origin,
        count(findings.len(), "difference"),
        target.command
    ));
    Ok(ExitCode::FAILURE)
}

fn findings(plan: &Plan<'_>) -> Vec<String> {
    let changes = plan.changes.iter().map(|change| {
        let path = workspace::shown(&change.path);
        let source = &change.wanted.source;
        match &change.old {
            None => format!("missing: {path} (from {source})"),
            Some(old) if is_of_this_spec(old, &change.wanted.text) => format!(
                "differs: {path} (from {source}, as it is: the file was edited by hand, or the \
                 generator has changed)"
            ),
            Some(_) => format!("differs: {path} (from {source})"),
        }
    });
    let orphans = plan.orphans.iter().map(|path| {
        format!(
            "orphan:  {} (nothing in the spec makes it)",
            workspace::shown(path)
        )
    });
    let obstacles = plan.obstacles.iter().map(|path| {
        format!(
            "in the way: {} (not generated; move or delete it)",
            workspace::shown(path)
        )
    });
    changes.chain(orphans).chain(obstacles).collect()
}

/// Whether a generated file names the very state of the spec that is read now.
fn is_of_this_spec(old: &[u8], wanted: &str) -> bool {
    let sum = |text: &str| {
        let mut lines = text.lines();
        let line = lines.find(|line| line.contains(vod_codegen::SUM))?;
        Some(line.to_owned())
    };
    let old = sum(&String::from_utf8_lossy(old));
    old.is_some() && old == sum(wanted)
}

fn print_diffs(changes: &[Change<'_>], style: Style) {
    let mut left = DIFF_LINES;
    let mut hidden = 0;
    for change in changes {
        let diff = diff(change);
        let lines: Vec<&str> = diff.lines().collect();
        let shown = lines.len().min(left);
        for line in &lines[..shown] {
            say(paint(line, style));
        }
        left -= shown;
        hidden += lines.len() - shown;
    }
    if hidden > 0 {
        say(format_args!(
            "… and {} of difference",
            count(hidden, "more line")
        ));
    }
}

/// The difference of one file; empty for a missing one, whose whole text it would be.
fn diff(change: &Change<'_>) -> String {
    let Some(old) = &change.old else {
        return String::new();
    };
    let old = String::from_utf8_lossy(old);
    let path = workspace::shown(&change.path);
    let mut text = String::new();
    let diff = TextDiff::from_lines(old.as_ref(), change.wanted.text.as_str());
    write!(
        text,
        "{}",
        diff.unified_diff()
            .header(&path, &format!("generated from {}", change.wanted.source))
    )
    .expect("writing to a String cannot fail");
    text
}

fn paint(line: &str, style: Style) -> String {
    match line.as_bytes().first() {
        Some(b'+') => style.green(line),
        Some(b'-') => style.red(line),
        Some(b'@') => style.cyan(line),
        _ => line.to_owned(),
    }
}
