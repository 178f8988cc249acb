//! The tasks of an application: started, looked at, and ended.

mod begin;
mod body;
mod detail;
mod finish;
mod flow;
mod kind;
mod list;
mod new_file;
mod outputs;
mod pace;
mod plan;
mod procedure;
mod segments;
mod single;
mod site;
mod start;
mod work;

use std::collections::{BTreeMap, BTreeSet};
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

/// The tasks of an application.
#[derive(Default)]
pub(super) struct Tasks {
    /// In the order in which they were started, by a number that counts them.
    tasks: BTreeMap<u64, Task>,
    /// Those that have not ended.
    running: BTreeSet<u64>,
}

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
        self.tasks.is_empty()
    }

    pub(super) fn get(&self, id: &str) -> Option<&Task> {
        self.tasks.get(&number(id)?).filter(|task| task.id == id)
    }

    fn get_mut(&mut self, id: &str) -> Option<&mut Task> {
        let task = self.tasks.get_mut(&number(id)?);
        task.filter(|task| task.id == id)
    }

    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Task> {
        self.tasks.values()
    }

    /// The tasks that have not ended.
    fn running(&self) -> impl Iterator<Item = &Task> {
        self.running
            .iter()
            .filter_map(|number| self.tasks.get(number))
    }

    fn insert(&mut self, task: Task) {
        match task.ended {
            None => self.running.insert(task.number),
            Some(_) => self.running.remove(&task.number),
        };
        self.tasks.insert(task.number, task);
    }

    fn remove(&mut self, number: u64) -> Option<Task> {
        self.running.remove(&number);
        self.tasks.remove(&number)
    }

    /// Counts a look at a task, if it has not ended.
    pub(super) fn look(&mut self, id: &str) {
        if let Some(task) = self.get_mut(id) {
            task.looks = task.looks.saturating_add(1);
        }
    }

    /// Counts a look at every task that has not ended.
    pub(super) fn look_at_all(&mut self) {
        for number in &self.running {
            if let Some(task) = self.tasks.get_mut(number) {
                task.looks = task.looks.saturating_add(1);
            }
        }
    }

    /// Forgets the tasks of more than three days ago.
    fn forget(&mut self, now: Duration) {
        while let Some(oldest) = self.tasks.values().next()
            && now.saturating_sub(oldest.created) > KEPT
        {
            self.remove(oldest.number);
        }
    }

    /// Makes room for another task: forgets the oldest that have ended, if there are too many. Whether there is room.
    fn make_room(&mut self) -> bool {
        while self.tasks.len() >= MOST_TASKS {
            let oldest = self.tasks.values().find(|task| task.ended.is_some());
            let Some(number) = oldest.map(|task| task.number) else {
                return false;
            };
            self.remove(number);
        }
        true
    }
}

/// The number in the id of a task.
fn number(id: &str) -> Option<u64> {
    let (_, last) = id.rsplit_once('-')?;
    u64::from_str_radix(last.strip_suffix('t')?, 16).ok()
}

#[cfg(test)]
mod tests;
