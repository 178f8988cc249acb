//! What a look at a task shows.

use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::parts::{self, TaskResult};
use crate::call::misfit;
use crate::error::{Error, ErrorKind};
use crate::generated::SERVICE;
use crate::generated::v2018_07_17::{DescribeTaskDetailResponse, TaskStatus};

/// What a look at a task shows: how far it is, and what it has produced until now.
#[derive(Clone, PartialEq)]
pub struct TaskState {
    id: String,
    json: Value,
    /// The field that has the task itself.
    field: Option<String>,
}

impl TaskState {
    #[inline]
    pub(super) fn new(id: String, json: Value) -> Self {
        let field = parts::task_field(&json).map(str::to_owned);
        Self { id, json, field }
    }

    /// The id of the task.
    #[inline]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The kind of the task, as the service names it: `Procedure`, `EditMedia`. Empty if it does not say.
    #[inline]
    pub fn kind(&self) -> &str {
        self.json["TaskType"].as_str().unwrap_or_default()
    }

    /// The state of the task. `FINISH` does not say that it has succeeded: see [`TaskOutcome::verdict`](super::TaskOutcome::verdict).
    #[inline]
    pub fn status(&self) -> TaskStatus {
        if self.id.is_empty() {
            // There is no task: the call has done its work at once.
            return TaskStatus::Finish;
        }
        let of_response = self.json["Status"].as_str();
        let status = of_response.or_else(|| self.task()["Status"].as_str());
        TaskStatus::from(status.unwrap_or_default())
    }

    /// How much of the task is done, in percent: its own number, or else the mean of its parts'. `None` if neither
    /// has one. It can fall, when the task gets further parts.
    #[inline]
    pub fn progress(&self) -> Option<u8> {
        let of_task = parts::progress(self.task());
        of_task.or_else(|| parts::mean_progress(&self.results()))
    }

    /// Whether the task has ended, well or not.
    #[inline]
    pub fn is_over(&self) -> bool {
        matches!(self.status(), TaskStatus::Finish | TaskStatus::Aborted)
    }

    /// The parts of the task in one form, whatever kind it is: see [`TaskResult`].
    #[inline]
    pub fn results(&self) -> Vec<TaskResult<'_>> {
        let name = self.field.as_deref().unwrap_or_default();
        parts::results(name, self.task(), self.kind(), &self.status())
    }

    /// The whole response of `DescribeTaskDetail`; `null` if the call that was to start the task has done its work at once.
    #[inline]
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The name of the field of the response that has the task itself, such as `ProcedureTask`; `None` if there is none.
    #[inline]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// The task itself: the value of [`field`](Self::field), or `null`.
    #[inline]
    pub fn task(&self) -> &Value {
        match &self.field {
            Some(field) => &self.json[field],
            None => &Value::Null,
        }
    }

    /// The task itself as its type, such as [`ProcedureTask`](crate::generated::v2018_07_17::ProcedureTask), or one of the
    /// caller's own. Only the types that are named here are compiled into the program.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Response`] if the task is of another type.
    #[inline]
    pub fn task_as<T: DeserializeOwned>(&self) -> Result<T, Error> {
        T::deserialize(self.task()).map_err(|fault| self.mismatch(&fault))
    }

    /// The response of `DescribeTaskDetail` as its type, with those of all kinds of tasks.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Response`] if a value does not fit its field.
    #[inline]
    pub fn detail(&self) -> Result<DescribeTaskDetailResponse, Error> {
        DescribeTaskDetailResponse::deserialize(&self.json).map_err(|fault| self.mismatch(&fault))
    }

    /// The tasks that this one has started, by their ids: a task flow on what it has produced, a review.
    #[inline]
    pub fn follow_ups(&self) -> Vec<&str> {
        parts::follow_ups(self.task())
    }

    /// Whether another look has shown the same.
    #[inline]
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.status() == other.status() && self.task() == other.task()
    }

    /// The state in a few words, for an error.
    #[inline]
    pub(super) fn in_words(&self) -> String {
        let status = self.status();
        match self.progress() {
            _ if status.as_str().is_empty() => "without a status".to_owned(),
            Some(progress) => format!("{status}, {progress} %"),
            None => status.to_string(),
        }
    }

    #[inline]
    fn mismatch(&self, fault: &serde_json::Error) -> Error {
        let field = self.field().unwrap_or("no task that says what it is");
        let misfit = misfit("task", fault, (&SERVICE, None), &[&self.json]);
        Error::new(ErrorKind::Response, format!("{misfit}; it is {field}"))
            .not_sent()
            .of_task(&self.id)
    }
}

/// It leaves out what users may have written into the task, such as its `SessionContext`, and the addresses of what it has
/// produced.
impl fmt::Debug for TaskState {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskState")
            .field("id", &self.id)
            .field("kind", &self.kind())
            .field("status", &self.status())
            .field("progress", &self.progress())
            .field("results", &self.results().len())
            .finish_non_exhaustive()
    }
}
