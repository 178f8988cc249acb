//! Limits on the memory and time of reading one JSON text.

use std::cell::Cell;
use std::fmt;
use std::time::Duration;

use serde::de;
use tokio::time::Instant;

/// How many values are read between two looks at the clock.
const VALUES_PER_LOOK: u32 = 256;
/// A string, a number or white space is read in one go, however long it is. One of twice as many bytes is found.
const LONG_TOKEN: usize = 1024 * 1024;
/// How long a byte of such a one may take.
const TIME_PER_BYTE: Duration = Duration::from_nanos(20);
/// How many warnings a text may cause before they are only counted.
const MAX_WARNINGS: usize = 8;
/// The overhead of a string on the heap: the allocator's own bytes, and rounding.
const STRING_OVERHEAD: usize = 32;

/// Bounds the memory and the time of what one JSON text is read into, and its warnings.
///
/// Memory is counted where a server decides how much there is of it: where a list grows, an object is boxed,
/// a string is copied, and for each entry of untyped JSON.
#[derive(Debug)]
pub(crate) struct Reading {
    is_strict: bool,
    memory: Cell<usize>,
    deadline: Option<Instant>,
    until_look: Cell<u32>,
    stopped: Cell<Option<Stopped>>,
    warnings: Cell<usize>,
    logged: Cell<usize>,
}

/// Why a text is not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// It would take more memory than is allowed.
    OutOfMemory,
    /// The time is over.
    OutOfTime,
}

impl Reading {
    /// Leaves out what does not fit, with a warning.
    pub(crate) fn lenient() -> Self {
        Self::unbounded(false)
    }

    /// Refuses what does not fit.
    pub(crate) fn strict() -> Self {
        Self::unbounded(true)
    }

    fn unbounded(is_strict: bool) -> Self {
        Self {
            is_strict,
            memory: Cell::new(usize::MAX),
            deadline: None,
            until_look: Cell::new(VALUES_PER_LOOK),
            stopped: Cell::new(None),
            warnings: Cell::new(0),
            logged: Cell::new(0),
        }
    }

    /// Stops when more bytes of memory are taken, or when the time is over.
    pub(crate) fn bounded(mut self, memory: usize, deadline: Instant) -> Self {
        self.memory = Cell::new(memory);
        self.deadline = Some(deadline);
        self
    }

    pub(super) fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// Why it was stopped, if it was.
    pub(crate) fn stopped(&self) -> Option<Stopped> {
        self.stopped.get()
    }

    /// Takes memory.
    #[inline]
    pub(crate) fn take<E: de::Error>(&self, bytes: usize) -> Result<(), E> {
        match self.memory.get().checked_sub(bytes) {
            Some(rest) => {
                self.memory.set(rest);
                Ok(())
            }
            None => Err(self.stop(Stopped::OutOfMemory)),
        }
    }

    /// Takes the memory of a copy of a string; an empty one takes none.
    #[inline]
    pub(crate) fn take_string<E: de::Error>(&self, text: &str) -> Result<(), E> {
        match text.len() {
            0 => Ok(()),
            length => self.take(length + STRING_OVERHEAD),
        }
    }

    /// Counts a value, and looks at the clock now and then.
    #[inline]
    pub(crate) fn tick<E: de::Error>(&self) -> Result<(), E> {
        match self.until_look.get() {
            0 => self.look_at_clock(),
            more => {
                self.until_look.set(more - 1);
                Ok(())
            }
        }
    }

    #[cold]
    pub(crate) fn look_at_clock<E: de::Error>(&self) -> Result<(), E> {
        self.until_look.set(VALUES_PER_LOOK);
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => Err(self.stop(Stopped::OutOfTime)),
            _ => Ok(()),
        }
    }

    /// Stops before a text that may have more in one piece than can be read in the time that is left.
    pub(crate) fn look_at_tokens<E: de::Error>(&self, text: &str) -> Result<(), E> {
        self.look_at_clock()?;
        let Some(deadline) = self.deadline.filter(|_| may_have_long_token(text)) else {
            return Ok(());
        };
        let bytes = text.len().try_into().unwrap_or(u32::MAX);
        match deadline.saturating_duration_since(Instant::now()) < TIME_PER_BYTE * bytes {
            true => Err(self.stop(Stopped::OutOfTime)),
            false => Ok(()),
        }
    }

    #[cold]
    fn stop<E: de::Error>(&self, stopped: Stopped) -> E {
        self.stopped.set(Some(stopped));
        E::custom(match stopped {
            Stopped::OutOfMemory => "it takes too much memory",
            Stopped::OutOfTime => "it takes too much time",
        })
    }

    /// Warns of something that was changed or left out. After a few, the rest is only counted, because a
    /// server decides how many there are.
    #[cold]
    pub(crate) fn warn(&self, warning: fmt::Arguments<'_>) {
        let before = self.warnings.get();
        self.warnings.set(before + 1);
        if (self.logged.get()..MAX_WARNINGS).contains(&before) {
            self.logged.set(before + 1);
            warning!("{warning}");
        }
    }

    /// Begins again with the same text, which causes the same warnings: they are not logged twice.
    pub(crate) fn restart(&self) {
        self.warnings.set(0);
    }
}

/// Whether there is a place far from any quote, or one before an escaped quote. Of a usual text, it looks at a few bytes.
fn may_have_long_token(text: &str) -> bool {
    let mut places = (0..text.len()).step_by(LONG_TOKEN).skip(1);
    places.any(|place| {
        let mut from = place;
        while !text.is_char_boundary(from) {
            from += 1;
        }
        match text[from..].find('"') {
            Some(gap) => gap > LONG_TOKEN || text.as_bytes()[from + gap - 1] == b'\\',
            None => text.len() - from > LONG_TOKEN,
        }
    })
}

impl Drop for Reading {
    fn drop(&mut self) {
        let more = self.warnings.get().saturating_sub(MAX_WARNINGS);
        if more > 0 {
            warning!("{more} more values of the response were left out or changed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_in_one_go_is_found() {
        let long = 2 * LONG_TOKEN + 1;
        let text = |before: &str, inside: &str, after: &str| {
            format!("{before}{}{after}", inside.repeat(1 + long / inside.len()))
        };
        for (text, is_long) in [
            (text("", "{\"a\":[1,2]},", ""), false),
            (text("", "\u{e9}\"\u{1f600}\"", ""), false),
            (text("\"", "a", "\""), true),
            (text("\"", "\u{4e0a}", "\""), true),
            (text("\"", "\\\"", "\""), true),
            (text("\"", "\\n", "\""), true),
            (text("[\"a\",", "9", "]"), true),
            (text("", " ", "\"a\""), true),
            (text(&text("", "\"\",", ""), " ", ""), true),
            ("9".repeat(LONG_TOKEN), false),
        ] {
            assert_eq!(may_have_long_token(&text), is_long, "{}", &text[..9]);
        }
    }

    #[test]
    fn a_long_token_is_not_begun_without_time_for_it() {
        let text = " ".repeat(8 * LONG_TOKEN);
        let look = |timeout| {
            let deadline = Instant::now() + Duration::from_millis(timeout);
            let reading = Reading::lenient().bounded(0, deadline);
            let outcome = reading.look_at_tokens::<de::value::Error>(&text);
            outcome.map_err(|_| reading.stopped())
        };
        assert_eq!(look(100), Err(Some(Stopped::OutOfTime)));
        assert_eq!(look(60_000), Ok(()));
    }
}
