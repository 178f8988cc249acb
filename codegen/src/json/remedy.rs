//! What to write instead of what is not JSON.

use jsonc_parser::errors::ParseErrorKind;

use crate::nearest::nearest;
use crate::problem::is_invisible;

const COMMAS: &str = "a comma stands between two values, and none after the last";
const NO_SEPARATORS: &str = "write the digits of a number without anything between them";
const NOT_CLOSED: &str = "a bracket, a brace or a quote is not closed";
const NO_SUCH_NUMBER: &str = "JSON has no such number: leave the key out";
const INNER_QUOTE: &str = "write a double quote within a text as `\\\"`, or use backticks";

/// What stands where reading stopped.
struct Around<'a> {
    /// The text before, as far as the last character that is no space.
    before: &'a str,
    /// Whether nothing stands between the two.
    is_joined: bool,
    /// The text from there, from the first character that is no space.
    rest: &'a str,
    /// The first character of the rest.
    first: char,
    /// The letters and digits that the rest begins with.
    word: String,
}

/// What to write instead, where reading stopped for this reason.
pub(super) fn of(text: &str, at: usize, kind: &ParseErrorKind) -> Option<&'static str> {
    let (before, after) = text.split_at_checked(at)?;
    let rest = after.trim_start_matches([' ', '\t', '\n', '\r']);
    let Some(first) = rest.chars().next() else {
        return Some(NOT_CLOSED);
    };
    let around = Around {
        is_joined: before.trim_end() == before && rest == after,
        before: before.trim_end(),
        rest,
        first,
        word: rest.chars().take_while(|c| c.is_alphanumeric()).collect(),
    };
    around
        .comment()
        .or_else(|| around.start())
        .or_else(|| around.by_kind(kind))
        .or_else(|| around.number())
        .or_else(|| around.by_character())
        .or_else(|| around.by_word())
}

/// What to write instead of a character that no parser takes.
pub(super) fn of_character(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{201c}'..='\u{201f}' | '\u{2018}'..='\u{201b}' | '\'' | '`' | '\u{ff02}' => {
            "write plain double quotes: `\"`"
        }
        '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' => {
            "write it as a plain character, as an English keyboard has it"
        }
        '(' | ')' => "lists stand in `[…]`, and objects in `{…}`",
        ';' => "write a comma",
        '=' => "a colon stands between a key and its value",
        '.' | '…' => "write out what is meant",
        c if is_invisible(c) => "remove this character: it is invisible",
        c if c.is_whitespace() && !c.is_ascii() => "write a plain space",
        _ => return None,
    })
}

impl Around<'_> {
    fn comment(&self) -> Option<&'static str> {
        let hint = "JSON has no comments: say it in `docs`, or remove it";
        ['#', '/'].contains(&self.first).then_some(hint)
    }

    /// What stands before the first brace: the notation of a document, or another format.
    fn start(&self) -> Option<&'static str> {
        let is_start = self.before.is_empty() && !is_invisible(self.first);
        let is_other = !['{', '['].contains(&self.first);
        (is_start && is_other).then_some("a file of the spec begins with `{`")
    }

    fn by_kind(&self, kind: &ParseErrorKind) -> Option<&'static str> {
        let is_word = !self.word.is_empty();
        Some(match kind {
            ParseErrorKind::MultipleRootJsonValues => {
                "remove what stands behind the end of the object"
            }
            ParseErrorKind::String(_) => return self.escape(),
            ParseErrorKind::UnexpectedColon => {
                "a list has no keys: is a `]` missing before this one, or a `}` one too many?"
            }
            ParseErrorKind::HexadecimalNumbersNotAllowed => "write it in decimal digits",
            ParseErrorKind::UnaryPlusNumbersNotAllowed => "write the number without `+`",
            ParseErrorKind::BareDecimalPointNumbersNotAllowed => {
                "a number has digits on both sides of its point: `0.5`"
            }
            ParseErrorKind::NonFiniteNumbersNotAllowed => NO_SUCH_NUMBER,
            ParseErrorKind::UnterminatedArray
            | ParseErrorKind::UnterminatedObject
            | ParseErrorKind::UnterminatedCommentBlock => NOT_CLOSED,
            ParseErrorKind::TrailingCommasNotAllowed => COMMAS,
            ParseErrorKind::ExpectedStringObjectProperty if is_word && !self.is_within_number() => {
                "write the key in double quotes"
            }
            ParseErrorKind::ExpectedColonAfterObjectKey if [',', '}'].contains(&self.first) => {
                "an object has a value for each key, and a list stands in `[…]`"
            }
            ParseErrorKind::ExpectedColonAfterObjectKey if self.first == '"' || is_word => {
                "a colon stands between a key and its value"
            }
            _ => return None,
        })
    }

    /// What stands behind the backslash.
    fn escape(&self) -> Option<&'static str> {
        let escaped = self.rest.strip_prefix('\\')?.chars().next()?;
        Some(match escaped {
            '\'' => "a single quote has no backslash before it",
            'x' => "write the character itself, or `\\u00` before its two digits",
            'u' => "write the character itself",
            _ => "write a backslash as `\\\\`",
        })
    }

    fn is_within_number(&self) -> bool {
        let is_digit = |c: char| c.is_ascii_digit();
        let before = self.before.strip_suffix(',').unwrap_or(self.before);
        self.is_joined && before.ends_with(is_digit) && self.rest.starts_with(is_digit)
    }

    /// Digits that are written as none of JSON's numbers.
    fn number(&self) -> Option<&'static str> {
        let ends_in_digit = self.before.ends_with(|c: char| c.is_ascii_digit());
        let is_alone = |digits: &str| !digits.ends_with(|c: char| c.is_ascii_digit() || c == '.');
        let zero = self.before.strip_suffix('0').is_some_and(is_alone);
        if self.is_within_number() && zero {
            Some("a number has no zero at its beginning")
        } else if self.is_within_number() || (ends_in_digit && self.is_joined && self.first == '_')
        {
            Some(NO_SEPARATORS)
        } else {
            None
        }
    }

    fn by_character(&self) -> Option<&'static str> {
        let is_inner = self.is_joined && self.before.ends_with('"');
        Some(match self.first {
            ',' | ']' | '}' if self.before.ends_with(':') => {
                "write the value behind the colon, or remove the key"
            }
            ',' => COMMAS,
            ']' | '}' if self.before.ends_with(',') => COMMAS,
            ']' | '}' => "`]` closes a list, and `}` an object: is one missing, or one too many?",
            '"' if is_inner => INNER_QUOTE,
            '"' | '{' | '[' => "write a comma here",
            c => return of_character(c),
        })
    }

    fn by_word(&self) -> Option<&'static str> {
        let is_inner = self.is_joined && self.before.ends_with('"');
        Some(match self.word.as_str() {
            "" => return None,
            _ if is_inner => INNER_QUOTE,
            "True" | "TRUE" | "yes" | "Yes" | "on" => "write `true`",
            "False" | "FALSE" | "no" | "No" | "off" => "write `false`",
            "None" | "Null" | "NULL" | "nil" | "undefined" => "leave the key out",
            "NaN" | "Infinity" | "inf" => NO_SUCH_NUMBER,
            word if word.starts_with(|c: char| c.is_ascii_digit()) => "write a comma here",
            word => match nearest(word, ["true", "false", "null"]) {
                Some("true") => "write `true`",
                Some("false") => "write `false`",
                Some(_) => "leave the key out",
                None => "write it in double quotes",
            },
        })
    }
}
