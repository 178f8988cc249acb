//! Options of a single call.

use std::time::Duration;

use crate::action::RetryClass;
use crate::config::AddedHeader;
use crate::credential::{Credential, CredentialError};
use crate::endpoint::check_region;
use crate::error::{Error, ErrorKind};
use crate::retry::RetryPolicy;

/// The options of a call; `None` leaves the client's setting.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) requests_per_second: Option<u32>,
    pub(crate) region: Option<String>,
    pub(crate) credential: Option<Credential>,
    pub(crate) validate: Option<bool>,
    pub(crate) retry_class: Option<RetryClass>,
    pub(crate) is_unsigned: bool,
    pub(crate) policy: Option<RetryPolicy>,
    pub(crate) headers: Vec<AddedHeader>,
    /// The `SessionId` of a request that can have one and has none.
    pub(crate) session_id: Option<String>,
}

impl Options {
    /// Refuses what no request could be made with.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.headers.iter().try_for_each(AddedHeader::check)?;
        if let Some(region) = &self.region {
            check_region(region)?;
        }
        if let Some(credential) = &self.credential {
            credential
                .check_parts()
                .map_err(CredentialError::into_config_error)?;
        }
        if let Some(policy) = &self.policy {
            policy.check()?;
        }
        if self.requests_per_second == Some(0) {
            let message = "Call::requests_per_second(0) lets no request through: it must be 1 a second \
                           at least";
            return Err(Error::new(ErrorKind::Config, message));
        }
        Ok(())
    }
}
