//! A diff for a pull request: long lists are folded.

use std::fmt::Write;

use crate::diff::{Change, Diff};
use crate::verdict::Verdict;

use super::tally;
use super::text::{broken, by_owner};

/// How many lines of a list are shown without being asked for.
const UNFOLDED: usize = 20;

/// The differences between two specs of these names.
pub(super) fn of(diff: &Diff, (old, new): (&str, &str)) -> String {
    let mut text = format!("## API changes from `{old}` to `{new}`\n\n");
    let Some(worst) = diff.verdict() else {
        text += "None.";
        return text;
    };
    let (bump, before) = worst.bump();
    write(
        &mut text,
        format_args!("**Bump:** {bump} (0.x: {before}). {}.\n", tally(diff)),
    );
    for verdict in Verdict::ALL {
        let changes: Vec<&Change> = diff.of(verdict).collect();
        if !changes.is_empty() {
            list(&mut text, verdict, &changes);
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn list(text: &mut String, verdict: Verdict, changes: &[&Change]) {
    let heading = match verdict {
        Verdict::Breaking => "Breaking",
        Verdict::Additive => "Additive",
        Verdict::Docs => "Documentation",
    };
    let lines: Vec<String> = match verdict {
        Verdict::Breaking => changes
            .iter()
            .map(|change| format!("{} (**{}**)", line(change), broken(change)))
            .collect(),
        Verdict::Additive => changes.iter().map(|change| line(change)).collect(),
        Verdict::Docs => by_owner(changes)
            .into_iter()
            .map(|(owner, whats)| format!("`{owner}`: {}", escaped(&whats)))
            .collect(),
    };
    write(
        text,
        format_args!("\n### {heading} ({})\n\n", changes.len()),
    );
    let (shown, folded) = lines.split_at(lines.len().min(UNFOLDED));
    bullets(text, shown);
    if !folded.is_empty() {
        let summary = format!("<details><summary>{} more</summary>", folded.len());
        write(text, format_args!("\n{summary}\n\n"));
        bullets(text, folded);
        text.push_str("\n</details>\n");
    }
}

fn line(change: &Change) -> String {
    format!("`{}`: {}", change.place, escaped(&change.what))
}

fn bullets(text: &mut String, lines: &[String]) {
    for line in lines {
        write(text, format_args!("- {line}\n"));
    }
}

/// Prose whose backticks are meant, and nothing else.
pub(crate) fn escaped(prose: &str) -> String {
    let mut is_code = false;
    let mut escaped = String::with_capacity(prose.len());
    for c in prose.chars() {
        is_code ^= c == '`';
        if !is_code && matches!(c, '<' | '>' | '[' | ']' | '*' | '_' | '\\' | '#') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn write(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments)
        .expect("writing to a String cannot fail");
}
