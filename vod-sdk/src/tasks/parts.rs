//! The parts of a task, whatever kind it is: read from the JSON by the forms that they have in all kinds, so that
//! neither the types of all tasks are compiled into a program, nor a kind of task need be known.
//!
//! All of it is compiled in each program that waits for a task, so it has loops where chains of iterators would be shorter to
//! read: those cost three times as much to compile.

mod find;

use std::fmt;
use std::iter;

use serde_json::Value;

use self::find::{Found, text};
use crate::generated::v2018_07_17::{SubtaskStatus, TaskStatus};

pub(super) use self::find::task_field;

/// Something of a task that has failed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TaskFailure {
    /// Where it is in the response: `ProcedureTask.MediaProcessResultSet[0].TranscodeTask`. For the task as a whole, the
    /// name of its field alone.
    pub path: String,
    /// The error code: `ErrCodeExt`, or else `ErrCode`, such as `70000`. `FAIL` where the service gives none.
    pub code: String,
    /// The service's message.
    pub message: String,
}

impl TaskFailure {
    /// Whether the task as a whole has failed, and not a part of it.
    #[inline]
    pub fn is_of_whole(&self) -> bool {
        !self.path.as_bytes().contains(&b'.')
    }
}

/// A part of a task: an output that it produces, a subtask, or the task itself if it has no parts.
#[derive(Clone, PartialEq)]
pub struct TaskResult<'a> {
    found: Found<'a>,
    kind: &'a str,
    status: SubtaskStatus,
    error: Option<TaskFailure>,
}

impl<'a> TaskResult<'a> {
    /// What kind of work it is: `Transcode`, `CoverBySnapshot`, `Face`; for a task without parts, the kind of the task.
    #[inline]
    pub fn kind(&self) -> &'a str {
        self.kind
    }

    /// The id of the template that it was made by.
    #[inline]
    pub fn definition(&self) -> Option<u64> {
        let part = self.found.part;
        let places = [
            &part["Input"]["Definition"],
            &part["Definition"],
            &part["Output"]["Definition"],
        ];
        places.into_iter().find_map(number)
    }

    /// How it stands. A part that has no state of its own stands as the task does.
    #[inline]
    pub fn status(&self) -> SubtaskStatus {
        self.status.clone()
    }

    /// How much of it is done, in percent, if the service says so.
    #[inline]
    pub fn progress(&self) -> Option<u8> {
        progress(self.found.part)
    }

    /// Why it has failed, if it has.
    #[inline]
    pub fn error(&self) -> Option<&TaskFailure> {
        self.error.as_ref()
    }

    /// What it has produced: the `Output` of the part, or the part itself if it has none.
    #[inline]
    pub fn output(&self) -> &'a Value {
        match &self.found.part["Output"] {
            Value::Null => self.found.part,
            output => output,
        }
    }

    /// The addresses in its output, each once.
    #[inline]
    pub fn urls(&self) -> Vec<&'a str> {
        let mut urls = Vec::new();
        find::urls(self.output(), &mut urls);
        urls
    }

    /// Where it is in the response: `ProcedureTask.MediaProcessResultSet[0].TranscodeTask`.
    #[inline]
    pub fn path(&self) -> &str {
        &self.found.path
    }

    /// All that the response says of it.
    #[inline]
    pub fn json(&self) -> &'a Value {
        self.found.part
    }
}

/// It leaves out what the part was made from and what it has produced.
impl fmt::Debug for TaskResult<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskResult")
            .field("path", &self.found.path)
            .field("kind", &self.kind)
            .field("status", &self.status)
            .field("code", &self.error.as_ref().map(|error| &error.code))
            .finish_non_exhaustive()
    }
}

/// The parts of a task that is the value of a field.
#[inline]
pub(super) fn results<'a>(
    field: &str,
    task: &'a Value,
    kind: &'a str,
    status: &TaskStatus,
) -> Vec<TaskResult<'a>> {
    let mut parts = find::parts(field, task);
    if parts.is_empty() && !find::is_container(task) && !task.is_null() {
        parts.push(Found::whole(field, task, kind));
    }
    let mut results = Vec::with_capacity(parts.len());
    for found in parts {
        results.push(result(found, status));
    }
    results
}

