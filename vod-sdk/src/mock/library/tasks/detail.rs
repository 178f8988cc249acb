//! One task: `DescribeTaskDetail` and `ManageTask`.

use std::time::Duration;

use serde_json::{Value, json};

use super::body::{Shown, body};
use super::{Phase, Task, settle};
use crate::mock::library::given::Given;
use crate::mock::library::moment::moment;
use crate::mock::library::state::{App, Common};
use crate::mock::part::Call;
use crate::mock::refusal::Refusal;

/// `DescribeTaskDetail`: a look at the task.
pub(in crate::mock::library) fn look(
    app: &mut App,
    common: &mut Common,
    call: &Call<'_>,
) -> Result<Value, Refusal> {
    let id = Given(call.parameters).text("TaskId").unwrap_or_default();
    app.tasks.look(id);
    settle(app, common, call.now);
    let task = app.tasks.get(id).map(|task| task.detail(call.now));
    task.ok_or_else(|| {
        let message = format!("There is no task {id} of the last three days.");
        Refusal::new("ResourceNotFound", message)
    })
}

/// `ManageTask`: aborts a task that still waits.
pub(in crate::mock::library) fn manage(
    app: &mut App,
    common: &mut Common,
    call: &Call<'_>,
) -> Result<Value, Refusal> {
    let given = Given(call.parameters);
    let id = given.text("TaskId").unwrap_or_default();
    if given.text("OperationType") != Some("Abort") {
        let message = "The only operation is `Abort`.";
        return Err(Refusal::new(
            "InvalidParameterValue.InvalidOperationType",
            message,
        ));
    }
    let Some(task) = app.tasks.get_mut(id) else {
        let message = format!("There is no task {id} of the last three days.");
        return Err(Refusal::new("InvalidParameterValue.TaskId", message));
    };
    if task.phase(call.now) != Phase::Waiting {
        let message = format!("The task {id} does not wait any more.");
        return Err(Refusal::new("FailedOperation", message));
    }
    task.is_aborted = true;
    settle(app, common, call.now);
    Ok(json!({}))
}

impl Task {
    /// The response of `DescribeTaskDetail`.
    pub(in crate::mock::library) fn detail(&self, now: Duration) -> Value {
        let mut detail = json!({
            "TaskType": self.kind,
            "Status": self.status(now),
            "CreateTime": moment(self.created),
            "BeginProcessTime": self.begun.map(moment).unwrap_or_default(),
            "FinishTime": self.ended.map(moment).unwrap_or_default(),
        });
        detail[&self.field] = match self.ended {
            Some(_) => self.body.clone(),
            None => self.running(now),
        };
        detail
    }

    /// The state of the task as a whole.
    pub(super) fn status(&self, now: Duration) -> &'static str {
        match self.phase(now) {
            Phase::Waiting => "WAITING",
            Phase::Processing(_) => "PROCESSING",
            Phase::Ended if self.is_aborted => "ABORTED",
            Phase::Ended => "FINISH",
        }
    }

    /// The task itself while it runs.
    pub(super) fn running(&self, now: Duration) -> Value {
        let progress = match self.phase(now) {
            Phase::Waiting => 0,
            Phase::Processing(progress) => progress,
            Phase::Ended => 100,
        };
        let shown = Shown {
            status: self.status(now),
            progress,
            failed: (0, ("", "")),
            is_failed: false,
            is_made: false,
        };
        body(self, &shown)
    }
}
