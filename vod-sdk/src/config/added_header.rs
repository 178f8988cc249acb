//! Headers that a call or a hook adds.

use std::fmt;

use bytes::Bytes;

use crate::error::{Error, ErrorKind};
use crate::transport::header::{HeaderName, HeaderValue};
use crate::transport::shown;

/// The header of the family that is the caller's: an id by which calls are found again.
const TRACE_ID: &str = "x-tc-traceid";
/// What frames, encodes, addresses and signs a message, beside `X-TC-…` and `Proxy-…`.
const OWN: [&str; 16] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-range",
    "content-type",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "range",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// A header that a call or a hook adds.
#[derive(Clone)]
pub(crate) struct AddedHeader {
    name: String,
    value: String,
}

impl fmt::Debug for AddedHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = shown(&self.name, &self.value);
        write!(f, "{:?}: {value:?}", self.name)
    }
}

impl AddedHeader {
    pub(crate) fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        Self { name, value }
    }

    /// Refuses a header that cannot be sent or is the SDK's own.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.pair().map(drop)
    }

    /// Its value, if that may be a secret.
    pub(crate) fn secret(&self) -> Option<&str> {
        let is_shown = shown(&self.name, &self.value) == self.value;
        (!is_shown).then_some(&self.value)
    }

    /// Its name and value as they are sent.
    pub(crate) fn pair(&self) -> Result<(HeaderName, HeaderValue), Error> {
        let name = self.name()?;
        let value = header_value(&name, Bytes::copy_from_slice(self.value.as_bytes()))?;
        Ok((name, value))
    }

    fn name(&self) -> Result<HeaderName, Error> {
        let name = HeaderName::try_from(&self.name).map_err(|error| {
            let message = format!("{:?} names no header: {error}", self.name);
            Error::new(ErrorKind::Config, message).with_source(error)
        })?;
        if !is_own(name.as_str()) {
            return Ok(name);
        }
        let message = format!(
            "the header {:?} cannot be added: the SDK itself sets what frames, encodes, addresses and signs \
             a message",
            self.name,
        );
        Err(Error::new(ErrorKind::Config, message))
    }
}

/// Whether a header, by its name in lower case, is the SDK's own. Some servers take `_` for `-`.
fn is_own(name: &str) -> bool {
    let name = name.replace('_', "-");
    let is_of_family = name.starts_with("x-tc-") || name.starts_with("proxy-");
    (is_of_family && name != TRACE_ID) || OWN.contains(&&*name)
}

/// A header's value, or an error that names the header.
pub(crate) fn header_value(name: &HeaderName, value: Bytes) -> Result<HeaderValue, Error> {
    HeaderValue::from_maybe_shared(value).map_err(|error| {
        let message = format!("the header {name} cannot have this value: {error}");
        Error::new(ErrorKind::Config, message).with_source(error)
    })
}
