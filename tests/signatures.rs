//! Signatures for uploads and playing, and those of callbacks: published values and our own, byte for byte, and what is
//! refused.

mod callback;
mod commit;
mod hotlink;
mod player;
mod upload;

use vod_sdk::signatures::SignatureError;

/// Expects a refusal for a parameter, whose message has a text.
fn refused<T: std::fmt::Debug>(result: Result<T, SignatureError>, parameter: &str, text: &str) {
    let error = result.expect_err(parameter);
    let message = error.to_string();
    assert_eq!(error.parameter(), parameter, "{message}");
    assert!(message.starts_with(&format!("`{parameter}` ")), "{message}");
    assert!(message.contains(text), "{message}, without {text:?}");
}

/// The bytes of Base64, by another decoder than the one of the SDK's dependency.
fn decoded(text: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let six_bits = |digit: char| alphabet.find(digit).unwrap_or_else(|| panic!("{digit}"));
    let digits = text.trim_end_matches('=');
    assert_eq!(text.len() % 4, 0, "{text}");
    let bits: String = digits
        .chars()
        .map(|digit| format!("{:06b}", six_bits(digit)))
        .collect();
    let bytes = bits.as_bytes().chunks_exact(8);
    bytes
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap())
        .collect()
}
