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

use std::fmt::Write;

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
    let mut canonical_headers = String::new();
    for (name, value) in sorted(headers) {
        canonical_headers += &format!("{name}:{}\n", value.trim().to_lowercase());
    }
    let signed_headers = signed_headers(headers);
    let payload_hash = hex(&Sha256::digest(payload));
    format!("{method}\n{path}\n{query}\n{canonical_headers}\n{signed_headers}\n{payload_hash}")
}

/// The names of the signed headers, lower-cased, sorted and joined: `content-type;host`.
pub fn signed_headers(headers: &[(&str, &str)]) -> String {
    let names: Vec<String> = sorted(headers).into_iter().map(|(name, _)| name).collect();
    names.join(";")
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
    let request_hash = hex(&Sha256::digest(canonical_request.as_bytes()));
    format!("{ALGORITHM}\n{timestamp}\n{scope}\n{request_hash}")
}

/// A key derived from the secret key for one day and one service. Wiped from memory when dropped.
#[derive(Clone)]
pub struct SigningKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey([redacted])")
    }
}

/// Derives the signing key of a day and a service.
pub fn signing_key(secret_key: &str, date: &str, service: &str) -> SigningKey {
    let prefixed = Zeroizing::new(format!("TC3{secret_key}"));
    let date_key = hmac_sha256(prefixed.as_bytes(), date.as_bytes());
    let service_key = hmac_sha256(&*date_key, service.as_bytes());
    SigningKey(hmac_sha256(&*service_key, b"tc3_request"))
}

/// The signature: 64 hexadecimal digits.
pub fn signature(key: &SigningKey, string_to_sign: &str) -> String {
    hex(&*hmac_sha256(&*key.0, string_to_sign.as_bytes()))
}

/// The value of the `Authorization` header.
pub fn authorization(
    secret_id: &str,
    scope: &str,
    signed_headers: &str,
    signature: &str,
) -> String {
    format!(
        "{ALGORITHM} Credential={secret_id}/{scope}, SignedHeaders={signed_headers}, \
         Signature={signature}"
    )
}

fn sorted<'a>(headers: &[(&'a str, &'a str)]) -> Vec<(String, &'a str)> {
    let mut sorted: Vec<_> = headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), *value))
        .collect();
    sorted.sort();
    sorted
}

fn hmac_sha256(key: &[u8], text: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut hmac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    hmac.update(text);
    Zeroizing::new(hmac.finalize().into_bytes().into())
}

fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(hex, "{byte:02x}").expect("writing to a String cannot fail");
    }
    hex
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
