//! The credential that the command line tool `tccli` has stored.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::role::RoleSession;
use super::sts::Sts;
use super::temporary::{is_name, unix_time};
use super::variables::Variables;
use super::{CredentialError, CredentialFuture, CredentialProvider, CvmRole, Network, file};
use crate::credential::Credential;
use crate::credential::Wiped;
use crate::transport::Transport;

const PROFILE: &str = "TCCLI_PROFILE";
const DEFAULT_PROFILE: &str = "default";

/// The credential that Tencent Cloud's command line tool `tccli` has stored in
/// `~/.tccli/<profile>.credential`.
///
/// | type of the profile | what it gives |
/// | --- | --- |
/// | `default`, or none | its keys, or its `role-arn` on behalf of its keys |
/// | `cvm-role` | the role of the virtual machine, by [`CvmRole`] |
/// | `oauth`, `sso` | an error: only `tccli` can renew what is got by a login in the browser |
///
/// It is absent if the file is not there, or holds no keys, and the profile was not requested by name. It
/// is broken if the file cannot be read, if one of the keys is missing, or if `expiresAt` has passed. The
/// file is read again for each credential.
#[derive(Debug)]
#[must_use]
pub struct TccliProfile {
    directory: Option<PathBuf>,
    profile: Option<String>,
    pub(super) variables: Variables,
    cvm_role: CvmRole,
    sts: Sts,
}

impl TccliProfile {
    /// The profile that `TCCLI_PROFILE` names, else `default`.
    pub fn new() -> Self {
        Self {
            directory: None,
            profile: None,
            variables: Variables::default(),
            cvm_role: CvmRole::new(),
            sts: Sts::default(),
        }
    }

    /// The profile to use, which must be there.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The directory of the profiles; default `~/.tccli`.
    pub fn directory(mut self, path: impl Into<PathBuf>) -> Self {
        self.directory = Some(path.into());
        self
    }

    /// The source of the virtual machine's role, if the profile is of the type `cvm-role`.
    pub fn cvm_role(mut self, provider: CvmRole) -> Self {
        self.cvm_role = provider;
        self
    }

    /// Where STS is, which is called for a profile with `role-arn`; default
    /// `https://sts.tencentcloudapi.com`.
    pub fn sts_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.sts.endpoint = Some(endpoint.into());
        self
    }

    /// How long a call of STS may take, with its retries; default 15 seconds.
    pub fn sts_timeout(mut self, timeout: Duration) -> Self {
        self.sts.timeout = timeout;
        self
    }

    /// Carries the requests to STS in another way than by the SDK's own HTTP client.
    pub fn sts_transport(mut self, transport: impl Transport + 'static) -> Self {
        self.sts.transport = Some(Arc::new(transport));
        self
    }

    async fn read(&self) -> Result<Credential, CredentialError> {
        let (profile, is_asked_for) = self.chosen_profile()?;
        let path = self.path(&profile)?;
        let absent = |error: CredentialError| match is_asked_for {
            true => error.of_configured_source(),
            false => error,
        };
        let text = file::read(&path).await.map_err(absent)?;
        let place = path.display().to_string();
        let stored = serde_json::from_str(&text).map(Wiped).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            CredentialError::new(format!(
                "{place} is not JSON (line {line}, column {column})"
            ))
        })?;
        let kind = text_of(&stored, "type").unwrap_or(DEFAULT_PROFILE);
        match kind {
            "default" => {}
            "cvm-role" => return self.cvm_role.provide().await,
            "oauth" | "sso" => return Err(login(&place, kind)),
            _ => {
                let message = format!("{place} has a type that this SDK does not know");
                return Err(CredentialError::new(message));
            }
        }
        let keys = keys(&stored, &place).map_err(absent)?;
        match role(&stored) {
            Some(session) => self.sts.assume(session, keys, &place).await,
            None => Ok(keys),
        }
    }

    /// The name of the profile, and whether it was requested explicitly.
    fn chosen_profile(&self) -> Result<(String, bool), CredentialError> {
        let given = match &self.profile {
            Some(name) => Some(name.clone()),
            None => self.variables.text(PROFILE)?,
        };
        match given {
            Some(name) if !is_name(&name) => {
                let message = format!("{name:?} cannot be the name of a profile of tccli");
                Err(CredentialError::new(message))
            }
            Some(name) => Ok((name, true)),
            None => Ok((DEFAULT_PROFILE.to_owned(), false)),
        }
    }

    fn path(&self, profile: &str) -> Result<PathBuf, CredentialError> {
        let home = || self.variables.home().map(|home| home.join(".tccli"));
        let directory = self.directory.clone().or_else(home).ok_or_else(|| {
            CredentialError::not_configured(
                "there is no home directory in which tccli could have a profile",
            )
        })?;
        Ok(Path::join(&directory, format!("{profile}.credential")))
    }
}

impl Default for TccliProfile {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for TccliProfile {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(self.read())
    }

    fn use_network(&self, network: &Network) {
        self.sts.network.set(network);
        self.cvm_role.use_network(network);
    }
}

fn text_of<'a>(stored: &'a Value, key: &str) -> Option<&'a str> {
    stored[key].as_str().filter(|text| !text.trim().is_empty())
}

/// The role to assume on behalf of the keys.
fn role(stored: &Value) -> Option<RoleSession> {
    let mut session = RoleSession::new(text_of(stored, "role-arn")?);
    if let Some(name) = text_of(stored, "role-session-name") {
        session.session_name = name.to_owned();
    }
    Some(session)
}

fn keys(stored: &Value, place: &str) -> Result<Credential, CredentialError> {
    let (id, key) = match ["secretId", "secretKey"].map(|key| text_of(stored, key)) {
        [Some(id), Some(key)] => (id, key),
        [None, None] => {
            let message = format!("{place} holds no keys");
            return Err(CredentialError::not_configured(message));
        }
        [None, _] => return Err(CredentialError::new(format!("{place} lacks secretId"))),
        [_, None] => return Err(CredentialError::new(format!("{place} lacks secretKey"))),
    };
    let mut credential = Credential::new(id, key);
    if let Some(token) = text_of(stored, "token") {
        credential = credential.with_token(token);
    }
    if let Some(expiry) = unix_time(&stored["expiresAt"]).filter(|t| *t > SystemTime::UNIX_EPOCH) {
        if expiry <= SystemTime::now() {
            let message = format!("the credential in {place} has expired: let tccli get a new one");
            return Err(CredentialError::new(message));
        }
        credential = credential.with_expiry(expiry);
    }
    credential.check_parts().map_err(|error| error.at(place))?;
    Ok(credential)
}

fn login(place: &str, kind: &str) -> CredentialError {
    CredentialError::new(format!(
        "{place} is of the type {kind}, a login in the browser that only tccli can renew: give the profile \
         keys with `tccli configure`, or name another one with {PROFILE}"
    ))
}
