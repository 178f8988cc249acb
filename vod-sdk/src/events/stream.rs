//! The events of the queue, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::confirm::{Confirmer, Receipt};
use super::delivery::Delivery;
use super::event::Event;
use super::pull::{Pulled, Puller};
#[cfg(feature = "blocking")]
use crate::call::Blocking;
use crate::call::{CallFuture, Core};
use crate::error::Error;
use crate::steps::Steps;

/// How much time to confirm an event must have when it is handed out. One with less comes again, with all of it.
const LEAST_TIME: Duration = Duration::from_secs(10);

/// The events of the queue: see [`events`](super) and [`Client::events`](crate::Client::events).
///
/// Nothing is sent before it is polled. One response of `PullEvents` is held in memory, and the next is asked for when
/// its events have been taken. What is dropped with it, or not confirmed, comes again.
#[must_use = "no event is asked for until it is polled"]
pub struct Events {
    core: Arc<Core>,
    confirmer: Confirmer,
    steps: Steps<Puller, Result<Pulled, Error>>,
    /// Events that were delivered and are not handed out yet, the first one last.
    waiting: Vec<(Event, Arc<Delivery>)>,
    /// The events that may still be handled, with their keys. They are as many as a program handles at once, and a list of
    /// them compiles faster than a map.
    open: Vec<(String, Weak<Delivery>)>,
    is_over: bool,
}

impl Events {
    #[inline]
    pub(super) fn new(core: &Arc<Core>, sub_app_id: Option<u64>) -> Self {
        Self {
            core: Arc::clone(core),
            confirmer: Confirmer::new(core, sub_app_id),
            steps: Steps::Between(Puller::new(core, sub_app_id)),
            waiting: Vec::new(),
            open: Vec::new(),
            is_over: false,
        }
    }

    /// Names the VOD application whose events are wanted, in place of the client's. It begins anew.
    #[inline]
    pub fn sub_app_id(self, id: u64) -> Self {
        Self::new(&self.core, Some(id))
    }

    /// The next event; `None` after an error that does not pass.
    ///
    /// It waits until there is one, for as long as it takes. It may be dropped and called again: no event is lost.
    ///
    /// # Errors
    ///
    /// Those of `PullEvents`. One that [may pass](Error::is_retryable) is told when six calls in a row have failed,
    /// with pauses of 15 seconds altogether, and then once for every six: the next call of `next` goes on. Any other one,
    /// such as `UnauthorizedOperation` or `FailedOperation.InvalidVodUser`, ends the events.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Event, Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    /// The events as an iterator that waits for each: feature `blocking`.
    #[cfg(feature = "blocking")]
    #[inline]
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    /// Ends the stream: asks for no more events, sends the confirmations that are waiting, and leaves all other events to
    /// come again. Those that are handled elsewhere can still be confirmed.
    ///
    /// # Errors
    ///
    /// The first failure of a confirmation that nobody has waited for, since the beginning.
    #[inline]
    pub fn close(self) -> CallFuture<()> {
        let confirmer = self.confirmer;
        CallFuture::new(async move { confirmer.flush().await })
    }

    /// The last failure of a confirmation that nobody has waited for, once.
    #[inline]
    pub(super) fn untold(&self) -> Option<Error> {
        self.confirmer.untold()
    }

    #[inline]
    pub(super) fn poll_event(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Event, Error>>> {
        loop {
            while let Some((event, delivery)) = self.waiting.pop() {
                if delivery.time_left() >= LEAST_TIME {
                    return Poll::Ready(Some(Ok(event)));
                }
                warning!("an event comes again, as those before it have taken long: {event:?}");
            }
            if self.is_over {
                return Poll::Ready(None);
            }
            let begin = |puller: Puller| Box::pin(puller.pull()) as _;
            match ready!(self.steps.poll(begin, context)) {
                Some(Ok(pulled)) => self.take(pulled),
                Some(Err(error)) => {
                    self.is_over = !error.is_retryable();
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.is_over = true,
            }
        }
    }

    /// Takes over events. One that is still being handled gets the new handle and time, and is not handed out twice.
    #[inline]
    fn take(&mut self, pulled: Pulled) {
        self.confirmer.pulls_here();
        self.open.retain(|(_, it)| it.strong_count() > 0);
        for json in pulled.events {
            let event = Event::new(json);
            let handle = event.handle().unwrap_or_default();
            let key = event.dedup_key();
            if let Some(delivery) = self.open(&key) {
                warning!("an event is delivered again while it is being handled: {event:?}");
                delivery.renew(handle, pulled.asked);
                continue;
            }
            let delivery = Arc::new(Delivery::new(handle, pulled.asked));
            self.open.push((key, Arc::downgrade(&delivery)));
            let confirmer = self.confirmer.clone();
            let receipt = Receipt {
                confirmer,
                delivery: Arc::clone(&delivery),
            };
            self.waiting.push((event.with(receipt), delivery));
        }
        self.waiting.reverse();
    }

    /// The delivery of an event that is not confirmed, while it may still be handled.
    #[inline]
    fn open(&self, key: &str) -> Option<Arc<Delivery>> {
        for (other, delivery) in &self.open {
            if other == key
                && let Some(delivery) = delivery.upgrade()
                && delivery.outcome().is_none()
            {
                return Some(delivery);
            }
        }
        None
    }
}

impl Stream for Events {
    type Item = Result<Event, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl fmt::Debug for Events {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("waiting", &self.waiting.len())
            .field("is_over", &self.is_over)
            .finish_non_exhaustive()
    }
}
