//! Waiting for many tasks at once.

mod round;

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use self::round::Round;
use super::outcome::TaskOutcome;
#[cfg(feature = "blocking")]
use crate::call::Blocking;
use crate::call::Core;
use crate::error::Error;
use crate::steps::Steps;

/// Waits for many tasks, and gives their outcomes as they end: see [`Client::tasks`](crate::Client::tasks).
///
/// The tasks are looked at in rounds, with pauses like those of [`wait`](super::Task::wait). A round looks at each task, or where
/// there are many, at lists of tasks, and then at those of them that have ended, so that it makes few calls. An id that is
/// given twice is waited for once.
///
/// A task that cannot be looked at is an error with its [id](Error::task_id), and the others go on.
#[must_use = "nothing is looked at until it is polled"]
pub struct Tasks {
    steps: Steps<Round, Ended>,
    ended: VecDeque<Result<TaskOutcome, Error>>,
}

type Ended = Vec<Result<TaskOutcome, Error>>;

impl Tasks {
    #[inline]
    pub(super) fn new(core: &Arc<Core>, ids: Vec<String>) -> Self {
        Self {
            steps: Steps::Between(Round::new(core, ids)),
            ended: VecDeque::new(),
        }
    }

    /// Names the VOD application that the tasks belong to, in place of the client's.
    #[inline]
    pub fn sub_app_id(mut self, id: u64) -> Self {
        if let Some(round) = self.steps.between() {
            round.set_sub_app_id(id);
        }
        self
    }

    /// Waits no longer than this. A task that has not ended by then is an error of the kind
    /// [`Timeout`](crate::ErrorKind::Timeout). The default is three days.
    #[inline]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        if let Some(round) = self.steps.between() {
            round.options.timeout = Some(timeout);
        }
        self
    }

    /// Looks at the tasks every so often, give or take a fifth, in place of ever longer pauses: see
    /// [`Wait::poll_every`](super::Wait::poll_every).
    #[inline]
    pub fn poll_every(mut self, pause: Duration) -> Self {
        if let Some(round) = self.steps.between() {
            round.options.every = Some(pause);
        }
        self
    }

    /// The outcome of the next task that ends; `None` after all.
    ///
    /// It may be dropped and called again.
    ///
    /// # Errors
    ///
    /// Those of [`Wait`](super::Wait), one for each task that has one.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<TaskOutcome, Error>> {
        poll_fn(|context| self.poll_outcome(context)).await
    }

    /// The outcomes as an iterator that waits for each: feature `blocking`.
    #[cfg(feature = "blocking")]
    #[inline]
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    #[inline]
    fn poll_outcome(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<TaskOutcome, Error>>> {
        loop {
            if let Some(outcome) = self.ended.pop_front() {
                return Poll::Ready(Some(outcome));
            }
            if self.steps.between().is_some_and(|round| round.is_over()) {
                return Poll::Ready(None);
            }
            let begin = |round: Round| Box::pin(round.look()) as _;
            match ready!(self.steps.poll(begin, context)) {
                Some(ended) => self.ended.extend(ended),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl Stream for Tasks {
    type Item = Result<TaskOutcome, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_outcome(context)
    }
}

impl fmt::Debug for Tasks {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tasks").finish_non_exhaustive()
    }
}
