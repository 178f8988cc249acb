//! What of a file is played.

use super::token::Json;
use crate::signatures::error::SignatureError;

/// What of a file may be played.
///
/// Adaptive streams and transcoded outputs are named by the id of the template that made them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// The adaptive streams of a template, without encryption.
    RawAdaptive(u64),
    /// The adaptive streams of one or more templates, encrypted.
    ProtectedAdaptive(DrmTemplates),
    /// The output of a transcoding template.
    Transcode(u64),
    /// The file as it was uploaded.
    Original,
}

/// The templates of adaptive streams that are encrypted, by the kind of encryption. Players take the one that
/// their device can play.
///
/// ```
/// use vod_sdk::signatures::{Content, DrmTemplates};
///
/// let templates = DrmTemplates::new().widevine(11).fair_play(13);
/// let content = Content::ProtectedAdaptive(templates);
/// # let _ = content;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct DrmTemplates {
    private_encryption: Option<u64>,
    widevine: Option<u64>,
    fair_play: Option<u64>,
}

impl DrmTemplates {
    /// No template yet; at least one is needed.
    pub fn new() -> Self {
        Self::default()
    }

    /// The template whose `DrmType` is `SimpleAES`, VOD's own encryption.
    pub fn private_encryption(mut self, template: u64) -> Self {
        self.private_encryption = Some(template);
        self
    }

    /// The template whose `DrmType` is `Widevine`.
    pub fn widevine(mut self, template: u64) -> Self {
        self.widevine = Some(template);
        self
    }

    /// The template whose `DrmType` is `FairPlay`.
    pub fn fair_play(mut self, template: u64) -> Self {
        self.fair_play = Some(template);
        self
    }

    fn json(&self) -> Json<'static> {
        Json::object([
            (
                "privateEncryptionDefinition",
                self.private_encryption.map(Json::Number),
            ),
            ("widevineDefinition", self.widevine.map(Json::Number)),
            ("fairPlayDefinition", self.fair_play.map(Json::Number)),
        ])
    }
}

impl Content {
    pub(super) fn check(&self) -> Result<(), SignatureError> {
        if *self != Self::ProtectedAdaptive(DrmTemplates::new()) {
            return Ok(());
        }
        Err(SignatureError::new(
            "content",
            "is encrypted, by none of the three kinds: name at least one template",
        ))
    }

    /// The `audioVideoType`, and the field that it requires.
    pub(super) fn kind_and_template(
        &self,
    ) -> (&'static str, Option<(&'static str, Json<'static>)>) {
        match self {
            Self::RawAdaptive(template) => (
                "RawAdaptive",
                Some(("rawAdaptiveDefinition", Json::Number(*template))),
            ),
            Self::ProtectedAdaptive(templates) => (
                "ProtectedAdaptive",
                Some(("drmAdaptiveInfo", templates.json())),
            ),
            Self::Transcode(template) => (
                "Transcode",
                Some(("transcodeDefinition", Json::Number(*template))),
            ),
            Self::Original => ("Original", None),
        }
    }
}
