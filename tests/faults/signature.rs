//! TC3-HMAC-SHA256 as the service verifies it, without the SDK's signer.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::http::Request;

pub(crate) const SECRET_ID: &str = "AKIDFAULTSFAULTSFAULTS";
pub(crate) const SECRET_KEY: &str = "made-up-key-of-the-fault-server";

/// The signature of a request, if it is right for its headers, its body and the day of its timestamp.
pub(crate) fn verified(request: &Request, day: &str) -> Result<String, String> {
    let authorization = request.header("authorization");
    let prefix = format!("TC3-HMAC-SHA256 Credential={SECRET_ID}/{day}/vod/tc3_request, ");
    let rest = authorization.strip_prefix(&prefix);
    let (names, signature) = rest
        .and_then(|rest| rest.strip_prefix("SignedHeaders="))
        .and_then(|rest| rest.split_once(", Signature="))
        .ok_or_else(|| format!("on {day}: {authorization}"))?;
    if names != "content-type;host;x-tc-action" {
        return Err(format!("other headers than usual are signed: {names}"));
    }
    let expected = expected(request, day, names);
    match expected == signature {
        true => Ok(expected),
        false => Err(format!("{signature} is not {expected}")),
    }
}

fn expected(request: &Request, day: &str, names: &str) -> String {
    let mut canonical = "POST\n/\n\n".to_owned();
    for name in names.split(';') {
        canonical += &format!("{name}:{}\n", request.header(name).to_lowercase());
    }
    canonical += &format!("\n{names}\n{}", hex(&Sha256::digest(&request.body)));
    let to_sign = format!(
        "TC3-HMAC-SHA256\n{}\n{day}/vod/tc3_request\n{}",
        request.header("x-tc-timestamp"),
        hex(&Sha256::digest(canonical)),
    );
    let mut key = format!("TC3{SECRET_KEY}").into_bytes();
    for part in [day, "vod", "tc3_request", &to_sign] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(part.as_bytes());
        key = mac.finalize().into_bytes().to_vec();
    }
    hex(&key)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
