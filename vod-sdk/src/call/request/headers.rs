//! The headers of an attempt, with the signature over its body.

use super::Request;
use crate::config::{AddedHeader, Config, header_value};
use crate::credential::Credential;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::sign::Destination;
use crate::transport::header::{
    AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
};
use bytes::Bytes;

const ACTION: HeaderName = HeaderName::from_static("x-tc-action");
const VERSION: HeaderName = HeaderName::from_static("x-tc-version");
const TIMESTAMP: HeaderName = HeaderName::from_static("x-tc-timestamp");
const LANGUAGE: HeaderName = HeaderName::from_static("x-tc-language");
const REQUEST_CLIENT: HeaderName = HeaderName::from_static("x-tc-requestclient");
const REGION: HeaderName = HeaderName::from_static("x-tc-region");
const TOKEN: HeaderName = HeaderName::from_static("x-tc-token");

const JSON: &str = "application/json";
/// The value of `Authorization` in a call without a signature.
const UNSIGNED: &str = "SKIP";
/// The capacity for the values that differ between attempts, so that their text is not moved.
const VALUES_BYTES: usize = 512;

/// The common parts of all requests to an endpoint.
#[derive(Debug)]
pub(crate) struct Template {
    headers: HeaderMap,
    destination: Destination,
}

/// Who signs an attempt, when and for which service.
pub(crate) struct Signing<'a> {
    /// `None` if the action is called without a signature.
    pub(crate) credential: Option<&'a Credential>,
    pub(crate) service: &'static str,
    /// The service's time, in Unix seconds.
    pub(crate) timestamp: u64,
}

impl Template {
    /// Its requests sign the content type, the host and the action, as the algorithm's description does.
    pub(crate) fn new(endpoint: &Endpoint, config: &Config) -> Result<Self, Error> {
        let mut headers = HeaderMap::with_capacity(12);
        // Headers that differ between attempts get placeholders.
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
        request: &Request,
        signing: &Signing<'_>,
        added: &[AddedHeader],
    ) -> Result<HeaderMap, Error> {
        let mut headers = self.headers.clone();
        self.insert_own(&mut headers, request, signing)?;
        if let Some(region) = &request.options.region {
            headers.insert(REGION, text(&REGION, region)?);
        }
        if let Some(token) = signing.credential.and_then(Credential::token) {
            headers.insert(TOKEN, secret(text(&TOKEN, token)?));
        }
        for header in added {
            let (name, value) = header.pair()?;
            headers.append(name, value);
        }
        Ok(headers)
    }

    /// Inserts the headers that differ between attempts. The values are in one piece of memory, which their
    /// copies share.
    fn insert_own(
        &self,
        headers: &mut HeaderMap,
        request: &Request,
        signing: &Signing<'_>,
    ) -> Result<(), Error> {
        let action = &request.action;
        let mut text = String::with_capacity(VALUES_BYTES);
        match signing.credential {
            Some(credential) => credential
                .signer(signing.timestamp, signing.service)
                .write_authorization(
                    &mut text,
                    &self.destination,
                    &action.name,
                    signing.timestamp,
                    &request.body,
                ),
            None => text += UNSIGNED,
        }
        let authorization_bytes = text.len();
        let mut timestamp = itoa::Buffer::new();
        let values = [
            timestamp.format(signing.timestamp),
            &action.name,
            &action.version,
        ];
        values.iter().for_each(|value| text += value);

        let mut text = Bytes::from(text);
        let authorization = header_value(&AUTHORIZATION, text.split_to(authorization_bytes))?;
        headers.insert(AUTHORIZATION, secret(authorization));
        for (name, own) in [TIMESTAMP, ACTION, VERSION].into_iter().zip(values) {
            let own = header_value(&name, text.split_to(own.len()))?;
            headers.insert(name, own);
        }
        Ok(())
    }
}

fn text(name: &HeaderName, text: &str) -> Result<HeaderValue, Error> {
    header_value(name, Bytes::copy_from_slice(text.as_bytes()))
}

fn secret(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}
