//! A role to assume, and how.

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::CredentialError;
use super::temporary::is_name;
use crate::time::{SystemTimeSource, TimeSource};

const MAX_SECONDS: u64 = 43_200;

/// What is said of a role and of the session in which it is assumed.
#[derive(Clone)]
pub(super) struct RoleSession {
    pub(super) role_arn: String,
    pub(super) session_name: String,
    pub(super) duration: Duration,
    pub(super) policy: Option<String>,
    pub(super) external_id: Option<String>,
}

impl RoleSession {
    pub(super) fn new(role_arn: impl Into<String>) -> Self {
        Self {
            role_arn: role_arn.into(),
            session_name: default_session_name(),
            duration: Duration::from_secs(7200),
            policy: None,
            external_id: None,
        }
    }

    /// Refuses what STS would refuse.
    pub(super) fn check(&self) -> Result<(), CredentialError> {
        let fault = if self.role_arn.trim().is_empty() {
            "the role has no ARN".to_owned()
        } else if !(is_name(&self.session_name) && self.session_name.len() >= 2) {
            format!(
                "the session name {:?} is not made of 2 to 128 letters, digits and +=,.@_-",
                self.session_name
            )
        } else if !(1..=MAX_SECONDS).contains(&self.duration.as_secs()) {
            format!(
                "a session of {:?} is not possible: it must last from 1 to {MAX_SECONDS} seconds",
                self.duration
            )
        } else {
            return Ok(());
        };
        Err(CredentialError::new(fault))
    }

    /// The parameters that all ways of assuming a role have.
    pub(super) fn parameters(&self) -> Map<String, Value> {
        let mut parameters = Map::new();
        let mut set = |name: &str, value: Value| parameters.insert(name.to_owned(), value);
        set("RoleArn", json!(self.role_arn.trim()));
        set("RoleSessionName", json!(self.session_name));
        set("DurationSeconds", json!(self.duration.as_secs()));
        if let Some(policy) = &self.policy {
            set("Policy", json!(policy));
        }
        if let Some(id) = &self.external_id {
            set("ExternalId", json!(id));
        }
        parameters
    }
}

/// A name that identifies a session in the audit log.
fn default_session_name() -> String {
    format!("vod-sdk-{:016x}", SystemTimeSource.random())
}

impl fmt::Debug for RoleSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoleSession")
            .field("role_arn", &self.role_arn)
            .field("session_name", &self.session_name)
            .field("duration", &self.duration)
            .field("policy", &self.policy)
            .field(
                "external_id",
                &self.external_id.as_ref().map(|_| "[redacted]"),
            )
            .finish()
    }
}
