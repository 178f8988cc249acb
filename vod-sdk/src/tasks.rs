//! Work that the service does in the background: starting it, waiting for it, and what came of it.
//!
//! An action that starts a task returns at once. [`Call::task`] starts it and gives a [`Task`], whose
//! [`wait`](Task::wait) looks until the task has ended; [`Client::task`] gives one for an id that is already known:
//!
//! ```no_run
//! use vod_sdk::tasks::Verdict;
//! use vod_sdk::v2018_07_17::ProcessMediaByProcedureRequest;
//!
//! # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
//! let request = ProcessMediaByProcedureRequest::new("LongVideoPreset").file_id("5285485487985271487");
//! let task = client.process_media_by_procedure(&request).task().await?;
//! let outcome = task.wait().await?;
//! match outcome.verdict() {
//!     Verdict::Succeeded => println!("{:?}", outcome.urls()),
//!     verdict => println!("{verdict:?}: {:?}", outcome.failures()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Finished is not succeeded
//!
//! The service calls a task `FINISH` when all its parts have ended, well or not. [`TaskOutcome::verdict`] looks at
//! every part, by the forms that errors have in them, and so for kinds of tasks that this version of the SDK
//! does not know as well. [`TaskOutcome::results`] shows the parts in one form, [`TaskOutcome::detail`] as the types of
//! the API.
//!
//! # Waiting
//!
//! The first look comes after a second, the next ones after 1.5 times the pause before, up to 15 seconds, and up to 30
//! seconds once ten minutes are over; pauses vary by a fifth, so that programs that began together do not look
//! together. Each look is an ordinary call of `DescribeTaskDetail`, with its retries and its place under the rate
//! limit. One that fails although it may be repeated is made up for by the next, five times in a row. Dropping what waits
//! ends the waiting, and never the task.
//!
//! The service tells of the tasks of the last three days only. A wait ends after three days, if
//! [`Wait::timeout`] does not end it earlier, with an error that has the [id](crate::Error::task_id) of the task.
//!
//! # Started once
//!
//! [`Call::task`] gives a request a `SessionId`, where the action has one and the request has not, so that a repetition
//! cannot start a second task. If the response is lost all the same, the task is looked for by that id among
//! the tasks of the account, with `DescribeTasks`; so is the one that a request with an id of its own has started before.
//! [`Task::response`] is then `None`.

// Every function of this room is `#[inline]`, so that it is compiled into the programs that call it and into no other:
// what is neither generic nor inline is compiled with the crate, for everyone.

mod feed;
mod listed;
mod look;
mod lost;
mod many;
mod outcome;
mod parts;
mod schedule;
mod start;
mod state;
mod task;
mod wait;
mod watch;

pub use feed::TaskFeed;
pub use many::Tasks;
pub use outcome::{TaskOutcome, Verdict};
pub use parts::{TaskFailure, TaskResult};
pub use state::TaskState;
pub use task::Task;
pub use wait::Wait;
pub use watch::Watch;

use crate::action::StartsTasks;
use crate::call::{Call, CallFuture};
use crate::client::Client;

use self::look::Target;

impl<A: StartsTasks> Call<'_, A> {
    /// Starts the task, and gives what waits for it: see [`tasks`](crate::tasks).
    ///
    /// The options of the call hold for starting it; the region, the credential and the headers also for looking at it.
    ///
    /// # Errors
    ///
    /// Those of the call. One whose response was lost, or that met its own `SessionId`, is an error only if no task
    /// with that id is found.
    #[inline]
    pub fn task(self) -> CallFuture<Task<A::Response>> {
        start::start(self)
    }
}

impl Client {
    /// A task that was started before, by its id: see [`tasks`](crate::tasks).
    ///
    /// ```no_run
    /// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// let task = client.task("1400000000-procedurev2-bffb15f07530b57bc1aabb01fac74bca");
    /// println!("{}", task.state().await?.status());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn task(&self, id: impl Into<String>) -> Task {
        let target = Target::known(self.core(), id.into());
        Task::new(target, Vec::new(), None)
    }

    /// Waits for many tasks at once: see [`Tasks`].
    ///
    /// ```no_run
    /// # async fn example(client: vod_sdk::Client, ids: Vec<String>) -> Result<(), vod_sdk::Error> {
    /// let mut tasks = client.tasks(ids);
    /// while let Some(outcome) = tasks.next().await {
    ///     let outcome = outcome?;
    ///     println!("{} {:?}", outcome.id(), outcome.verdict());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn tasks<I: Into<String>>(&self, ids: impl IntoIterator<Item = I>) -> Tasks {
        let ids = ids.into_iter().map(Into::into).collect();
        Tasks::new(self.core(), ids)
    }
}
