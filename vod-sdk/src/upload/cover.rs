//! The cover of media, which is sent before it.

use bytes::Bytes;

use super::checkpoint::State;
use super::cos::{Checksums, Cos};
use super::expiry::stopped;
use super::refusal;
use super::source::{Feed, Source};
use super::tasks::blocking;
use crate::error::Error;

/// How large a cover may be.
const MAX_BYTES: usize = 16 << 20;

/// A cover that has been read.
pub(super) struct Cover {
    bytes: Bytes,
    checksums: Checksums,
}

impl Cover {
    pub(super) async fn read(source: &mut Source) -> Result<Self, Error> {
        let mut feed = Feed::open(source).await?;
        let bytes = feed.read(MAX_BYTES + 1).await?;
        match bytes.len() {
            0 => return Err(refusal("the cover is empty")),
            length if length > MAX_BYTES => {
                let message = format!("the cover has more than {MAX_BYTES} bytes");
                return Err(refusal(message));
            }
            _ => {}
        }
        let hashed = bytes.clone();
        let checksums = blocking(move || Ok(Checksums::of(&hashed))).await;
        let checksums =
            checksums.map_err(|error| refusal("the cover is not hashed").with_source(error))?;
        Ok(Self { bytes, checksums })
    }

    pub(super) fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// What it is known by.
    pub(super) fn checksum(&self) -> u64 {
        self.checksums.crc64
    }

    /// Sends it to the place that it has been assigned.
    pub(super) async fn send(&self, cos: &Cos, state: &State) -> Result<(), Error> {
        let key = state.session.cover_key.as_deref().unwrap_or_default();
        let put = cos.put(("cover", key), self.bytes.clone(), &self.checksums);
        put.await.map_err(|fault| stopped(fault, state))
    }
}
