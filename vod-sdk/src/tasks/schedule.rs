//! When a task is looked at.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::feed::{Listener, Source};
use crate::call::Core;
use crate::time::after;

/// The pause before the first look at a task that was just started.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause of the first ten minutes, and the longest after them.
const LONGEST: [Duration; 2] = [Duration::from_secs(15), Duration::from_secs(30)];
const TEN_MINUTES: Duration = Duration::from_secs(600);
/// The shortest pause that can be asked for.
const SHORTEST: Duration = Duration::from_millis(10);
/// The longest pause of a wait that events end.
const LONGEST_WHILE_FED: Duration = Duration::from_secs(300);
/// How long the service tells of a task.
pub(super) const KEPT: Duration = Duration::from_secs(72 * 3_600);

/// What a wait can be asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct WaitOptions {
    pub(super) feed: Option<Arc<dyn Source>>,
    pub(super) timeout: Option<Duration>,
    pub(super) every: Option<Duration>,
}

/// When the next look is due, and when the wait is over.
#[derive(Debug)]
pub(super) struct Schedule {
    began: Instant,
    /// The pause that is asked for in place of growing ones.
    every: Option<Duration>,
    next: Duration,
    listener: Option<Box<dyn Listener>>,
    pub(super) timeout: Duration,
}

impl Schedule {
    /// A schedule that begins now. The first look at a task that may long have ended is due at once.
    #[inline]
    pub(super) fn new(is_new: bool, options: &WaitOptions) -> Self {
        let every = options.every.map(|every| every.max(SHORTEST));
        let first = every.map_or(FIRST, |every| every.min(FIRST));
        Self {
            began: Instant::now(),
            every,
            next: if is_new { first } else { Duration::ZERO },
            listener: None,
            timeout: options.timeout.unwrap_or(KEPT),
        }
    }

    /// Ends pauses early when an event about a task comes.
    #[inline]
    pub(super) fn fed_by(mut self, feed: Option<&Arc<dyn Source>>, id: &str) -> Self {
        self.listener = feed.map(|feed| Arc::clone(feed).listen(id));
        self
    }

    /// How much time is left.
    #[inline]
    pub(super) fn left(&self) -> Duration {
        after(self.began, self.timeout).saturating_duration_since(Instant::now())
    }

    /// How much time has passed.
    #[inline]
    pub(super) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// Waits until the next look is due, or the wait is over.
    #[inline]
    pub(super) async fn pause(&mut self, core: &Core) {
        let pause = core.jittered(self.next).min(self.left());
        self.next = self.every.unwrap_or_else(|| self.grown());
        if pause.is_zero() {
            return;
        }
        let sleep = core.sleep(pause);
        match &self.listener {
            None => sleep.await,
            // The service may show the change a moment later.
            Some(listener) if listener.notified_within(sleep).await => self.next = FIRST,
            Some(_) => {}
        }
    }

    #[inline]
    fn grown(&self) -> Duration {
        let longest = match self.listener {
            None => LONGEST[usize::from(self.elapsed() >= TEN_MINUTES)],
            Some(_) => LONGEST_WHILE_FED,
        };
        match self.next.is_zero() {
            true => FIRST,
            false => self.next.mul_f64(1.5).min(longest),
        }
    }
}
