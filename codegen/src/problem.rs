//! Problems in a spec, before they have a line and a column.

use std::ops::Range;

/// A place in a file of the spec, as the keys and indices that lead to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index of the file among the files that were given.
    pub file: usize,
    /// The way from the file's root to the value.
    pub steps: Vec<Step>,
    /// Whether the last key itself is meant, and not its value.
    pub key: bool,
    /// The bytes of the text that are meant, where no steps lead: a syntax error, or the second of two
    /// equal keys. They count instead of the steps.
    pub bytes: Option<Range<usize>>,
}

/// One step of the way to a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list.
    Index(usize),
}

impl Place {
    /// The root of a file.
    pub fn file(file: usize) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// Some bytes of a file's text.
    pub fn bytes(file: usize, bytes: Range<usize>) -> Self {
        Self {
            file,
            bytes: Some(bytes),
            ..Self::default()
        }
    }

    /// The value of a key of this place.
    pub fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.to_owned()))
    }

    /// An item of this place.
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The last key itself instead of its value.
    pub fn itself(mut self) -> Self {
        self.key = true;
        self
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self {
            file: self.file,
            steps,
            key: false,
            bytes: None,
        }
    }
}

/// A problem in the spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong: a sentence without a full stop, code in backticks.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Problem {
    /// A problem at a place.
    pub fn new(place: Place, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
            hint: hint.into(),
        }
    }
}

/// Text of a file in backticks, fit for one line of a terminal.
pub fn code(text: &str) -> String {
    const SHOWN: usize = 60;

    let mut shown = String::new();
    let is_latin = text.contains(|c: char| c.is_ascii_alphabetic());
    for (at, c) in text.chars().enumerate() {
        if at == SHOWN {
            shown.push('…');
            break;
        }
        if is_invisible(c) || (is_latin && is_look_alike(c)) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    format!("`{shown}`")
}

/// Whether the character looks like a Latin letter, and is a Greek or a Cyrillic one. The others, such as the `μ` of a
/// microsecond, are seen to be what they are.
pub fn is_look_alike(c: char) -> bool {
    const GREEK: &str = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχϲϳ";
    const CYRILLIC: &str = "АВЕЅІЈКМНОРСТУХҮӀԌԚԜасԁеһіјкорѕухүӏԛԝ";
    GREEK.contains(c) || CYRILLIC.contains(c)
}

/// Whether a terminal shows nothing for the character, or does something else with it: control
/// characters, marks of no width, and those that turn the direction of writing.
pub fn is_invisible(c: char) -> bool {
    let is_mark = matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    c.is_control() || is_mark
}
