//! How a client is configured.

mod endpoints;
mod network;

use std::sync::Arc;
use std::time::Duration;

use super::Client;
use crate::action::ServiceInfo;
use crate::call::Core;
use crate::config::Config;
pub use crate::config::Language;
use crate::config::hooks::Hook;
use crate::credential::{CredentialError, CredentialProvider, Network};
use crate::endpoint::EndpointOptions;
use crate::error::{Error, ErrorKind};
use crate::retry::RetryPolicy;
use crate::time::TimeSource;
use crate::transport::{Http, HttpOptions, Transport};

/// Configures a [`Client`]; see [`Client::builder`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    service: &'static ServiceInfo,
    credential: Option<Arc<dyn CredentialProvider>>,
    endpoints: EndpointOptions,
    http: HttpOptions,
    transport: Option<Arc<dyn Transport>>,
    config: Config,
}

impl ClientBuilder {
    pub(crate) fn new(service: &'static ServiceInfo) -> Self {
        Self {
            service,
            credential: None,
            endpoints: EndpointOptions::default(),
            http: HttpOptions::default(),
            transport: None,
            config: Config::default(),
        }
    }

    /// Who calls. Required.
    ///
    /// A [`Credential`](crate::Credential), or any provider of [`credentials`](crate::credentials).
    pub fn credential(mut self, provider: impl CredentialProvider + 'static) -> Self {
        self.credential = Some(Arc::new(provider));
        self
    }

    /// The region to name in every call (`ap-guangzhou`). VOD needs none; the default is none. What it
    /// has to do with the endpoint is said at [`site`](Self::site).
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.config.region = Some(region.into());
        self
    }

    /// The language of the service's messages; default [`Language::EnUs`].
    pub fn language(mut self, language: Language) -> Self {
        self.config.language = language;
        self
    }

    /// Names the program to the service, in `X-TC-RequestClient` after the SDK's own name: at most 80
    /// letters, digits and `-_.,`. Nothing else of the program is ever told.
    pub fn app_name(mut self, name: &str) -> Self {
        self.config.set_app_name(name);
        self
    }

    /// How long one exchange may take, from connecting to the last byte of the answer; default
    /// 30 seconds. It ends earlier with the time for the whole call.
    /// [`Call::attempt_timeout`](crate::Call::attempt_timeout) replaces it for a call.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.config.attempt_timeout = timeout;
        self
    }

    /// How long a whole call may take, with its attempts and all of its waiting; default 60 seconds.
    /// [`Call::timeout`](crate::Call::timeout) replaces it for a call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.config.timeout = timeout;
        self
    }

    /// How large an answer may be, in bytes after decoding; default 32 MiB. A larger one is refused
    /// without being held in memory.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.config.max_response_bytes = bytes;
        self
    }

    /// How much memory a response may take once it is read, in bytes; default 256 MiB. A response that would take
    /// more is refused with [`ErrorKind::Response`] before it does. Values take several times as much memory as
    /// their text, and what a text of [`max_response_bytes`](Self::max_response_bytes) takes is for the server to
    /// decide. With both defaults, a process needs at most 400 MiB for a response.
    pub fn max_response_memory(mut self, bytes: usize) -> Self {
        self.config.max_response_memory = bytes;
        self
    }

    /// Whether to check requests against their documented limits before they are sent; default `true`.
    pub fn validate(mut self, validate: bool) -> Self {
        self.config.validate = validate;
        self
    }

    /// How often and how patiently calls are repeated; see [`retry`](crate::retry) for what is
    /// repeated at all. Default: three attempts.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.config.retry = policy;
        self
    }

    /// Whether to make up a `SessionId` for actions that have one, where a request's is empty; default
    /// `false`. It is the same on every attempt of a call, so that a call may be repeated safely.
    pub fn auto_session_id(mut self, auto: bool) -> Self {
        self.config.auto_session_id = auto;
        self
    }

    /// How many requests a second to send of an action, typed calls and untyped ones together, in each version of
    /// the API that has it: in place of the documented rate, less where other programs use the same account,
    /// more where the service has granted more. Few actions have a documented rate
    /// ([`ActionInfo::requests_per_second`](crate::action::ActionInfo::requests_per_second)); the others have
    /// none without this.
    ///
    /// A client with 0, or with an action that the SDK does not know, is refused; of an action that is not known
    /// yet, [`Call::requests_per_second`](crate::Call::requests_per_second) says it.
    pub fn rate_limit(mut self, action: impl Into<String>, requests_per_second: u32) -> Self {
        self.config.rates.insert(action.into(), requests_per_second);
        self
    }

    /// Sends calls as they come, without keeping to any request rate.
    pub fn without_rate_limit(mut self) -> Self {
        self.config.has_rate_limits = false;
        self
    }

    /// How many requests a client and its clones have under way at once, default 256; others wait for a place in
    /// the order in which they came, within the time for their call. Each takes a connection and holds up to
    /// [`max_response_bytes`](Self::max_response_bytes), and more of them than the service answers at once only
    /// wait there instead. A call has its place from the signature to the answer, and none while it waits for a
    /// credential, its turn at the rate, or the pause before a retry. A client with 0 is refused.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.config.max_in_flight = requests;
        self
    }

    /// Looks on as the client works, and may add headers; several are asked in the order in which
    /// they are given.
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.config.hooks.push(Arc::new(hook));
        self
    }

    /// Carries requests in another way than by the SDK's own HTTP client.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Takes the time, pauses and chance from elsewhere, for tests.
    pub fn time_source(mut self, source: impl TimeSource + 'static) -> Self {
        self.config.time_source = Arc::new(source);
        self
    }

    /// Builds the client. No connection is made yet, and no credential is asked for.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if there is no credential or an unusable one, if an endpoint, the site, the
    /// region, the proxy or a certificate is not usable, if a number lets no call through (no attempts, no
    /// requests a second or at once), or if TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let provider = self.credential.ok_or_else(|| {
            let message = "no credential: give one with ClientBuilder::credential, or use \
                           Client::from_env";
            Error::new(ErrorKind::Config, message)
        })?;
        provider
            .check()
            .map_err(CredentialError::into_config_error)?;
        self.config.check(self.service)?;
        provider.use_network(&Network::new(&self.http, self.config.attempt_timeout));
        let region = self.config.region.as_deref();
        let endpoints = self.endpoints.build(self.service.host, region)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(Http::new(&self.http, endpoints.all())?),
        };
        let core = Core::new(self.service, self.config, endpoints, transport, provider)?;
        Ok(Client {
            core: Arc::new(core),
        })
    }
}
