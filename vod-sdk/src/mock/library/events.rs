//! What has happened, as the service would tell it.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::fit::fit;
use crate::generated::v2018_07_17::{EventContent, EventType};

/// How many events are kept: the latest.
const MOST_EVENTS: usize = 10_000;

/// The events that nobody has taken yet, oldest first: each is an `EventContent` without a handle.
#[derive(Default)]
pub(super) struct Events(VecDeque<Value>);

impl Events {
    pub(super) fn push(&mut self, kind: &str, field: &str, content: &Value) {
        let event = fit::<EventContent>(&json!({ "EventType": kind, field: content }));
        self.0.push_back(event);
        if self.0.len() > MOST_EVENTS {
            self.0.pop_front();
        }
    }

    /// Tells of a task of `DescribeTaskDetail`, if there is an event for tasks of its field.
    pub(super) fn push_task(&mut self, field: &str, task: &Value) {
        if field == "ProcedureTask" {
            return self.push("ProcedureStateChanged", "ProcedureStateChangeEvent", task);
        }
        let name = field.strip_suffix("Task").unwrap_or(field);
        let name = if name == "PullUpload" { "Pull" } else { name };
        if let (Some(kind), Some(place)) = (kind(name), place(name)) {
            self.push(&kind, &place, task);
        }
    }

    pub(super) fn take(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.0).into()
    }
}

/// The name of the event for a task of a name: most are `EditMediaComplete`, some are like `AigcImageTaskComplete`.
fn kind(name: &str) -> Option<String> {
    let mut kinds = [
        format!("{name}Complete"),
        format!("{name}TaskComplete"),
        format!("{name}CompleteEvent"),
        name.to_owned(),
    ]
    .into_iter();
    kinds.find(|kind| EventType::from(kind.as_str()).is_known())
}

/// The field of the event that has the task.
fn place(name: &str) -> Option<String> {
    let mut places = [format!("{name}CompleteEvent"), format!("{name}Complete")].into_iter();
    places.find(|place| {
        let with_task = fit::<EventContent>(&json!({ place.as_str(): {} }));
        with_task[place].is_object()
    })
}
