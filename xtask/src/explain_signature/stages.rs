//! Prints the stages of a signature, in the algorithm's own words.

use std::io;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::inputs::Inputs;
use crate::failure::Failure;
use crate::output::{Style, count, say};

/// Prints every stage from the canonical request to the Authorization header.
pub(super) fn print(inputs: &Inputs) -> Result<(), Failure> {
    let style = Style::of(&io::stdout());
    let canonical_request = inputs.canonical_request();
    let heading = |text: &str| say(style.bold(text));

    heading("1. canonical request");
    say(indented(&canonical_request));
    say(format_args!(
        "   (the last line is the SHA-256 of the body, {})",
        size(&inputs.payload)
    ));
    heading("\n2. SHA-256 of the canonical request");
    say(indented(&hex(&Sha256::digest(&canonical_request))));
    heading("\n3. string to sign");
    say(indented(&inputs.string_to_sign()));
    heading("\n4. keys, each shown as the first 8 hexadecimal digits of its SHA-256");
    print_keys(inputs)?;
    heading("\n5. signature");
    say(indented(&inputs.signature()));
    heading("\n6. Authorization");
    say(indented(&inputs.authorization()));
    Ok(())
}

fn print_keys(inputs: &Inputs) -> Result<(), Failure> {
    let Inputs { date, service, .. } = inputs;
    let secret = Zeroizing::new(format!("TC3{}", *inputs.secret_key));
    let date_key = hmac_sha256(secret.as_bytes(), date);
    let service_key = hmac_sha256(&*date_key, service);
    let signing_key = hmac_sha256(&*service_key, "tc3_request");
    let signature = hex(&*hmac_sha256(&*signing_key, &inputs.string_to_sign()));
    if signature != inputs.signature() {
        return Err("the SDK derives another signing key than this command: that is a bug".into());
    }
    let line = |name: &str, recipe: String, key: &[u8; 32]| {
        say(format_args!(
            "   {name:<11} {recipe:<44} {}",
            fingerprint(key)
        ));
    };
    line(
        "date key",
        format!("HMAC(\"TC3\" + secret key, \"{date}\")"),
        &date_key,
    );
    line(
        "service key",
        format!("HMAC(date key, \"{service}\")"),
        &service_key,
    );
    line(
        "signing key",
        "HMAC(service key, \"tc3_request\")".to_owned(),
        &signing_key,
    );
    Ok(())
}

/// Enough to tell two keys apart, too little to learn anything of either.
fn fingerprint(key: &[u8; 32]) -> String {
    hex(&Sha256::digest(key)[..4])
}

fn hmac_sha256(key: &[u8], text: &str) -> Zeroizing<[u8; 32]> {
    let mut hmac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    hmac.update(text.as_bytes());
    Zeroizing::new(hmac.finalize().into_bytes().into())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("   | {line}")).collect();
    lines
        .iter()
        .map(|line| line.trim_end())
        .collect::<Vec<_>>()
        .join("\n")
}

fn size(payload: &[u8]) -> String {
    count(payload.len(), "byte")
}
