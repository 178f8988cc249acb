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
use crate::time::Sleep;

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
    waiting: Arc<Waiting>,
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
        let waiting = lock(&self.waiting.by_task);
        let those = event.task_id().and_then(|id| waiting.get(id));
        for notify in those.into_iter().flatten().filter_map(Weak::upgrade) {
            notify.notify_one();
        }
    }

    /// What a wait listens to.
    #[inline]
    pub(super) fn source(&self) -> Arc<dyn Source> {
        Arc::clone(&self.waiting) as _
    }
}

impl fmt::Debug for TaskFeed {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskFeed")
            .field("waiting", &lock(&self.waiting.by_task).len())
            .finish()
    }
}

/// Where events about a task can be listened for. A trait, so that only a program with a feed compiles one.
pub(super) trait Source: fmt::Debug + Send + Sync {
    /// Listens for events about a task.
    fn listen(self: Arc<Self>, id: &str) -> Box<dyn Listener>;
}

/// Someone who waits for events about a task.
pub(super) trait Listener: fmt::Debug + Send + Sync {
    /// Waits for an event, but no longer than a pause takes. Says whether one came; one that came before counts.
    fn notified_within(&self, pause: Sleep) -> Notified<'_>;
}

type Notified<'a> = Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

/// Those who wait.
#[derive(Debug, Default)]
struct Waiting {
    by_task: Mutex<HashMap<String, Vec<Weak<Notify>>>>,
}

impl Source for Waiting {
    #[inline]
    fn listen(self: Arc<Self>, id: &str) -> Box<dyn Listener> {
        let notify = Arc::new(Notify::new());
        let mut by_task = lock(&self.by_task);
        let those = by_task.entry(id.to_owned()).or_default();
        those.push(Arc::downgrade(&notify));
        drop(by_task);
        Box::new(Registration {
            notify,
            waiting: self,
            id: id.to_owned(),
        })
    }
}

/// An entry among those who wait, for as long as it is held.
#[derive(Debug)]
struct Registration {
    notify: Arc<Notify>,
    waiting: Arc<Waiting>,
    id: String,
}

impl Listener for Registration {
    #[inline]
    fn notified_within(&self, mut pause: Sleep) -> Notified<'_> {
        Box::pin(async move {
            let mut notified = pin!(self.notify.notified());
            poll_fn(|context| {
                if notified.as_mut().poll(context).is_ready() {
                    return Poll::Ready(true);
                }
                Pin::new(&mut pause).poll(context).map(|()| false)
            })
            .await
        })
    }
}

impl Drop for Registration {
    #[inline]
    fn drop(&mut self) {
        let mut waiting = lock(&self.waiting.by_task);
        if let Some(those) = waiting.get_mut(&self.id) {
            let own = Arc::downgrade(&self.notify);
            those.retain(|other| !other.ptr_eq(&own));
            if those.is_empty() {
                waiting.remove(&self.id);
            }
        }
    }
}
