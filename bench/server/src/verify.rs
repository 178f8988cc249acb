//! Verifies a TC3 signature for whatever service it is made: the mock server knows only VOD's.

use hyper::http::request::Parts;
use vod_sdk::sign::{self, SigningRequest};

/// Says what is wrong with a request's signature.
pub(crate) fn verify(head: &Parts, body: &[u8], secret_key: &str) -> Result<(), String> {
    let authorization = header(head, "authorization")?;
    let [scope, signed_headers, signature] =
        parts(authorization).ok_or_else(|| format!("not understood: {authorization}"))?;
    let timestamp = header(head, "x-tc-timestamp")?;
    let timestamp: u64 = timestamp
        .parse()
        .map_err(|_| format!("no number: {timestamp}"))?;
    let (date, service) = scope
        .strip_suffix("/tc3_request")
        .and_then(|scope| scope.split_once('/'))
        .ok_or_else(|| format!("no scope: {scope}"))?;
    let host = header(head, "host")?;
    // The Node SDK signs the host without its port; on the usual port that is the same.
    for host in [host, host.split(':').next().unwrap_or_default()] {
        let headers = signed_values(head, signed_headers, host)?;
        let text = sign::string_to_sign(
            timestamp,
            scope,
            &sign::canonical_request(&SigningRequest {
                method: head.method.as_str(),
                path: head.uri.path(),
                query: head.uri.query().unwrap_or_default(),
                headers: &headers,
                payload: body,
            }),
        );
        if sign::signature(&sign::signing_key(secret_key, date, service), &text) == signature {
            return Ok(());
        }
    }
    Err(format!("the signature is not that of {head:?}"))
}

/// Scope, signed headers and signature of an `Authorization`.
fn parts(authorization: &str) -> Option<[&str; 3]> {
    let rest = authorization.strip_prefix("TC3-HMAC-SHA256 ")?;
    let mut parts = rest.split(',').map(str::trim);
    let credential = parts.next()?.strip_prefix("Credential=")?;
    let headers = parts.next()?.strip_prefix("SignedHeaders=")?;
    let signature = parts.next()?.strip_prefix("Signature=")?;
    Some([credential.split_once('/')?.1, headers, signature])
}

fn signed_values<'a>(
    head: &'a Parts,
    names: &'a str,
    host: &'a str,
) -> Result<Vec<(&'a str, &'a str)>, String> {
    names
        .split(';')
        .map(|name| match name {
            "host" => Ok((name, host)),
            _ => Ok((name, header(head, name)?)),
        })
        .collect()
}

fn header<'a>(head: &'a Parts, name: &str) -> Result<&'a str, String> {
    let value = head.headers.get(name);
    value
        .and_then(|value| value.to_str().ok())
        .ok_or_else(|| format!("the header {name} is missing"))
}
