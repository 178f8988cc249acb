//! The headers of an attempt, with the signature over its body.

use std::fmt;

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};

use crate::builder::Config;
use crate::call::Outgoing;
use crate::credential::Credential;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::sign::Destination;
use crate::transport::shown;

const ACTION: HeaderName = HeaderName::from_static("x-tc-action");
const VERSION: HeaderName = HeaderName::from_static("x-tc-version");
const TIMESTAMP: HeaderName = HeaderName::from_static("x-tc-timestamp");
const LANGUAGE: HeaderName = HeaderName::from_static("x-tc-language");
const REQUEST_CLIENT: HeaderName = HeaderName::from_static("x-tc-requestclient");
const REGION: HeaderName = HeaderName::from_static("x-tc-region");
const TOKEN: HeaderName = HeaderName::from_static("x-tc-token");

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

const JSON: &str = "application/json";
/// What stands in the place of a signature where none is asked for.
const UNSIGNED: &str = "SKIP";
/// Room for the values that each attempt has of its own, so that their text is not moved.
const VALUES_BYTES: usize = 512;

/// What the requests to an endpoint have in common.
#[derive(Debug)]
pub(crate) struct Template {
    headers: HeaderMap,
    destination: Destination,
}

/// Who signs an attempt, when and for which service.
pub(crate) struct Signing<'a> {
    /// None if the action is called without a signature.
    pub(crate) credential: Option<&'a Credential>,
    pub(crate) service: &'static str,
    /// The service's time, in Unix seconds.
    pub(crate) timestamp: u64,
}

/// A header that a call or a hook adds.
#[derive(Clone)]
pub(crate) struct AddedHeader {
    name: String,
    value: String,
}

impl Template {
    /// Its requests sign the content type, the host and the action, as the algorithm's description does.
    pub(crate) fn new(endpoint: &Endpoint, config: &Config) -> Result<Self, Error> {
        let mut headers = HeaderMap::with_capacity(12);
        // Those that each attempt has of its own get their places.
        for own in [AUTHORIZATION, ACTION, VERSION, TIMESTAMP] {
            headers.insert(own, HeaderValue::from_static(""));
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        headers.insert(HOST, text(&HOST, endpoint.host())?);
        headers.insert(LANGUAGE, text(&LANGUAGE, config.language.as_str())?);
        let request_client = text(&REQUEST_CLIENT, &config.request_client)?;
        headers.insert(REQUEST_CLIENT, request_client);
        if let Some(region) = &config.region {
            headers.insert(REGION, text(&REGION, region)?);
        }
        Ok(Self {
            headers,
            destination: Destination::of_every_action(
                endpoint.signed_path(),
                JSON,
                endpoint.signed_host(),
            ),
        })
    }

    /// The headers of an attempt, with the `added` ones, none of which may be the SDK's own.
    pub(crate) fn headers(
        &self,
        call: &Outgoing<'_>,
        signing: &Signing<'_>,
        body: &[u8],
        added: &[AddedHeader],
    ) -> Result<HeaderMap, Error> {
        let mut headers = self.headers.clone();
        self.insert_own(&mut headers, call, signing, body)?;
        if let Some(region) = &call.options.region {
            headers.insert(REGION, text(&REGION, region)?);
        }
        if let Some(token) = signing.credential.and_then(Credential::token) {
            headers.insert(TOKEN, secret(text(&TOKEN, token)?));
        }
        for header in added {
            let name = header.name()?;
            let value = text(&name, &header.value)?;
            headers.append(name, value);
        }
        Ok(headers)
    }

    /// Inserts what each attempt has of its own. The values stand in one piece of memory, which their
    /// copies share.
    fn insert_own(
        &self,
        headers: &mut HeaderMap,
        call: &Outgoing<'_>,
        signing: &Signing<'_>,
        body: &[u8],
    ) -> Result<(), Error> {
        let mut text = String::with_capacity(VALUES_BYTES);
        match signing.credential {
            Some(credential) => credential
                .signer(signing.timestamp, signing.service)
                .write_authorization(
                    &mut text,
                    &self.destination,
                    call.action,
                    signing.timestamp,
                    body,
                ),
            None => text += UNSIGNED,
        }
        let authorization_bytes = text.len();
        let mut timestamp = itoa::Buffer::new();
        let values = [
            timestamp.format(signing.timestamp),
            call.action,
            call.version,
        ];
        values.iter().for_each(|value| text += value);

        let mut text = Bytes::from(text);
        let authorization = value(&AUTHORIZATION, text.split_to(authorization_bytes))?;
        headers.insert(AUTHORIZATION, secret(authorization));
        for (name, own) in [TIMESTAMP, ACTION, VERSION].into_iter().zip(values) {
            let own = value(&name, text.split_to(own.len()))?;
            headers.insert(name, own);
        }
        Ok(())
    }
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
        text(&self.name()?, &self.value).map(drop)
    }

    /// Its value, if that may be a secret.
    pub(crate) fn secret(&self) -> Option<&str> {
        let is_shown = shown(&self.name, &self.value) == self.value;
        (!is_shown).then_some(&self.value)
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

fn text(name: &HeaderName, text: &str) -> Result<HeaderValue, Error> {
    value(name, Bytes::copy_from_slice(text.as_bytes()))
}

fn value(name: &HeaderName, value: Bytes) -> Result<HeaderValue, Error> {
    HeaderValue::from_maybe_shared(value).map_err(|error| {
        let message = format!("the header {name} cannot have this value: {error}");
        Error::new(ErrorKind::Config, message).with_source(error)
    })
}

fn secret(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}
