//! The credential of a pod's service account.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::role::RoleSession;
use super::sts::{Issue, Signer, Sts};
use super::variables::Variables;
use super::{CredentialError, CredentialFuture, CredentialProvider, Network, file};
use crate::credential::Credential;
use crate::transport::Transport;

const REGION: &str = "TKE_REGION";
const PROVIDER_ID: &str = "TKE_PROVIDER_ID";
const TOKEN_FILE: &str = "TKE_WEB_IDENTITY_TOKEN_FILE";
const ROLE_ARN: &str = "TKE_ROLE_ARN";

/// Assumes the role of a pod's service account in Tencent Kubernetes Engine, with STS's
/// `AssumeRoleWithWebIdentity`, which is not signed.
///
/// TKE sets `TKE_REGION`, `TKE_PROVIDER_ID`, `TKE_WEB_IDENTITY_TOKEN_FILE` and `TKE_ROLE_ARN`. They and
/// the token are read again for each credential, since the token is replaced. It is not configured if none of
/// the last three is set, and broken if some of the four are set and others are not.
#[derive(Debug)]
#[must_use]
pub struct TkeOidc {
    session: RoleSession,
    pub(super) variables: Variables,
    sts: Sts,
}

impl TkeOidc {
    /// The role that the variables name.
    pub fn new() -> Self {
        Self {
            session: RoleSession::new(""),
            variables: Variables::default(),
            sts: Sts::default(),
        }
    }

    /// The name of the session in the audit log: 2 to 128 letters, digits and `+=,.@_-`. Default
    /// `vod-sdk-` and a random number.
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session.session_name = name.into();
        self
    }

    /// How long a credential is good, in whole seconds up to 43,200 (12 hours) and no longer than the
    /// role allows; default 2 hours. It is renewed in time.
    pub fn duration(mut self, duration: Duration) -> Self {
        self.session.duration = duration;
        self
    }

    /// Where STS is; default `https://sts.tencentcloudapi.com`.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.sts.endpoint = Some(endpoint.into());
        self
    }

    /// How long a call of STS may take, with its retries; default 15 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.sts.timeout = timeout;
        self
    }

    /// Carries the requests in another way than by the SDK's own HTTP client.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.sts.transport = Some(Arc::new(transport));
        self
    }

    fn settings(&self) -> Result<[String; 4], CredentialError> {
        let names = [ROLE_ARN, PROVIDER_ID, TOKEN_FILE, REGION];
        let mut values = Vec::new();
        for name in names {
            values.push(self.variables.text(name)?);
        }
        if values[..3].iter().all(Option::is_none) {
            let message = format!("{ROLE_ARN}, {PROVIDER_ID} and {TOKEN_FILE} are not set");
            return Err(CredentialError::not_configured(message));
        }
        let names_of = |set: bool| {
            let names = names
                .iter()
                .zip(&values)
                .filter(|(_, v)| v.is_some() == set);
            names.map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
        };
        let lacking = names_of(false);
        if !lacking.is_empty() {
            let message = format!(
                "of the variables of TKE, {} are set, but not {lacking}",
                names_of(true)
            );
            return Err(CredentialError::new(message));
        }
        let values: Vec<String> = values.into_iter().flatten().collect();
        Ok(values.try_into().expect("every variable is set"))
    }

    async fn assume(&self) -> Result<Credential, CredentialError> {
        let [role_arn, provider_id, token_file, region] = self.settings()?;
        let token = file::read(Path::new(&token_file))
            .await
            .map_err(|error| error.of_configured_source().at(TOKEN_FILE))?;
        if token.trim().is_empty() {
            let message = format!("{TOKEN_FILE}: {token_file} is empty");
            return Err(CredentialError::new(message));
        }
        let session = RoleSession {
            role_arn,
            ..self.session.clone()
        };
        session.check()?;
        let mut parameters = session.parameters();
        parameters.insert("ProviderId".to_owned(), json!(provider_id));
        parameters.insert("WebIdentityToken".to_owned(), json!(token.trim()));
        let issue = Issue {
            action: "AssumeRoleWithWebIdentity",
            region: &region,
            parameters,
            signer: Signer::Nobody,
        };
        self.sts.issue(issue).await
    }
}

impl Default for TkeOidc {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for TkeOidc {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(self.assume())
    }

    fn use_network(&self, network: &Network) {
        self.sts.network.set(network);
    }
}
