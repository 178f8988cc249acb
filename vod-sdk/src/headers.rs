//! The headers of an attempt, with the signature over its body.

use std::borrow::Cow;

use crate::builder::Config;
use crate::call::Outgoing;
use crate::credential::Credential;
use crate::endpoint::Endpoint;
use crate::sign::{self, SigningRequest};
use crate::transport::Header;

/// What stands in the place of a signature where none is asked for.
const UNSIGNED: &str = "SKIP";
/// What is signed of the headers: as in all official SDKs.
const SIGNED_HEADERS: &str = "content-type;host";
const CONTENT_TYPE: &str = "application/json";
/// Who signs an attempt, when and for where.
pub(crate) struct Signing<'a> {
    /// None if the action is called without a signature.
    pub(crate) credential: Option<&'a Credential>,
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) service: &'a str,
    /// The service's time, in Unix seconds.
    pub(crate) timestamp: u64,
}

/// The headers of an attempt; `added` ones give way to the SDK's own.
pub(crate) fn headers<'a>(
    call: &'a Outgoing<'_>,
    config: &'a Config,
    signing: &Signing<'a>,
    body: &[u8],
    added: Vec<Header<'static>>,
) -> Vec<Header<'a>> {
    let authorization = match signing.credential {
        Some(credential) => authorization(credential, signing, body).into(),
        None => UNSIGNED.into(),
    };
    let region = call.options.region.as_ref().or(config.region.as_ref());
    let token = signing.credential.and_then(Credential::token);
    let mut headers = Vec::with_capacity(10 + added.len());
    headers.extend([
        secret("authorization", authorization),
        plain("content-type", CONTENT_TYPE),
        plain("host", signing.endpoint.host()),
        plain("x-tc-action", call.action),
        plain("x-tc-version", call.version),
        plain("x-tc-timestamp", signing.timestamp.to_string()),
        plain("x-tc-language", config.language.as_str()),
        plain("x-tc-requestclient", &*config.request_client),
    ]);
    headers.extend(region.map(|region| plain("x-tc-region", &**region)));
    headers.extend(token.map(|token| secret("x-tc-token", token.into())));
    for header in added {
        if headers.iter().all(|own| own.name != header.name) {
            headers.push(header);
        }
    }
    headers
}

fn authorization(credential: &Credential, signing: &Signing<'_>, body: &[u8]) -> String {
    let endpoint = signing.endpoint;
    let signed = [("content-type", CONTENT_TYPE), ("host", endpoint.host())];
    debug_assert_eq!(sign::signed_headers(&signed), SIGNED_HEADERS);
    let canonical_request = sign::canonical_request(&SigningRequest {
        method: "POST",
        path: endpoint.path(),
        query: "",
        headers: &signed,
        payload: body,
    });
    let daily = credential.daily_key(signing.timestamp, signing.service);
    let string_to_sign = sign::string_to_sign(signing.timestamp, &daily.scope, &canonical_request);
    let signature = sign::signature(&daily.key, &string_to_sign);
    sign::authorization(
        credential.secret_id(),
        &daily.scope,
        SIGNED_HEADERS,
        &signature,
    )
}

fn plain<'a>(name: &'static str, value: impl Into<Cow<'a, str>>) -> Header<'a> {
    Header {
        name: name.into(),
        value: value.into(),
        is_secret: false,
    }
}

fn secret<'a>(name: &'static str, value: Cow<'a, str>) -> Header<'a> {
    Header {
        name: name.into(),
        value,
        is_secret: true,
    }
}
