//! TC3-HMAC-SHA256, the signature of Tencent Cloud's API 3.0, as one pure function per stage.
//!
//! ```text
//! canonical_request → string_to_sign → signature → authorization
//!                                          ↑
//!            secret key → signing_key ─────┘
//! ```
//!
//! Nothing here knows the clock or the environment: the same arguments give the same signature.
//!
//! ```
//! use vod_sdk::sign;
//!
//! let request = sign::SigningRequest {
//!     method: "POST",
//!     path: "/",
//!     query: "",
//!     headers: &[("content-type", "application/json"), ("host", "vod.tencentcloudapi.com")],
//!     payload: b"{}",
//! };
//! let timestamp = 1551113065;
//! let date = sign::date(timestamp);
//! let scope = sign::credential_scope(&date, "vod");
//! let text = sign::string_to_sign(timestamp, &scope, &sign::canonical_request(&request));
//! let signature = sign::signature(&sign::signing_key("secret key", &date, "vod"), &text);
//! assert_eq!(signature.len(), 64);
//! ```

use std::borrow::Cow;
use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The algorithm's name, as it stands in `Authorization` and in the string to sign.
pub const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// The parts of an HTTP request that are signed.
#[derive(Clone, Copy, Debug)]
pub struct SigningRequest<'a> {
    /// `POST` or `GET`.
    pub method: &'a str,
    /// The path exactly as it is sent, at least `/`.
    pub path: &'a str,
    /// The query exactly as it is sent, without `?`; empty for `POST`.
    pub query: &'a str,
    /// The headers to sign, in any order and case: at least `content-type` and `host`.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body exactly as it is sent.
    pub payload: &'a [u8],
}

/// The request in the form that both sides hash.
pub fn canonical_request(request: &SigningRequest<'_>) -> String {
    let SigningRequest {
        method,
        path,
        query,
        headers,
        payload,
    } = request;
    let headers = sorted(headers);
    let header_bytes: usize = headers
        .iter()
        .map(|(name, value)| 2 * name.len() + value.len() + 3)
        .sum();
    let fixed_bytes = method.len() + path.len() + query.len() + 2 * Sha256::output_size() + 5;
    let mut text = String::with_capacity(header_bytes + fixed_bytes);
    for line in [method, path, query] {
        text += line;
        text.push('\n');
    }
    for (name, value) in &headers {
        text += name;
        text.push(':');
        text += &lower_case(value.trim());
        text.push('\n');
    }
    text.push('\n');
    push_names(&mut text, &headers);
    text.push('\n');
    push_hex(&mut text, &Sha256::digest(payload).into());
    text
}

/// The names of the signed headers, lower-cased, sorted and joined: `content-type;host`.
pub fn signed_headers(headers: &[(&str, &str)]) -> String {
    let mut names = String::new();
    push_names(&mut names, &sorted(headers));
    names
}

/// The UTC day of a Unix timestamp in seconds, as in the credential scope: `2019-02-25`.
pub fn date(timestamp: u64) -> String {
    let (year, month, day) = civil_from_days(timestamp / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// What the signing key is good for: `2019-02-25/vod/tc3_request`.
pub fn credential_scope(date: &str, service: &str) -> String {
    format!("{date}/{service}/tc3_request")
}

/// The text whose HMAC is the signature.
pub fn string_to_sign(timestamp: u64, scope: &str, canonical_request: &str) -> String {
    let timestamp = timestamp.to_string();
    let mut text = String::with_capacity(
        ALGORITHM.len() + timestamp.len() + scope.len() + 2 * Sha256::output_size() + 3,
    );
    for line in [ALGORITHM, &timestamp, scope] {
        text += line;
        text.push('\n');
    }
    let digest = Sha256::digest(canonical_request.as_bytes());
    push_hex(&mut text, &digest.into());
    text
}

/// A key derived from the secret key for one day and one service. Wiped from memory when dropped.
#[derive(Clone)]
pub struct SigningKey(Hmac<Sha256>);

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey([redacted])")
    }
}

/// Derives the signing key of a day and a service.
pub fn signing_key(secret_key: &str, date: &str, service: &str) -> SigningKey {
    let prefixed = Zeroizing::new(format!("TC3{secret_key}"));
    let date_key = hmac_sha256(&keyed(prefixed.as_bytes()), date.as_bytes());
    let service_key = hmac_sha256(&keyed(&*date_key), service.as_bytes());
    let key = hmac_sha256(&keyed(&*service_key), b"tc3_request");
    SigningKey(keyed(&*key))
}

/// The signature: 64 hexadecimal digits.
pub fn signature(key: &SigningKey, string_to_sign: &str) -> String {
    let mut hex = String::with_capacity(2 * Sha256::output_size());
    push_hex(&mut hex, &hmac_sha256(&key.0, string_to_sign.as_bytes()));
    hex
}

/// The value of the `Authorization` header.
pub fn authorization(
    secret_id: &str,
    scope: &str,
    signed_headers: &str,
    signature: &str,
) -> String {
    let parts = [
        ALGORITHM,
        " Credential=",
        secret_id,
        "/",
        scope,
        ", SignedHeaders=",
        signed_headers,
        ", Signature=",
        signature,
    ];
    parts.concat()
}

type Headers<'a> = Vec<(Cow<'a, str>, &'a str)>;

fn sorted<'a>(headers: &[(&'a str, &'a str)]) -> Headers<'a> {
    let lower = headers
        .iter()
        .map(|(name, value)| (lower_case(name), *value));
    let mut sorted: Headers<'a> = lower.collect();
    sorted.sort();
    sorted
}

/// The text in lower case, without a copy if it is already.
fn lower_case(text: &str) -> Cow<'_, str> {
    match text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        true => text.into(),
        false => text.to_lowercase().into(),
    }
}

fn push_names(text: &mut String, headers: &Headers<'_>) {
    for (index, (name, _)) in headers.iter().enumerate() {
        if index > 0 {
            text.push(';');
        }
        *text += name;
    }
}

fn push_hex(text: &mut String, digest: &[u8; 32]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut hex = [0; 64];
    for (pair, byte) in hex.chunks_exact_mut(2).zip(digest) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    *text += std::str::from_utf8(&hex).expect("hexadecimal digits are ASCII");
}

/// An HMAC that has taken its key, and can be used for many texts.
fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of any length")
}

fn hmac_sha256(keyed: &Hmac<Sha256>, text: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut hmac = keyed.clone();
    hmac.update(text);
    Zeroizing::new(hmac.finalize().into_bytes().into())
}

/// The date that is `days` days after 1970-01-01 in the Gregorian calendar.
///
/// Years are counted from March, so that a leap day is the last day of its year, and in eras of 400
/// years, which all have the same number of days.
fn civil_from_days(days: u64) -> (u64, u64, u64) {
    const DAYS_PER_ERA: u64 = 146_097;
    const DAYS_FROM_0000_03_01: u64 = 719_468;

    let days = days + DAYS_FROM_0000_03_01;
    let (era, day_of_era) = (days / DAYS_PER_ERA, days % DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = 400 * era + year_of_era + u64::from(month <= 2);
    (year, month, day)
}