#[inline]
fn result<'a>(found: Found<'a>, status: &TaskStatus) -> TaskResult<'a> {
    let error = failure(&found);
    let own = text(found.part, "Status").filter(|own| find::is_status_of_part(own));
    TaskResult {
        kind: found.kind(),
        status: match own {
            Some(own) => SubtaskStatus::from(own),
            None => of_part(status, error.is_some()),
        },
        error,
        found,
    }
}

/// The state of a part, of a task that says its own state as the whole does.
#[inline]
fn of_part(status: &TaskStatus, has_failed: bool) -> SubtaskStatus {
    match status {
        TaskStatus::Finish | TaskStatus::Aborted if has_failed => SubtaskStatus::Fail,
        TaskStatus::Finish => SubtaskStatus::Success,
        TaskStatus::Aborted => SubtaskStatus::Fail,
        _ => SubtaskStatus::Processing,
    }
}

/// What has failed of a task that is the value of a field: the whole first.
#[inline]
pub(super) fn failures(field: &str, task: &Value) -> Vec<TaskFailure> {
    let mut parts = find::parts(field, task);
    let is_success = |found: &Found<'_>| text(found.part, "Status") == Some("SUCCESS");
    // The code of a task with parts is deprecated, and says nothing where a part has succeeded.
    let is_told_by_parts = parts.iter().any(is_success) && text(task, "ErrCodeExt").is_none();
    if !is_told_by_parts {
        parts.insert(0, Found::whole(field, task, ""));
    }
    let mut failures = Vec::new();
    for found in &parts {
        failures.extend(failure(found));
    }
    failures
}

#[inline]
fn failure(found: &Found<'_>) -> Option<TaskFailure> {
    let part = found.part;
    let status = text(part, "Status").unwrap_or_default();
    let code = code(part).filter(|_| status != "SUCCESS");
    let code = code.or_else(|| (status == "FAIL").then(|| status.to_owned()))?;
    Some(TaskFailure {
        path: found.path.clone(),
        code,
        message: text(part, "Message").unwrap_or_default().to_owned(),
    })
}

/// The code of an error: a text, or a number, which one kind of task writes as a text.
#[inline]
fn code(part: &Value) -> Option<String> {
    let is_error = |code: &&str| !code.eq_ignore_ascii_case("success") && *code != "0";
    let word = text(part, "ErrCodeExt").or_else(|| text(part, "ErrCode"));
    let number = part["ErrCode"].as_i64().filter(|code| *code != 0);
    let word = word.filter(is_error).map(str::to_owned);
    word.or_else(|| number.map(|code| code.to_string()))
}

/// How much of a task or a part is done, by its own number.
#[inline]
pub(super) fn progress(part: &Value) -> Option<u8> {
    number(&part["Progress"]).map(|percent| percent.min(100) as u8)
}

/// A number that is not negative. Some are written as texts.
#[inline]
fn number(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_u64().or_else(|| {
            let number = value.as_f64().filter(|number| *number >= 0.0);
            number.map(|number| number as u64)
        }),
    }
}

/// The mean of the parts, if one says how far it is or has ended.
#[inline]
pub(super) fn mean_progress(results: &[TaskResult<'_>]) -> Option<u8> {
    let (mut sum, mut is_known) = (0, false);
    for result in results {
        let progress = match result.status {
            SubtaskStatus::Success | SubtaskStatus::Fail => Some(100),
            _ => result.progress(),
        };
        is_known |= progress.is_some();
        sum += usize::from(progress.unwrap_or(0));
    }
    match is_known {
        true => u8::try_from(sum / results.len()).ok(),
        false => None,
    }
}

/// The ids of the tasks that a task has started.
#[inline]
pub(super) fn follow_ups(task: &Value) -> Vec<&str> {
    let mut ids = Vec::new();
    find::walk(task, &mut |key, value| {
        let is_other = key.ends_with("TaskId") && key != "TaskId";
        if is_other || key.ends_with("TaskIds") || key.ends_with("TaskIdSet") {
            let of_list = value.as_array().into_iter().flatten();
            let all = iter::once(value).chain(of_list).filter_map(Value::as_str);
            ids.extend(all.filter(|id| !id.is_empty()));
        }
    });
    ids
}
