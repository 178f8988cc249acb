//! Why a text is not JSON, or not the JSON that was asked for.

use std::ops::Range;

use jsonc_parser::errors::ParseError;

use super::remedy;

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
        Self {
            range: range.start..range.end,
            message: format!("this is not JSON: {}", lower_first(&kind.to_string())),
            hint: remedy::of(text, range.start, kind).unwrap_or_default(),
        }
    }
}

/// What happened to a text that is not JSON, if it is a mishap that shows elsewhere than where reading it stops, or that
/// tools leave behind.
pub(crate) fn mishap(text: &str) -> Option<SyntaxError> {
    byte_order_mark(text)
        .or_else(|| merge_conflict(text))
        .or_else(|| marked_line(text))
        .or_else(|| unclosed_text(text))
}

/// A text whose lines end as nothing else has them: everything in it would be said to be in its first line.
pub(crate) fn one_line(text: &str) -> Option<SyntaxError> {
    let start = text.find('\r').filter(|_| !text.contains('\n'))?;
    Some(SyntaxError {
        range: start..start,
        message: "the lines of this file end in a carriage return alone".to_owned(),
        hint: "save it with line feeds as line ends, as Unix has them",
    })
}

fn byte_order_mark(text: &str) -> Option<SyntaxError> {
    text.starts_with('\u{feff}').then(|| SyntaxError {
        range: 0..0,
        message: "the file begins with a byte order mark".to_owned(),
        hint: "save it as UTF-8 without one",
    })
}

fn merge_conflict(text: &str) -> Option<SyntaxError> {
    let is_mark = |line: &str| {
        let marks = ["<<<<<<< ", "||||||| ", ">>>>>>> "];
        line == "=======" || marks.iter().any(|mark| line.starts_with(mark))
    };
    let (start, line) = lines(text).find(|(_, line)| is_mark(line))?;
    Some(SyntaxError {
        range: start..start + line.len(),
        message: "this is an unresolved merge conflict".to_owned(),
        hint: "keep one of the two sides, or both, and remove the marks",
    })
}

/// Lines that were copied with what a tool shows before each: the mark of a diff, or the number of the line.
fn marked_line(text: &str) -> Option<SyntaxError> {
    let is_diff = |line: &str| {
        let rest = line.strip_prefix(['+', '-']);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '"', '{', '}', '[', ']']))
    };
    if let Some((start, _)) = lines(text).find(|(_, line)| is_diff(line)) {
        return Some(SyntaxError {
            range: start..start + 1,
            message: "this is not JSON: the line has the mark of a diff".to_owned(),
            hint: "remove the `+` at the beginning of lines, and the lines with a `-`",
        });
    }
    let is_numbered = |line: &str| {
        let line = line.trim_start();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len()
            && rest
                .trim_start_matches([' ', ':', '|', '\t'])
                .starts_with('{')
    };
    let (start, line) = lines(text).next().filter(|(_, line)| is_numbered(line))?;
    Some(SyntaxError {
        range: start..start + line.len(),
        message: "this is not JSON: the line has its number before it".to_owned(),
        hint: "remove the numbers of the lines",
    })
}

/// The first text that does not end in its line: what is read after it is turned inside out.
fn unclosed_text(text: &str) -> Option<SyntaxError> {
    let (start, line) = lines(text).find_map(|(start, line)| {
        let quote = unclosed_quote(line)?;
        Some((start + quote, &line[quote..]))
    })?;
    let has_other_quote = line.contains(['\u{201c}', '\u{201d}', '\u{ff02}']);
    let hint = match has_other_quote {
        true => "write plain double quotes: `\"`",
        false => "end it with `\"`; a text has no line break within",
    };
    Some(SyntaxError {
        range: start..start + line.len(),
        message: "this is not JSON: the text does not end in its line".to_owned(),
        hint,
    })
}

/// The quote of a line that has no partner in it. A quote too many within a text is no quote that is missing.
fn unclosed_quote(line: &str) -> Option<usize> {
    let mut open = None;
    let mut is_escaped = false;
    let mut quotes = 0;
    for (at, c) in line.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if open.is_some() => is_escaped = true,
            '"' => {
                quotes += 1;
                open = if open.is_some() { None } else { Some(at) };
            }
            '/' | '#' if open.is_none() => return None,
            _ => {}
        }
    }
    open.filter(|_| quotes % 2 == 1)
}

/// Each line, and where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let here = start;
        start += line.len();
        (here, line.trim_end_matches(['\n', '\r']))
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
    let range = start..word_end(text, start);
    let character = text[start..].chars().next();
    if let Some(space) = character.filter(|c| c.is_whitespace() && !c.is_ascii()) {
        return SyntaxError {
            range,
            message: format!(
                "this is not JSON: {} is a space, and none of JSON's",
                space.escape_unicode()
            ),
            hint: "write a plain space",
        };
    }
    if message.starts_with("control character") {
        return SyntaxError {
            range,
            message: "this is not JSON: a control character stands in a text".to_owned(),
            hint: "write a space, or `\\t` for a tab",
        };
    }
    SyntaxError {
        range,
        message,
        hint: character.and_then(remedy::of_character).unwrap_or_default(),
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
