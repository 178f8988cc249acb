//! The task that sends confirmations, for as long as there are some.

use std::mem;
use std::slice;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::{BATCH, Item, LINGER, Queue, Shared};
use crate::action::Action;
use crate::call::{Options, start_untyped};
use crate::error::{Error, ErrorKind};
use crate::events::delivery::Confirmation;
use crate::generated::v2018_07_17::ConfirmEventsRequest;

/// How long an attempt may take, so that there is time for another one.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a confirmation may take that comes too late, and may yet be accepted.
const LATE_TIMEOUT: Duration = Duration::from_secs(5);
/// The first and the longest pause after a call that has failed.
const PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(5)];

/// Sends confirmations until there are none left.
#[inline]
pub(super) async fn work(mut working: Working) {
    while let Some(batch) = next_batch(&working.shared).await {
        send(&working.shared, batch).await;
    }
    working.is_done = true;
}

/// Notices when the task ends before it is done: with its runtime, or by a panic.
pub(super) struct Working {
    shared: Arc<Shared>,
    is_done: bool,
}

impl Working {
    #[inline]
    pub(super) fn new(shared: &Arc<Shared>) -> Self {
        Self {
            shared: Arc::clone(shared),
            is_done: false,
        }
    }
}

impl Drop for Working {
    #[inline]
    fn drop(&mut self) {
        if !self.is_done {
            let mut queue = self.shared.queue();
            queue.is_running = false;
            let items = mem::take(&mut queue.items).into_iter();
            let (waited, others) = items.partition(|item: &Item| item.reply.is_some());
            queue.items = others;
            drop(queue);
            // Those who wait are told by this, and begin again on their own runtimes.
            drop(waited);
        }
        self.shared.idle.notify_one();
    }
}

/// The next batch, when it is due; `None` if there is nothing left.
#[inline]
async fn next_batch(shared: &Shared) -> Option<Vec<Item>> {
    loop {
        let pause = {
            let mut queue = shared.queue();
            if queue.items.is_empty() {
                // From now on, another task is started for what comes.
                queue.is_running = false;
                return None;
            }
            let pause = queue.due().saturating_duration_since(Instant::now());
            if pause.is_zero() {
                return Some(take_batch(&mut queue.items));
            }
            pause
        };
        let _ = tokio::time::timeout(pause, shared.more.notified()).await;
    }
}

impl Queue {
    /// When the next batch is sent: at once if somebody waits for it, or it is full.
    #[inline]
    fn due(&self) -> Instant {
        let now = Instant::now();
        let is_urgent = self.is_closing || self.items.len() >= BATCH;
        if is_urgent || self.items.iter().any(|item| item.reply.is_some()) {
            return now;
        }
        let due = |item: &Item| item.delivery.until().min(item.since + LINGER);
        self.items.iter().map(due).min().unwrap_or(now)
    }
}

/// Takes what can be sent together: one that comes too late may be refused with all others, and goes alone.
#[inline]
fn take_batch(items: &mut Vec<Item>) -> Vec<Item> {
    let now = Instant::now();
    let is_late = |item: &Item| item.delivery.until() <= now;
    let in_time = items.iter().take_while(|item| !is_late(item)).count();
    let mut batch: Vec<Item> = items.drain(..in_time.clamp(1, BATCH)).collect();
    for item in &mut batch {
        item.handle = item.delivery.handle();
    }
    batch
}

/// Confirms a batch. Where a single handle may be at fault, it confirms one by one.
#[inline]
async fn send(shared: &Arc<Shared>, batch: Vec<Item>) {
    match confirm(shared, &batch).await {
        Err(error) if batch.len() > 1 && is_of_handles(&error) => {
            for item in batch {
                let outcome = confirm(shared, slice::from_ref(&item)).await;
                settle(shared, vec![item], outcome);
            }
        }
        outcome => settle(shared, batch, outcome),
    }
}

/// Calls `ConfirmEvents`, again and again while that may help and there is time.
#[inline]
async fn confirm(shared: &Arc<Shared>, batch: &[Item]) -> Result<(), Error> {
    let core = &shared.core;
    let mut handles: Vec<&str> = Vec::new();
    for item in batch {
        if !handles.contains(&&*item.handle) {
            handles.push(&item.handle);
        }
    }
    let mut request = ConfirmEventsRequest::new(handles);
    request.sub_app_id = shared.sub_app_id;
    let until = batch.iter().map(|item| item.delivery.until()).min();
    let until = until.unwrap_or_else(Instant::now);
    let [mut pause, longest] = PAUSES;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let options = Options {
            timeout: Some(left.max(LATE_TIMEOUT)),
            attempt_timeout: Some(core.attempt_timeout().min(ATTEMPT_TIMEOUT)),
            ..Options::default()
        };
        let call = start_untyped(core, &ConfirmEventsRequest::INFO, options, &request);
        let Err(error) = call.await else {
            return Ok(());
        };
        if !error.is_retryable() || Instant::now() + pause >= until {
            return Err(error);
        }
        warning!("events are confirmed again after a failure: {error}");
        core.sleep(core.jittered(pause)).await;
        pause = (2 * pause).min(longest);
    }
}

/// Whether an error may come from a handle that is not accepted, such as one that is confirmed too late.
#[inline]
fn is_of_handles(error: &Error) -> bool {
    const FAMILIES: [&str; 4] = [
        "InvalidParameterValue",
        "InvalidParameter",
        "ResourceNotFound",
        "FailedOperation",
    ];
    const OTHERS: [&str; 2] = [
        "InvalidParameterValue.SubAppId",
        "FailedOperation.InvalidVodUser",
    ];
    error.kind() == ErrorKind::Service
        && FAMILIES.iter().any(|family| error.has_code(family))
        && !OTHERS.iter().any(|other| error.has_code(other))
}

/// Tells those who wait what came of a batch.
#[inline]
fn settle(shared: &Arc<Shared>, batch: Vec<Item>, outcome: Result<(), Error>) {
    let outcome = match outcome {
        Ok(()) => Confirmation::Confirmed,
        Err(error) if is_of_handles(&error) => {
            warning!("an event is not confirmed and comes again: {error}");
            Confirmation::ComesAgain
        }
        Err(error) => return fail(shared, batch, &error),
    };
    for mut item in batch {
        if !item.delivery.settle(&item.handle, outcome) {
            // It was delivered again in the meantime: the newer handle must be confirmed as well.
            shared.push(item);
        } else if let Some(reply) = item.reply.take() {
            let _ = reply.send(Ok(outcome));
        }
    }
}

#[inline]
fn fail(shared: &Shared, batch: Vec<Item>, error: &Error) {
    let mut unheard = 0;
    for mut item in batch {
        let reply = mem::take(&mut item.reply);
        let is_heard = reply.is_some_and(|reply| reply.send(Err(error.clone())).is_ok());
        unheard += usize::from(!is_heard);
    }
    if unheard > 0 {
        warning!("{unheard} events are not confirmed and come again: {error}");
        let mut queue = shared.queue();
        queue.failure.get_or_insert_with(|| error.clone());
        queue.untold = Some(error.clone());
    }
}
