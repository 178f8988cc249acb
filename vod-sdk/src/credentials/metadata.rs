//! The metadata service of a virtual machine: plain GETs to an address that only the machine reaches.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use zeroize::Zeroizing;

use super::CredentialError;
use crate::credential::GivenNetwork;
use crate::endpoint::Endpoint;
use crate::runtime;
use crate::transport::{
    Http, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind,
};

const DEFAULT_ENDPOINT: &str = "http://metadata.tencentyun.com";
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
const ATTEMPTS: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const MAX_ANSWER_BYTES: usize = 16 * 1024;

/// The metadata service's response, which may be a secret.
type Text = Zeroizing<String>;

/// How the metadata service is reached. The HTTP client is made when it is needed.
#[derive(Debug)]
pub(super) struct Metadata {
    pub(super) endpoint: Option<String>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    /// For one request.
    pub(super) timeout: Duration,
    pub(super) network: GivenNetwork,
    http: OnceLock<Arc<dyn Transport>>,
}

impl Default for Metadata {
    fn default() -> Self {
        Self {
            endpoint: None,
            transport: None,
            timeout: Duration::from_secs(2),
            network: GivenNetwork::default(),
            http: OnceLock::new(),
        }
    }
}

impl Metadata {
    /// The text at a path below the endpoint's; `None` if there is nothing.
    pub(super) async fn get(&self, path: &str) -> Result<Option<Text>, CredentialError> {
        let _runtime = runtime::current()
            .map_err(|error| CredentialError::new(error.message()).with_source(error))?;
        let endpoint = self.endpoint()?;
        let base = endpoint.url();
        let url = format!("{}/{path}", base.strip_suffix('/').unwrap_or(base));
        let transport = self.transport(&endpoint)?;
        let mut pause = FIRST_PAUSE;
        for attempt in 1.. {
            let outcome = tokio::time::timeout(self.timeout, transport.send(request(&url))).await;
            let error = match outcome {
                Ok(Ok(response)) => match read(&response) {
                    Err(error) => error,
                    read => return read.map_err(|error| self.words(&endpoint, error)),
                },
                Ok(Err(error)) => not_carried(error),
                Err(_) => is_transient(format!("no response within {:?}", self.timeout)),
            };
            if attempt == ATTEMPTS || !error.is_transient() {
                return Err(self.words(&endpoint, error));
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        unreachable!("the last attempt returns")
    }

    /// Refuses an endpoint that cannot be used.
    pub(super) fn endpoint(&self) -> Result<Endpoint, CredentialError> {
        // It is plain http by nature: the link to it does not leave the machine's host.
        let endpoint = self.endpoint.as_deref().unwrap_or(DEFAULT_ENDPOINT);
        Endpoint::parse(endpoint, true)
            .map_err(|error| CredentialError::new(error.message()).with_source(error))
    }

    fn transport(&self, endpoint: &Endpoint) -> Result<&Arc<dyn Transport>, CredentialError> {
        if let Some(transport) = self.transport.as_ref().or_else(|| self.http.get()) {
            return Ok(transport);
        }
        let options = self.network.direct_options(CONNECT_TIMEOUT, self.timeout);
        let http = Http::new(&options, std::slice::from_ref(endpoint))
            .map_err(|error| CredentialError::new(error.message()).with_source(error))?;
        Ok(self.http.get_or_init(|| Arc::new(http)))
    }

    fn words(&self, endpoint: &Endpoint, error: CredentialError) -> CredentialError {
        error.at(format_args!("the metadata service at {}", endpoint.host()))
    }
}

fn request(url: &str) -> HttpRequest<'_> {
    HttpRequest::new("GET", url, MAX_ANSWER_BYTES)
}

fn read(response: &HttpResponse) -> Result<Option<Text>, CredentialError> {
    let status = response.status();
    match status {
        200 => {}
        404 => return Ok(None),
        429 | 500.. => return Err(is_transient(format!("HTTP {status}"))),
        _ => return Err(CredentialError::new(format!("HTTP {status}"))),
    }
    let text = std::str::from_utf8(response.body())
        .map_err(|_| CredentialError::new("the response is not UTF-8 text"))?;
    let text = text.trim_start_matches('\u{feff}');
    Ok(Some(Zeroizing::new(text.to_owned())))
}

/// No connection means that this is no virtual machine of Tencent Cloud, or that its network is not up.
fn not_carried(error: TransportError) -> CredentialError {
    match error.kind() {
        TransportErrorKind::NotConnected => {
            CredentialError::not_configured(format!("no connection: {error}")).transient()
        }
        TransportErrorKind::ConnectionLost => {
            is_transient(format!("the connection broke: {error}"))
        }
        _ => CredentialError::new(error.to_string()),
    }
}

fn is_transient(message: String) -> CredentialError {
    CredentialError::new(message).transient()
}
