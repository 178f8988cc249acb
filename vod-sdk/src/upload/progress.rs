//! How an upload gets on.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use super::checkpoint::{self, Saved};
use crate::error::Error;
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
    cover: u64,
    reported: Option<Instant>,
}

impl State {
    /// The progress, if it is to be reported now.
    fn due(&mut self) -> Option<Progress> {
        let now = Instant::now();
        let is_soon = |reported: Instant| now < reported + INTERVAL;
        if self.reported.is_some_and(is_soon) {
            return None;
        }
        self.reported = Some(now);
        let sent = self.progress.confirmed.saturating_sub(self.at_first);
        let seconds = (now - self.began).as_secs_f64();
        self.progress.rate = match seconds > 0.0 {
            true => (sent as f64 / seconds) as u64,
            false => 0,
        };
        Some(self.progress.clone())
    }

    /// Tells what COS has confirmed. What it has lost since it was told is sent again without being counted.
    fn confirm(&mut self, bytes: u64, parts: u32) {
        let Progress {
            confirmed,
            parts: (sent, _),
            ..
        } = &mut self.progress;
        *confirmed = bytes.max(*confirmed);
        *sent = parts.max(*sent);
    }
}

impl Reporter {
    pub(super) fn new(observer: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        Self {
            observer: Some(Arc::new(observer)),
            state: Mutex::default(),
        }
    }

    /// Begins with what earlier runs have confirmed.
    pub(super) fn begin(
        &self,
        confirmed: u64,
        (media, cover): (u64, u64),
        parts: (u32, Option<u32>),
    ) {
        let progress = Progress {
            phase: Phase::Sending,
            confirmed,
            total: media + cover,
            parts,
            rate: 0,
        };
        *lock(&self.state) = Some(State {
            progress,
            began: Instant::now(),
            at_first: confirmed,
            cover,
            reported: None,
        });
        self.update(|_| {});
    }

    /// So many bytes were read of media of unknown length.
    pub(super) fn found(&self, media: u64) {
        self.update(|state| state.progress.total = state.progress.total.max(media + state.cover));
    }

    /// Notes what an upload has done, and tells it then: what is told before it is noted would be told again by the next
    /// run.
    pub(super) async fn note(&self, saved: &Saved, done: &checkpoint::State) -> Result<(), Error> {
        saved.save(done).await?;
        self.update(|state| state.confirm(done.confirmed(), done.confirmed_parts()));
        Ok(())
    }

    pub(super) fn enter(&self, phase: Phase) {
        self.update(|state| state.progress.phase = phase);
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

    /// Changes the state, and reports it if that is due. The observer is called without the lock. Values come in order,
    /// since an upload is one future, which reports for all of its parts.
    fn update(&self, change: impl FnOnce(&mut State)) {
        if let Some(observer) = &self.observer
            && let Some(progress) = self.changed(change)
        {
            observer(&progress);
        }
    }

    fn changed(&self, change: impl FnOnce(&mut State)) -> Option<Progress> {
        let mut state = lock(&self.state);
        let state = state.as_mut()?;
        change(state);
        state.due()
    }
}

impl fmt::Debug for Reporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reporter")
            .field("is_used", &self.observer.is_some())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
