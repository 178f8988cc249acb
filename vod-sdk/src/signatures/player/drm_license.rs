//! What licenses for encrypted content allow.

use std::time::Duration;

use super::token::Json;
use crate::signatures::error::SignatureError;

/// What the licenses allow that devices get for content under Widevine or FairPlay. What is not set is left out.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct DrmLicense {
    storage: Option<Storage>,
    l1_tracks: Vec<TrackType>,
}

/// For how long a device may keep a license.
#[derive(Clone, Copy, Debug)]
enum Storage {
    Unlimited,
    For(Duration),
}

/// The kind of a track, by the short side of its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TrackType {
    /// Audio.
    Audio,
    /// Video below 720 pixels.
    Sd,
    /// Video from 720 to below 2,160 pixels.
    Hd,
    /// Video from 2,160 to below 4,320 pixels.
    Uhd1,
    /// Video from 4,320 pixels.
    Uhd2,
}

impl DrmLicense {
    /// Licenses that devices do not keep.
    pub fn new() -> Self {
        Self::default()
    }

    /// Devices may keep the license, without a limit of time. By default they may not.
    pub fn persistent(mut self) -> Self {
        self.storage = Some(Storage::Unlimited);
        self
    }

    /// Devices may keep the license for so long, from 1 second. Fractions of a second are dropped.
    pub fn persistent_for(mut self, duration: Duration) -> Self {
        self.storage = Some(Storage::For(duration));
        self
    }

    /// Under Widevine, these tracks are played only by devices of the security level L1, in whose hardware they are
    /// decrypted. Tracks that are not named need L3.
    pub fn l1_tracks(mut self, tracks: impl IntoIterator<Item = TrackType>) -> Self {
        self.l1_tracks = tracks.into_iter().collect();
        self
    }

    pub(super) fn check(&self) -> Result<(), SignatureError> {
        match self.storage {
            Some(Storage::For(duration)) if duration.as_secs() == 0 => Err(SignatureError::new(
                "persistent_for",
                format_args!("is {duration:?}: give at least a second, or leave it out"),
            )),
            _ => Ok(()),
        }
    }

    pub(super) fn json(&self) -> Json<'static> {
        let rental = match self.storage {
            Some(Storage::For(duration)) => Some(Json::Number(duration.as_secs())),
            _ => None,
        };
        let tracks: Vec<_> = self
            .l1_tracks
            .iter()
            .map(|track| Json::text(track.name()))
            .collect();
        Json::object([
            ("persistent", self.storage.map(|_| Json::text("ON"))),
            ("rentalDuration", rental),
            (
                "forceL1TrackTypes",
                (!tracks.is_empty()).then_some(Json::List(tracks)),
            ),
        ])
    }
}

impl TrackType {
    fn name(self) -> &'static str {
        match self {
            Self::Audio => "AUDIO",
            Self::Sd => "SD",
            Self::Hd => "HD",
            Self::Uhd1 => "UHD1",
            Self::Uhd2 => "UHD2",
        }
    }
}
