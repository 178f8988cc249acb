//! STS, the service that issues temporary credentials, called as any other service.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::{Map, Value};

use super::role::RoleSession;
use super::temporary::Parts;
use crate::action::RetryClass;
use crate::call::{ActionFacts, Core, Options, Prepared, execute};
use crate::config::Config;
use crate::credential::{
    Credential, CredentialError, CredentialFuture, CredentialProvider, GivenNetwork, Network, Wiped,
};
use crate::endpoint::EndpointOptions;
use crate::error::{Error, ErrorKind};
use crate::service::STS;
use crate::transport::{Http, Transport};
use crate::wire::{Empty, ObjectSlot, Slot, View};

const VERSION: &str = "2018-08-13";
/// STS knows the same roles in every region; this is the official SDKs' choice.
pub(super) const DEFAULT_REGION: &str = "ap-guangzhou";
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(5);
const MAX_RESPONSE_BYTES: usize = 256 * 1024;

/// How STS is reached. The client is made when it is needed, because its certificates take time to load.
#[derive(Debug)]
pub(super) struct Sts {
    pub(super) endpoint: Option<String>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    /// For a whole call, with its retries.
    pub(super) timeout: Duration,
    pub(super) network: GivenNetwork,
    core: OnceLock<Core>,
}

impl Default for Sts {
    fn default() -> Self {
        Self {
            endpoint: None,
            transport: None,
            timeout: Duration::from_secs(15),
            network: GivenNetwork::default(),
            core: OnceLock::new(),
        }
    }
}

/// A call that returns a credential.
pub(super) struct Issue<'a> {
    pub(super) action: &'static str,
    pub(super) region: &'a str,
    pub(super) parameters: Map<String, Value>,
    pub(super) signer: Signer<'a>,
}

/// The response of a call.
#[derive(Default)]
struct Issued {
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
            "Credentials" => Some(Slot::Object(&mut self.parts)),
            "ExpiredTime" => Some(Slot::Json(&mut self.expired_time)),
            _ => None,
        }
    }
}

/// Who signs a call.
pub(super) enum Signer<'a> {
    Provider(&'a Arc<dyn CredentialProvider>),
    Credential(Credential),
    /// The token in the parameters says who calls.
    Nobody,
}

impl Sts {
    pub(super) async fn issue(&self, issue: Issue<'_>) -> Result<Credential, CredentialError> {
        let (action, role) = (issue.action, issue.parameters["RoleArn"].clone());
        let words = |what: &str| format!("{action} of {}: {what}", role.as_str().unwrap_or("?"));
        let core = self.core(&issue.signer).map_err(|error| {
            let message = words(&format!("STS cannot be called: {}", error.message()));
            CredentialError::new(message).with_source(error)
        })?;
        // One of them may be a token.
        let parameters = Wiped(Value::Object(issue.parameters));
        let mut options = Options {
            region: Some(issue.region.to_owned()),
            ..Options::default()
        };
        let is_signed = !matches!(issue.signer, Signer::Nobody);
        if let Signer::Credential(credential) = issue.signer {
            options.credential = Some(credential);
        }
        let facts = ActionFacts {
            name: action.into(),
            version: VERSION.into(),
            is_signed,
            retry: RetryClass::Read,
            retry_unless: &[],
            done_codes: &[],
            client_parameters: &[],
            requests_per_second: None,
            task_ids: &[],
        };
        let call = Prepared::new(core, facts, options, View::Json(&parameters));
        let mut issued = Issued::default();
        let outcome = execute(core, call, &mut issued).await;
        outcome.map_err(|error| {
            let message = words(&describe(&error));
            match base_error(&error) {
                Some(base) => base.clone().reworded(message),
                None if error.is_retryable() => CredentialError::new(message).transient(),
                None => CredentialError::new(message),
            }
        })?;
        let credential = issued.parts.into_credential(&issued.expired_time);
        credential
            .map_err(|fault| CredentialError::new(words(&format!("the response of STS {fault}"))))
    }

    /// Assumes a role that is in a file beside the keys.
    pub(super) async fn assume(
        &self,
        session: RoleSession,
        keys: Credential,
        place: &str,
    ) -> Result<Credential, CredentialError> {
        let outcome = match session.check() {
            Err(error) => Err(error),
            Ok(()) => {
                let issue = Issue {
                    action: "AssumeRole",
                    region: DEFAULT_REGION,
                    parameters: session.parameters(),
                    signer: Signer::Credential(keys),
                };
                self.issue(issue).await
            }
        };
        outcome.map_err(|error| error.at(place))
    }

    fn core(&self, signer: &Signer<'_>) -> Result<&Core, Error> {
        if let Some(core) = self.core.get() {
            return Ok(core);
        }
        let provider: Arc<dyn CredentialProvider> = match signer {
            Signer::Provider(provider) => Arc::clone(provider),
            Signer::Credential(_) | Signer::Nobody => Arc::new(Nobody),
        };
        provider
            .check()
            .map_err(CredentialError::into_config_error)?;
        let attempt_timeout = ATTEMPT_TIMEOUT.min(self.timeout);
        let (http, attempt_timeout) = self.network.options(attempt_timeout, attempt_timeout);
        provider.use_network(&Network::new(&http, attempt_timeout));
        let config = Config {
            attempt_timeout,
            timeout: self.timeout,
            max_response_bytes: MAX_RESPONSE_BYTES,
            ..Config::default()
        };
        let endpoints = EndpointOptions {
            endpoint: self.endpoint.clone(),
            ..EndpointOptions::default()
        };
        let endpoints = endpoints.build(STS.host, None)?;
        let transport = match &self.transport {
            Some(transport) => Arc::clone(transport),
            None => Arc::new(Http::new(&http, endpoints.all())?),
        };
        let core = Core::new(&STS, config, endpoints, transport, provider)?;
        Ok(self.core.get_or_init(|| core))
    }
}

/// The error of the credential that was to sign: where its source is absent, so is the role's.
fn base_error(error: &Error) -> Option<&CredentialError> {
    match error.kind() {
        ErrorKind::Credential => error.origin()?.downcast_ref(),
        _ => None,
    }
}

/// What is wrong, in one line.
fn describe(error: &Error) -> String {
    let request_id = error.request_id().map(|id| format!(" (RequestId {id})"));
    let request_id = request_id.unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::Service => {
            let code = error.code().unwrap_or_default();
            format!("{code}: {}", error.message())
        }
        ErrorKind::Response => match error.status() {
            Some(status) => format!("HTTP {status} with a response that is not one of STS"),
            None => "the response is not one of STS".to_owned(),
        },
        _ => error.message().to_owned(),
    };
    message + &request_id
}

/// In the place of a provider, where a call says itself who signs it.
#[derive(Debug)]
struct Nobody;

impl CredentialProvider for Nobody {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async {
            Err(CredentialError::new("there is no credential to sign with"))
        })
    }
}
