//! STS, the service that issues temporary credentials, called as any other service.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::{Map, Value};

use super::role::RoleSession;
use super::{CredentialError, CredentialFuture, CredentialProvider, temporary};
use crate::action::Retry;
use crate::builder::ClientBuilder;
use crate::error::{Error, ErrorKind, one_line};
use crate::service::STS;
use crate::transport::Transport;
use crate::{Client, Credential};

const VERSION: &str = "2018-08-13";
/// STS knows the same roles in every region; this is the official SDKs' choice.
pub(super) const DEFAULT_REGION: &str = "ap-guangzhou";
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(5);
const MAX_ANSWER_BYTES: usize = 256 * 1024;

/// How STS is reached. The client is made when it is needed, because its certificates take time to load.
#[derive(Debug)]
pub(super) struct Sts {
    pub(super) endpoint: Option<String>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    /// For a whole call, with its retries.
    pub(super) timeout: Duration,
    client: OnceLock<Client>,
}

impl Default for Sts {
    fn default() -> Self {
        Self {
            endpoint: None,
            transport: None,
            timeout: Duration::from_secs(15),
            client: OnceLock::new(),
        }
    }
}

/// A call that is answered with a credential.
pub(super) struct Issue<'a> {
    pub(super) action: &'static str,
    pub(super) region: &'a str,
    pub(super) parameters: Map<String, Value>,
    pub(super) signer: Signer<'a>,
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
        let client = self.client(&issue.signer).map_err(|error| {
            let message = words(&format!("STS cannot be called: {}", error.message()));
            CredentialError::new(message).with_source(error)
        })?;
        let parameters = Value::Object(issue.parameters);
        let call = client
            .call(action, VERSION, &parameters)
            .region(issue.region)
            .retry_class(Retry::Read);
        let call = match issue.signer {
            Signer::Provider(_) => call,
            Signer::Credential(credential) => call.credential(credential),
            Signer::Nobody => call.unsigned(),
        };
        let answer = call.await.map_err(|error| {
            let message = words(&describe(&error, &parameters));
            match base_error(&error) {
                Some(base) => base.clone().reworded(message),
                None if error.is_retryable() => CredentialError::new(message).that_may_pass(),
                None => CredentialError::new(message),
            }
        })?;
        temporary::read(&answer["Credentials"], &answer["ExpiredTime"])
            .map_err(|fault| CredentialError::new(words(&format!("the answer of STS {fault}"))))
    }

    /// Assumes a role that stands in a file beside the keys.
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

    fn client(&self, signer: &Signer<'_>) -> Result<&Client, Error> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let provider = match signer {
            Signer::Provider(provider) => Arc::clone(provider),
            Signer::Credential(_) | Signer::Nobody => Arc::new(Nobody),
        };
        let mut builder = ClientBuilder::new(&STS)
            .credential(provider)
            .connect_timeout(ATTEMPT_TIMEOUT.min(self.timeout))
            .attempt_timeout(ATTEMPT_TIMEOUT.min(self.timeout))
            .timeout(self.timeout)
            .max_response_bytes(MAX_ANSWER_BYTES)
            .secret_answers();
        if let Some(endpoint) = &self.endpoint {
            builder = builder.endpoint(endpoint);
        }
        if let Some(transport) = &self.transport {
            builder = builder.transport(Arc::clone(transport));
        }
        let client = builder.build()?;
        Ok(self.client.get_or_init(|| client))
    }
}

/// The error of the credential that was to sign: where its source is absent, so is the role's.
fn base_error(error: &Error) -> Option<&CredentialError> {
    match error.kind() {
        ErrorKind::Credential => error.origin()?.downcast_ref(),
        _ => None,
    }
}

/// What is wrong, without what STS or a proxy may have quoted of the request or of a credential.
fn describe(error: &Error, parameters: &Value) -> String {
    let request_id = error.request_id().map(|id| format!(" (RequestId {id})"));
    let request_id = request_id.unwrap_or_default();
    let mut message = match error.kind() {
        ErrorKind::Service => {
            let code = error.code().unwrap_or_default();
            format!("{code}: {}", error.message())
        }
        ErrorKind::Response => match error.status() {
            Some(status) => format!("HTTP {status} with an answer that is not one of STS"),
            None => "the answer is not one of STS".to_owned(),
        },
        _ => error.message().to_owned(),
    };
    for secret in ["WebIdentityToken", "ExternalId"] {
        if let Some(secret) = parameters[secret].as_str().filter(|text| !text.is_empty()) {
            message = without(message, secret);
        }
    }
    message + &request_id
}

/// A message of STS without a secret, which stands in it as messages are kept: in one line, and cut.
fn without(message: String, secret: &str) -> String {
    let secret = one_line(secret, usize::MAX);
    let message = message.replace(&*secret, "[redacted]");
    let Some(kept) = message.strip_suffix('…') else {
        return message;
    };
    let ends = secret.char_indices().map(|(end, _)| &secret[..end]).rev();
    let mut ends = ends.filter(|start| !start.is_empty());
    match ends.find_map(|start| kept.strip_suffix(start)) {
        Some(kept) => format!("{kept}[redacted]…"),
        None => message,
    }
}

/// In the place of a provider, where a call says itself who signs it.
#[derive(Debug)]
struct Nobody;

impl CredentialProvider for Nobody {
    fn provide(&self) -> CredentialFuture<'_> {
        Box::pin(async { Err(CredentialError::new("there is no credential to sign with")) })
    }
}
