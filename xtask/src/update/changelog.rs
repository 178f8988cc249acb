//! The entry in the changelog: what a diff means, in the words of users, and no longer than they read.

mod groups;

use crate::diff::Diff;

/// The width of a line.
const WIDTH: usize = 110;

/// The heading of entries that are not released yet.
const HEADING: &str = "## Unreleased";

/// The lines of an entry, breaking changes first; `None` if nothing has changed.
pub(super) fn entry(diff: &Diff) -> Option<String> {
    let lines: Vec<String> = groups::lines(diff)
        .iter()
        .map(|line| wrapped(line))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The changelog with an entry at the top of what is unreleased; `None` if it is there already.
pub(super) fn with_entry(changelog: &str, entry: &str) -> Option<String> {
    let has_crlf = changelog.contains("\r\n");
    let text = changelog.replace("\r\n", "\n");
    let new = match section(&text) {
        Some((start, end)) if text[start..end].contains(entry) => return None,
        Some((start, end)) => {
            let rest = text[start..end].trim_matches('\n');
            let rest = if rest.is_empty() {
                String::new()
            } else {
                format!("{rest}\n")
            };
            let after = &text[end..];
            let blank = if after.is_empty() { "" } else { "\n" };
            format!(
                "{}\n\n{entry}\n{rest}{blank}{after}",
                text[..start].trim_end()
            )
        }
        None => {
            let start = text.find("\n## ").map_or(text.len(), |at| at + 1);
            let (before, after) = text.split_at(start);
            let blank = if after.is_empty() { "" } else { "\n" };
            let before = before.trim_end();
            format!("{before}\n\n{HEADING}\n\n{entry}\n{blank}{after}")
        }
    };
    let new = new.trim_start().to_owned();
    Some(if has_crlf {
        new.replace('\n', "\r\n")
    } else {
        new
    })
}

/// The section under the heading: from the end of its line to the next heading.
fn section(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        match start {
            None if line.trim_end() == HEADING => start = Some(at + line.len()),
            Some(start) if line.starts_with("## ") => return Some((start, at)),
            _ => {}
        }
        at += line.len();
    }
    start.map(|start| (start, text.len()))
}

/// A line of a list, wrapped between words.
fn wrapped(text: &str) -> String {
    let mut wrapped = "-".to_owned();
    let mut width = wrapped.len();
    for word in words(text) {
        let length = word.chars().count();
        if width + 1 + length > WIDTH {
            wrapped.push_str("\n ");
            width = 1;
        }
        wrapped.push(' ');
        wrapped.push_str(&word);
        width += 1 + length;
    }
    wrapped
}

/// The words of a text; what is in backticks is one.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_code = false;
    for part in text.split(' ') {
        match words.last_mut() {
            Some(word) if is_code => {
                word.push(' ');
                word.push_str(part);
            }
            _ => words.push(part.to_owned()),
        }
        is_code ^= part.matches('`').count() % 2 == 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{with_entry, wrapped};

    #[track_caller]
    fn assert_changelog(old: &str, expected: &str) {
        let new = with_entry(old, "- New.").expect("it is not there yet");
        assert_eq!(new, expected);
        assert_eq!(with_entry(&new, "- New."), None, "a second time");
    }

    #[test]
    fn an_entry_stands_at_the_top_of_what_is_unreleased() {
        assert_changelog(
            "# Changelog\n\n## Unreleased\n\n- Old.\n",
            "# Changelog\n\n## Unreleased\n\n- New.\n- Old.\n",
        );
        assert_changelog(
            "# Changelog\n\n## Unreleased\n\n- Old.\n\n## 0.1.0\n\n- New.\n",
            "# Changelog\n\n## Unreleased\n\n- New.\n- Old.\n\n## 0.1.0\n\n- New.\n",
        );
    }

    #[test]
    fn the_section_is_made_where_there_is_none() {
        assert_changelog(
            "# Changelog\n\nOf this crate.\n\n## 0.1.0\n\n- Old.\n",
            "# Changelog\n\nOf this crate.\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n\n- Old.\n",
        );
        assert_changelog("# Changelog\n", "# Changelog\n\n## Unreleased\n\n- New.\n");
        assert_changelog("", "## Unreleased\n\n- New.\n");
        assert_changelog(
            "# Changelog\n\n## Unreleased\n\n## 0.1.0\n",
            "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n",
        );
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        assert_changelog(
            "# Changelog\r\n\r\n## Unreleased\r\n\r\n- Old.\r\n",
            "# Changelog\r\n\r\n## Unreleased\r\n\r\n- New.\r\n- Old.\r\n",
        );
    }

    #[test]
    fn code_is_not_broken() {
        let (words, code) = (["word"; 20].join(" "), ["Into<String>"; 8].join(" "));
        let text = wrapped(&format!("{words} `({code})` end"));
        assert_eq!(text, format!("- {words}\n  `({code})`\n  end"));
    }
}
