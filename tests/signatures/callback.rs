use serde_json::{Value, json};
use vod_sdk::signatures::{CallbackKey, VerificationErrorKind};

use super::refused;

const KEY: &str = "mysignkey";
/// The MD5 of the key and the time, made with hashlib of Python.
const SIGN: &str = "9aeee23536d8a08c7dad4ddef7c34e99";
const T: u64 = 1_546_315_200;

fn body(sign: &Value, t: &Value) -> String {
    json!({
        "EventType": "NewFileUpload",
        "FileUploadEvent": { "FileId": "5285485487985271487" },
        "Sign": sign,
        "T": t,
    })
    .to_string()
}

/// The id of the file of a callback that is verified.
fn verify(body: &str, now: u64) -> Result<String, VerificationErrorKind> {
    let key = CallbackKey::new(KEY).unwrap();
    match key.verify(body.as_bytes(), now) {
        Ok(event) => Ok(event.file_id().unwrap().to_owned()),
        Err(error) => {
            let message = error.to_string();
            assert!(
                !message.contains(KEY) && !message.contains(SIGN),
                "{message}"
            );
            Err(error.kind())
        }
    }
}

#[test]
fn a_callback_is_an_event_if_its_signature_is_right() {
    for sign in [json!(SIGN), json!(SIGN.to_uppercase())] {
        for t in [json!(T), json!(T.to_string())] {
            let file = verify(&body(&sign, &t), T - 600);
            assert_eq!(file.unwrap(), "5285485487985271487");
        }
    }
}

#[test]
fn a_signature_is_good_until_it_expires_and_not_longer_than_an_hour() {
    use VerificationErrorKind::{Expired, TooFarAhead};

    for (now, expected) in [
        (T - 3_601, Some(TooFarAhead)),
        (T - 3_600, None),
        (T, None),
        (T + 60, None),
        (T + 61, Some(Expired)),
        (0, Some(TooFarAhead)),
        (u64::MAX, Some(Expired)),
    ] {
        let verified = verify(&body(&json!(SIGN), &json!(T)), now);
        assert_eq!(verified.err(), expected, "{now}");
    }
}

#[test]
fn what_is_not_signed_with_the_key_is_refused() {
    use VerificationErrorKind::{Mismatch, Unsigned};

    let another = format!("8{}", &SIGN[1..]);
    for (sign, t, kind) in [
        (json!(another), json!(T), Mismatch),
        (json!(SIGN), json!(T + 1), Mismatch),
        (json!(SIGN), json!(format!("0{T}")), Mismatch),
        (Value::Null, Value::Null, Unsigned),
        (json!(""), json!(""), Unsigned),
        (json!(SIGN), Value::Null, Unsigned),
        (Value::Null, json!(T), Unsigned),
        (json!(&SIGN[1..]), json!(T), Unsigned),
        (json!(format!("{SIGN}00")), json!(T), Unsigned),
        (json!(SIGN.replace('a', "x")), json!(T), Unsigned),
        (json!(SIGN), json!(1_546_315_200.5), Unsigned),
        (json!(SIGN), json!(-1), Unsigned),
        (json!(SIGN), json!(" 1546315200"), Unsigned),
        (json!(SIGN), json!("1".repeat(21)), Unsigned),
        (json!(SIGN), json!([T]), Unsigned),
    ] {
        assert_eq!(verify(&body(&sign, &t), T), Err(kind), "{sign} {t}");
    }
    let another_key = CallbackKey::new("mysignkey2").unwrap();
    let error = another_key.verify(body(&json!(SIGN), &json!(T)).as_bytes(), T);
    assert_eq!(error.unwrap_err().kind(), Mismatch);
}

#[test]
fn a_body_that_is_no_event_is_malformed() {
    for body in [
        "",
        "{",
        "[]",
        "{\"Sign\": \"9aeee23536d8a08c7dad4ddef7c34e99\", \"T\": 1546315200}",
        "{\"version\": \"4.0\", \"eventType\": \"NewFileUpload\", \"data\": {}}",
    ] {
        assert_eq!(
            verify(body, T),
            Err(VerificationErrorKind::Malformed),
            "{body}"
        );
    }
}

/// What the documentation warns of: were the body covered one day, the warning could go.
#[test]
fn the_signature_does_not_cover_the_body() {
    let body = body(&json!(SIGN), &json!(T)).replace("5285485487985271487", "1");
    assert_eq!(verify(&body, T).unwrap(), "1");
}

#[test]
fn a_key_is_of_1_to_32_letters_and_digits_and_not_shown() {
    CallbackKey::new("a".repeat(32)).unwrap();
    refused(CallbackKey::new(""), "key", "is empty");
    refused(CallbackKey::new("a".repeat(33)), "key", "has 33 characters");
    refused(CallbackKey::new("mysignkey\n"), "key", "neither a letter");
    let debug = format!("{:?}", CallbackKey::new(KEY).unwrap());
    assert_eq!(debug, "CallbackKey([redacted])");
}
