//! A task that was started.

use std::fmt;

use super::look::Target;
use super::state::TaskState;
use super::wait::Wait;
use super::watch::Watch;
use crate::action::Action;
use crate::call::{CallFuture, start_untyped};
use crate::generated::v2018_07_17::ManageTaskRequest;

/// A task that was started: see [`tasks`](super). It is only a handle: dropping it does nothing to the task.
///
/// `R` is the response of the call that started it, for a task of [`Call::task`](crate::Call::task).
#[derive(Clone)]
pub struct Task<R = ()> {
    target: Target,
    more_ids: Vec<String>,
    response: Option<R>,
}

impl<R> Task<R> {
    /// A task, with the ids of further ones that were started with it.
    #[inline]
    pub(super) fn new(target: Target, more_ids: Vec<String>, response: Option<R>) -> Self {
        Self {
            target,
            more_ids,
            response,
        }
    }

    /// The id of the task. Empty if the call has done its work at once, as `SimpleHlsClip` does unless it is asked
    /// for more: waiting then ends at once, with a success, and the results are in the [`response`](Self::response).
    #[inline]
    pub fn id(&self) -> &str {
        &self.target.id
    }

    /// The ids of the other tasks that the call has started, such as the review beside a task flow.
    #[inline]
    pub fn more_ids(&self) -> &[String] {
        &self.more_ids
    }

    /// The response of the call that started it. `None` if that was lost and the task was found by its `SessionId`,
    /// and for a task of [`Client::task`](crate::Client::task).
    #[inline]
    pub fn response(&self) -> Option<&R> {
        self.response.as_ref()
    }

    /// Names the VOD application that the task belongs to, in place of that of the call, or of the client.
    #[inline]
    pub fn sub_app_id(mut self, id: u64) -> Self {
        self.target.sub_app_id = Some(id);
        self
    }

    /// Looks at the task once.
    ///
    /// # Errors
    ///
    /// Those of `DescribeTaskDetail`. A task that was started a moment ago may not be found yet, and one older than
    /// three days is not found any more.
    #[inline]
    pub fn state(&self) -> CallFuture<TaskState> {
        match self.target.at_once() {
            Some(outcome) => CallFuture::new(async move { Ok(outcome.into_state()) }),
            None => self.target.look(None),
        }
    }

    /// Waits until the task has ended, well or not: see [`tasks`](super) for how it does, and [`Wait`] for its options.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # async fn example(task: vod_sdk::tasks::Task) -> Result<(), vod_sdk::Error> {
    /// let outcome = task.wait().timeout(Duration::from_secs(3600)).await?;
    /// println!("{:?}", outcome.verdict());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn wait(&self) -> Wait {
        Wait::new(self.target.clone())
    }

    /// Watches the task until it has ended: a stream of the changes of its state.
    #[inline]
    pub fn watch(&self) -> Watch {
        Watch::new(self.target.clone())
    }

    /// Aborts the task, which is possible only while it waits to be run. To wait for it, or to drop what waits, is
    /// another matter.
    ///
    /// # Errors
    ///
    /// Those of `ManageTask`.
    #[inline]
    pub fn abort(&self) -> CallFuture<()> {
        if let Some(error) = self.target.nameless() {
            return CallFuture::new(async { Err(error) });
        }
        let mut request = ManageTaskRequest::new(self.id(), "Abort");
        request.sub_app_id = self.target.sub_app_id;
        let options = self.target.options.clone();
        let info = &ManageTaskRequest::INFO;
        let call = start_untyped(&self.target.core, info, options, &request);
        let id = self.id().to_owned();
        CallFuture::new(async move {
            let response = call.await;
            response.map(drop).map_err(|error| error.of_task(&id))
        })
    }
}

impl<R> fmt::Debug for Task<R> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task")
            .field("id", &self.target.id)
            .field("more_ids", &self.more_ids)
            .field("sub_app_id", &self.target.sub_app_id)
            .finish_non_exhaustive()
    }
}
