//! Confirmations, which are sent in batches.

mod worker;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Notify, oneshot};
use tokio::task::AbortHandle;
use tokio::time::Instant;

use self::worker::{Working, work};
use super::delivery::{Confirmation, Delivery};
use crate::call::Core;
use crate::error::Error;
use crate::lock::lock;
use crate::runtime::{PerProcess, current, spawn};

/// How many events one call confirms at most.
const BATCH: usize = 16;
/// How long a confirmation waits for others that nobody waits for.
const LINGER: Duration = Duration::from_secs(1);

/// What confirms a delivered event.
#[derive(Clone)]
pub(super) struct Receipt {
    pub(super) confirmer: Confirmer,
    pub(super) delivery: Arc<Delivery>,
}

/// Confirms events on behalf of a stream and of the events that it has given. The task that sends confirmations, which
/// there is only while there are some, is aborted when the last of those is dropped.
#[derive(Clone)]
pub(super) struct Confirmer(Arc<Owner>);

struct Owner(Arc<Shared>);

/// What the owners share with the task.
struct Shared {
    core: Arc<Core>,
    sub_app_id: Option<u64>,
    queue: PerProcess<Mutex<Queue>>,
    /// There is more to send.
    more: Notify,
    /// The task has ended.
    idle: Notify,
}

/// What is to be confirmed.
#[derive(Default)]
struct Queue {
    items: Vec<Item>,
    /// Whether there is a task, which takes what comes.
    is_running: bool,
    task: Option<AbortHandle>,
    /// The runtime that pulls events, for confirmations from outside of any.
    runtime: Option<Handle>,
    /// The first failure that nobody has waited for.
    failure: Option<Error>,
    /// The last one, until it is told.
    untold: Option<Error>,
    is_closing: bool,
}

struct Item {
    delivery: Arc<Delivery>,
    /// The handle that is confirmed.
    handle: String,
    since: Instant,
    reply: Option<oneshot::Sender<Result<Confirmation, Error>>>,
}

impl Confirmer {
    #[inline]
    pub(super) fn new(core: &Arc<Core>, sub_app_id: Option<u64>) -> Self {
        Self(Arc::new(Owner(Arc::new(Shared {
            core: Arc::clone(core),
            sub_app_id,
            queue: PerProcess::new(Mutex::default()),
            more: Notify::new(),
            idle: Notify::new(),
        }))))
    }

    /// Notes the runtime that pulls events.
    #[inline]
    pub(super) fn pulls_here(&self) {
        self.0.0.queue().runtime = Handle::try_current().ok();
    }

    /// The last failure that nobody has waited for, once.
    #[inline]
    pub(super) fn untold(&self) -> Option<Error> {
        self.0.0.queue().untold.take()
    }

    /// Sends what there is to confirm, without waiting for more.
    ///
    /// # Errors
    ///
    /// The first failure since the beginning that nobody has waited for.
    #[inline]
    pub(super) async fn flush(&self) -> Result<(), Error> {
        let shared = &self.0.0;
        loop {
            current()?;
            {
                let mut queue = shared.queue();
                queue.is_closing = true;
                if queue.items.is_empty() && !queue.is_running {
                    return queue.failure.take().map_or(Ok(()), Err);
                }
            }
            shared.start();
            shared.more.notify_one();
            shared.idle.notified().await;
        }
    }
}

impl Receipt {
    /// Whether there is anything to confirm the event by.
    #[inline]
    fn has_handle(&self) -> bool {
        !self.delivery.handle().is_empty()
    }

    /// Confirms the event, and waits for it.
    #[inline]
    pub(super) async fn confirm(self) -> Result<Confirmation, Error> {
        if !self.has_handle() {
            return Ok(Confirmation::ComesAgain);
        }
        loop {
            if let Some(outcome) = self.delivery.outcome() {
                return Ok(outcome);
            }
            current()?;
            let (reply, outcome) = oneshot::channel();
            self.push(Some(reply));
            if let Ok(outcome) = outcome.await {
                return outcome;
            }
            // The task has ended with its runtime, which was another one.
        }
    }

    /// Whether the event can be confirmed, and nothing is known yet of a confirmation.
    #[inline]
    pub(super) fn is_open(&self) -> bool {
        self.has_handle() && self.delivery.outcome().is_none()
    }

    /// Confirms the event with the next batch.
    #[inline]
    pub(super) fn confirm_later(&self) {
        if self.is_open() {
            self.push(None);
        }
    }

    #[inline]
    fn push(&self, reply: Option<oneshot::Sender<Result<Confirmation, Error>>>) {
        let shared = &self.confirmer.0.0;
        let item = Item {
            delivery: Arc::clone(&self.delivery),
            handle: String::new(),
            since: Instant::now(),
            reply,
        };
        shared.push(item);
    }
}

impl Shared {
    /// The queue of this process: the task of a parent's does not exist in a forked one.
    #[inline]
    fn queue(&self) -> MutexGuard<'_, Queue> {
        lock(self.queue.get(Mutex::default))
    }

    #[inline]
    fn push(self: &Arc<Self>, item: Item) {
        self.queue().items.push(item);
        self.start();
        self.more.notify_one();
    }

    /// Starts the task, unless it is there or there is nothing to do.
    #[inline]
    fn start(self: &Arc<Self>) {
        let runtime = {
            let mut queue = self.queue();
            if queue.is_running || queue.items.is_empty() {
                return;
            }
            let runtime = Handle::try_current().ok();
            let Some(runtime) = runtime.or_else(|| queue.runtime.clone()) else {
                return;
            };
            queue.is_running = true;
            runtime
        };
        // A runtime that has ended drops it at once, for which the queue must not be locked.
        let task = spawn(&runtime, Box::pin(work(Working::new(self))));
        self.queue().task = Some(task);
    }
}

impl Drop for Owner {
    #[inline]
    fn drop(&mut self) {
        let task = self.0.queue().task.take();
        if let Some(task) = task {
            task.abort();
        }
    }
}

impl fmt::Debug for Confirmer {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Confirmer")
    }
}
