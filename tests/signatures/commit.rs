use vod_sdk::signatures::{CommitKey, VerificationErrorKind};

use super::refused;

const KEY: &str = "6367c48dd193d56ea7b0baad25b19455e529f5ee";
/// The published text, with its HMAC as bytes and as hexadecimal digits.
const CONTENT: &str =
    "MylkSwWYp2xsScWXoqc9il8Hq+lFeHBUaW1lPTE0ODgxNjAyNjQmRmlsZUlkPTcwMzE4NjgyMjI4MDg1MDU5MTM=";
const IN_DIGITS: &str = "MzMyOTY0NGIwNTk4YTc2YzZjNDljNTk3YTJhNzNkOGE1ZjA3YWJlOUV4cFRpbWU9MTQ4ODE2MDI2NCZGaWxlSWQ9NzAzMTg2ODIyMjgwODUwNTkxMw==";
const EXPIRES_AT: u64 = 1_488_160_264;

fn verify(content: &str, now: u64) -> Result<String, VerificationErrorKind> {
    let verified = CommitKey::new(KEY).unwrap().verify(content, now);
    verified.map_err(|error| error.kind())
}

#[test]
fn the_published_content_is_verified() {
    for content in [CONTENT, IN_DIGITS] {
        for now in [EXPIRES_AT - 3_600, EXPIRES_AT, EXPIRES_AT + 60] {
            assert_eq!(verify(content, now).unwrap(), "7031868222808505913");
        }
        let late = verify(content, EXPIRES_AT + 61);
        assert_eq!(late, Err(VerificationErrorKind::Expired));
    }
}

#[test]
fn what_was_changed_or_is_none_is_refused() {
    use VerificationErrorKind::{Malformed, Mismatch, Unsigned};

    // The last digit of the file, and the first bit of the signature.
    let another_file = CONTENT.replace("MTM=", "MTQ=");
    let another_signature = CONTENT.replacen('M', "s", 1);
    for (content, kind) in [
        (&*another_file, Mismatch),
        (&another_signature, Mismatch),
        ("", Unsigned),
        ("not Base64", Unsigned),
        ("TWFu", Unsigned),
        (&CONTENT[4..], Unsigned),
        (
            "OMvTlSlrqN6EZZPnnuYVnAYle0FFeHBUaW1lPTE0ODgxNjAyNjQmRmlsZUlkPQ==",
            Malformed,
        ),
        (
            "hfXgnqt8cfNHOfUIbAWZU10p5ipFeHBUaW1lPXgmRmlsZUlkPTE=",
            Malformed,
        ),
        (
            "ctAUizCrAsL+WoYa94J1EyJvOjdFeHBUaW1lPTE0ODgxNjAyNjQ=",
            Malformed,
        ),
    ] {
        assert_eq!(verify(content, EXPIRES_AT), Err(kind), "{content}");
    }
    let another_key = CommitKey::new("another")
        .unwrap()
        .verify(CONTENT, EXPIRES_AT);
    assert_eq!(another_key.unwrap_err().kind(), Mismatch);
}

#[test]
fn a_key_is_of_letters_and_digits_and_not_shown() {
    refused(CommitKey::new(""), "key", "is empty");
    refused(CommitKey::new("6367c4 "), "key", "neither a letter");
    let debug = format!("{:?}", CommitKey::new(KEY).unwrap());
    assert_eq!(debug, "CommitKey([redacted])");
}
