//! Diffs as the recipes show them: without line numbers, which any change of a file would change.

use std::collections::BTreeSet;

use similar::{ChangeTag, TextDiff};

use super::copy::Files;

/// How the lines begin that hold a digest of the spec.
const DIGEST: &str = "// sha256 of the spec: ";

/// The text with a diff applied. What a hunk shows must be in the text once.
#[track_caller]
pub(crate) fn applied(diff: &str, text: &str) -> String {
    let mut text = text.to_owned();
    for hunk in diff.split("@@\n").skip(1) {
        let side = |sign: char| -> String {
            let lines = hunk.lines().filter(|line| !line.starts_with(sign));
            lines
                .map(|line| format!("{}\n", line.get(1..).unwrap_or_default()))
                .collect()
        };
        let (old, new) = (side('+'), side('-'));
        let found = text.match_indices(&old).count();
        assert_eq!(
            found, 1,
            "a hunk fits in {found} places:\n{hunk}\nin:\n{text}"
        );
        text = text.replacen(&old, &new, 1);
    }
    text
}

/// The list of the files that differ, with how many lines came and went, if not just the digest did.
pub(crate) fn changed(before: &Files, after: &Files) -> String {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut list = String::new();
    for path in paths {
        let sign = match (before.get(path), after.get(path)) {
            (None, _) => 'A',
            (_, None) => 'D',
            (Some(before), Some(after)) if before != after => 'M',
            _ => continue,
        };
        let counts = match counts(path, before, after) {
            (0, 0) => "digest".to_owned(),
            (come, gone) => format!("+{come} -{gone}"),
        };
        list.push_str(&format!("{sign} {path} {counts}\n"));
    }
    list
}

fn counts(path: &str, before: &Files, after: &Files) -> (usize, usize) {
    let difference = difference(path, before, after);
    let lines = || difference.lines().skip(2);
    let beginning = |sign: char| lines().filter(|line| line.starts_with(sign)).count();
    (beginning('+'), beginning('-'))
}

/// How a file differs.
pub(crate) fn difference(path: &str, before: &Files, after: &Files) -> String {
    let text = |files: &Files| -> String {
        let text = files.get(path).map_or("", String::as_str);
        let lines = text.lines().filter(|line| !line.starts_with(DIGEST));
        lines.map(|line| format!("{line}\n")).collect()
    };
    let (before, after) = (text(before), text(after));
    let mut difference = format!("--- a/{path}\n+++ b/{path}\n");
    let diff = TextDiff::from_lines(&before, &after);
    for group in diff.grouped_ops(0) {
        difference.push_str("@@\n");
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            // A line that is empty but for its sign is an editor's to trim.
            let line = format!("{sign}{}", change.value());
            difference.push_str(line.trim_end());
            difference.push('\n');
        }
    }
    difference
}
