//! The credential of a role, on behalf of another credential.

use std::sync::Arc;
use std::time::Duration;

use super::role::RoleSession;
use super::sts::{DEFAULT_REGION, Issue, Signer, Sts};
use super::{CredentialError, CredentialFuture, CredentialProvider, Network};
use crate::transport::Transport;

/// Assumes a role on behalf of any other provider, with STS's `AssumeRole`.
///
/// ```
/// use std::time::Duration;
/// use vod_sdk::Client;
/// use vod_sdk::credentials::{AssumeRole, Environment};
///
/// # fn main() -> Result<(), vod_sdk::Error> {
/// let role = AssumeRole::new(Environment::new(), "qcs::cam::uin/100000000001:roleName/media")
///     .session_name("transcoder")
///     .duration(Duration::from_secs(3600));
/// let client = Client::builder().credential(role).build()?;
/// # Ok(())
/// # }
/// ```
///
/// Calls of STS are signed, repeated and corrected as those of VOD are, and go through the client's proxy. An
/// attempt takes 5 seconds at most, and no longer than the client's own attempts may.
#[derive(Debug)]
#[must_use]
pub struct AssumeRole {
    base: Arc<dyn CredentialProvider>,
    session: RoleSession,
    region: String,
    sts: Sts,
}

impl AssumeRole {
    /// The role of this ARN (`qcs::cam::uin/100000000001:roleName/media`), on behalf of a base.
    pub fn new(base: impl CredentialProvider + 'static, role_arn: impl Into<String>) -> Self {
        Self {
            base: Arc::new(base),
            session: RoleSession::new(role_arn),
            region: DEFAULT_REGION.to_owned(),
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

    /// A policy, as JSON, that narrows what the role may do. Default: none.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.session.policy = Some(policy.into());
        self
    }

    /// The external id that the role's owner requires. Default: none.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.session.external_id = Some(id.into());
        self
    }

    /// The region to name in the call; default `ap-guangzhou`. Roles are the same in all of them.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
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
}

impl CredentialProvider for AssumeRole {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async {
            self.check()?;
            let issue = Issue {
                action: "AssumeRole",
                region: &self.region,
                parameters: self.session.parameters(),
                signer: Signer::Provider(&self.base),
            };
            self.sts.issue(issue).await
        })
    }

    fn check(&self) -> Result<(), CredentialError> {
        self.session.check()?;
        self.base.check()
    }

    fn use_network(&self, network: &Network) {
        self.base.use_network(network);
        self.sts.network.set(network);
    }
}
