//! The stages of a signature, each a pure function.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The algorithm's name, as it is in `Authorization` and in the string to sign.
pub const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// How many digits a digest has.
pub(super) const HEX_DIGITS: usize = 64;

/// The parts of an HTTP request that are signed. `{:?}` shows neither the parameters nor the values of
/// headers, which may be secrets.
#[derive(Clone, Copy)]
pub struct SigningRequest<'a> {
    /// `POST` or `GET`.
    pub method: &'a str,
    /// The path exactly as it is sent, at least `/`.
    pub path: &'a str,
    /// The query exactly as it is sent, without `?`; empty for `POST`.
    pub query: &'a str,
    /// The headers to sign, in any order and case: at least `content-type` and `host`. Sign `x-tc-action`
    /// too, as the client does, or a request may be turned into one of another action.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body exactly as it is sent.
    pub payload: &'a [u8],
}

impl fmt::Debug for SigningRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query_bytes", &self.query.len())
            .field("signed_headers", &signed_headers(self.headers))
            .field("payload_bytes", &self.payload.len())
            .finish()
    }
}

/// The request in the form that both sides hash.
pub fn canonical_request(request: &SigningRequest<'_>) -> String {
    let mut text = canonical_head(request);
    push_hex(&mut text, &sha256(request.payload));
    text
}

/// The names of the signed headers, lower-cased, sorted and joined: `content-type;host;x-tc-action`.
pub fn signed_headers(headers: &[(&str, &str)]) -> String {
    let mut names = String::new();
    push_names(&mut names, as_borrowed(&sorted(headers)));
    names
}

/// The UTC day of a Unix timestamp in seconds, as in the credential scope: `2019-02-25`.
pub fn date(timestamp: u64) -> String {
    let (year, month, day) = civil_from_days(day(timestamp));
    format!("{year:04}-{month:02}-{day:02}")
}

/// What the signing key is good for: `2019-02-25/vod/tc3_request`.
pub fn credential_scope(date: &str, service: &str) -> String {
    format!("{date}/{service}/tc3_request")
}

