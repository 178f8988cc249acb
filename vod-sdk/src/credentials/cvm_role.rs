//! The credential of the role that is bound to a virtual machine.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::metadata::Metadata;
use super::temporary::{self, is_name};
use super::{CredentialError, CredentialFuture, CredentialProvider};
use crate::Credential;
use crate::transport::Transport;

const PATH: &str = "latest/meta-data/cam/security-credentials/";

/// The credential of the role that is bound to this virtual machine (CVM), from its metadata service.
///
/// It is absent if no connection to the metadata service can be made, and if no role is bound to the
/// machine. A connection may take a second; a request is made three times before it is given up. No proxy
/// is used.
#[derive(Debug, Default)]
#[must_use]
pub struct CvmRole {
    role: Option<String>,
    metadata: Metadata,
}

impl CvmRole {
    /// The role that the metadata service names.
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of the role, which is asked for otherwise.
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.role = Some(name.into());
        self
    }

    /// Where the metadata service is; default `http://metadata.tencentyun.com`.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.metadata.endpoint = Some(endpoint.into());
        self
    }

    /// How long one request may take; default 2 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.metadata.timeout = timeout;
        self
    }

    /// Carries the requests in another way than by the SDK's own HTTP client.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.metadata.transport = Some(Arc::new(transport));
        self
    }

    async fn ask(&self) -> Result<Credential, CredentialError> {
        self.check()?;
        let role = match &self.role {
            Some(role) => role.clone(),
            None => self.discover().await?,
        };
        let answer = self.metadata.get(&format!("{PATH}{role}")).await?;
        let answer = answer.ok_or_else(|| {
            let message = format!("the role {role} is not bound to this virtual machine");
            CredentialError::absent(message)
        })?;
        read(&answer).map_err(|fault| {
            let message = format!("the metadata service's answer for the role {role} {fault}");
            CredentialError::new(message)
        })
    }

    async fn discover(&self) -> Result<String, CredentialError> {
        let answer = self.metadata.get(PATH).await?.unwrap_or_default();
        let role = answer.lines().map(str::trim).find(|line| !line.is_empty());
        let role = role
            .ok_or_else(|| CredentialError::absent("no role is bound to this virtual machine"))?;
        match is_name(role) {
            true => Ok(role.to_owned()),
            false => Err(CredentialError::new(
                "the metadata service does not name a role, but answers something else",
            )),
        }
    }
}

impl CredentialProvider for CvmRole {
    fn provide(&self) -> CredentialFuture<'_> {
        Box::pin(self.ask())
    }

    fn check(&self) -> Result<(), CredentialError> {
        if let Some(role) = self.role.as_ref().filter(|role| !is_name(role)) {
            let message = format!("{role:?} cannot be the name of a role");
            return Err(CredentialError::new(message));
        }
        self.metadata.endpoint().map(drop)
    }
}

fn read(answer: &str) -> Result<Credential, String> {
    let answer: Value = serde_json::from_str(answer).map_err(|error| {
        format!(
            "is not JSON (line {}, column {})",
            error.line(),
            error.column()
        )
    })?;
    match answer["Code"].as_str() {
        Some("Success") => temporary::read(&answer, &answer["ExpiredTime"]),
        Some(code) if is_name(code) => Err(format!("has the code {code}")),
        _ => Err("lacks the code Success".to_owned()),
    }
}
