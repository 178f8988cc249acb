//! The piece of a line that is shown, and where the mark goes under it.

use crate::problem::is_invisible;

/// How many characters of a line are shown.
const SHOWN: usize = 100;
/// Number of characters before the mark, if the line is longer.
const BEFORE: usize = 40;

/// A piece of a line; indent and width count the columns of a terminal.
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) indent: usize,
    pub(super) width: usize,
}

/// Cuts a long line around the `width` characters from `column` on, which counts from 1.
pub(super) fn cut(line: &str, column: usize, width: usize) -> Excerpt {
    let line = line.trim_end();
    let length = line.chars().count();
    let mark = (column - 1).min(length);
    let (start, end) = window(length, mark);
    let mark_end = (mark + width).min(end);

    let before = if start > 0 { "…" } else { "" };
    let after = if end < length { "…" } else { "" };
    let shown = line.chars().skip(start).take(end - start);
    let shown: Vec<char> = shown.map(printable).collect();
    Excerpt {
        text: format!("{before}{}{after}", shown.iter().collect::<String>()),
        indent: usize::from(start > 0) + columns(&shown[..mark - start]),
        width: columns(&shown[mark - start..mark_end.max(mark) - start]).max(1),
    }
}

fn window(length: usize, mark: usize) -> (usize, usize) {
    if length <= SHOWN {
        return (0, length);
    }
    let start = mark.saturating_sub(BEFORE).min(length - SHOWN);
    (start, start + SHOWN)
}

/// Control characters, which would move the cursor, are shown as spaces.
fn printable(c: char) -> char {
    if is_invisible(c) { ' ' } else { c }
}

fn columns(characters: &[char]) -> usize {
    characters
        .iter()
        .map(|c| if is_wide(*c) { 2 } else { 1 })
        .sum()
}

/// Whether a terminal gives the character two columns: Chinese, Japanese and Korean letters, their
/// punctuation, and emoji.
fn is_wide(c: char) -> bool {
    matches!(
        u32::from(c),
        0x1100..=0x115f
            | 0x2e80..=0x303e
            | 0x3041..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe30..=0xfe6f
            | 0xff00..=0xff60
            | 0xffe0..=0xffe6
            | 0x1f300..=0x1f64f
            | 0x1f900..=0x1f9ff
            | 0x20000..=0x3fffd
    )
}
