//! Events that say that a task has changed, for those who wait for it.

use std::collections::HashMap;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, Weak};
use std::task::Poll;

use tokio::sync::Notify;

use crate::events::Event;
use crate::lock::lock;

/// Passes events on to those who wait for the tasks that they are about, so that these need not poll.
///
/// A program has one, gives it each event that comes from the queue or by callback, and names it where it waits. A wait
/// then looks at its task at its beginning, when an event about the task comes, and every few minutes in case that one was
/// lost. Clones share everything.
///
/// ```no_run
/// use vod_sdk::events::Event;
/// use vod_sdk::tasks::{TaskFeed, TaskOutcome};
/// use vod_sdk::{Client, Error};
///
/// /// Called with the body of each callback.
/// fn receive(feed: &TaskFeed, body: &[u8]) {
///     if let Ok(event) = Event::from_callback(body) {
///         feed.notify(&event);
///     }
/// }
///
/// async fn wait(client: &Client, feed: &TaskFeed, id: &str) -> Result<TaskOutcome, Error> {
///     client.task(id).wait().fed_by(feed).await
/// }
/// ```
#[derive(Clone, Default)]
pub struct TaskFeed {
    /// Those who wait, by the ids of their tasks.
    waiting: Arc<Mutex<HashMap<String, Vec<Weak<Notify>>>>>,
}

impl TaskFeed {
    /// A feed that nobody is fed by yet.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Passes an event on. One that is about no task, or about one that nobody waits for, is passed over.
    #[inline]
    pub fn notify(&self, event: &Event) {
        let waiting = lock(&self.waiting);
        let those = event.task_id().and_then(|id| waiting.get(id));
        for notify in those.into_iter().flatten().filter_map(Weak::upgrade) {
            notify.notify_one();
        }
    }

    /// Listens for events about a task.
    #[inline]
    pub(super) fn listen(&self, id: &str) -> Listener {
        let notify = Arc::new(Notify::new());
        let mut waiting = lock(&self.waiting);
        let those = waiting.entry(id.to_owned()).or_default();
        those.push(Arc::downgrade(&notify));
        Listener {
            notify,
            feed: self.clone(),
            id: id.to_owned(),
        }
    }
}

impl fmt::Debug for TaskFeed {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskFeed")
            .field("waiting", &lock(&self.waiting).len())
            .finish()
    }
}

/// Someone who waits for a task.
#[derive(Debug)]
pub(super) struct Listener {
    notify: Arc<Notify>,
    feed: TaskFeed,
    id: String,
}

impl Listener {
    /// Waits for an event, but no longer than a pause takes. Says whether one came; one that came before counts.
    #[inline]
    pub(super) async fn notified_within(
        &self,
        mut pause: impl Future<Output = ()> + Unpin,
    ) -> bool {
        let mut notified = pin!(self.notify.notified());
        poll_fn(|context| {
            if notified.as_mut().poll(context).is_ready() {
                return Poll::Ready(true);
            }
            Pin::new(&mut pause).poll(context).map(|()| false)
        })
        .await
    }
}

impl Drop for Listener {
    #[inline]
    fn drop(&mut self) {
        let mut waiting = lock(&self.feed.waiting);
        if let Some(those) = waiting.get_mut(&self.id) {
            let own = Arc::downgrade(&self.notify);
            those.retain(|other| !other.ptr_eq(&own));
            if those.is_empty() {
                waiting.remove(&self.id);
            }
        }
    }
}
