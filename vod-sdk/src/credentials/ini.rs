//! Reads one section of a profile file, and nothing else of the file.
//!
//! Written here and not taken from a library because of what an error must not do: quote a line. Keys are
//! read as the official SDKs read them, which do not agree with each other: in any case, with `=` or `:`,
//! with or without quotes around the value, comments with `#` or `;`, values that go on in indented lines. Whatever other sections hold is
//! ignored, and so are keys that mean nothing to this SDK.

use std::collections::BTreeMap;

/// The values of a section by their keys in lower case.
pub(super) type Section<'a> = BTreeMap<&'static str, Entry<'a>>;

/// A value, and its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry<'a> {
    pub(super) line: usize,
    pub(super) value: &'a str,
}

/// The keys that are read.
const KEYS: [&str; 5] = [
    "secret_id",
    "secret_key",
    "token",
    "role_arn",
    "role_session_name",
];

/// The values of a section; `None` if the text has no such section. What is wrong is said with its line,
/// and not quoted.
pub(super) fn section<'a>(text: &'a str, name: &str) -> Result<Option<Section<'a>>, String> {
    let mut reader = Reader {
        name,
        place: Place::BeforeAny,
        found: None,
        latest: None,
    };
    for (line, text) in (1..).zip(lines(text)) {
        reader.take(line, text)?;
    }
    Ok(reader.found)
}

struct Reader<'a, 'n> {
    /// In the requested section.
    name: &'n str,
    place: Place,
    found: Option<Section<'a>>,
    latest: Option<Latest>,
}

/// The line of the section that has set something last, which lines with a larger indentation continue.
#[derive(Clone, Copy)]
struct Latest {
    indentation: usize,
    /// `None` if it is ignored.
    key: Option<&'static str>,
}

impl<'a> Reader<'a, '_> {
    fn take(&mut self, line: usize, text: &'a str) -> Result<(), String> {
        match (parse(text), self.place) {
            (Line::Section(header), _) => self.begin(line, &header),
            (Line::Nothing, _) | (_, Place::Other) => Ok(()),
            (Line::Value(key, _), Place::BeforeAny) => match known(key) {
                Some(key) => Err(format!("line {line} sets {key} before any [section]")),
                None => Ok(()),
            },
            (Line::Garbage, Place::BeforeAny) => Ok(()),
            (Line::Value(key, value), Place::Asked) => {
                match (known(key), self.is_continued(text)) {
                    (None, true) => self.continue_empty(line, text),
                    (key, _) => self.set(line, text, key, value),
                }
            }
            (Line::Garbage, Place::Asked) if self.is_continued(text) => {
                self.continue_latest(line, text)
            }
            (Line::Garbage, Place::Asked) => Err(format!(
                "line {line} is neither a [section] nor `key = value` nor a comment"
            )),
        }
    }

    fn begin(&mut self, line: usize, header: &Header<'_>) -> Result<(), String> {
        let is_asked = header.name == self.name;
        if is_asked && !header.is_closed {
            return Err(format!("line {line} begins a [section] without a ]"));
        }
        if is_asked && self.found.replace(Section::new()).is_some() {
            let name = self.name;
            return Err(format!("line {line} begins section [{name}] a second time"));
        }
        self.place = match is_asked {
            true => Place::Asked,
            false => Place::Other,
        };
        Ok(())
    }

    fn set(
        &mut self,
        line: usize,
        text: &str,
        key: Option<&'static str>,
        value: &'a str,
    ) -> Result<(), String> {
        let indentation = indentation(text);
        self.latest = Some(Latest { indentation, key });
        let values = self.found.get_or_insert_default();
        match key {
            Some(key) if values.insert(key, Entry { line, value }).is_some() => {
                Err(format!("line {line} sets {key} a second time"))
            }
            _ => Ok(()),
        }
    }

    fn is_continued(&self, text: &str) -> bool {
        self.latest
            .is_some_and(|latest| indentation(text) > latest.indentation)
    }

    /// A value may be on the line after its key.
    fn continue_empty(&mut self, line: usize, text: &'a str) -> Result<(), String> {
        match self.latest_entry() {
            Some((_, entry)) if entry.value.is_empty() => {
                let value = value(text);
                *entry = Entry { line, value };
            }
            _ => {}
        }
        Ok(())
    }

    fn continue_latest(&mut self, line: usize, text: &'a str) -> Result<(), String> {
        match self.latest_entry() {
            Some((key, entry)) if !entry.value.is_empty() => Err(format!(
                "line {line} continues the value of {key}, which must be on one line"
            )),
            _ => self.continue_empty(line, text),
        }
    }

    fn latest_entry(&mut self) -> Option<(&'static str, &mut Entry<'a>)> {
        let key = self.latest?.key?;
        let entry = self.found.as_mut()?.get_mut(key)?;
        Some((key, entry))
    }
}

/// The place of a line.
#[derive(Clone, Copy)]
enum Place {
    BeforeAny,
    Asked,
    Other,
}

enum Line<'a> {
    Nothing,
    Section(Header<'a>),
    Value(&'a str, &'a str),
    Garbage,
}

struct Header<'a> {
    name: &'a str,
    is_closed: bool,
}

/// The lines of a text, whichever ends they have.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

fn known(key: &str) -> Option<&'static str> {
    KEYS.into_iter()
        .find(|known| known.eq_ignore_ascii_case(key))
}

fn parse(line: &str) -> Line<'_> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', ';']) {
        return Line::Nothing;
    }
    if let Some(header) = line.strip_prefix('[') {
        return Line::Section(parse_header(header));
    }
    match line.split_once(['=', ':']) {
        Some((key, text)) if !key.trim().is_empty() => Line::Value(key.trim(), value(text)),
        _ => Line::Garbage,
    }
}

/// What follows the `]` is a comment, of whatever form. A header that is not closed begins a section all the
/// same: what follows it does not belong to the section before.
fn parse_header(header: &str) -> Header<'_> {
    let (name, is_closed) = match header.split_once(']') {
        Some((name, _)) => (name, true),
        None => (without_comment(header), false),
    };
    let name = name.trim();
    Header { name, is_closed }
}

/// How many characters of white space a line begins with.
fn indentation(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

fn value(text: &str) -> &str {
    unquoted(without_comment(text.trim()))
}

/// A comment may follow a value after white space: no value that matters here contains any.
fn without_comment(text: &str) -> &str {
    let comment = text
        .char_indices()
        .zip(text.chars().skip(1))
        .find(|((_, space), mark)| space.is_whitespace() && ['#', ';'].contains(mark));
    match comment {
        Some(((end, _), _)) => text[..end].trim_end(),
        None if text.starts_with(['#', ';']) => "",
        None => text,
    }
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        let inner = value
            .strip_prefix(quote)
            .and_then(|v| v.strip_suffix(quote));
        if let Some(inner) = inner {
            return inner.trim();
        }
    }
    value
}

#[cfg(test)]
mod tests;
