//! Where an upload keeps what it needs to go on.

mod file;
mod state;

use std::io;
use std::sync::Arc;

use zeroize::Zeroizing;

pub(super) use self::file::CheckpointFile;
pub(super) use self::state::{Part, Session, Stage, State};
use super::failure;
use super::source::blocking;
use crate::error::Error;

/// A place for the state of one upload: what [`Upload::checkpoint_in`](super::Upload::checkpoint_in) takes.
///
/// The state holds temporary keys: protect it as a credential. Both methods are called on threads where they may block.
pub trait Checkpoint: Send + Sync {
    /// The state that was saved last; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If it cannot be read, which ends the upload.
    fn load(&self) -> io::Result<Option<Vec<u8>>>;

    /// Saves a state in place of the one before, in one step, or removes it if there is none any more.
    ///
    /// # Errors
    ///
    /// If it cannot be written, which ends the upload.
    fn save(&self, state: Option<&[u8]>) -> io::Result<()>;
}

/// The checkpoint of an upload, if it has one.
#[derive(Clone)]
pub(super) struct Saved(Option<Arc<dyn Checkpoint>>);

impl Saved {
    pub(super) fn in_place(place: Option<Arc<dyn Checkpoint>>) -> Self {
        Self(place)
    }

    pub(super) fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// The state of an earlier run.
    pub(super) async fn load(&self) -> Result<Option<State>, Error> {
        let Some(place) = self.0.clone() else {
            return Ok(None);
        };
        let loaded = blocking(move || place.load()).await;
        let loaded = loaded.map_err(|error| unusable("read", error))?;
        let text = Zeroizing::new(loaded.unwrap_or_default());
        if text.is_empty() {
            return Ok(None);
        }
        let state = State::read(&text).ok_or_else(|| {
            let message = "the checkpoint is not one of this SDK, or of a newer version of it: remove it to begin anew";
            failure("checkpoint", message)
        })?;
        Ok(Some(state))
    }

    pub(super) async fn save(&self, state: &State) -> Result<(), Error> {
        let Some(place) = self.0.clone() else {
            return Ok(());
        };
        let text = state.write();
        let saved = blocking(move || place.save(Some(text.as_bytes()))).await;
        saved.map_err(|error| unusable("written", error))
    }

    pub(super) async fn remove(&self) -> Result<(), Error> {
        let Some(place) = self.0.clone() else {
            return Ok(());
        };
        let removed = blocking(move || place.save(None)).await;
        removed.map_err(|error| unusable("removed", error))
    }
}

fn unusable(what: &str, error: io::Error) -> Error {
    failure(
        "checkpoint",
        format!("the checkpoint cannot be {what}: {error}"),
    )
    .with_source(error)
}
