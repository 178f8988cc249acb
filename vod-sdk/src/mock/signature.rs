//! TC3-HMAC-SHA256 as the server sees it: from the bytes received to a verdict.
//!
//! Nothing here is shared with the SDK's signer, so that a mistake in one shows in the other.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::record::Received;

const ALGORITHM: &str = "TC3-HMAC-SHA256";
const TERMINATOR: &str = "tc3_request";
/// What every signature must cover; without the last, a request could be turned into one of another action.
const REQUIRED_HEADERS: [&str; 3] = ["content-type", "host", ACTION_HEADER];
const ACTION_HEADER: &str = "x-tc-action";
/// In place of the body's hash, if `X-TC-Content-SHA256` says so.
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// What an `Authorization` header says.
#[derive(Debug, PartialEq)]
pub(super) struct Authorization<'a> {
    pub(super) secret_id: &'a str,
    pub(super) date: &'a str,
    pub(super) service: &'a str,
    pub(super) signed_headers: Vec<&'a str>,
    signature: [u8; 32],
}

impl<'a> Authorization<'a> {
    /// Reads the header's value; the error says what is wrong with it.
    pub(super) fn parse(value: &'a str) -> Result<Self, String> {
        let fields = value
            .strip_prefix(ALGORITHM)
            .and_then(|rest| rest.strip_prefix(' '))
            .ok_or(format!("it does not begin with \"{ALGORITHM} \""))?;
        let fields: Vec<&str> = fields
            .split(',')
            .map(|field| field.trim_start_matches(' '))
            .collect();
        let [credential, signed_headers, signature] = fields[..] else {
            return Err(format!(
                "it has {} fields in place of Credential, SignedHeaders and Signature",
                fields.len()
            ));
        };
        let (secret_id, date, service) = parse_credential(named(credential, "Credential=")?)?;
        Ok(Self {
            secret_id,
            date,
            service,
            signed_headers: parse_signed_headers(named(signed_headers, "SignedHeaders=")?)?,
            signature: parse_signature(named(signature, "Signature=")?)?,
        })
    }

    /// Whether the signature covers all that it must; the error says what it does not cover.
    pub(super) fn check_coverage(&self, requires_action: bool) -> Result<(), String> {
        let required = REQUIRED_HEADERS
            .iter()
            .filter(|name| requires_action || **name != ACTION_HEADER);
        let mut missing = required.filter(|name| !self.signed_headers.contains(name));
        match missing.next() {
            Some(name) => Err(format!("its SignedHeaders lack {name}")),
            None => Ok(()),
        }
    }

    /// The request as it is signed; the error says which signed header is not there.
    pub(super) fn canonical_request(&self, request: &Received) -> Result<String, String> {
        let mut headers = String::new();
        for &name in &self.signed_headers {
            let mut values = request.headers.iter().filter(|(header, _)| header == name);
            let (_, value) = values
                .next()
                .ok_or(format!("the signed header {name} is missing"))?;
            if values.next().is_some() {
                return Err(format!("the signed header {name} is repeated"));
            }
            let _ = writeln!(headers, "{name}:{}", value.trim().to_lowercase());
        }
        let payload = match request.header("x-tc-content-sha256") {
            Some(UNSIGNED_PAYLOAD) => UNSIGNED_PAYLOAD.as_bytes(),
            _ => &request.body,
        };
        Ok([
            request.method.as_str(),
            &request.path,
            &request.query,
            &headers,
            &self.signed_headers.join(";"),
            &hex(&Sha256::digest(payload)),
        ]
        .join("\n"))
    }

    /// What the signature is computed over.
    pub(super) fn string_to_sign(&self, timestamp: i64, canonical_request: &str) -> String {
        let Self { date, service, .. } = self;
        let hash = hex(&Sha256::digest(canonical_request));
        format!("{ALGORITHM}\n{timestamp}\n{date}/{service}/{TERMINATOR}\n{hash}")
    }

    /// Whether the signature is the one of this string, by this secret key. Takes the same time
    /// wherever they differ.
    pub(super) fn is_signed_by(&self, secret_key: &str, string_to_sign: &str) -> bool {
        let date_key = mac(format!("TC3{secret_key}").as_bytes(), self.date)
            .finalize()
            .into_bytes();
        let service_key = mac(&date_key, self.service).finalize().into_bytes();
        let signing_key = mac(&service_key, TERMINATOR).finalize().into_bytes();
        mac(&signing_key, string_to_sign)
            .verify_slice(&self.signature)
            .is_ok()
    }
}

fn named<'a>(field: &'a str, name: &str) -> Result<&'a str, String> {
    field
        .strip_prefix(name)
        .ok_or(format!("expected {name}, found something else"))
}

/// Secret id, date and service. Only the last three slashes separate.
fn parse_credential(credential: &str) -> Result<(&str, &str, &str), String> {
    let mut parts = credential.rsplitn(4, '/');
    let terminator = parts.next();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(service), Some(date), Some(secret_id))
            if terminator == Some(TERMINATOR)
                && !secret_id.is_empty()
                && !service.is_empty()
                && is_date(date) =>
        {
            Ok((secret_id, date, service))
        }
        _ => Err(format!(
            "its Credential is not of the form ID/YYYY-MM-DD/SERVICE/{TERMINATOR}"
        )),
    }
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn parse_signed_headers(names: &str) -> Result<Vec<&str>, String> {
    let names: Vec<&str> = names.split(';').collect();
    if names
        .iter()
        .any(|name| name.is_empty() || *name != name.to_lowercase().trim())
    {
        return Err("its SignedHeaders are not all in lower case and without spaces".to_owned());
    }
    if !names.is_sorted_by(|before, after| before < after) {
        return Err("its SignedHeaders are not sorted, each name once".to_owned());
    }
    Ok(names)
}

fn parse_signature(signature: &str) -> Result<[u8; 32], String> {
    let mut bytes = [0; 32];
    let digits: Option<Vec<u8>> = signature.bytes().map(hex_digit).collect();
    match digits {
        Some(digits) if digits.len() == 64 => {
            for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
                *byte = pair[0] << 4 | pair[1];
            }
            Ok(bytes)
        }
        _ => Err("its Signature is not 64 hexadecimal digits in lower case".to_owned()),
    }
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

fn mac(key: &[u8], message: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message.as_bytes());
    mac
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
