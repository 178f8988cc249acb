//! What both an address and a player signature say of who may play.

use super::check;
use super::error::SignatureError;

/// Limits on playing from one address.
#[derive(Clone, Debug, Default)]
pub(super) struct Access {
    pub(super) expires_at: Option<u64>,
    /// Seconds; 0 is no limit.
    pub(super) preview: u32,
    pub(super) max_addresses: Option<u8>,
    pub(super) link_id: Option<String>,
}

impl Access {
    pub(super) fn check(&self) -> Result<(), SignatureError> {
        if let Some(time) = self.expires_at {
            check::seconds("expires_at", time)?;
        }
        if let Some(number) = self.max_addresses
            && !(1..=9).contains(&number)
        {
            return Err(SignatureError::new(
                "max_addresses",
                format_args!("is {number}, and it is 1 to 9: leave it out for no limit"),
            ));
        }
        self.link_id.as_deref().map_or(Ok(()), check_link_id)
    }

    /// `t`: hexadecimal digits in lower case, without leading zeros.
    pub(super) fn t(&self) -> Option<String> {
        self.expires_at.map(|time| format!("{time:x}"))
    }

    /// `exper`, which the service does not take as 0.
    pub(super) fn exper(&self) -> Option<u32> {
        (self.preview > 0).then_some(self.preview)
    }
}

/// Only characters that mean the same in an address and in what is hashed, encoded or not.
fn check_link_id(id: &str) -> Result<(), SignatureError> {
    check::not_empty("link_id", id)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    if id.bytes().all(is_plain) {
        return Ok(());
    }
    Err(SignatureError::new(
        "link_id",
        "has a character that would be encoded in an address: use letters and digits of ASCII, -, _, . and ~",
    ))
}
