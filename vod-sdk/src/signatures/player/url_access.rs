//! How the addresses are protected that a player gets.

use super::token::Json;
use crate::generated::v2018_07_17::Scheme;
use crate::signatures::access::Access;
use crate::signatures::check;
use crate::signatures::error::SignatureError;

/// How the addresses are protected that the player gets with a
/// [`PlayerSignature`](super::PlayerSignature), and where they are.
///
/// VOD signs them with the domain's key, as [`HotlinkKey`](crate::signatures::HotlinkKey) does. What is not set is left
/// out.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct UrlAccess {
    access: Access,
    domain: Option<String>,
    scheme: Option<Scheme>,
}

/// The shortest preview, in seconds.
const SHORTEST_PREVIEW: u32 = 30;

impl UrlAccess {
    /// Addresses that do not expire, on the default domain.
    pub fn new() -> Self {
        Self::default()
    }

    /// When the addresses expire, in seconds since 1970; by default never.
    ///
    /// A stream is fetched in pieces, so give more time than playing takes, and 300 seconds for clocks that differ.
    pub fn expires_at(mut self, unix_seconds: u64) -> Self {
        self.access.expires_at = Some(unix_seconds);
        self
    }

    /// Plays only so many seconds from the beginning: at least 30, and fewer than the media has. With 0, all of it.
    pub fn preview(mut self, seconds: u32) -> Self {
        self.access.preview = seconds;
        self
    }

    /// How many IP addresses may play: 1 to 9. Phones change theirs as they move, so give 3 rather than 1.
    pub fn max_addresses(mut self, number: u8) -> Self {
        self.access.max_addresses = Some(number);
        self
    }

    /// Makes the addresses differ from those of other viewers: a random text of letters and digits, `-`, `_`, `.` and `~`.
    pub fn link_id(mut self, id: impl Into<String>) -> Self {
        self.access.link_id = Some(id.into());
        self
    }

    /// The domain to play from; by default the one of the default distribution configuration.
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = Some(domain.into());
        self
    }

    /// The scheme to play by: `HTTP` or `HTTPS`; by default the one of the default distribution configuration.
    pub fn scheme(mut self, scheme: impl Into<Scheme>) -> Self {
        self.scheme = Some(scheme.into());
        self
    }

    pub(super) fn check(&self, now: u64) -> Result<(), SignatureError> {
        self.access.check()?;
        if let Some(time) = self.access.expires_at {
            check::later("url_access.expires_at", time, now)?;
        }
        if let Some(seconds) = self.access.exper()
            && seconds < SHORTEST_PREVIEW
        {
            return Err(SignatureError::new(
                "preview",
                format_args!("is {seconds}, and a preview has at least {SHORTEST_PREVIEW} seconds"),
            ));
        }
        if let Some(domain) = &self.domain {
            check::not_empty("domain", domain)?;
        }
        match &self.scheme {
            Some(scheme) if !scheme.is_known() => Err(SignatureError::new(
                "scheme",
                format_args!(
                    "is a text of {} bytes that the service does not know: use HTTP or HTTPS",
                    scheme.as_str().len(),
                ),
            )),
            _ => Ok(()),
        }
    }

    pub(super) fn json(&self) -> Json<'_> {
        Json::object([
            ("t", self.access.t().map(Json::text)),
            (
                "exper",
                self.access
                    .exper()
                    .map(|seconds| Json::Number(seconds.into())),
            ),
            (
                "rlimit",
                self.access
                    .max_addresses
                    .map(|number| Json::Number(number.into())),
            ),
            ("us", self.access.link_id.as_deref().map(Json::text)),
            ("domain", self.domain.as_deref().map(Json::text)),
            (
                "scheme",
                self.scheme
                    .as_ref()
                    .map(|scheme| Json::text(scheme.as_str())),
            ),
        ])
    }
}
