//! Finding a task by its `SessionId`, when the response that had its id was lost.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::listed::Listed;
use crate::call::{Core, Options};
use crate::error::{Error, ErrorKind};

/// The pauses before looks through the list, in which a task may not be at once.
const PAUSES: [u64; 4] = [0, 1, 2, 4];
/// How many pages are looked through at most: a hundred thousand tasks.
const MOST_PAGES: usize = 1_000;
/// How many calls for a page may fail in a row that may be repeated, each after its own retries.
const MOST_FAILURES: u32 = 5;

/// By what a task can be found.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) session_id: String,
    pub(super) sub_app_id: Option<u64>,
    /// The time before which it was not started.
    pub(super) since: Option<SystemTime>,
}

/// The id of the task that a call has started although it failed; else the error of the call, which says more than
/// that of looking for its task.
#[inline]
pub(super) async fn find(
    core: &Arc<Core>,
    options: &Options,
    lost: Option<Lost>,
    error: Error,
) -> Result<String, Error> {
    let Some(lost) = lost.filter(|_| may_have_started(&error)) else {
        return Err(error);
    };
    for pause in PAUSES.map(Duration::from_secs) {
        if !pause.is_zero() {
            core.sleep(core.jittered(pause)).await;
        }
        match look_through(core, options, &lost).await {
            Ok(None) => {}
            Ok(Some(id)) => return Ok(id),
            Err(_) => break,
        }
    }
    Err(error)
}

/// Whether a task may have been started: the response was lost, or the service has had the `SessionId` before.
#[inline]
fn may_have_started(error: &Error) -> bool {
    error.kind() == ErrorKind::AnswerLost || error.is_duplicate() || error.may_have_been_executed()
}

#[inline]
async fn look_through(
    core: &Arc<Core>,
    options: &Options,
    lost: &Lost,
) -> Result<Option<String>, Error> {
    let mut listed = Listed::new(core, options, lost.sub_app_id, lost.since);
    let mut failures = 0;
    for _ in 0..MOST_PAGES {
        let tasks = match listed.next().await {
            Ok(Some(tasks)) => tasks,
            Ok(None) => break,
            // The same page is asked for again.
            Err(error) if error.is_retryable() && failures < MOST_FAILURES => {
                failures += 1;
                continue;
            }
            Err(error) => return Err(error),
        };
        failures = 0;
        let is_it = |task: &&Value| task["SessionId"] == *lost.session_id;
        if let Some(task) = tasks.iter().find(is_it) {
            return Ok(task["TaskId"].as_str().map(str::to_owned));
        }
    }
    Ok(None)
}
