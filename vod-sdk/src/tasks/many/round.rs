//! A look at all tasks that are waited for.

use std::collections::HashSet;
use std::future::{Future, poll_fn};
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, SystemTime};

use super::super::listed::Listed;
use super::super::look::{Target, Watched};
use super::super::outcome::TaskOutcome;
use super::super::schedule::{Schedule, WaitOptions};
use super::super::state::TaskState;
use super::Ended;
use crate::call::{CallFuture, Core, Options};
use crate::error::Error;
use crate::time::Timestamp;

/// How many looks are under way at once.
const AT_ONCE: usize = 8;
/// From how many tasks on they are looked for in the list.
const LISTED_FROM: usize = 20;
/// A page of the list is worth this many looks.
const LOOKS_PER_PAGE: usize = 10;

/// The tasks that are waited for.
pub(super) struct Round {
    core: Arc<Core>,
    sub_app_id: Option<u64>,
    pub(super) options: WaitOptions,
    waiting: Vec<Waiting>,
    /// It begins with the first round.
    schedule: Option<Schedule>,
}

/// A task that is waited for.
struct Waiting {
    watched: Watched,
    /// When it was created, once a look has shown it.
    created: Option<SystemTime>,
}

impl Round {
    #[inline]
    pub(super) fn new(core: &Arc<Core>, ids: Vec<String>) -> Self {
        let mut seen = HashSet::new();
        let ids = ids.into_iter().filter(|id| seen.insert(id.clone()));
        let waiting = ids.map(|id| Waiting {
            watched: Watched::new(Target::known(core, id)),
            created: None,
        });
        Self {
            core: Arc::clone(core),
            sub_app_id: None,
            options: WaitOptions::default(),
            waiting: waiting.collect(),
            schedule: None,
        }
    }

    /// Names the VOD application that the tasks belong to.
    #[inline]
    pub(super) fn set_sub_app_id(&mut self, id: u64) {
        self.sub_app_id = Some(id);
        for task in &mut self.waiting {
            task.watched.target.sub_app_id = Some(id);
        }
    }

    /// Whether no task is waited for any more.
    #[inline]
    pub(super) fn is_over(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Looks at the tasks when that is due, and takes out those that have ended.
    #[inline]
    pub(super) async fn look(mut self) -> (Self, Ended) {
        let schedule = self.schedule.take();
        let mut schedule = schedule.unwrap_or_else(|| Schedule::new(false, &self.options));
        schedule.pause(&self.core).await;
        let left = schedule.left();
        let ended = if left.is_zero() {
            let waiting = mem::take(&mut self.waiting).into_iter();
            let late = waiting.map(|task| Err(task.watched.out_of_time(&schedule)));
            late.collect()
        } else {
            let due = self.due().await;
            let targets = due.iter().map(|task| task.watched.target.clone());
            let states = look_at_all(targets.collect(), left).await;
            let looked = due.into_iter().zip(states);
            let ended = looked.filter_map(|(task, look)| self.settle(task, look, &schedule));
            ended.collect()
        };
        self.schedule = Some(schedule);
        (self, ended)
    }

    /// Takes out the tasks that must be looked at: all but those that the list says are still running.
    #[inline]
    async fn due(&mut self) -> Vec<Waiting> {
        let running = self.running().await;
        let waiting = mem::take(&mut self.waiting).into_iter();
        let is_running = |task: &Waiting| running.contains(&task.watched.target.id);
        let (running, due) = waiting.partition(is_running);
        self.waiting = running;
        due
    }

    /// The outcome of a task that has ended; one that has not waits on.
    #[inline]
    fn settle(
        &mut self,
        mut task: Waiting,
        look: Result<TaskState, Error>,
        schedule: &Schedule,
    ) -> Option<Result<TaskOutcome, Error>> {
        let state = match task.watched.take(look, schedule) {
            Ok(state) => state,
            Err(error) => return Some(Err(error)),
        };
        if let Some(state) = state {
            let created = state.json()["CreateTime"].as_str().map(Timestamp::from);
            task.created = created.and_then(|time| time.to_system_time());
            if let Some(outcome) = state.into_outcome() {
                return Some(Ok(outcome));
            }
        }
        self.waiting.push(task);
        None
    }

    /// The ids of the tasks that the list says are still running. There are none where tasks are few, or not listed.
    #[inline]
    async fn running(&self) -> HashSet<String> {
        let created = self.waiting.iter().filter_map(|task| task.created);
        let since = created.min().filter(|_| self.waiting.len() >= LISTED_FROM);
        let mut running = HashSet::new();
        let Some(since) = since else {
            return running;
        };
        let ids = self.waiting.iter().map(|task| &*task.watched.target.id);
        let mut missing: HashSet<&str> = ids.collect();
        let options = Options::default();
        let mut listed = Listed::new(&self.core, &options, self.sub_app_id, Some(since));
        for _ in 0..self.waiting.len() / LOOKS_PER_PAGE {
            let Ok(Some(tasks)) = listed.next().await else {
                break;
            };
            for task in tasks {
                let id = task["TaskId"].as_str().unwrap_or_default();
                let is_running = matches!(task["Status"].as_str(), Some("WAITING" | "PROCESSING"));
                if missing.remove(id) && is_running {
                    running.insert(id.to_owned());
                }
            }
            if missing.is_empty() {
                break;
            }
        }
        running
    }
}

/// Looks at tasks, some at once, and gives the results in their order.
#[inline]
async fn look_at_all(targets: Vec<Target>, left: Duration) -> Vec<Result<TaskState, Error>> {
    let mut results: Vec<Option<Result<TaskState, Error>>> = Vec::new();
    results.resize_with(targets.len(), || None);
    let mut targets = targets.iter().enumerate();
    let mut looks: Vec<(usize, CallFuture<TaskState>)> = Vec::new();
    poll_fn(|context| {
        loop {
            let free = AT_ONCE.saturating_sub(looks.len());
            let more = targets.by_ref().take(free);
            looks.extend(more.map(|(index, target)| (index, target.look(Some(left)))));
            let before = looks.len();
            looks.retain_mut(|(index, look)| match Pin::new(look).poll(context) {
                Poll::Ready(state) => {
                    results[*index] = Some(state);
                    false
                }
                Poll::Pending => true,
            });
            if looks.is_empty() && targets.len() == 0 {
                return Poll::Ready(());
            }
            if looks.len() == before {
                return Poll::Pending;
            }
        }
    })
    .await;
    results.into_iter().flatten().collect()
}
