//! What the reading of one JSON text may take, and what it has come to.

use std::cell::Cell;
use std::fmt;

use serde::de;
use tokio::time::Instant;

/// How many values are read between two looks at the clock.
const VALUES_PER_LOOK: u32 = 256;
/// How many warnings a text may cause before they are only counted.
const MAX_WARNINGS: usize = 8;
/// What a string takes on the heap besides its bytes: the allocator's own, and the rounding.
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
        if before < MAX_WARNINGS {
            warning!("{warning}");
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let more = self.warnings.get().saturating_sub(MAX_WARNINGS);
        if more > 0 {
            warning!("{more} more values of the response were left out or changed");
        }
    }
}
