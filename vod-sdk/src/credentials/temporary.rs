//! Temporary credentials, as STS and the metadata service write them.

use std::time::{Duration, SystemTime};

use serde_json::Value;
use zeroize::Zeroizing;

use crate::credential::Credential;
use crate::wire::{Empty, ObjectSlot, Slot};

/// What issues a temporary credential calls its parts. They are read where they stay, and are wiped.
#[derive(Default)]
pub(super) struct Parts {
    id: Zeroizing<String>,
    key: Zeroizing<String>,
    token: Zeroizing<String>,
}

impl Empty for Parts {
    fn empty() -> Self {
        Self::default()
    }
}

impl ObjectSlot for Parts {
    fn field(&mut self, name: &str) -> Option<Slot<'_>> {
        let part = match name {
            "TmpSecretId" => &mut self.id,
            "TmpSecretKey" => &mut self.key,
            "Token" => &mut self.token,
            _ => return None,
        };
        Some(Slot::String(part))
    }
}

impl Parts {
    /// The credential, which expires at a time in Unix seconds. An error names what is missing, and quotes
    /// nothing.
    pub(super) fn into_credential(self, expired_time: &Value) -> Result<Credential, String> {
        let parts = [
            ("TmpSecretId", &self.id),
            ("TmpSecretKey", &self.key),
            ("Token", &self.token),
        ];
        if let Some((name, _)) = parts.iter().find(|(_, part)| part.is_empty()) {
            return Err(format!("lacks {name}"));
        }
        let credential = Credential::new(&**self.id, &**self.key).with_token(&**self.token);
        let expiry = unix_time(expired_time).ok_or("lacks ExpiredTime")?;
        Ok(credential.with_expiry(expiry))
    }
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

/// Whether a word of a response may be shown: short, and made of what names are made of.
pub(super) fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+=,.@_-".contains(&byte);
    (1..=128).contains(&text.len()) && text.bytes().all(is_plain)
}
