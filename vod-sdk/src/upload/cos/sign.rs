//! The signature of COS's XML API (HMAC-SHA1), as one pure function per stage.
//!
//! ```text
//! http_string → string_to_sign → signature → authorization
//!                                    ↑
//! secret key, key_time → sign_key ───┘
//! ```
//!
//! Nothing here knows the clock or the environment: the same arguments give the same signature.

use hmac::{Hmac, KeyInit, Mac};
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use crate::encode::{hex, percent_encoded};

/// The algorithm's name, as it is in `Authorization` and in the string to sign.
const ALGORITHM: &str = "sha1";

/// The parts of an HTTP request that are signed.
#[derive(Clone, Copy)]
pub(super) struct SigningRequest<'a> {
    /// The method, in any case.
    pub(super) method: &'a str,
    /// The path with its leading `/`, decoded.
    pub(super) path: &'a str,
    /// The parameters of the query to sign, decoded, in any order.
    pub(super) parameters: &'a [(&'a str, &'a str)],
    /// The headers to sign, in any order.
    pub(super) headers: &'a [(&'a str, &'a str)],
}

/// The time in which a signature is good, in Unix seconds: `1557989151;1557996351`.
pub(super) fn key_time(start: u64, end: u64) -> String {
    format!("{start};{end}")
}

/// Derives the key for a time. Its 40 digits are the next key as text, not the bytes that they stand for.
pub(super) fn sign_key(secret_key: &str, key_time: &str) -> Zeroizing<String> {
    Zeroizing::new(hex(&hmac(secret_key, key_time)))
}

/// The request in the form that both sides hash.
pub(super) fn http_string(request: &SigningRequest<'_>) -> String {
    let method = request.method.to_ascii_lowercase();
    let parameters = joined(request.parameters);
    let headers = joined(request.headers);
    format!("{method}\n{}\n{parameters}\n{headers}\n", request.path)
}

/// The text whose HMAC is the signature.
pub(super) fn string_to_sign(key_time: &str, http_string: &str) -> String {
    let digest = hex(&Sha1::digest(http_string));
    format!("{ALGORITHM}\n{key_time}\n{digest}\n")
}

/// The signature: 40 hexadecimal digits.
pub(super) fn signature(sign_key: &str, string_to_sign: &str) -> String {
    hex(&hmac(sign_key, string_to_sign))
}

/// The value of the `Authorization` header.
pub(super) fn authorization(
    secret_id: &str,
    key_time: &str,
    request: &SigningRequest<'_>,
    signature: &str,
) -> String {
    let headers = names(request.headers);
    let parameters = names(request.parameters);
    format!(
        "q-sign-algorithm={ALGORITHM}&q-ak={secret_id}&q-sign-time={key_time}&q-key-time={key_time}\
         &q-header-list={headers}&q-url-param-list={parameters}&q-signature={signature}"
    )
}

/// A text with every byte of its UTF-8 percent-encoded, but for letters, digits and `-_.~`.
pub(super) fn encoded(text: &str) -> String {
    percent_encoded(text, "")
}

/// A path as it is sent: [`encoded`], with its slashes as they are.
pub(super) fn encoded_path(path: &str) -> String {
    percent_encoded(path, "/")
}

/// Pairs in the form in which they are signed: `name=value`, sorted by name and joined by `&`.
fn joined(pairs: &[(&str, &str)]) -> String {
    let pairs = sorted(pairs).into_iter();
    let pairs = pairs.map(|(name, value)| format!("{name}={}", encoded(value.trim())));
    pairs.collect::<Vec<_>>().join("&")
}

fn names(pairs: &[(&str, &str)]) -> String {
    let names = sorted(pairs).into_iter().map(|(name, _)| name);
    names.collect::<Vec<_>>().join(";")
}

/// Pairs by their names, which are encoded and in lower case.
fn sorted<'a>(pairs: &[(&str, &'a str)]) -> Vec<(String, &'a str)> {
    let lower = |name: &str| encoded(&name.to_lowercase());
    let pairs = pairs.iter().map(|(name, value)| (lower(name), *value));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

fn hmac(key: &str, message: &str) -> [u8; 20] {
    let mut hmac =
        Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    hmac.update(message.as_bytes());
    hmac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests;
