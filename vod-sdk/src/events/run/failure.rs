//! Failures that a run goes on after.

use std::error::Error as StdError;
use std::fmt;

use crate::error::Error;

/// A failure that does not end a [`Run`](super::Run): what [`Run::on_error`](super::Run::on_error) is told.
#[derive(Debug)]
#[non_exhaustive]
pub enum RunFailure<E> {
    /// A handler has returned this error. Its event comes again.
    Handler(E),
    /// `PullEvents` has failed several times in a row, the last time with this error, and is called again.
    Pull(Error),
    /// Events are not confirmed, by this error, and come again. Where there are several, it is the last one.
    Confirm(Error),
}

impl<E: fmt::Display> fmt::Display for RunFailure<E> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handler(error) => write!(f, "an event is not handled and comes again: {error}"),
            Self::Confirm(error) => {
                write!(f, "events are not confirmed and come again: {error}")
            }
            Self::Pull(error) => write!(f, "events cannot be pulled at the moment: {error}"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> StdError for RunFailure<E> {}
