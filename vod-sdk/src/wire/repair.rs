//! JSON text from what is nearly that, so that no response is lost to its form.
//!
//! Services and the gateways before them put things before, into and after a JSON text that are no JSON. One pass
//! over the bytes, made only when a text cannot be read as it is, sets right
//!
//! - byte order marks, UTF-16, and bytes that are no UTF-8, which become U+FFFD;
//! - what precedes the first object (`)]}',`, `{} &&`, `while(1);`, `callback(`) and after it (a gateway's comment),
//!   and a text that is a JSON string of the text;
//! - comments, NULs and other white space between tokens, and commas too many;
//! - strings: halves of surrogate pairs, which become U+FFFD, raw control characters, unknown escapes, and single
//!   quotes;
//! - numbers: `+1`, `01`, `.5`, `1.`, `0x1f`; `NaN`, `Infinity`, `1.#INF` and `1e999`, which are no values and become `null`;
//! - `True`, `None`, `undefined` and the like;
//! - what is nested deeper than [`MAX_DEPTH`], which becomes `null`.
//!
//! A text that ends too early is not repaired, and neither is one with another response or an error after the first.

mod strings;
mod words;

use serde::de::value::Error as Stop;

use super::reading::Reading;

/// How deep objects and lists may be nested: a little less than serde_json allows.
const MAX_DEPTH: usize = 100;

/// Lower-case keys that must not follow the response: they would begin another response, or an error.
const KEYS: [&str; 2] = ["response", "error"];
/// How long a text may be that is compared with them.
const MAX_KEY_BYTES: usize = 8;

/// Repairs a text; `None` if that is beyond repair, or beyond the bounds of the reading.
pub(crate) fn repair(body: &[u8], reading: &Reading) -> Option<String> {
    let mut text = Repair::new(characters(body), body.len(), reading)?;
    if !text.skip_to_string() {
        return text.finish();
    }
    // The text is a JSON string of the text.
    text.string('"')?;
    text.skip_rest()?;
    reading.look_at_tokens::<Stop>(&text.written).ok()?;
    let inner: String = serde_json::from_str(&text.written).ok()?;
    reading.take::<Stop>(inner.len()).ok()?;
    let characters = Box::new(inner.chars());
    Repair::new(characters, inner.len(), reading)?.finish()
}

type Characters<'a> = Box<dyn Iterator<Item = char> + 'a>;

/// The characters of a body, by its byte order mark or its first bytes.
fn characters(body: &[u8]) -> Characters<'_> {
    match body {
        [0xff, 0xfe, ..] | [1..=255, 0, 1..=255, 0, ..] => utf16(body, u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, 1..=255, 0, 1..=255, ..] => utf16(body, u16::from_be_bytes),
        _ => Box::new(body.utf8_chunks().flat_map(|chunk| {
            let replacement = match chunk.invalid() {
                [] => None,
                _ => Some(char::REPLACEMENT_CHARACTER),
            };
            chunk.valid().chars().chain(replacement)
        })),
    }
}

fn utf16(body: &[u8], unit: fn([u8; 2]) -> u16) -> Characters<'_> {
    let units = body
        .chunks_exact(2)
        .map(move |pair| unit([pair[0], pair[1]]));
    let decoded = char::decode_utf16(units);
    Box::new(decoded.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)))
}

/// A text that is being repaired.
struct Repair<'a> {
    characters: std::iter::Peekable<Characters<'a>>,
    written: String,
    /// The memory that was taken for what is written.
    taken: usize,
    depth: usize,
    /// Whether a comma was read that is written if a value follows.
    has_comma: bool,
    reading: &'a Reading,
}

impl<'a> Repair<'a> {
    fn new(characters: Characters<'a>, length: usize, reading: &'a Reading) -> Option<Self> {
        reading.take::<Stop>(length).ok()?;
        Some(Self {
            characters: characters.peekable(),
            written: String::with_capacity(length),
            taken: length,
            depth: 0,
            has_comma: false,
            reading,
        })
    }

