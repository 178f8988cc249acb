//! A task as `DescribeTaskDetail` shows it.

use serde_json::{Value, json};

use super::Task;
use super::work::Step;
use crate::generated::v2018_07_17::DescribeTaskDetailResponse;
use crate::mock::library::fit::{fit, merge};

/// The numeric code of an error that is said in words.
const INTERNAL_ERROR: i64 = 70_000;

/// What is to be shown of a task.
pub(super) struct Shown<'a> {
    pub(super) status: &'a str,
    pub(super) progress: u8,
    /// How many steps have failed, the first ones, and why.
    pub(super) failed: (usize, Failure<'a>),
    /// Whether the task has failed as a whole.
    pub(super) is_failed: bool,
    /// Whether there is what the task has made.
    pub(super) is_made: bool,
}

/// A code and a message.
pub(super) type Failure<'a> = (&'a str, &'a str);

/// What a task shows, without what its type has no field for.
pub(super) fn body(task: &Task, shown: &Shown<'_>) -> Value {
    let mut body = json!({
        "TaskId": task.id, "Status": status(task, shown), "Progress": shown.progress,
        "SessionId": task.session_id, "SessionContext": task.session_context,
    });
    let failure = shown.is_failed.then_some(shown.failed.1);
    merge(&mut body, &errors(failure));
    merge(&mut body, &task.work.said);
    if shown.is_made && !shown.is_failed {
        merge(&mut body, &task.work.made);
    }
    let steps = task.work.steps.iter().filter(|_| shown.status != "ABORTED");
    for (index, step) in steps.enumerate() {
        let items = &mut body[step.list];
        match items {
            Value::Array(items) => items.push(item(step, index, shown)),
            _ => *items = json!([item(step, index, shown)]),
        }
    }
    let response = json!({ task.field.as_str(): body });
    fit::<DescribeTaskDetailResponse>(&response)[&task.field].take()
}

/// One kind of task says how it stands in the words of a part.
fn status(task: &Task, shown: &Shown<'_>) -> String {
    let status = match (task.field.as_str(), shown.status) {
        ("DescribeFileAttributesTask", "FINISH") if !shown.is_failed => "SUCCESS",
        ("DescribeFileAttributesTask", "FINISH" | "ABORTED") => "FAIL",
        ("DescribeFileAttributesTask", _) => "PROCESSING",
        (_, status) => status,
    };
    status.to_owned()
}

/// The fields that say what has failed, if something has.
fn errors(failure: Option<Failure<'_>>) -> Value {
    let (code, message) = failure.unwrap_or_default();
    let number = match failure {
        Some((code, _)) => code.parse().unwrap_or(INTERNAL_ERROR),
        None => 0,
    };
    json!({ "ErrCode": number, "ErrCodeExt": code, "Message": message })
}

/// A step as an item of its list.
fn item(step: &Step, index: usize, shown: &Shown<'_>) -> Value {
    let (failed, failure) = shown.failed;
    let is_failed = index < failed;
    let (status, progress) = match (shown.is_made, is_failed) {
        (_, true) => ("FAIL", shown.progress),
        (true, false) => ("SUCCESS", 100),
        (false, false) => ("PROCESSING", shown.progress),
    };
    let mut part = json!({ "Status": status, "Progress": progress, "Input": step.input });
    merge(&mut part, &errors(is_failed.then_some(failure)));
    if status == "SUCCESS" {
        part["Output"] = step.output.clone();
    }
    let mut item = step.holder.clone();
    match step.member.as_str() {
        "" => merge(&mut item, &part),
        member => item[member] = part,
    }
    item
}
