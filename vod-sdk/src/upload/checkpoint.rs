//! Where an upload keeps what it needs to go on.

mod file;
mod files;
mod parts;
mod state;

use std::io;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

pub(super) use self::file::CheckpointFile;
pub(super) use self::parts::{Part, Parts};
pub(super) use self::state::{Session, Stage, State};
use super::failure;
use super::tasks::blocking;
use crate::error::Error;

/// A place for the state of one upload: what [`Upload::checkpoint_in`](super::Upload::checkpoint_in) takes.
///
/// The state holds temporary keys: protect it as a credential. Both methods are called on threads where they may block.
/// An upload that is dropped at its very end, while its state is being removed, may be done again by the next run; one with
/// a [file](super::Upload::checkpoint) is not.
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

/// Where a checkpoint is.
#[derive(Clone)]
pub(super) enum Place {
    File(Arc<CheckpointFile>),
    Elsewhere(Arc<dyn Checkpoint>),
}

impl Place {
    fn checkpoint(self) -> Arc<dyn Checkpoint> {
        match self {
            Self::File(file) => file,
            Self::Elsewhere(checkpoint) => checkpoint,
        }
    }
}

/// The checkpoint of an upload, if it has one.
#[derive(Clone)]
pub(super) struct Saved(Option<Place>);

impl Saved {
    pub(super) fn in_place(place: Option<Place>) -> Self {
        Self(place)
    }

    pub(super) fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// Whether it is in this file.
    pub(super) fn is_in(&self, path: &Path) -> bool {
        matches!(&self.0, Some(Place::File(file)) if file.path() == path)
    }

    fn checkpoint(&self) -> Option<Arc<dyn Checkpoint>> {
        self.0.clone().map(Place::checkpoint)
    }

    /// The state of an earlier run.
    pub(super) async fn load(&self) -> Result<Option<State>, Error> {
        let Some(place) = self.checkpoint() else {
            return Ok(None);
        };
        let loaded = blocking(move || place.load()).await;
        let loaded = loaded.map_err(|error| unusable("read", error))?;
        let text = Zeroizing::new(loaded.unwrap_or_default());
        if text.is_empty() {
            return Ok(None);
        }
        let state = State::read(&text).ok_or_else(|| {
            let message = "this is no checkpoint of an upload, or one of a newer version of the SDK: if it is one, remove it \
                           to begin anew";
            failure("checkpoint", message)
        })?;
        Ok(Some(state))
    }

    pub(super) async fn save(&self, state: &State) -> Result<(), Error> {
        let Some(place) = self.checkpoint() else {
            return Ok(());
        };
        let text = state.write();
        let saved = blocking(move || place.save(Some(text.as_bytes()))).await;
        saved.map_err(|error| unusable("written", error))
    }

    pub(super) async fn remove(&self) -> Result<(), Error> {
        let Some(place) = self.checkpoint() else {
            return Ok(());
        };
        let removed = blocking(move || place.save(None)).await;
        removed.map_err(|error| unusable("removed", error))
    }

    /// Removes the state of an upload that has ended well. A state that stays leads the next run to what this one has done.
    ///
    /// A file is removed here and now: if the caller could drop the upload behind the removal, and before it is told
    /// of the end, the next run would do everything again.
    pub(super) async fn end(&self) {
        let removed = match &self.0 {
            Some(Place::File(file)) => file.save(None).map_err(|error| unusable("removed", error)),
            _ => self.remove().await,
        };
        if let Err(error) = removed {
            warning!("an upload has ended, and its checkpoint stays: {error}");
        }
    }
}

fn unusable(what: &str, error: io::Error) -> Error {
    let message = format!("the checkpoint cannot be {what}: {error}");
    let failure = failure("checkpoint", message);
    failure.with_source(error).resumable(true)
}