    /// The next character; none at the end, and where memory or time is over.
    fn next(&mut self) -> Option<char> {
        self.reading.tick::<Stop>().ok()?;
        let grown = self.written.capacity().saturating_sub(self.taken);
        if grown > 0 {
            self.reading.take::<Stop>(grown).ok()?;
            self.taken += grown;
        }
        self.characters.next()
    }

    /// Skips white space, and says whether a string comes next, of which the quote is read.
    fn skip_to_string(&mut self) -> bool {
        while self.characters.next_if(|c| is_space(*c)).is_some() {}
        self.characters.next_if_eq(&'"').is_some()
    }

    /// Repairs the first object and handles the text after it.
    fn finish(mut self) -> Option<String> {
        self.open_root()?;
        while self.depth > 0 {
            self.token()?;
        }
        self.skip_rest()?;
        Some(self.written)
    }

    /// Skips the text after the response; `None` if that is another response, or an error.
    fn skip_rest(&mut self) -> Option<()> {
        let mut quoted = String::new();
        for c in self.characters.by_ref() {
            self.reading.tick::<Stop>().ok()?;
            if c != '"' {
                if quoted.len() <= MAX_KEY_BYTES {
                    quoted.push(c.to_ascii_lowercase());
                }
                continue;
            }
            if KEYS.contains(&&*quoted) {
                return None;
            }
            quoted.clear();
        }
        Some(())
    }

    /// Skips what precedes the first object that is not empty, which begins with a string.
    fn open_root(&mut self) -> Option<()> {
        loop {
            while self.next()? != '{' {}
            self.skip_to_key()?;
            if matches!(self.characters.peek()?, '"' | '\'') {
                self.open('{');
                return Some(());
            }
        }
    }

    /// Skips white space and comments between a bracket and the first key, and a slash that begins no comment.
    fn skip_to_key(&mut self) -> Option<()> {
        loop {
            while self
                .characters
                .next_if(|c| is_space(*c) || *c == ',')
                .is_some()
            {}
            if self.characters.next_if_eq(&'/').is_none() {
                return Some(());
            }
            if matches!(self.characters.peek()?, '*' | '/') {
                self.skip_comment()?;
            }
        }
    }

    fn token(&mut self) -> Option<()> {
        match self.next()? {
            open @ ('{' | '[') => self.open(open),
            close @ ('}' | ']') => self.close(close),
            ',' => self.has_comma = self.is_written(),
            ':' => self.write(":"),
            quote @ ('"' | '\'') => {
                self.begin_value();
                self.string(quote)?;
            }
            '/' => self.skip_comment()?,
            c if words::is_part(c) => {
                let word = self.word(c)?;
                self.begin_value();
                self.write(&word);
            }
            c if is_space(c) => {}
            _ => return None,
        }
        Some(())
    }

    fn open(&mut self, bracket: char) {
        self.begin_value();
        if self.depth == MAX_DEPTH {
            self.write("null");
        }
        self.depth += 1;
        self.write(bracket.encode_utf8(&mut [0; 4]));
    }

    fn close(&mut self, bracket: char) {
        self.has_comma = false;
        self.write(bracket.encode_utf8(&mut [0; 4]));
        self.depth -= 1;
    }

    /// Writes the comma before a value that has another one before it.
    fn begin_value(&mut self) {
        if std::mem::take(&mut self.has_comma) && !self.written.ends_with(['[', '{', ':', ',']) {
            self.write(",");
        }
    }

    /// Whether what is read is written: not what is nested too deep.
    fn is_written(&self) -> bool {
        self.depth <= MAX_DEPTH
    }

    fn write(&mut self, text: &str) {
        if self.is_written() {
            self.written.push_str(text);
        }
    }

    /// Skips `/* … */` and `// …`.
    fn skip_comment(&mut self) -> Option<()> {
        let is_block = match self.next()? {
            '*' => true,
            '/' => false,
            _ => return None,
        };
        let mut last = ' ';
        loop {
            let c = self.next()?;
            match is_block {
                true if last == '*' && c == '/' => return Some(()),
                false if c == '\n' => return Some(()),
                _ => last = c,
            }
        }
    }
}

/// White space of any kind, and what is as invisible.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}')
}

#[cfg(test)]
mod tests;
