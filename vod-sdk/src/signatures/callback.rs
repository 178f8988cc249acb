//! The signature of event callbacks.

use std::fmt;

use hmac::digest::CtOutput;
use md5::{Digest, Md5};
use serde_json::Value;
use zeroize::Zeroizing;

use super::check;
use super::error::SignatureError;
use super::verification::{VerificationError, VerificationErrorKind, not_expired};
use crate::encode::from_hex;
use crate::events::Event;

/// The longest that a callback is valid, in seconds; the service says 10 minutes.
const LONGEST: u64 = 3_600;

/// The key that VOD signs event callbacks with, as set by
/// [`ModifyEventConfig`](crate::v2018_07_17::ModifyEventConfigRequest) (`sign_key`).
///
/// ```
/// use vod_sdk::signatures::CallbackKey;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = CallbackKey::new("mysignkey")?;
/// let now = 1546314900; // Seconds since 1970, by the clock.
/// let body = br#"{
///     "EventType": "NewFileUpload",
///     "FileUploadEvent": {"FileId": "5285485487985271487"},
///     "T": 1546315200,
///     "Sign": "9aeee23536d8a08c7dad4ddef7c34e99"
/// }"#;
/// let event = key.verify(body, now)?;
/// assert_eq!(event.kind(), "NewFileUpload");
/// # Ok(())
/// # }
/// ```
///
/// # What it proves
///
/// Little: **the signature does not cover the body.** It is the MD5 of the key and the time at which the callback expires, so
/// it is the same for all callbacks of a second. Whoever sees one callback can send others with it, of any content,
/// until it expires, 10 minutes later. Therefore:
///
/// - Have callbacks sent to an `https://` address, so that nobody sees one.
/// - Take an event for a hint, and read the facts before acting on what matters: the task by
///   [`Client::task`](crate::Client::task), the file by `DescribeMediaInfos`.
/// - Or read the queue of events in place of callbacks, as the [guide](crate::guide::events) shows.
///
/// A callback may come twice: [`Event::dedup_key`] recognizes it. An older edition of the documentation says that the
/// service gives up waiting after 5 seconds and tries twice more, so respond first, and work then.
///
/// # Official source
///
/// [`ModifyEventConfig`](crate::v2018_07_17::ModifyEventConfigRequest). The key is wiped from memory with the value, and
/// `Debug` does not show it.
#[derive(Clone)]
pub struct CallbackKey {
    key: Zeroizing<String>,
}

impl CallbackKey {
    /// A key of 1 to 32 letters and digits.
    ///
    /// # Errors
    ///
    /// If it is empty or longer, or has another character, such as white space at its end.
    pub fn new(key: impl Into<String>) -> Result<Self, SignatureError> {
        let key = Zeroizing::new(key.into());
        check::required("key", &key)?;
        check::letters_and_digits("key", &key)?;
        check::max_chars("key", &key, 32)?;
        Ok(Self { key })
    }

    /// The event in the body of a callback, if its signature is right and has not expired.
    ///
    /// `unix_seconds` is the time now, in seconds since 1970. Clocks may differ by 60 seconds. A callback that expires
    /// more than an hour ahead is refused, since the service makes none. `Sign` may be in upper case, and `T` a text.
    ///
    /// # Errors
    ///
    /// By [`kind`](VerificationError::kind): `Malformed` if the body is not an event, for the reasons of
    /// [`Event::from_callback`]; `Unsigned` if there is no `Sign` or `T`, as without a key in the settings; `Mismatch`
    /// if the key is another; `Expired` and `TooFarAhead`, by `T`.
    pub fn verify(&self, body: &[u8], unix_seconds: u64) -> Result<Event, VerificationError> {
        let event = Event::from_callback(body).map_err(|error| {
            VerificationError::new(VerificationErrorKind::Malformed, error.to_string())
        })?;
        let (sign, t) = signature_of(event.json())?;
        self.check(&sign, &t)?;
        check_time(&t, unix_seconds)?;
        Ok(event)
    }

    /// Compares in constant time, so that the time it takes tells nothing of the right signature.
    fn check(&self, sign: &[u8; 16], t: &str) -> Result<(), VerificationError> {
        let right = Md5::new()
            .chain_update(&*self.key)
            .chain_update(t)
            .finalize();
        if CtOutput::<Md5>::new(right) == CtOutput::new((*sign).into()) {
            return Ok(());
        }
        Err(VerificationError::new(
            VerificationErrorKind::Mismatch,
            "the callback is signed with another key than the one given, or `T` was changed",
        ))
    }
}

impl fmt::Debug for CallbackKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallbackKey([redacted])")
    }
}

/// The bytes of `Sign`, and `T` as it is written.
fn signature_of(body: &Value) -> Result<([u8; 16], String), VerificationError> {
    let unsigned = |message: &str| VerificationError::new(VerificationErrorKind::Unsigned, message);
    let t = match &body["T"] {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => String::new(),
    };
    let sign = body["Sign"].as_str().unwrap_or_default();
    if sign.is_empty() && t.is_empty() {
        return Err(unsigned(
            "the callback has neither `Sign` nor `T`: set the key with ModifyEventConfig (`SignKey`)",
        ));
    }
    let sign = from_hex(sign.as_bytes())
        .ok_or_else(|| unsigned("the `Sign` of the callback is not of 32 hexadecimal digits"))?;
    let is_time = (1..=20).contains(&t.len()) && t.bytes().all(|byte| byte.is_ascii_digit());
    match is_time {
        true => Ok((sign, t)),
        false => Err(unsigned(
            "the `T` of the callback is not a number of seconds",
        )),
    }
}

fn check_time(t: &str, now: u64) -> Result<(), VerificationError> {
    let expires_at = t.parse().unwrap_or(u64::MAX);
    not_expired("the callback", expires_at, now)?;
    if expires_at <= now.saturating_add(LONGEST) {
        return Ok(());
    }
    Err(VerificationError::new(
        VerificationErrorKind::TooFarAhead,
        format!(
            "the callback expires in {} seconds, and those of the service in {LONGEST} at most: is the clock right?",
            expires_at - now,
        ),
    ))
}
