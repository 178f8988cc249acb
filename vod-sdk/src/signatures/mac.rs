//! HMACs with the key of a text.

use hmac::{Hmac, KeyInit};
use sha1::Sha1;
use sha2::Sha256;

pub(super) fn hmac_sha1(key: &str) -> Hmac<Sha1> {
    keyed(key)
}

pub(super) fn hmac_sha256(key: &str) -> Hmac<Sha256> {
    keyed(key)
}

fn keyed<M: KeyInit>(key: &str) -> M {
    M::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length")
}
