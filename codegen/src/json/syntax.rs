//! What is wrong with a text that is not JSON, in words that help to fix it.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Why a text is not JSON, and the bytes that show it.
#[derive(Debug)]
pub(crate) struct SyntaxError {
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl SyntaxError {
    /// There is nothing but white space.
    pub(crate) fn empty() -> Self {
        Self {
            range: 0..0,
            message: "the file is empty".to_owned(),
            hint: "a file of the spec holds one JSON object".to_owned(),
        }
    }
}

/// Checks that the text is one JSON value.
pub(super) fn check(text: &str) -> Result<(), SyntaxError> {
    match serde_json::from_str::<Anything>(text) {
        Ok(Anything) => Ok(()),
        Err(_) if text.trim().is_empty() => Err(SyntaxError::empty()),
        Err(error) => Err(explain(text, &error)),
    }
}

/// The error's message without its position, and the bytes of the character that it is about.
pub(crate) fn locate(text: &str, error: &serde_json::Error) -> (String, Range<usize>) {
    let shown = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let message = shown.strip_suffix(&position).unwrap_or(&shown).to_owned();

    // The column counts bytes, up to and including the one that does not fit.
    let line_start = match error.line() {
        0 | 1 => 0,
        line => text
            .match_indices('\n')
            .nth(line - 2)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let mut start = (line_start + error.column())
        .saturating_sub(1)
        .min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    (message, start..word_end(text, start))
}

/// The end of the word or, if none is there, of the character at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let character = rest.chars().next().map_or(0, char::len_utf8);
    start + word.max(character)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-')
}

fn explain(text: &str, error: &serde_json::Error) -> SyntaxError {
    let (message, found) = locate(text, error);
    let (range, message, hint) = if error.is_eof() {
        let end = text.trim_end().len();
        let message = message.replace("EOF while parsing", "the file ends within");
        (
            end..end,
            message,
            "a closing bracket, brace or quote is missing",
        )
    } else {
        let hint = hint_at(text, found.start, &message);
        let range = culprit(text, found, &message);
        let (message, general_hint) = reword(&message);
        (range, message.to_owned(), hint.unwrap_or(general_hint))
    };
    SyntaxError {
        range,
        message,
        hint: hint.to_owned(),
    }
}

/// What is to be changed, where the parser only noticed it further on.
fn culprit(text: &str, found: Range<usize>, message: &str) -> Range<usize> {
    let before = &text[..found.start];
    match message {
        "trailing comma" => {
            let end = before.trim_end().len();
            end.saturating_sub(1)..end
        }
        "expected ident" | "invalid number" | "number out of range" => {
            let start = before.trim_end_matches(is_word).len();
            start..word_end(text, start)
        }
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            let start = before.rfind("\\u").unwrap_or(found.start);
            start..(start + "\\ud83d".len()).min(found.start)
        }
        _ => found,
    }
}

/// What to do about a character that no JSON has in this place.
fn hint_at(text: &str, at: usize, message: &str) -> Option<&'static str> {
    let expects_token = message.starts_with("expected") || message == "key must be a string";
    match text[at..].chars().next()? {
        '/' | '#' if expects_token => Some("JSON has no comments: say it in `docs`, or remove it"),
        '\'' if expects_token => Some("strings and keys stand in double quotes"),
        '\u{feff}' => Some("the file begins with a byte order mark: save it as UTF-8 without one"),
        _ => None,
    }
}

fn reword(message: &str) -> (&str, &'static str) {
    match message {
        "expected `,` or `}`" | "expected `,` or `]`" => (
            message,
            "is a comma missing before this, or a quote within a string not written `\\\"`?",
        ),
        "expected `:`" => (message, "a key and its value are written `\"key\": value`"),
        "trailing comma" => ("a comma after the last item", "remove it"),
        "key must be a string" => ("expected a key", "keys stand in double quotes"),
        "expected value" => ("expected a value", VALUES),
        "expected ident" => ("this is not a value", VALUES),
        "invalid escape" => (
            "there is no such escape",
            "a backslash within a string is written `\\\\`",
        ),
        "control character (\\u0000-\\u001F) found while parsing a string" => (
            "a line break, tab or other control character within a string",
            "close the string before it, or write `\\n` for a line break and `\\t` for a tab",
        ),
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => (
            "half of a character",
            "write the character itself, or both of its `\\u` escapes, one after the other",
        ),
        "invalid number" => (message, "numbers are written like 5, -1 or 0.25"),
        "number out of range" => (
            "this number is too large",
            "no double-precision number holds it",
        ),
        "trailing characters" => (
            "the file goes on after its end",
            "a file holds one JSON object",
        ),
        "recursion limit exceeded" => (
            "this is nested too deeply",
            "at most 127 lists and objects may stand within each other",
        ),
        _ => (message, "the file is not JSON"),
    }
}

const VALUES: &str =
    "a value is `true`, `false`, `null`, a number, a list, an object, or a string in double quotes";

/// Any JSON value, read in full and not kept: unlike serde's own `IgnoredAny` it has `serde_json` look
/// into strings and numbers, and count how deep the text is nested.
struct Anything;

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Anything {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        while entries.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}
