//! The check of what a browser says that it has uploaded.

use std::fmt;

use hmac::Mac;
use zeroize::Zeroizing;

use super::check;
use super::error::SignatureError;
use super::mac::hmac_sha1;
use super::verification::{VerificationError, VerificationErrorKind, not_expired};
use crate::encode::{from_base64, from_hex};

/// The key that VOD signs the results of uploads from browsers with, in accounts that have one.
///
/// Such a browser gets a `verify_content` with the id of the file that it has uploaded, hands it to the program, and the program
/// can check that the id is not made up. This is an older mechanism, and the current documentation
/// no longer describes it. In its place, the event `NewFileUpload` says which file came with which
/// [`source_context`](super::UploadSignature::source_context).
///
/// The key is wiped from memory with the value, and `Debug` does not show it.
#[derive(Clone)]
pub struct CommitKey {
    key: Zeroizing<String>,
}

impl CommitKey {
    /// The `verify_key` of the account.
    ///
    /// # Errors
    ///
    /// If it is empty, or has a character that is neither a letter nor a digit, such as white space at its end.
    pub fn new(key: impl Into<String>) -> Result<Self, SignatureError> {
        let key = Zeroizing::new(key.into());
        check::required("key", &key)?;
        check::letters_and_digits("key", &key)?;
        Ok(Self { key })
    }

    /// The id of the file in a `verify_content`, if its signature is right and has not expired.
    ///
    /// `unix_seconds` is the time now, in seconds since 1970. It expires an hour after the upload; clocks may differ by 60
    /// seconds.
    ///
    /// # Errors
    ///
    /// By [`kind`](VerificationError::kind): `Unsigned` if it is not of the form, `Mismatch` if the key is another, `Expired`,
    /// or `Malformed` if there is no id or time in it.
    pub fn verify(
        &self,
        verify_content: &str,
        unix_seconds: u64,
    ) -> Result<String, VerificationError> {
        let content = from_base64(verify_content);
        let (signature, plain) = content.as_deref().and_then(parts).ok_or_else(|| {
            VerificationError::new(
                VerificationErrorKind::Unsigned,
                "the text is not a `verify_content`: Base64 of a signature, `ExpTime` and `FileId`",
            )
        })?;
        let mut mac = hmac_sha1(&self.key);
        mac.update(plain);
        mac.verify_slice(&signature).map_err(|_| {
            VerificationError::new(
                VerificationErrorKind::Mismatch,
                "the `verify_content` is signed with another key than the one given, or was changed",
            )
        })?;
        let (expires_at, file_id) = facts(plain).ok_or_else(|| {
            VerificationError::new(
                VerificationErrorKind::Malformed,
                "the `verify_content` is signed and has no `ExpTime` or no `FileId`",
            )
        })?;
        not_expired("the `verify_content`", expires_at, unix_seconds)?;
        Ok(file_id.to_owned())
    }
}

impl fmt::Debug for CommitKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CommitKey([redacted])")
    }
}

/// The signature, which is 20 bytes or, in an old example of the documentation, as many hexadecimal digits; and the text.
fn parts(content: &[u8]) -> Option<([u8; 20], &[u8])> {
    const START: &[u8] = b"ExpTime=";

    let (signature, plain) = content.split_at_checked(20)?;
    if plain.starts_with(START) {
        return Some((signature.try_into().ok()?, plain));
    }
    let (signature, plain) = content.split_at_checked(40)?;
    let signature = from_hex(signature)?;
    plain.starts_with(START).then_some((signature, plain))
}

fn facts(plain: &[u8]) -> Option<(u64, &str)> {
    let plain = std::str::from_utf8(plain).ok()?;
    let value = |name: &str| {
        let mut fields = plain.split('&').filter_map(|field| field.split_once('='));
        fields.find_map(|(key, value)| (key == name).then_some(value))
    };
    let expires_at = value("ExpTime")?.parse().ok()?;
    let file_id = value("FileId").filter(|id| !id.is_empty())?;
    Some((expires_at, file_id))
}
