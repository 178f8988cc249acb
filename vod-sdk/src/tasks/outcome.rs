//! What came of a task.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::parts::{self, TaskFailure, TaskResult};
use super::state::TaskState;
use crate::error::Error;
use crate::generated::v2018_07_17::{DescribeTaskDetailResponse, SubtaskStatus, TaskStatus};

/// What came of a task that has ended.
#[derive(Clone, PartialEq)]
pub struct TaskOutcome {
    state: TaskState,
    verdict: Verdict,
    failures: Vec<TaskFailure>,
}

/// Whether a task has succeeded, of all its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// Every part has succeeded that the service tells of, and it tells of no failure.
    Succeeded,
    /// Some parts have failed, and at least one has succeeded.
    PartlyFailed,
    /// The task has failed as a whole, or in every part.
    Failed,
    /// The task was aborted.
    Aborted,
}

impl fmt::Display for Verdict {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Succeeded => "succeeded",
            Self::PartlyFailed => "partly failed",
            Self::Failed => "failed",
            Self::Aborted => "aborted",
        })
    }
}

impl TaskOutcome {
    #[inline]
    pub(super) fn new(state: TaskState) -> Self {
        let name = state.field().unwrap_or_default();
        let failures = parts::failures(name, state.task());
        let verdict = verdict(&state, &failures);
        Self {
            state,
            verdict,
            failures,
        }
    }

    /// The outcome of a call that has done its work at once, without a task.
    #[inline]
    pub(super) fn at_once() -> Self {
        Self::new(TaskState::new(String::new(), Value::Null))
    }

    /// Whether the task has succeeded. `FINISH` alone does not say it, so this looks at every part.
    #[inline]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Whether every part has succeeded.
    #[inline]
    pub fn is_success(&self) -> bool {
        self.verdict == Verdict::Succeeded
    }

    /// What has failed: the task itself first, then its parts in their order.
    #[inline]
    pub fn failures(&self) -> &[TaskFailure] {
        &self.failures
    }

    /// The id of the task; empty if the call has done its work at once, without a task.
    #[inline]
    pub fn id(&self) -> &str {
        self.state.id()
    }

    /// The kind of the task, as the service names it: `Procedure`, `EditMedia`.
    #[inline]
    pub fn kind(&self) -> &str {
        self.state.kind()
    }

    /// The parts of the task in one form, whatever kind it is: see [`TaskResult`].
    #[inline]
    pub fn results(&self) -> Vec<TaskResult<'_>> {
        self.state.results()
    }

    /// The addresses of all that the task has produced.
    #[inline]
    pub fn urls(&self) -> Vec<&str> {
        let results = self.results();
        results.iter().flat_map(TaskResult::urls).collect()
    }

    /// The whole response of `DescribeTaskDetail`; `null` if the call has done its work at once.
    #[inline]
    pub fn json(&self) -> &Value {
        self.state.json()
    }

    /// The name of the field of the response that has the task itself: see [`TaskState::field`].
    #[inline]
    pub fn field(&self) -> Option<&str> {
        self.state.field()
    }

    /// The task itself: the value of [`field`](Self::field), or `null`.
    #[inline]
    pub fn task(&self) -> &Value {
        self.state.task()
    }

    /// The task itself as its type: see [`TaskState::task_as`].
    ///
    /// ```no_run
    /// use vod_sdk::v2018_07_17::EditMediaTask;
    ///
    /// # async fn example(task: vod_sdk::tasks::Task) -> Result<(), vod_sdk::Error> {
    /// let outcome = task.wait().await?;
    /// let edited: EditMediaTask = outcome.task_as()?;
    /// println!("{:?}", edited.output.map(|output| output.file_id));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Response`](crate::ErrorKind::Response) if the task is of another type.
    #[inline]
    pub fn task_as<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.state.task_as()
    }

    /// The response of `DescribeTaskDetail` as its type, with those of all kinds of tasks: only a program that calls
    /// this compiles them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Response`](crate::ErrorKind::Response) if a value does not fit its field.
    #[inline]
    pub fn detail(&self) -> Result<DescribeTaskDetailResponse, Error> {
        self.state.detail()
    }

    /// The tasks that this one has started, by their ids: see [`TaskState::follow_ups`].
    #[inline]
    pub fn follow_ups(&self) -> Vec<&str> {
        self.state.follow_ups()
    }

    /// What the last look has shown.
    #[inline]
    pub(super) fn into_state(self) -> TaskState {
        self.state
    }

    /// What the last look has shown.
    #[inline]
    pub fn state(&self) -> &TaskState {
        &self.state
    }
}

/// It leaves out the same as that of [`TaskState`], and says how many failures there are.
impl fmt::Debug for TaskOutcome {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskOutcome")
            .field("id", &self.id())
            .field("kind", &self.kind())
            .field("status", &self.state.status())
            .field("verdict", &self.verdict)
            .field("results", &self.results().len())
            .field("failures", &self.failures.len())
            .finish_non_exhaustive()
    }
}

impl TaskState {
    /// What came of the task, if it has ended.
    #[inline]
    pub fn into_outcome(self) -> Option<TaskOutcome> {
        self.is_over().then(|| TaskOutcome::new(self))
    }
}

#[inline]
fn verdict(state: &TaskState, failures: &[TaskFailure]) -> Verdict {
    if state.status() == TaskStatus::Aborted {
        return Verdict::Aborted;
    }
    if failures.is_empty() {
        return Verdict::Succeeded;
    }
    let has_whole_failed = failures.iter().any(TaskFailure::is_of_whole);
    let results = state.results();
    let some_succeeded = || {
        let mut results = results.iter();
        results.any(|result| result.status() == SubtaskStatus::Success)
    };
    match !has_whole_failed && some_succeeded() {
        true => Verdict::PartlyFailed,
        false => Verdict::Failed,
    }
}
