//! A state that goes on in steps, each of which takes time.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A step under way, which gives back the state and what the step has shown.
pub(crate) type Step<S, T> = Pin<Box<dyn Future<Output = (S, T)> + Send>>;

/// A state between two steps, or the step under way. Whoever drops what waits for a step drops no state.
pub(crate) enum Steps<S, T> {
    Between(S),
    Under(Step<S, T>),
    /// A step has panicked.
    Broken,
}

impl<S, T> Steps<S, T> {
    /// The state, unless a step is under way.
    #[inline]
    pub(crate) fn between(&mut self) -> Option<&mut S> {
        match self {
            Self::Between(state) => Some(state),
            _ => None,
        }
    }

    /// Begins a step, unless one is under way, and goes on with it.
    #[inline]
    pub(crate) fn poll(
        &mut self,
        begin: impl FnOnce(S) -> Step<S, T>,
        context: &mut Context<'_>,
    ) -> Poll<Option<T>> {
        let mut step = match mem::replace(self, Self::Broken) {
            Self::Between(state) => begin(state),
            Self::Under(step) => step,
            Self::Broken => return Poll::Ready(None),
        };
        match step.as_mut().poll(context) {
            Poll::Ready((state, shown)) => {
                *self = Self::Between(state);
                Poll::Ready(Some(shown))
            }
            Poll::Pending => {
                *self = Self::Under(step);
                Poll::Pending
            }
        }
    }
}
