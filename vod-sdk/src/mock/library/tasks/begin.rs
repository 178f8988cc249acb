//! A new task.

use std::time::Duration;

use serde_json::{Value, json};

use super::work::Work;
use super::{Task, kind};
use crate::mock::library::fit::merge;
use crate::mock::library::given::Given;
use crate::mock::library::state::{App, Common};

/// What a task has from the request that has started it.
#[derive(Clone, Default)]
pub(super) struct Origin {
    session_id: String,
    session_context: String,
    notify_mode: String,
    priority: i64,
}

impl Origin {
    pub(super) fn of(given: Given<'_>) -> Self {
        let text = |name| given.text(name).unwrap_or_default().to_owned();
        Self {
            session_id: text("SessionId"),
            session_context: text("SessionContext"),
            notify_mode: given.text("TasksNotifyMode").unwrap_or("Finish").to_owned(),
            priority: given.number("TasksPriority").unwrap_or(0),
        }
    }
}

/// Adds a task that works, and gives its id.
pub(super) fn begin(
    app: &mut App,
    common: &mut Common,
    (field, mut work): (&str, Work),
    (file_id, origin): (&str, &Origin),
    now: Duration,
) -> String {
    let number = common.new_id();
    let kind = kind::kind(field);
    let id = format!("{}-{kind}-{number:031x}t", app.number);
    let mut said = json!({
        "FileId": file_id, "TasksPriority": origin.priority, "TasksNotifyMode": origin.notify_mode,
    });
    merge(&mut said, &work.said);
    work.said = said;
    let task = Task {
        number,
        id: id.clone(),
        field: field.to_owned(),
        kind: kind.to_owned(),
        file_id: file_id.to_owned(),
        session_id: origin.session_id.clone(),
        session_context: origin.session_context.clone(),
        created: now,
        begun: None,
        ended: None,
        looks: 0,
        pace: common.pace,
        ending: common.next_ending(),
        is_aborted: false,
        work,
        body: Value::Null,
    };
    app.tasks.insert(task);
    id
}
