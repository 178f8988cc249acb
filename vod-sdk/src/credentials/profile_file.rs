//! The credential of a profile file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::ini::{self, Section};
use super::role::RoleSession;
use super::sts::Sts;
use super::variables::Variables;
use super::{CredentialError, CredentialFuture, CredentialProvider, Network, file};
use crate::credential::Credential;
use crate::credential::check_part;
use crate::transport::Transport;

const FILE: &str = "TENCENTCLOUD_CREDENTIALS_FILE";
const DEFAULT_PROFILE: &str = "default";

/// The parts of a credential by their keys.
const PARTS: [(&str, &str); 3] = [
    ("secret_id", "secret id"),
    ("secret_key", "secret key"),
    ("token", "token"),
];

/// The credential of a profile file: that of `TENCENTCLOUD_CREDENTIALS_FILE`, else
/// `~/.tencentcloud/credentials`, else `/etc/tencentcloud/credentials`.
///
/// ```text
/// [default]
/// secret_id = AKID…
/// secret_key = …
///
/// [media]
/// secret_id = AKID…
/// secret_key = …
/// token = …                 # of a temporary credential
/// role_arn = qcs::cam::…    # assume this role on behalf of the keys
/// role_session_name = …
/// ```
///
/// It is absent if there is neither of the last two files, or if the one that there is has no section
/// `[default]` and no other was asked for. It is broken if a file or profile that was asked for is not
/// there, if the file cannot be read, or if a key is missing. The file is read again whenever it is
/// asked, as when the service has refused the credential.
#[derive(Debug)]
#[must_use]
pub struct ProfileFile {
    path: Option<PathBuf>,
    profile: Option<String>,
    pub(super) variables: Variables,
    pub(super) system_file: PathBuf,
    sts: Sts,
}

impl ProfileFile {
    /// The profile `default` of the usual file.
    pub fn new() -> Self {
        Self {
            path: None,
            profile: None,
            variables: Variables::default(),
            system_file: "/etc/tencentcloud/credentials".into(),
            sts: Sts::default(),
        }
    }

    /// The file to read, which must be there.
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The profile to use, which must be there; default `default`.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Where STS is, which is called for a profile with `role_arn`; default
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
        let (path, text) = self.locate().await?;
        let profile = self.profile.as_deref().unwrap_or(DEFAULT_PROFILE);
        let place = format!("{} [{profile}]", path.display());
        let section = ini::section(&text, profile)
            .map_err(|fault| CredentialError::new(format!("{}: {fault}", path.display())))?
            .ok_or_else(|| {
                let message = format!("{} has no section [{profile}]", path.display());
                match self.profile {
                    Some(_) => CredentialError::new(message),
                    None => CredentialError::not_configured(message),
                }
            })?;
        let keys = keys(&section).map_err(|error| error.at(&place))?;
        match role(&section) {
            Some(session) => self.sts.assume(session, keys, &place).await,
            None => Ok(keys),
        }
    }

    /// The file's path and text.
    async fn locate(&self) -> Result<(PathBuf, Zeroizing<String>), CredentialError> {
        if let Some(path) = &self.path {
            let text = file::read_leniently(path)
                .await
                .map_err(CredentialError::of_configured_source)?;
            return Ok((path.clone(), text));
        }
        if let Some(path) = self.variables.path(FILE) {
            let text = file::read_leniently(&path)
                .await
                .map_err(|error| error.of_configured_source().at(FILE))?;
            return Ok((path, text));
        }
        let home = self.variables.home();
        let own = home.map(|home| home.join(".tencentcloud").join("credentials"));
        let usual: Vec<&Path> = own
            .iter()
            .map(PathBuf::as_path)
            .chain([&*self.system_file])
            .collect();
        for path in &usual {
            match file::read_leniently(path).await {
                Ok(text) => return Ok((path.to_path_buf(), text)),
                Err(error) if error.is_not_configured() => {}
                Err(error) => return Err(error),
            }
        }
        let usual: Vec<String> = usual
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let message = format!("there is no profile file {}", usual.join(" or "));
        Err(CredentialError::not_configured(message))
    }
}

impl Default for ProfileFile {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for ProfileFile {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(self.read())
    }

    fn use_network(&self, network: &Network) {
        self.sts.network.set(network);
    }
}

fn value<'a>(section: &Section<'a>, key: &str) -> Option<&'a str> {
    let entry = section.get(key).map(|entry| entry.value);
    entry.filter(|value| !value.is_empty())
}

/// The role to assume on behalf of the keys.
fn role(section: &Section<'_>) -> Option<RoleSession> {
    let mut session = RoleSession::new(value(section, "role_arn")?);
    if let Some(name) = value(section, "role_session_name") {
        session.session_name = name.to_owned();
    }
    Some(session)
}

fn keys(section: &Section<'_>) -> Result<Credential, CredentialError> {
    let required =
        |key| value(section, key).ok_or_else(|| CredentialError::new(format!("{key} is not set")));
    let mut credential = Credential::new(required("secret_id")?, required("secret_key")?);
    if let Some(token) = value(section, "token") {
        credential = credential.with_token(token);
    }
    for (key, part) in PARTS {
        if let Some(entry) = section.get(key).filter(|entry| !entry.value.is_empty()) {
            let checked = check_part(part, entry.value);
            checked.map_err(|error| error.at(format!("line {}", entry.line)))?;
        }
    }
    Ok(credential)
}
