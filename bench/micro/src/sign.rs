//! Signing a request: with the day's key at hand, the plain way, and the hashing alone.

use std::hint::black_box;

use bench_answers::{SECRET_ID, SECRET_KEY};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use vod_sdk::sign::{self, Destination, Signer, SigningKey, SigningRequest};

use crate::Operation;

const HOST: &str = "vod.tencentcloudapi.com";
const CONTENT_TYPE: &str = "application/json";
const ACTION: &str = "ExecuteFunction";
const SIGNED_HEADERS: &str = "content-type;host;x-tc-action";
const DATE: &str = "2026-01-01";
const TIMESTAMP: u64 = 1_767_225_600;

/// A compression takes this many bytes, and the padding of a message at least the other number.
const BLOCK: usize = 64;
const PADDING: usize = 9;

/// The ways to sign. Fails if two of them sign differently.
pub fn operations() -> Result<Vec<Operation<'static>>, String> {
    let mut operations = Vec::new();
    for (group, length) in [("a body of 200 bytes", 200), ("a body of 1 MB", 1_000_000)] {
        let payload = vec![b'x'; length];
        let key = sign::signing_key(SECRET_KEY, DATE, "vod");
        if with_key(&key, &payload) != plainly(&payload) {
            return Err(format!("{group}: the two signatures differ"));
        }
        let signer = Signer::new(SECRET_ID, SECRET_KEY, TIMESTAMP, "vod");
        let destination = Destination::of(&request(&[]));
        let sign = move |payload: &[u8]| signer.authorization(&destination, TIMESTAMP, payload);
        if sign(&payload) != plainly(&payload) {
            return Err(format!("{group}: the signer signs differently"));
        }
        let blocks = blocks(&payload);
        let hashed = vec![b'x'; blocks * BLOCK - PADDING];
        let (again, once_more) = (payload.clone(), payload.clone());
        let operation = |name, run| Operation {
            name,
            group,
            bytes: length,
            run,
            prepare: None,
        };
        operations.extend([
            operation(
                "SHA-256 of as many blocks",
                Box::new(move || _ = black_box(Sha256::digest(black_box(&hashed)))) as Box<_>,
            ),
            operation(
                "vod_sdk::sign::Signer, as the client signs",
                Box::new(move || drop(black_box(sign(black_box(&once_more))))),
            ),
            operation(
                "vod_sdk::sign stage by stage, with the day's key",
                Box::new(move || drop(black_box(with_key(&key, black_box(&payload))))),
            ),
            operation(
                "the plain way, with the key derived each time",
                Box::new(move || drop(black_box(plainly(black_box(&again))))),
            ),
        ]);
    }
    Ok(operations)
}

/// How many compressions a signature takes, with a key that has been taken in.
fn blocks(payload: &[u8]) -> usize {
    let of = |length: usize| (length + PADDING).div_ceil(BLOCK);
    let canonical = canonical_request(payload);
    let text = sign::string_to_sign(TIMESTAMP, &scope(), &canonical);
    let outer = Sha256::output_size();
    of(payload.len()) + of(canonical.len()) + of(text.len()) + of(outer)
}

fn scope() -> String {
    sign::credential_scope(DATE, "vod")
}

fn canonical_request(payload: &[u8]) -> String {
    sign::canonical_request(&request(payload))
}

fn request(payload: &[u8]) -> SigningRequest<'_> {
    SigningRequest {
        method: "POST",
        path: "/",
        query: "",
        headers: &[
            ("content-type", CONTENT_TYPE),
            ("host", HOST),
            ("x-tc-action", ACTION),
        ],
        payload,
    }
}

/// With what was derived for the day, but nothing else prepared.
fn with_key(key: &SigningKey, payload: &[u8]) -> String {
    let scope = "2026-01-01/vod/tc3_request";
    let text = sign::string_to_sign(TIMESTAMP, scope, &canonical_request(payload));
    sign::authorization(
        SECRET_ID,
        scope,
        SIGNED_HEADERS,
        &sign::signature(key, &text),
    )
}

/// As one writes it from the documentation.
fn plainly(payload: &[u8]) -> String {
    let hash = hex::encode(Sha256::digest(payload));
    let action = ACTION.to_lowercase();
    let headers = format!("content-type:{CONTENT_TYPE}\nhost:{HOST}\nx-tc-action:{action}\n");
    let canonical = format!("POST\n/\n\n{headers}\n{SIGNED_HEADERS}\n{hash}");
    let scope = format!("{DATE}/vod/tc3_request");
    let hash = hex::encode(Sha256::digest(canonical.as_bytes()));
    let text = format!("TC3-HMAC-SHA256\n{TIMESTAMP}\n{scope}\n{hash}");
    let date = hmac(format!("TC3{SECRET_KEY}").as_bytes(), DATE.as_bytes());
    let service = hmac(&date, b"vod");
    let key = hmac(&service, b"tc3_request");
    let signature = hex::encode(hmac(&key, text.as_bytes()));
    format!(
        "TC3-HMAC-SHA256 Credential={SECRET_ID}/{scope}, SignedHeaders={SIGNED_HEADERS}, Signature={signature}"
    )
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut hmac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    hmac.update(text);
    hmac.finalize().into_bytes().to_vec()
}
