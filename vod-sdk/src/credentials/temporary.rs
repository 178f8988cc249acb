//! Temporary credentials, as STS and the metadata service write them.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::Credential;

/// Reads `TmpSecretId`, `TmpSecretKey` and `Token`, and the Unix seconds at which they expire. An error
/// names what is missing, and quotes nothing.
pub(super) fn read(parts: &Value, expired_time: &Value) -> Result<Credential, String> {
    let part = |name: &str| {
        let part = parts[name].as_str().filter(|part| !part.is_empty());
        part.ok_or_else(|| format!("lacks {name}"))
    };
    let credential = Credential::new(part("TmpSecretId")?, part("TmpSecretKey")?);
    let credential = credential.with_token(part("Token")?);
    let expiry = unix_time(expired_time).ok_or("lacks ExpiredTime")?;
    Ok(credential.with_expiry(expiry))
}

/// A time in Unix seconds, as a number or in a string.
pub(super) fn unix_time(value: &Value) -> Option<SystemTime> {
    let seconds = match value {
        Value::String(text) => text.trim().parse().ok(),
        // Some writers of JSON give whole seconds a decimal point.
        number => number
            .as_u64()
            .or_else(|| number.as_f64().filter(|s| *s >= 0.0).map(|s| s as u64)),
    }?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

/// Whether a word of an answer may be shown: short, and made of what names are made of.
pub(super) fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte);
    (1..=128).contains(&text.len()) && text.bytes().all(is_plain)
}
