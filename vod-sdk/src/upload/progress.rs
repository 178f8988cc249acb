//! How an upload gets on.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use crate::lock::lock;

/// How often progress is reported at most: 20 times a second.
const INTERVAL: Duration = Duration::from_millis(50);

/// What an upload is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// The media is being sent.
    Sending,
    /// COS puts the parts together.
    Completing,
    /// The service is told of the media.
    Committing,
    /// All is done.
    Done,
}

/// How far an upload is: what [`Upload::progress`](super::Upload::progress) reports.
#[derive(Clone, Debug)]
pub struct Progress {
    phase: Phase,
    confirmed: u64,
    total: u64,
    parts: (u32, Option<u32>),
    rate: u64,
}

impl Progress {
    /// What the upload is doing.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// How many bytes COS has confirmed, of the media and its cover. It never becomes less, also when an upload is
    /// resumed.
    pub fn confirmed(&self) -> u64 {
        self.confirmed
    }

    /// How many bytes there are in all. Of a stream, it is what was read so far.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// How many parts COS has confirmed; 0 if the media goes in one request.
    pub fn parts(&self) -> u32 {
        self.parts.0
    }

    /// How many parts there are in all; `None` if that is not known.
    pub fn total_parts(&self) -> Option<u32> {
        self.parts.1
    }

    /// How many bytes a second COS has confirmed since this run began.
    pub fn bytes_per_second(&self) -> u64 {
        self.rate
    }
}

type Observer = Arc<dyn Fn(&Progress) + Send + Sync>;

/// Reports progress to whoever has asked for it.
#[derive(Default)]
pub(super) struct Reporter {
    observer: Option<Observer>,
    state: Mutex<Option<State>>,
}

struct State {
    progress: Progress,
    began: Instant,
    /// How much was confirmed when this run began.
    at_first: u64,
    /// How many bytes and parts are sent again, and were counted before.
    again: (u64, u32),
    reported: Option<Instant>,
}

impl Reporter {
    pub(super) fn new(observer: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        Self {
            observer: Some(Arc::new(observer)),
            state: Mutex::default(),
        }
    }

    /// Begins with what earlier runs have confirmed.
    pub(super) fn begin(&self, confirmed: u64, total: u64, parts: (u32, Option<u32>)) {
        let progress = Progress {
            phase: Phase::Sending,
            confirmed,
            total,
            parts,
            rate: 0,
        };
        *lock(&self.state) = Some(State {
            progress,
            began: Instant::now(),
            at_first: confirmed,
            again: (0, 0),
            reported: None,
        });
        self.update(|_| {});
    }

    /// More bytes were read of media of unknown length.
    pub(super) fn found(&self, bytes: u64) {
        self.update(|progress| progress.total += bytes);
    }

    /// COS has confirmed more bytes, of so many parts.
    pub(super) fn confirm(&self, bytes: u64, parts: u32) {
        let mut new = (bytes, parts);
        if let Some(state) = &mut *lock(&self.state) {
            let known = (bytes.min(state.again.0), parts.min(state.again.1));
            state.again = (state.again.0 - known.0, state.again.1 - known.1);
            new = (bytes - known.0, parts - known.1);
        }
        self.update(|progress| {
            progress.confirmed += new.0;
            progress.parts.0 += new.1;
        });
    }

    /// What was confirmed is good no more but for these bytes and parts, and is sent again without being counted.
    pub(super) fn lose_all_but(&self, bytes: u64, parts: u32) {
        if let Some(state) = &mut *lock(&self.state) {
            let Progress {
                confirmed,
                parts: (sent, _),
                ..
            } = state.progress;
            state.again = (confirmed.saturating_sub(bytes), sent.saturating_sub(parts));
        }
    }

    pub(super) fn enter(&self, phase: Phase) {
        self.update(|progress| progress.phase = phase);
    }

    /// Reports the end, which is never left out.
    pub(super) async fn end(&self) {
        if self.observer.is_none() {
            return;
        }
        let reported = lock(&self.state).as_ref().and_then(|state| state.reported);
        if let Some(reported) = reported {
            tokio::time::sleep_until(reported + INTERVAL).await;
        }
        self.enter(Phase::Done);
    }

    fn update(&self, change: impl FnOnce(&mut Progress)) {
        let Some(observer) = &self.observer else {
            return;
        };
        let mut state = lock(&self.state);
        let Some(state) = &mut *state else { return };
        change(&mut state.progress);
        let now = Instant::now();
        if state
            .reported
            .is_some_and(|reported| now < reported + INTERVAL)
        {
            return;
        }
        state.reported = Some(now);
        let sent = state.progress.confirmed.saturating_sub(state.at_first);
        let seconds = (now - state.began).as_secs_f64();
        state.progress.rate = if seconds > 0.0 {
            (sent as f64 / seconds) as u64
        } else {
            0
        };
        observer(&state.progress);
    }
}

impl fmt::Debug for Reporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reporter")
            .field("is_used", &self.observer.is_some())
            .finish_non_exhaustive()
    }
}