/// The text whose HMAC is the signature.
pub fn string_to_sign(timestamp: u64, scope: &str, canonical_request: &str) -> String {
    let mut text = String::with_capacity(string_to_sign_bytes(scope));
    let digest = sha256(canonical_request.as_bytes());
    push_string_to_sign(&mut text, timestamp, scope, &digest);
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

impl SigningKey {
    /// An HMAC that has taken its key, and can be used for many texts.
    fn new(key: &[u8]) -> Self {
        Self(Hmac::new_from_slice(key).expect("HMAC takes keys of any length"))
    }
}

/// Derives the signing key of a day and a service.
pub fn signing_key(secret_key: &str, date: &str, service: &str) -> SigningKey {
    let prefixed = Zeroizing::new(format!("TC3{secret_key}"));
    let mut key = SigningKey::new(prefixed.as_bytes());
    for part in [date, service, "tc3_request"] {
        let derived = Zeroizing::new(hmac(&key, part));
        key = SigningKey::new(&*derived);
    }
    key
}

/// The signature: 64 hexadecimal digits.
pub fn signature(key: &SigningKey, string_to_sign: &str) -> String {
    let mut hex = String::with_capacity(HEX_DIGITS);
    push_hex(&mut hex, &hmac(key, string_to_sign));
    hex
}

/// The value of the `Authorization` header.
pub fn authorization(
    secret_id: &str,
    scope: &str,
    signed_headers: &str,
    signature: &str,
) -> String {
    let head = authorization_head(secret_id, scope);
    [&*head, signed_headers, BEFORE_SIGNATURE, signature].concat()
}

/// What is in `Authorization` between the names of the signed headers and the signature.
pub(super) const BEFORE_SIGNATURE: &str = ", Signature=";

/// `Authorization` up to the names of the signed headers.
pub(super) fn authorization_head(secret_id: &str, scope: &str) -> String {
    [
        ALGORITHM,
        " Credential=",
        secret_id,
        "/",
        scope,
        ", SignedHeaders=",
    ]
    .concat()
}

/// The UTC day of a Unix timestamp in seconds, counted from 1970-01-01.
pub(super) fn day(timestamp: u64) -> u64 {
    timestamp / 86_400
}

/// A canonical request up to the digest of its payload, with room for that.
pub(super) fn canonical_head(request: &SigningRequest<'_>) -> String {
    let SigningRequest {
        method,
        path,
        query,
        headers,
        ..
    } = *request;
    let header_bytes = |(name, value): &(&str, &str)| 2 * name.len() + value.len() + 3;
    let header_bytes: usize = headers.iter().map(header_bytes).sum();
    let fixed_bytes = method.len() + path.len() + query.len() + HEX_DIGITS + 5;
    let mut text = String::with_capacity(header_bytes + fixed_bytes);
    for line in [method, path, query] {
        text += line;
        text.push('\n');
    }
    match is_canonical(headers) {
        true => push_headers(&mut text, headers.iter().copied()),
        false => push_headers(&mut text, as_borrowed(&sorted(headers))),
    }
    text.push('\n');
    text
}

/// How long a string to sign becomes at most.
pub(super) fn string_to_sign_bytes(scope: &str) -> usize {
    const TIMESTAMP_DIGITS: usize = 20;

    ALGORITHM.len() + TIMESTAMP_DIGITS + scope.len() + HEX_DIGITS + 3
}

pub(super) fn push_string_to_sign(
    text: &mut String,
    timestamp: u64,
    scope: &str,
    canonical_digest: &[u8; 32],
) {
    for line in [ALGORITHM, itoa::Buffer::new().format(timestamp), scope] {
        *text += line;
        text.push('\n');
    }
    push_hex(text, canonical_digest);
}

/// The bytes of the signature.
pub(super) fn hmac(key: &SigningKey, string_to_sign: &str) -> [u8; 32] {
    let mut hmac = key.0.clone();
    hmac.update(string_to_sign.as_bytes());
    hmac.finalize().into_bytes().into()
}

pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Whether headers are in the order and case in which they are signed, as the client's own are.
fn is_canonical(headers: &[(&str, &str)]) -> bool {
    let is_lower =
        |name: &str| name.is_ascii() && !name.bytes().any(|byte| byte.is_ascii_uppercase());
    headers.is_sorted() && headers.iter().all(|(name, _)| is_lower(name))
}

/// Headers in the order and case in which they are signed.
fn sorted<'a>(headers: &[(&str, &'a str)]) -> Vec<(String, &'a str)> {
    let lower = headers
        .iter()
        .map(|(name, value)| (name.to_lowercase(), *value));
    let mut sorted: Vec<_> = lower.collect();
    sorted.sort();
    sorted
}

fn as_borrowed<'a>(
    headers: &'a [(String, &'a str)],
) -> impl Iterator<Item = (&'a str, &'a str)> + Clone {
    headers.iter().map(|(name, value)| (name.as_str(), *value))
}

/// The lines of the headers, an empty one, and the line of their names.
fn push_headers<'a>(text: &mut String, headers: impl Iterator<Item = (&'a str, &'a str)> + Clone) {
    for (name, value) in headers.clone() {
        *text += name;
        text.push(':');
        push_value(text, value);
        text.push('\n');
    }
    text.push('\n');
    push_names(text, headers);
}

fn push_names<'a>(text: &mut String, headers: impl Iterator<Item = (&'a str, &'a str)>) {
    for (index, (name, _)) in headers.enumerate() {
        if index > 0 {
            text.push(';');
        }
        *text += name;
    }
}

/// The value of a header in the form in which it is signed.
pub(super) fn push_value(text: &mut String, value: &str) {
    let value = value.trim();
    if !value.is_ascii() {
        *text += &value.to_lowercase();
        return;
    }
    let start = text.len();
    *text += value;
    text[start..].make_ascii_lowercase();
}

pub(super) fn push_hex(text: &mut String, digest: &[u8; 32]) {
    // Without a table, so that the compiler has all digits computed at once.
    let digit = |half: u8| half + if half < 10 { b'0' } else { b'a' - 10 };
    let mut hex = [0; HEX_DIGITS];
    for (pair, byte) in hex.chunks_exact_mut(2).zip(digest) {
        pair[0] = digit(byte >> 4);
        pair[1] = digit(byte & 15);
    }
    *text += std::str::from_utf8(&hex).expect("hexadecimal digits are ASCII");
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
