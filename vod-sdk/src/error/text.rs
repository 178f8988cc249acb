//! Sanitizes foreign text for messages: one line of visible characters, limited in length.

use std::borrow::Cow;
use std::fmt::Write as _;

/// How much of a message an error keeps, in bytes.
pub(crate) const MESSAGE_BYTES: usize = 4096;
/// How much of an unexpected body an error keeps, in bytes.
pub(super) const BODY_BYTES: usize = 512;
/// How much of a name or an id an error keeps, in bytes.
pub(crate) const NAME_BYTES: usize = 128;

/// Whether a text looks like an error code of the service: `FailedOperation.InvalidVodUser`. The longest
/// known one has 68 bytes.
pub(crate) fn is_code(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    (1..=NAME_BYTES).contains(&text.len()) && text.bytes().all(is_part)
}

/// A text in one line of at most `limit` bytes, and `…` if it has more. Line breaks, characters without a
/// glyph and those that change the direction of writing are escaped; other control characters become
/// spaces.
pub(crate) fn one_line(text: &str, limit: usize) -> Cow<'_, str> {
    if text.len() <= limit && is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut line = String::new();
    for character in text.chars() {
        let length = line.len();
        push_visible(&mut line, character);
        if line.len() > limit {
            line.truncate(length);
            line.push('…');
            break;
        }
    }
    Cow::Owned(line)
}

/// Whether all characters are visible ones of ASCII. Every byte is looked at, which is faster for the short texts
/// that nearly all are.
fn is_plain(text: &str) -> bool {
    text.bytes()
        .fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'))
}

/// [`one_line`] of a text that is not copied if it is such a line already.
pub(crate) fn into_one_line(text: String, limit: usize) -> String {
    let line = match one_line(&text, limit) {
        Cow::Owned(line) => Some(line),
        Cow::Borrowed(_) => None,
    };
    line.unwrap_or(text)
}

/// The beginning of a body that may be anything, in one line of at most `limit` bytes.
pub(super) fn excerpt(body: &[u8], limit: usize) -> String {
    // More than is kept, so that a character that is cut in two is not among what is.
    let start = &body[..body.len().min(limit + 4)];
    one_line(&String::from_utf8_lossy(start), limit).into_owned()
}

fn push_visible(line: &mut String, character: char) {
    match character {
        '\n' => *line += "\\n",
        _ if character.is_control() => line.push(' '),
        _ if is_visible(character) => line.push(character),
        _ => {
            let _ = write!(line, "{}", character.escape_unicode());
        }
    }
}

/// Whether the standard library would print it as it is, after another character: a combining mark by
/// itself is escaped.
fn is_visible(character: char) -> bool {
    character.is_ascii()
        || ['a', character]
            .iter()
            .collect::<String>()
            .escape_debug()
            .count()
            == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_visible_line() {
        for (text, line) in [
            ("", ""),
            (r#"it's "so" \n"#, r#"it's "so" \n"#),
            ("a\nb\r\nc", r"a\nb \nc"),
            ("\u{1b}[31mred\u{7}\0\t", " [31mred   "),
            ("\u{85}\u{9b}", "  "),
            ("a\u{2028}b\u{2029}", r"a\u{2028}b\u{2029}"),
            (
                "\u{202e}gpj\u{2066}\u{200f}",
                r"\u{202e}gpj\u{2066}\u{200f}",
            ),
            ("\u{feff}\u{ad}\u{e000}", r"\u{feff}\u{ad}\u{e000}"),
            ("电影 🎬 שלום e\u{301}", "电影 🎬 שלום e\u{301}"),
        ] {
            assert_eq!(one_line(text, 99), line);
            assert_eq!(one_line(line, 99), line, "twice is once");
        }
    }

    #[test]
    fn a_line_is_cut_between_characters() {
        for (text, limit, line) in [
            ("abcd", 4, "abcd"),
            ("abcde", 4, "abcd…"),
            ("ééé", 4, "éé…"),
            ("ab\ncd", 4, r"ab\n…"),
            ("abc\u{202e}", 9, "abc…"),
            ("\u{202e}", 0, "…"),
        ] {
            assert_eq!(one_line(text, limit), line);
        }
        assert_eq!(excerpt("ééé".as_bytes(), 3), "é…");
        assert_eq!(excerpt(b"a\xff\xc3", 9), "a\u{fffd}\u{fffd}");
        let long = "\u{2028}".repeat(10_000);
        assert!(excerpt(long.as_bytes(), BODY_BYTES).len() < BODY_BYTES + 4);
    }

    #[test]
    fn codes_are_told_from_other_texts() {
        for code in [
            "A",
            "4100",
            "InternalError.Disk-1.x_y",
            &"a".repeat(NAME_BYTES),
        ] {
            assert!(is_code(code), "{code}");
        }
        let long = "a".repeat(NAME_BYTES + 1);
        for text in [
            "",
            "a b",
            "a\n",
            "\u{1b}[31m",
            "é",
            "a\u{202e}",
            "a:b",
            &long,
        ] {
            assert!(!is_code(text), "{text:?}");
        }
    }
}
