//! The tasks of an application: started, looked at, and ended.

mod begin;
mod body;
mod detail;
mod finish;
mod flow;
mod kind;
mod list;
mod pace;
mod plan;
mod procedure;
mod start;
mod work;

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

pub(super) use self::detail::{look, manage};
pub(super) use self::finish::{settle, start_flow};
pub(super) use self::list::list;
pub(super) use self::pace::{Pace, Phase};
pub(super) use self::start::start;
use self::work::Work;
use super::ending::Ending;

/// How many tasks an application keeps.
const MOST_TASKS: usize = 10_000;
/// How long the service tells of a task.
const KEPT: Duration = Duration::from_secs(3 * 86_400);

/// The tasks in the order in which they were started, by a number that counts them.
#[derive(Default)]
pub(super) struct Tasks(BTreeMap<u64, Task>);

/// A task.
pub(super) struct Task {
    number: u64,
    pub(super) id: String,
    /// The field of the response of `DescribeTaskDetail` that has it: `ProcedureTask`.
    pub(super) field: String,
    /// `Procedure`.
    kind: String,
    file_id: String,
    session_id: String,
    session_context: String,
    created: Duration,
    begun: Option<Duration>,
    pub(super) ended: Option<Duration>,
    looks: u32,
    pace: Pace,
    ending: Ending,
    is_aborted: bool,
    work: Work,
    /// The task as `DescribeTaskDetail` shows it, once it has ended.
    pub(super) body: Value,
}

impl Tasks {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, id: &str) -> Option<&Task> {
        self.0.values().find(|task| task.id == id)
    }

    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Task> {
        self.0.values()
    }

    /// Counts a look at the tasks that satisfy a condition and that run.
    pub(super) fn look(&mut self, is_seen: impl Fn(&Task) -> bool) {
        let running = self.0.values_mut().filter(|task| task.ended.is_none());
        for task in running.filter(|task| is_seen(task)) {
            task.looks = task.looks.saturating_add(1);
        }
    }

    /// Forgets the tasks of more than three days ago.
    fn forget(&mut self, now: Duration) {
        self.0
            .retain(|_, task| now.saturating_sub(task.created) <= KEPT);
    }

    /// Makes room for another task: forgets the oldest that has ended, if there are too many. Whether there is room.
    fn make_room(&mut self) -> bool {
        if self.0.len() >= MOST_TASKS {
            let mut tasks = self.0.iter();
            let oldest = tasks.find(|(_, task)| task.ended.is_some());
            let oldest = oldest.map(|(number, _)| *number);
            oldest.map(|number| self.0.remove(&number));
        }
        self.0.len() < MOST_TASKS
    }
}
