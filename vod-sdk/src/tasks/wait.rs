//! Waiting for the end of a task.

use std::future::IntoFuture;
use std::time::Duration;

use super::feed::TaskFeed;
use super::look::Target;
use super::outcome::TaskOutcome;
use super::schedule::WaitOptions;
use super::watch::Watcher;
use crate::call::CallFuture;
use crate::error::Error;

/// Waits until a task has ended, when it is awaited: see [`Task::wait`](super::Task::wait).
///
/// # Errors
///
/// - [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) if the task has not ended in time; the message has its last state.
/// - Those of `DescribeTaskDetail`, except those that the next look may make up for.
///
/// Each has the id of the task: [`Error::task_id`].
#[derive(Clone, Debug)]
#[must_use = "nothing waits until it is awaited"]
pub struct Wait {
    target: Target,
    options: WaitOptions,
}

impl Wait {
    #[inline]
    pub(super) fn new(target: Target) -> Self {
        Self {
            target,
            options: WaitOptions::default(),
        }
    }

    /// Waits no longer than this. The task itself goes on. The default is three days, after which the service does not
    /// tell of the task any more.
    #[inline]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Looks at the task every so often, give or take a fifth, in place of ever longer pauses. A pause of less than 10
    /// milliseconds, such as `Duration::ZERO`, is as good as one of 10, so that nobody looks without a pause.
    ///
    /// A second is short enough for any task: the service documents no rate for `DescribeTaskDetail`, and counts looks as
    /// calls. A [rate limit](crate::ClientBuilder::rate_limit) of the client holds for them, too.
    #[inline]
    pub fn poll_every(mut self, pause: Duration) -> Self {
        self.options.every = Some(pause);
        self
    }

    /// Looks at the task when an event about it comes, in place of polling: see [`TaskFeed`].
    #[inline]
    pub fn fed_by(mut self, feed: &TaskFeed) -> Self {
        self.options.feed = Some(feed.source());
        self
    }

    /// Waits on this thread: feature `blocking`, see [`Call::send_blocking`](crate::Call::send_blocking).
    ///
    /// # Errors
    ///
    /// Those of awaiting it.
    #[cfg(feature = "blocking")]
    #[inline]
    pub fn send_blocking(self) -> Result<TaskOutcome, Error> {
        self.into_future().send_blocking()
    }
}

impl IntoFuture for Wait {
    type Output = Result<TaskOutcome, Error>;
    type IntoFuture = CallFuture<TaskOutcome>;

    #[inline]
    fn into_future(self) -> CallFuture<TaskOutcome> {
        CallFuture::new(async move {
            if let Some(outcome) = self.target.at_once() {
                return Ok(outcome);
            }
            let mut watcher = Watcher::new(self.target, &self.options);
            loop {
                if let Some(outcome) = watcher.look().await?.into_outcome() {
                    return Ok(outcome);
                }
            }
        })
    }
}
