//! State that a forked process must not take over from its parent.

use std::fmt;
use std::mem;
use std::process;
use std::sync::OnceLock;

/// A value for each process. In a process that is forked from another one, the parent's threads do not exist: the
/// turns, places and locks that they had taken would never be given back there.
pub(crate) struct PerProcess<T> {
    process: u32,
    /// Always there, but for the time in which it is dropped.
    value: Option<T>,
    /// That of a process that was forked from this one, or from one of those.
    of_fork: OnceLock<Box<Self>>,
}

impl<T> PerProcess<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            process: process::id(),
            value: Some(value),
            of_fork: OnceLock::new(),
        }
    }

    /// The value of this process, which is made if it is a new one.
    pub(crate) fn get(&self, make: impl Fn() -> T) -> &T {
        let process = process::id();
        let mut own = self;
        loop {
            match &own.value {
                Some(value) if own.process == process => return value,
                _ => own = own.of_fork.get_or_init(|| Box::new(Self::new(make()))),
            }
        }
    }
}

impl<T> Drop for PerProcess<T> {
    fn drop(&mut self) {
        if self.process != process::id() {
            // What the parent waits for may hold locks of the parent's threads.
            mem::forget(self.value.take());
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for PerProcess<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of_fork.get() {
            Some(of_fork) => of_fork.fmt(f),
            None => self.value.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    /// A value whose process is another one.
    fn of_parent<T>(value: T) -> PerProcess<T> {
        let mut value = PerProcess::new(value);
        value.process = value.process.wrapping_add(1);
        value
    }

    #[test]
    fn a_process_has_one_value_of_its_own() {
        let made = Cell::new(0);
        let make = || {
            made.set(made.get() + 1);
            "own"
        };
        assert_eq!(PerProcess::new("first").get(make), &"first");
        let forked = of_parent("parent's");
        assert_eq!((forked.get(make), forked.get(make)), (&"own", &"own"));
        assert_eq!(made.get(), 1);
        assert_eq!(format!("{forked:?}"), "Some(\"own\")");
    }

    #[test]
    fn what_is_the_parents_is_not_dropped() {
        let value = Rc::new(());
        drop(PerProcess::new(Rc::clone(&value)));
        assert_eq!(Rc::strong_count(&value), 1);
        drop(of_parent(Rc::clone(&value)));
        assert_eq!(Rc::strong_count(&value), 2);
    }
}
