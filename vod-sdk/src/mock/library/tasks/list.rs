//! The tasks in brief: `DescribeTasks`.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Task, settle};
use crate::mock::library::given::Given;
use crate::mock::library::moment::moment;
use crate::mock::library::state::{App, Common};
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

/// The largest page of the list.
const LARGEST_PAGE: usize = 100;

/// `DescribeTasks`: newest first, if the request does not say. Its first page is a look at every task.
pub(in crate::mock::library) fn list(
    app: &mut App,
    common: &mut Common,
    call: &Call<'_>,
) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let token = given.text("ScrollToken");
    let (size, _) = given.page();
    if !(1..=LARGEST_PAGE).contains(&size) {
        let message = format!("`Limit` is from 1 to {LARGEST_PAGE}.");
        return Err(Refusal::new("InvalidParameterValue", message));
    }
    if token.is_none() {
        app.tasks.look_at_all();
        settle(app, common, call.now);
    }
    let tasks = app.tasks.all().rev();
    let mut tasks: Vec<Value> = tasks.map(|task| task.in_brief(call.now)).collect();
    given
        .object("Sort")
        .sort(&mut tasks, |task, field| task[field].clone());
    if let Some(token) = token {
        let last = tasks.iter().position(|task| task["TaskId"] == token);
        let unknown = || {
            Refusal::new(
                "InvalidParameterValue",
                format!("There is no page {token}."),
            )
        };
        tasks.drain(..=last.ok_or_else(unknown)?);
    }
    tasks.retain(|task| matches(task, given));
    let (page, more) = tasks.split_at(size.min(tasks.len()));
    let next = page.last().filter(|_| !more.is_empty());
    let next = next.map_or("", |task| task["TaskId"].as_str().unwrap_or_default());
    Ok(json!({ "TaskSet": page, "ScrollToken": next }))
}

fn matches(task: &Value, given: Given<'_>) -> bool {
    let has = |name| given.text(name).is_none_or(|wanted| task[name] == wanted);
    let spans = |name| {
        let span = given.value(name);
        span.is_null() || Given(span).spans(&task[name])
    };
    has("Status") && has("FileId") && spans("CreateTime") && spans("FinishTime")
}

impl Task {
    /// The task as an item of `DescribeTasks`.
    pub(in crate::mock::library) fn in_brief(&self, now: Duration) -> Value {
        json!({
            "TaskId": self.id,
            "Status": self.status(now),
            "FileId": self.file_id,
            "TaskType": self.kind,
            "CreateTime": moment(self.created),
            "BeginProcessTime": self.begun.map(moment).unwrap_or_default(),
            "FinishTime": self.ended.map(moment).unwrap_or_default(),
            "SessionId": self.session_id,
            "SessionContext": self.session_context,
        })
    }
}
