//! Numbers and names, which are written without quotes.

use serde_json::Number;

use super::Repair;

/// How long a number may be. The longest that is one, of 64 bits or a float, has some hundred digits.
const MAX_NUMBER_BYTES: usize = 4096;

/// Whether a character is part of a number or a name.
pub(super) fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '#')
}

impl Repair<'_> {
    /// Reads a number or a name from its first character on, and repairs it.
    pub(super) fn word(&mut self, first: char) -> Option<String> {
        let mut word = String::from(first);
        while let Some(c) = self.characters.next_if(|c| is_part(*c)) {
            word.push(c);
            self.reading.tick::<super::Stop>().ok()?;
        }
        name(&word).or_else(|| number(&word))
    }
}

/// A name as other languages than JSON write it.
fn name(word: &str) -> Option<String> {
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let name = match word {
        _ if is("true") => "true",
        _ if is("false") => "false",
        _ if ["null", "none", "nil", "undefined"].into_iter().any(is) => "null",
        _ => return None,
    };
    Some(name.to_owned())
}

/// A number as JSON writes it; `null` for what is no value.
fn number(word: &str) -> Option<String> {
    if word.len() > MAX_NUMBER_BYTES {
        return Some("null".to_owned());
    }
    if serde_json::from_str::<Number>(word).is_ok() {
        return Some(word.to_owned());
    }
    if let Ok(integer) = word.parse::<i128>() {
        return Some(integer.to_string());
    }
    if let Some(digits) = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")) {
        return Some(u64::from_str_radix(digits, 16).ok()?.to_string());
    }
    // Microsoft's C library writes infinity and what is no number so: `1.#INF`, `-1.#IND`.
    if word.contains("1.#") {
        return Some("null".to_owned());
    }
    let number = Number::from_f64(word.parse().ok()?);
    Some(number.map_or_else(|| "null".to_owned(), |number| number.to_string()))
}
