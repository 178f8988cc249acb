//! Handling events until a program ends.

mod failure;

use std::fmt;
use std::future::{Future, IntoFuture, Pending, pending, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

pub use self::failure::RunFailure;
use super::confirm::Receipt;
use super::event::Event;
use super::stream::Events;
use crate::call::CallFuture;
use crate::error::{Error, ErrorKind};

/// How many events are handled at once by default.
const CONCURRENCY: usize = 16;

/// Handles events until a shutdown: see [`Events::run`].
#[must_use = "no event is handled until it is awaited"]
pub struct Run<H, E, S = Pending<()>> {
    events: Events,
    handler: H,
    concurrency: usize,
    on_error: Option<OnError<E>>,
    shutdown: S,
}

type OnError<E> = Box<dyn FnMut(RunFailure<E>) + Send>;

impl Events {
    /// Handles every event, and confirms those whose handler returns `Ok`. The others come again.
    ///
    /// Up to 16 events are handled at once, on the task that awaits this: a handler that computes for long or blocks should
    /// spawn that. An event whose handler takes longer than 25 seconds is delivered again, to another program if
    /// there is one; here, it gets more time. Errors of handlers, and those of `PullEvents` that may pass, do not end it: they are
    /// warnings in the log, and [`Run::on_error`] is told of them.
    ///
    /// ```no_run
    /// use vod_sdk::events::Event;
    ///
    /// async fn handle(event: Event) -> std::io::Result<()> {
    ///     println!("{} {:?}", event.kind(), event.task_id());
    ///     Ok(())
    /// }
    ///
    /// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// # async fn ctrl_c() {}
    /// client.events().run(handle).until(ctrl_c()).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// One of `PullEvents` that does not pass, after the events that were being handled are confirmed; the first of
    /// a confirmation. [`ErrorKind::Config`] before anything is sent if the [concurrency](Run::concurrency) is 0.
    ///
    /// # Panics
    ///
    /// If a handler does.
    #[inline]
    pub fn run<H, F, E>(self, handler: H) -> Run<H, E>
    where
        H: FnMut(Event) -> F,
        F: Future<Output = Result<(), E>>,
        E: fmt::Display,
    {
        Run {
            events: self,
            handler,
            concurrency: CONCURRENCY,
            on_error: None,
            shutdown: pending(),
        }
    }
}

impl<H, E, S> Run<H, E, S> {
    /// Handles so many events at once, 1 or more, in place of 16.
    #[inline]
    pub fn concurrency(mut self, events: usize) -> Self {
        self.concurrency = events;
        self
    }

    /// Calls a function with each failure that does not end the run, of a handler, of `PullEvents` or of `ConfirmEvents`: a
    /// program learns of them by this if it has no log, that is, without the feature `tracing`. It is called on the task
    /// that awaits the run, when that goes on: it should not block.
    ///
    /// ```no_run
    /// # async fn handle(_: vod_sdk::events::Event) -> std::io::Result<()> { Ok(()) }
    /// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// let run = client.events().run(handle);
    /// run.on_error(|failure| eprintln!("{failure}")).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn on_error(mut self, report: impl FnMut(RunFailure<E>) + Send + 'static) -> Self {
        self.on_error = Some(Box::new(report));
        self
    }

    /// Ends when a future is ready, such as `tokio::signal::ctrl_c()`: asks for no more events, waits for the handlers
    /// that are at work, and confirms what they have handled.
    #[inline]
    pub fn until<T: Future>(self, shutdown: T) -> Run<H, E, T> {
        Run {
            events: self.events,
            handler: self.handler,
            concurrency: self.concurrency,
            on_error: self.on_error,
            shutdown,
        }
    }
}

impl<H, F, E, S> IntoFuture for Run<H, E, S>
where
    H: FnMut(Event) -> F + Send + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: fmt::Display + 'static,
    S: Future + Send + 'static,
{
    type Output = Result<(), Error>;
    type IntoFuture = CallFuture<()>;

    #[inline]
    fn into_future(self) -> CallFuture<()> {
        CallFuture::new(async move {
            if self.concurrency == 0 {
                let message = "Run::concurrency(0): give 1 or more";
                return Err(Error::new(ErrorKind::Config, message));
            }
            let mut handling = Handling {
                events: self.events,
                handler: self.handler,
                concurrency: self.concurrency,
                on_error: self.on_error,
                under_way: Vec::new(),
                end: None,
            };
            let mut shutdown = pin!(self.shutdown);
            let end = poll_fn(|context| {
                if handling.end.is_none() && shutdown.as_mut().poll(context).is_ready() {
                    handling.end = Some(Ok(()));
                }
                handling.poll(context)
            });
            let end = end.await;
            let closed = handling.events.close().await;
            end.and(closed)
        })
    }
}

struct Handling<H, F, E> {
    events: Events,
    handler: H,
    concurrency: usize,
    on_error: Option<OnError<E>>,
    under_way: Vec<(Receipt, Pin<Box<F>>)>,
    /// Why no more events are asked for.
    end: Option<Result<(), Error>>,
}

impl<H, F, E> Handling<H, F, E>
where
    H: FnMut(Event) -> F,
    F: Future<Output = Result<(), E>>,
    E: fmt::Display,
{
    /// Goes on with the handlers, and begins with more events while there is room. Ready when all has ended.
    #[inline]
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if let Some(on_error) = &mut self.on_error
            && let Some(error) = self.events.untold()
        {
            on_error(RunFailure::Confirm(error));
        }
        loop {
            self.poll_handlers(context);
            let is_full = self.under_way.len() >= self.concurrency;
            if is_full || self.end.is_some() || !self.begin(context) {
                break;
            }
        }
        match self.under_way.is_empty() {
            true => self.end.take().map_or(Poll::Pending, Poll::Ready),
            false => Poll::Pending,
        }
    }

    #[inline]
    fn poll_handlers(&mut self, context: &mut Context<'_>) {
        let on_error = &mut self.on_error;
        self.under_way.retain_mut(|(receipt, handler)| {
            match handler.as_mut().poll(context) {
                Poll::Ready(Ok(())) => receipt.confirm_later(),
                Poll::Ready(Err(error)) => report(on_error, RunFailure::Handler(error)),
                Poll::Pending => return true,
            }
            false
        });
    }

    /// Begins to handle the next event; false if there is none yet, or none any more.
    #[inline]
    fn begin(&mut self, context: &mut Context<'_>) -> bool {
        match self.events.poll_event(context) {
            Poll::Ready(Some(Ok(event))) => {
                if let Some(receipt) = event.receipt() {
                    let handler = (self.handler)(event);
                    self.under_way.push((receipt, Box::pin(handler)));
                }
            }
            Poll::Ready(Some(Err(error))) if error.is_retryable() => {
                report(&mut self.on_error, RunFailure::Pull(error));
            }
            Poll::Ready(Some(Err(error))) => self.end = Some(Err(error)),
            Poll::Ready(None) => self.end = Some(Ok(())),
            Poll::Pending => return false,
        }
        true
    }
}

/// Tells of a failure that does not end the run.
#[inline]
fn report<E: fmt::Display>(on_error: &mut Option<OnError<E>>, failure: RunFailure<E>) {
    warning!("{failure}");
    if let Some(on_error) = on_error {
        on_error(failure);
    }
}

impl<H, E, S> fmt::Debug for Run<H, E, S> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("events", &self.events)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}
