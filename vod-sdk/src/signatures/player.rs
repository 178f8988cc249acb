//! Signatures with which VOD's player plays a file.

mod content;
mod drm_license;
mod token;
mod url_access;

pub use content::{Content, DrmTemplates};
pub use drm_license::{DrmLicense, TrackType};
pub use url_access::UrlAccess;

use self::token::Json;
use super::check;
use super::error::SignatureError;

/// Lets VOD's player play a file, by its id: what of it, until when, and how. The official documentation calls it *psign*.
///
/// The player asks VOD for the addresses of the file with it. It is a JSON Web Token by HMAC-SHA256.
///
/// ```
/// use vod_sdk::signatures::{Content, PlayerSignature, UrlAccess};
///
/// let now = 1663064276; // Seconds since 1970, by the clock.
/// let access = UrlAccess::new().expires_at(1663297200).max_addresses(3).link_id("72d4cd1101");
/// let signature = PlayerSignature::new(1255566655, "4564972818519602447", Content::RawAdaptive(10))
///     .image_sprite(10)
///     .expires_at(1663294210)
///     .url_access(access)
///     .sign_at("TxtyhLlgo7J3iOADIron", now)?;
/// assert!(signature.ends_with(".xFEtBxeUuDVmW8Lmt8qYoBOfoICSLCsseUTswViHmk8"));
/// # Ok::<(), vod_sdk::signatures::SignatureError>(())
/// ```
///
/// Whoever has the signature can play the file until it expires, and can read its parameters.
///
/// # Official source
///
/// [Player Signature](https://www.tencentcloud.com/document/product/266/38099). The example that it works through signs
/// other bytes than it shows: in them, `contentInfo` is called `contentInfo1`, which the service would not find. With the right
/// name, the result is the one above.
#[derive(Clone, Debug)]
#[must_use = "nothing is signed until `sign_at`"]
pub struct PlayerSignature {
    app_id: u64,
    file_id: String,
    content: Content,
    image_sprite: Option<u64>,
    resolution_names: Vec<(u32, String)>,
    expires_at: Option<u64>,
    url_access: Option<UrlAccess>,
    drm_license: Option<DrmLicense>,
}

impl PlayerSignature {
    /// A signature for a file, by the id of the VOD application that has it: the account's `AppId` for the main
    /// one.
    pub fn new(app_id: u64, file_id: impl Into<String>, content: Content) -> Self {
        Self {
            app_id,
            file_id: file_id.into(),
            content,
            image_sprite: None,
            resolution_names: Vec::new(),
            expires_at: None,
            url_access: None,
            drm_license: None,
        }
    }

    /// The id of the image sprite template whose thumbnails are shown for preview; by default none.
    pub fn image_sprite(mut self, template: u64) -> Self {
        self.image_sprite = Some(template);
        self
    }

    /// Names the streams whose short side has at least so many pixels, as the player shows them. May be called once
    /// for each size.
    ///
    /// Without any, the names are 240P, 480P, 720P, 1080P, 2K (1,440), 4K (2,160) and 8K (4,320).
    pub fn resolution_name(mut self, min_short_side: u32, name: impl Into<String>) -> Self {
        self.resolution_names.push((min_short_side, name.into()));
        self
    }

    /// When the signature expires, in seconds since 1970; by default **never**. What plays by then goes on.
    pub fn expires_at(mut self, unix_seconds: u64) -> Self {
        self.expires_at = Some(unix_seconds);
        self
    }

    /// How the addresses are protected that the player gets. Needed where the domain has hotlink protection by a key.
    pub fn url_access(mut self, access: UrlAccess) -> Self {
        self.url_access = Some(access);
        self
    }

    /// What licenses for content under Widevine or FairPlay allow.
    pub fn drm_license(mut self, license: DrmLicense) -> Self {
        self.drm_license = Some(license);
        self
    }

    /// Signs at a time, in seconds since 1970, with the play key: 8 to 20 letters and digits.
    ///
    /// The play key is the one of the default distribution configuration
    /// ([`DescribeDefaultDistributionConfig`](crate::v2018_07_17::DescribeDefaultDistributionConfigRequest) returns it as
    /// `play_key`), and **not** the key of a domain's hotlink protection.
    ///
    /// # Errors
    ///
    /// If the key is none; if the application, the file, or the template of encrypted content is missing; if
    /// a value is empty or out of its limits, or a time not after that of signing.
    pub fn sign_at(&self, play_key: &str, unix_seconds: u64) -> Result<String, SignatureError> {
        check::letters_and_digits("play_key", play_key)?;
        check::key_length("play_key", play_key, 20)?;
        self.check(unix_seconds)?;
        Ok(token::sign(&self.payload(unix_seconds), play_key))
    }

    fn check(&self, now: u64) -> Result<(), SignatureError> {
        check::now("unix_seconds", now)?;
        if self.app_id == 0 {
            let fault = "is 0: give the id of the VOD application that has the file";
            return Err(SignatureError::new("app_id", fault));
        }
        check::required("file_id", &self.file_id)?;
        self.content.check()?;
        for (_, name) in &self.resolution_names {
            check::not_empty("resolution_name", name)?;
        }
        if let Some(time) = self.expires_at {
            check::later("expires_at", time, now)?;
        }
        if let Some(access) = &self.url_access {
            access.check(now)?;
        }
        self.drm_license.as_ref().map_or(Ok(()), DrmLicense::check)
    }

    fn payload(&self, now: u64) -> Json<'_> {
        Json::object([
            ("appId", Some(Json::Number(self.app_id))),
            ("fileId", Some(Json::text(&self.file_id))),
            ("contentInfo", Some(self.content_info())),
            ("currentTimeStamp", Some(Json::Number(now))),
            ("expireTimeStamp", self.expires_at.map(Json::Number)),
            (
                "urlAccessInfo",
                self.url_access.as_ref().map(UrlAccess::json),
            ),
            (
                "drmLicenseInfo",
                self.drm_license.as_ref().map(DrmLicense::json),
            ),
        ])
    }

    fn content_info(&self) -> Json<'_> {
        let (kind, template) = self.content.kind_and_template();
        let names = self.resolution_names.iter();
        let names: Vec<Json<'_>> = names
            .map(|(side, name)| {
                Json::object([
                    ("MinEdgeLength", Some(Json::Number((*side).into()))),
                    ("Name", Some(Json::text(name))),
                ])
            })
            .collect();
        let (name, template) = template.map_or(("", None), |(name, json)| (name, Some(json)));
        Json::object([
            ("audioVideoType", Some(Json::text(kind))),
            (name, template),
            ("imageSpriteDefinition", self.image_sprite.map(Json::Number)),
            (
                "resolutionNames",
                (!names.is_empty()).then_some(Json::List(names)),
            ),
        ])
    }
}
