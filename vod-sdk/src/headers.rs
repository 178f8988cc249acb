//! The headers of a call, with the signature over its body.

use crate::builder::Config;
use crate::call::Outgoing;
use crate::credential::Credential;
use crate::endpoint::Endpoint;
use crate::sign::{self, SigningRequest};

/// What stands in the place of a signature where none is asked for.
const UNSIGNED: &str = "SKIP";
const CONTENT_TYPE: &str = "application/json";
/// How the SDK names itself to the service, in the form of the official SDKs.
const REQUEST_CLIENT: &str = concat!(
    "SDK_RUST_",
    env!("CARGO_PKG_NAME"),
    "_",
    env!("CARGO_PKG_VERSION")
);

/// A header to send.
pub(crate) struct Header {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    /// Whether the value is kept out of every log.
    pub(crate) sensitive: bool,
}

/// The headers of a call that is sent at a time, in Unix seconds.
pub(crate) fn headers(
    call: &Outgoing<'_>,
    config: &Config,
    service: &str,
    timestamp: u64,
    body: &[u8],
) -> Vec<Header> {
    let options = &call.options;
    let credential = options.credential.as_ref().unwrap_or(&config.credential);
    let authorization = if call.signed {
        authorization(credential, &config.endpoint, service, timestamp, body)
    } else {
        UNSIGNED.to_owned()
    };
    let token = credential.token().filter(|_| call.signed);
    let mut headers = vec![
        secret("authorization", authorization),
        plain("content-type", CONTENT_TYPE),
        plain("host", config.endpoint.host()),
        plain("x-tc-action", call.action),
        plain("x-tc-version", call.version),
        plain("x-tc-timestamp", timestamp.to_string()),
        plain("x-tc-language", config.language.as_str()),
        plain("x-tc-requestclient", REQUEST_CLIENT),
    ];
    let region = options.region.as_ref().or(config.region.as_ref());
    headers.extend(region.map(|region| plain("x-tc-region", region)));
    headers.extend(token.map(|token| secret("x-tc-token", token)));
    headers
}

fn authorization(
    credential: &Credential,
    endpoint: &Endpoint,
    service: &str,
    timestamp: u64,
    body: &[u8],
) -> String {
    let signed = [("content-type", CONTENT_TYPE), ("host", endpoint.host())];
    let canonical_request = sign::canonical_request(&SigningRequest {
        method: "POST",
        path: endpoint.path(),
        query: "",
        headers: &signed,
        payload: body,
    });
    let date = sign::date(timestamp);
    let scope = sign::credential_scope(&date, service);
    let string_to_sign = sign::string_to_sign(timestamp, &scope, &canonical_request);
    let signature = sign::signature(&credential.signing_key(&date, service), &string_to_sign);
    let signed_headers = sign::signed_headers(&signed);
    sign::authorization(credential.secret_id(), &scope, &signed_headers, &signature)
}

fn plain(name: &'static str, value: impl Into<String>) -> Header {
    let (value, sensitive) = (value.into(), false);
    Header {
        name,
        value,
        sensitive,
    }
}

fn secret(name: &'static str, value: impl Into<String>) -> Header {
    let (value, sensitive) = (value.into(), true);
    Header {
        name,
        value,
        sensitive,
    }
}
