//! Why a text is not JSON, or not the JSON that was asked for.

use std::ops::Range;

use jsonc_parser::errors::{ParseError, ParseErrorKind};

/// A syntax error, and the bytes that it is about.
#[derive(Debug)]
pub struct SyntaxError {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The message.
    pub message: String,
    /// What to write instead; may be empty.
    pub hint: &'static str,
}

impl SyntaxError {
    /// There is nothing but white space.
    pub(super) fn empty() -> Self {
        Self {
            range: 0..0,
            message: "the file is empty: a file of the spec holds one JSON object".to_owned(),
            hint: "",
        }
    }

    /// What the parser says of a text.
    pub(super) fn of(text: &str, error: &ParseError) -> Self {
        let (range, kind) = (error.range(), error.kind());
        let hint = match kind {
            ParseErrorKind::MultipleRootJsonValues => {
                Some("remove what stands behind the end of the object")
            }
            _ => remedy(text, range.start),
        };
        Self {
            range: range.start..range.end,
            message: format!("this is not JSON: {}", lower_first(&kind.to_string())),
            hint: hint.unwrap_or_default(),
        }
    }
}

/// What to write instead of what is not JSON, by what stands where reading it stopped.
fn remedy(text: &str, at: usize) -> Option<&'static str> {
    let rest = text.get(at..)?.trim_start();
    let Some(first) = rest.chars().next() else {
        return Some("a bracket, a brace or a quote is not closed");
    };
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    Some(match (first, word.as_str()) {
        ('#' | '/', _) => "JSON has no comments: say it in `docs`, or remove it",
        ('\u{201c}'..='\u{201f}' | '\u{2018}'..='\u{201b}' | '\'' | '`', _) => {
            "write plain double quotes: `\"`"
        }
        (_, "True") => "write `true`",
        (_, "False") => "write `false`",
        (_, "None" | "undefined" | "NaN") => "leave the key out",
        ('0', number) if number.len() > 1 && number.chars().all(|c| c.is_ascii_digit()) => {
            "a number has no zero at its beginning"
        }
        ('\n' | '\t' | '\r', _) => "end the text in its line, and write a tab as `\\t`",
        ('=', _) => "a colon stands between a key and its value",
        (',' | ']' | '}', _) => "a comma stands between two values, and none after the last",
        _ => return None,
    })
}

/// What happened to a text that is not JSON, if it is a mishap that tools leave behind.
pub(crate) fn mishap(text: &str) -> Option<SyntaxError> {
    const CONFLICT: &str = "<<<<<<< ";

    if text.starts_with('\u{feff}') {
        return Some(SyntaxError {
            range: 0..0,
            message: "the file begins with a byte order mark: save it as UTF-8 without one"
                .to_owned(),
            hint: "",
        });
    }
    let is_first = text.starts_with(CONFLICT).then_some(0);
    let start = is_first.or_else(|| text.find(&format!("\n{CONFLICT}")).map(|at| at + 1))?;
    let length = text[start..].lines().next().map_or(0, str::len);
    Some(SyntaxError {
        range: start..start + length,
        message: "this is an unresolved merge conflict".to_owned(),
        hint: "",
    })
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.collect::<String>() + chars.as_str()
}

/// The error's message without its position, and the bytes of the word that it is about.
pub(crate) fn locate(text: &str, error: &serde_json::Error) -> SyntaxError {
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
    let at = (line_start + error.column()).saturating_sub(1);
    let mut start = at.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    SyntaxError {
        range: start..word_end(text, start),
        message,
        hint: "",
    }
}

/// The end of the word or, if none is there, of the character at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-');
    let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let character = rest.chars().next().map_or(0, char::len_utf8);
    start + word.max(character)
}
