//! What an upload sends: one source, or a manifest with its files.

use std::path::Path;

use super::checkpoint::State;
use super::manifest::Files;
use super::plan::Plan;
use super::refusal;
use super::source::{Feed, Identity, Source};
use crate::client::Client;
use crate::error::Error;

/// What an upload sends.
pub(super) enum Content {
    One(Source, Box<Feed>),
    Many(Files),
}

impl Content {
    /// Opens a source, and all that it names if it is a manifest.
    pub(super) async fn open(
        client: &Client,
        mut source: Source,
        manifest: Option<&Path>,
    ) -> Result<Self, Error> {
        if let Some(path) = manifest {
            return Ok(Self::Many(Files::read(client, path).await?));
        }
        let feed = Feed::open(&mut source).await?;
        match feed.identity().length {
            Some(0) => Err(refusal("the media is empty")),
            _ => Ok(Self::One(source, Box::new(feed))),
        }
    }

    /// Opens it again, which must find what it was.
    pub(super) async fn reopen(&mut self) -> Result<(), Error> {
        // The files of a manifest are opened, and compared, one by one.
        let Self::One(source, feed) = self else {
            return Ok(());
        };
        let again = Feed::open(source).await?;
        if again.identity() != feed.identity() {
            return Err(again.changed());
        }
        **feed = again;
        Ok(())
    }

    /// Compares the beginning with what an earlier run has sent, of media that can be read only once.
    pub(super) async fn check_beginning(&mut self, state: &State) -> Result<(), Error> {
        match self {
            Self::One(_, feed) => feed.check_beginning(state.parts.get(1)).await,
            Self::Many(_) => Ok(()),
        }
    }

    pub(super) fn is_repeatable(&self) -> bool {
        match self {
            Self::One(source, _) => source.is_repeatable(),
            Self::Many(_) => true,
        }
    }

    pub(super) fn identity(&self) -> Identity {
        match self {
            Self::One(_, feed) => feed.identity().clone(),
            Self::Many(files) => files.identity(),
        }
    }

    /// The sizes of parts. Of files, it is that of the largest.
    pub(super) fn plan(&self, part_size: Option<u64>) -> Result<Plan, Error> {
        match self {
            Self::One(_, feed) => Plan::new(feed.identity().length, part_size),
            Self::Many(files) => files.plan(part_size),
        }
    }

    /// How many parts there are; `None` if that is not known.
    pub(super) fn parts(&self, plan: Plan) -> Option<u64> {
        match self {
            Self::One(..) if plan.is_single() => Some(0),
            Self::One(..) => plan.length.map(|length| length.div_ceil(plan.part_size)),
            Self::Many(files) => Some(files.parts(plan)),
        }
    }
}
