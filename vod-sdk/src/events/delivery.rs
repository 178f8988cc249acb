//! An event that was delivered, from then until it is confirmed.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::lock::lock;

/// How long after it was asked for an event is confirmed at the latest: the service delivers it again after 30 seconds.
pub(super) const TIME_TO_CONFIRM: Duration = Duration::from_secs(25);

/// What came of a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Confirmation {
    /// The event is confirmed, and is not delivered again.
    Confirmed,
    /// The service has not accepted the confirmation, most likely because it came too late: the event comes again.
    ComesAgain,
}

/// An event that was delivered. It may be delivered again while it is being handled, and then has another handle and
/// time.
#[derive(Debug)]
pub(super) struct Delivery(Mutex<State>);

#[derive(Debug)]
struct State {
    handle: String,
    until: Instant,
    outcome: Option<Confirmation>,
}

impl Delivery {
    /// An event that was asked for at a time.
    #[inline]
    pub(super) fn new(handle: &str, asked: Instant) -> Self {
        Self(Mutex::new(State {
            handle: handle.to_owned(),
            until: asked + TIME_TO_CONFIRM,
            outcome: None,
        }))
    }

    /// Takes over the handle and the time of another delivery of the same event.
    #[inline]
    pub(super) fn renew(&self, handle: &str, asked: Instant) {
        let mut state = lock(&self.0);
        state.handle = handle.to_owned();
        state.until = asked + TIME_TO_CONFIRM;
    }

    #[inline]
    pub(super) fn handle(&self) -> String {
        lock(&self.0).handle.clone()
    }

    /// Until when it should be confirmed.
    #[inline]
    pub(super) fn until(&self) -> Instant {
        lock(&self.0).until
    }

    /// How much time is left until then.
    #[inline]
    pub(super) fn time_left(&self) -> Duration {
        self.until().saturating_duration_since(Instant::now())
    }

    /// What came of its confirmation, if that is known.
    #[inline]
    pub(super) fn outcome(&self) -> Option<Confirmation> {
        lock(&self.0).outcome
    }

    /// Takes what came of the confirmation of a handle, unless there is another handle by now.
    #[inline]
    pub(super) fn settle(&self, handle: &str, outcome: Confirmation) -> bool {
        let mut state = lock(&self.0);
        let is_current = state.handle == handle;
        if is_current {
            state.outcome = Some(outcome);
        }
        is_current
    }
}
