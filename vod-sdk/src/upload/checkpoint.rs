//! Where an upload keeps what it needs to go on.

mod file;
mod files;
mod parts;
mod state;

use std::fmt::Debug;
use std::io;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

pub(super) use self::file::CheckpointFile;
pub(super) use self::parts::{Part, Parts};
pub(super) use self::state::{Session, Stage, State};
use super::tasks::blocking;
use super::{failure, failure_here};
use crate::error::Error;

/// A place for the state of one upload: what [`Upload::checkpoint_in`](super::Upload::checkpoint_in) takes.
///
/// The state holds temporary keys: protect it as a credential, and leave it out of `Debug`. All methods are called on
/// threads where they may block. An upload that is dropped at its very end, while its state is being removed, may be done
/// again by the next run; one with a [file](super::Upload::checkpoint) is not.
///
/// ```
/// use std::io;
/// use std::sync::Mutex;
///
/// use vod_sdk::upload::Checkpoint;
///
/// /// A checkpoint that lives as long as the program: keep it in an `Arc`, and give each run a clone.
/// #[derive(Default)]
/// struct InMemory(Mutex<Option<Vec<u8>>>);
///
/// impl Checkpoint for InMemory {
///     fn load(&self) -> io::Result<Option<Vec<u8>>> {
///         Ok(self.0.lock().unwrap().clone())
///     }
///
///     fn save(&self, state: &[u8]) -> io::Result<()> {
///         *self.0.lock().unwrap() = Some(state.to_vec());
///         Ok(())
///     }
///
///     fn remove(&self) -> io::Result<()> {
///         *self.0.lock().unwrap() = None;
///         Ok(())
///     }
/// }
///
/// impl std::fmt::Debug for InMemory {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.write_str("InMemory")
///     }
/// }
/// ```
pub trait Checkpoint: Debug + Send + Sync {
    /// The state that was saved last; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If it cannot be read, which ends the upload.
    fn load(&self) -> io::Result<Option<Vec<u8>>>;

    /// Saves a state in place of the one before, in one step.
    ///
    /// # Errors
    ///
    /// If it cannot be written, which ends the upload.
    fn save(&self, state: &[u8]) -> io::Result<()>;

    /// Removes the state. One that is not there counts as removed.
    ///
    /// # Errors
    ///
    /// If it is still there. An upload that has ended well ends well all the same, and the next run finds what it has done.
    fn remove(&self) -> io::Result<()>;
}

/// A checkpoint that is kept elsewhere in the program as well.
impl<C: Checkpoint + ?Sized> Checkpoint for Arc<C> {
    fn load(&self) -> io::Result<Option<Vec<u8>>> {
        (**self).load()
    }

    fn save(&self, state: &[u8]) -> io::Result<()> {
        (**self).save(state)
    }

    fn remove(&self) -> io::Result<()> {
        (**self).remove()
    }
}

/// A checkpoint that is chosen while the program runs.
impl<C: Checkpoint + ?Sized> Checkpoint for Box<C> {
    fn load(&self) -> io::Result<Option<Vec<u8>>> {
        (**self).load()
    }

    fn save(&self, state: &[u8]) -> io::Result<()> {
        (**self).save(state)
    }

    fn remove(&self) -> io::Result<()> {
        (**self).remove()
    }
}

/// Where a checkpoint is.
#[derive(Clone, Debug)]
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
        let saved = blocking(move || place.save(text.as_bytes())).await;
        saved.map_err(|error| unusable("written", error))
    }

    pub(super) async fn remove(&self) -> Result<(), Error> {
        let Some(place) = self.checkpoint() else {
            return Ok(());
        };
        let removed = blocking(move || place.remove()).await;
        removed.map_err(|error| unusable("removed", error))
    }

    /// Removes the state of an upload that has ended well. A state that stays leads the next run to what this one has done.
    ///
    /// A file is removed here and now: if the caller could drop the upload behind the removal, and before it is told
    /// of the end, the next run would do everything again.
    pub(super) async fn end(&self) {
        let removed = match &self.0 {
            Some(Place::File(file)) => file.remove().map_err(|error| unusable("removed", error)),
            _ => self.remove().await,
        };
        if let Err(error) = removed {
            warning!("an upload has ended, and its checkpoint stays: {error}");
        }
    }
}

fn unusable(what: &str, error: io::Error) -> Error {
    let message = format!("the checkpoint cannot be {what}: {error}");
    failure_here("checkpoint", message, error)
}
