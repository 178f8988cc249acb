//! The credential of the role that is bound to a virtual machine.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::metadata::Metadata;
use super::temporary::{Parts, is_name};
use super::variables::Variables;
use super::{CredentialError, CredentialFuture, CredentialProvider, Network};
use crate::credential::Credential;
use crate::transport::Transport;
use crate::wire::{self, Empty, ObjectSlot, Slot};

/// Named as the official SDKs' other variables, and as the other clouds' SDKs have it.
const DISABLED: &str = "TENCENTCLOUD_METADATA_DISABLED";
const PATH: &str = "latest/meta-data/cam/security-credentials/";

/// The credential of the role that is bound to this virtual machine (CVM), from its metadata service.
///
/// It is absent if no connection to the metadata service can be made, and if no role is bound to the
/// machine, or if `TENCENTCLOUD_METADATA_DISABLED` is `true`. A connection may take a second; a request is made
/// three times before it is given up. No proxy is used.
#[derive(Debug, Default)]
#[must_use]
pub struct CvmRole {
    role: Option<String>,
    metadata: Metadata,
    pub(super) variables: Variables,
}

impl CvmRole {
    /// The role that the metadata service names.
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of the role. If there is none, it is queried.
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
        if self.is_disabled()? {
            let message = format!("the metadata service is switched off by {DISABLED}");
            return Err(CredentialError::not_configured(message));
        }
        let role = match &self.role {
            Some(role) => role.clone(),
            None => self.discover().await?,
        };
        let response = self.metadata.get(&format!("{PATH}{role}")).await?;
        let response = response.ok_or_else(|| {
            let message = format!("the role {role} is not bound to this virtual machine");
            CredentialError::not_configured(message)
        })?;
        read(&response).map_err(|fault| {
            let message = format!("the metadata service's response for the role {role} {fault}");
            CredentialError::new(message)
        })
    }

    fn is_disabled(&self) -> Result<bool, CredentialError> {
        let value = self.variables.text(DISABLED)?.unwrap_or_default();
        match &*value.to_ascii_lowercase() {
            "true" | "1" | "yes" | "on" => Ok(true),
            "" | "false" | "0" | "no" | "off" => Ok(false),
            _ => Err(CredentialError::new(format!(
                "{DISABLED} is neither true nor false"
            ))),
        }
    }

    async fn discover(&self) -> Result<String, CredentialError> {
        let response = self.metadata.get(PATH).await?.unwrap_or_default();
        let role = response
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty());
        let role = role.ok_or_else(|| {
            CredentialError::not_configured("no role is bound to this virtual machine")
        })?;
        match is_role(role) {
            true => Ok(role.to_owned()),
            false => Err(CredentialError::new(
                "the metadata service does not name a role, but returns something else",
            )),
        }
    }
}

impl CredentialProvider for CvmRole {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(self.ask())
    }

    fn check(&self) -> Result<(), CredentialError> {
        if let Some(role) = self.role.as_ref().filter(|role| !is_role(role)) {
            let message = format!("{role:?} cannot be the name of a role");
            return Err(CredentialError::new(message));
        }
        self.metadata.endpoint().map(drop)
    }

    fn use_network(&self, network: &Network) {
        self.metadata.network.set(network);
    }
}

/// Whether a name can be a role's, and leads nowhere else as a part of a URL's path.
fn is_role(name: &str) -> bool {
    is_name(name) && !name.bytes().all(|byte| byte == b'.')
}

fn read(response: &str) -> Result<Credential, String> {
    let mut deserializer = serde_json::Deserializer::from_str(response);
    let issued: Result<Issued, _> =
        wire::deserialize(&mut deserializer).and_then(|issued| deserializer.end().map(|()| issued));
    let issued = match issued {
        Ok(issued) => issued,
        // It is JSON, but no object.
        Err(error) if error.is_data() => Issued::default(),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            return Err(format!("is not JSON (line {line}, column {column})"));
        }
    };
    match &*issued.code {
        "Success" => issued.parts.into_credential(&issued.expired_time),
        code if is_name(code) => Err(format!("has the code {code}")),
        _ => Err("lacks the code Success".to_owned()),
    }
}

/// The metadata service's response for a role.
#[derive(Default)]
struct Issued {
    code: String,
    parts: Parts,
    expired_time: Value,
}

impl Empty for Issued {
    fn empty() -> Self {
        Self::default()
    }
}

impl ObjectSlot for Issued {
    fn field(&mut self, name: &str) -> Option<Slot<'_>> {
        match name {
            "Code" => Some(Slot::String(&mut self.code)),
            "ExpiredTime" => Some(Slot::Json(&mut self.expired_time)),
            part => self.parts.field(part),
        }
    }
}
