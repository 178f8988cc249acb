//! Watching a task until its end.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::feed::TaskFeed;
use super::look::{Target, Watched};
use super::schedule::{Schedule, WaitOptions};
use super::state::TaskState;
#[cfg(feature = "blocking")]
use crate::call::Blocking;
use crate::error::Error;
use crate::steps::Steps;

/// Looks at a task again and again.
#[derive(Debug)]
pub(super) struct Watcher {
    watched: Watched,
    schedule: Schedule,
}

impl Watcher {
    #[inline]
    pub(super) fn new(target: Target, options: &WaitOptions) -> Self {
        let schedule = Schedule::new(target.is_new, options);
        Self {
            schedule: schedule.fed_by(options.feed.as_ref(), &target.id),
            watched: Watched::new(target),
        }
    }

    /// Looks at the task when that is due, and on until a look succeeds.
    #[inline]
    pub(super) async fn look(&mut self) -> Result<TaskState, Error> {
        loop {
            self.schedule.pause(&self.watched.target.core).await;
            let left = self.schedule.left();
            if left.is_zero() {
                return Err(self.watched.out_of_time(&self.schedule));
            }
            let look = self.watched.target.look(Some(left)).await;
            if let Some(state) = self.watched.take(look, &self.schedule)? {
                return Ok(state);
            }
        }
    }
}

/// The states of a task until its end, as a stream: see [`Task::watch`](super::Task::watch).
///
/// Gives the first state that a look shows, and then each that differs from the one before: in the status, the progress or a part.
/// The last one is that of the end. An error ends it as well, once: those of [`Wait`](super::Wait).
#[must_use = "nothing is looked at until it is polled"]
pub struct Watch {
    steps: Steps<Watching, Result<TaskState, Error>>,
    is_over: bool,
}

struct Watching {
    target: Target,
    options: WaitOptions,
    watcher: Option<Watcher>,
    seen: Option<TaskState>,
}

impl Watch {
    #[inline]
    pub(super) fn new(target: Target) -> Self {
        let watching = Watching {
            target,
            options: WaitOptions::default(),
            watcher: None,
            seen: None,
        };
        Self {
            steps: Steps::Between(watching),
            is_over: false,
        }
    }

    /// Watches no longer than this: see [`Wait::timeout`](super::Wait::timeout).
    #[inline]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        if let Some(watching) = self.steps.between() {
            watching.options.timeout = Some(timeout);
        }
        self
    }

    /// Looks at the task every so often: see [`Wait::poll_every`](super::Wait::poll_every).
    #[inline]
    pub fn poll_every(mut self, pause: Duration) -> Self {
        if let Some(watching) = self.steps.between() {
            watching.options.every = Some(pause);
        }
        self
    }

    /// Looks at the task when an event about it comes, in place of polling: see [`TaskFeed`].
    #[inline]
    pub fn fed_by(mut self, feed: &TaskFeed) -> Self {
        if let Some(watching) = self.steps.between() {
            watching.options.feed = Some(feed.source());
        }
        self
    }

    /// The next state that differs; `None` after the end, and after an error.
    ///
    /// It may be dropped and called again.
    ///
    /// # Errors
    ///
    /// Those of [`Wait`](super::Wait), once.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<TaskState, Error>> {
        poll_fn(|context| self.poll_state(context)).await
    }

    /// The states as an iterator that waits for each: feature `blocking`.
    #[cfg(feature = "blocking")]
    #[inline]
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    #[inline]
    fn poll_state(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<TaskState, Error>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let begin = |watching: Watching| Box::pin(watching.change()) as _;
        let state = ready!(self.steps.poll(begin, context));
        let is_going = |state: &Result<TaskState, _>| state.as_ref().is_ok_and(|it| !it.is_over());
        self.is_over = !state.as_ref().is_some_and(is_going);
        Poll::Ready(state)
    }
}

impl Watching {
    /// Looks until the state has changed.
    #[inline]
    async fn change(mut self) -> (Self, Result<TaskState, Error>) {
        if let Some(outcome) = self.target.at_once() {
            return (self, Ok(outcome.into_state()));
        }
        let new = || Watcher::new(self.target.clone(), &self.options);
        let watcher = self.watcher.get_or_insert_with(new);
        let state = loop {
            match watcher.look().await {
                Ok(state) if self.seen.as_ref().is_some_and(|seen| seen.is_same(&state)) => {}
                state => break state,
            }
        };
        self.seen = state.as_ref().ok().cloned();
        (self, state)
    }
}

impl Stream for Watch {
    type Item = Result<TaskState, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_state(context)
    }
}

impl fmt::Debug for Watch {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}
