//! How a client is configured.

mod endpoints;
mod network;

use std::sync::Arc;
use std::time::Duration;

use super::Client;
use crate::action::{Service, ServiceInfo};
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

/// The parameter that names the VOD application.
const SUB_APP_ID: &str = "SubAppId";

/// Configures a [`Client`]; see [`Client::builder`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    credential: Option<Arc<dyn CredentialProvider>>,
    endpoints: EndpointOptions,
    http: HttpOptions,
    transport: Option<Arc<dyn Transport>>,
    config: Config,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            credential: None,
            endpoints: EndpointOptions::default(),
            http: HttpOptions::default(),
            transport: None,
            config: Config::default(),
        }
    }

    /// Sets the credential, or a source of credentials. Required.
    ///
    /// A [`Credential`](crate::Credential), or any provider of [`credentials`](crate::credentials).
    pub fn credential(mut self, provider: impl CredentialProvider + 'static) -> Self {
        self.credential = Some(Arc::new(provider));
        self
    }

    /// Sets the region that every call names (`ap-guangzhou`). VOD needs none, and by default there is none.
    /// [`site`](Self::site) describes how it affects the endpoint.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.config.region = Some(region.into());
        self
    }

    /// Sets the VOD application that calls act in: it is given as `SubAppId` to each request, typed or not, whose action
    /// has the parameter and that leaves it out. A request's own value wins. By default, none is given.
    ///
    /// Accounts that activated VOD on or after 2023-12-25 must give it with every request, also for the default
    /// application. [`Client::from_env`] takes it from `TENCENTCLOUD_VOD_SUB_APP_ID`.
    ///
    /// ```
    /// use vod_sdk::{Client, Credential};
    ///
    /// # fn main() -> Result<(), vod_sdk::Error> {
    /// let client = Client::builder()
    ///     .credential(Credential::new("AKIDEXAMPLE", "the-secret-key"))
    ///     .sub_app_id(1500000001)
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn sub_app_id(mut self, id: u64) -> Self {
        self.config.client_parameters.set(SUB_APP_ID, id);
        self
    }

    /// Sets the language of the service's messages. Default: [`Language::EnUs`].
    pub fn language(mut self, language: Language) -> Self {
        self.config.language = language;
        self
    }

    /// Names the program to the service, in `X-TC-RequestClient` after the SDK's own name: at most 80
    /// letters, digits and `-_.,`. Nothing else about the program is sent.
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.config.set_app_name(&name.into());
        self
    }

    /// Limits the time of one exchange, from connecting to the last byte of the response. Default: 30 seconds. The
    /// timeout of the whole call may end it earlier.
    /// [`Call::attempt_timeout`](crate::Call::attempt_timeout) replaces it for a call.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.config.attempt_timeout = timeout;
        self
    }

    /// Limits the time of a whole call, with all attempts and waiting. Default: 60 seconds. Zero is no time at all, and
    /// no call is sent; `Duration::MAX` is no limit.
    /// [`Call::timeout`](crate::Call::timeout) replaces it for a call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.config.timeout = timeout;
        self
    }

    /// Limits the size of a response, in bytes after decompression. Default: 32 MiB. A larger one is refused
    /// without being held in memory.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.config.max_response_bytes = bytes;
        self
    }

    /// Limits the memory that a response takes once it is read, in bytes. Default: 256 MiB. A response that would take
    /// more is refused with [`ErrorKind::Response`] before it does. Values take several times as much memory as
    /// their text, so [`max_response_bytes`](Self::max_response_bytes) alone does not bound it. With both defaults, a process needs at most 400 MiB for a response.
    pub fn max_response_memory(mut self, bytes: usize) -> Self {
        self.config.max_response_memory = bytes;
        self
    }

    /// Sends requests without checking them against their documented limits.
    /// [`Call::validate`](crate::Call::validate) overrides this for a call.
    pub fn without_validation(mut self) -> Self {
        self.config.validate = false;
        self
    }

    /// Sets how many attempts a call has and how long it pauses between them; [`retry`](crate::retry) describes what
    /// is retried at all. Default: three attempts.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.config.retry = policy;
        self
    }

    /// Generates a `SessionId` for actions that have one, where a request's is empty. It is the same in every
    /// attempt of a call, so that the call can be retried safely. By default, none is generated.
    pub fn auto_session_id(mut self) -> Self {
        self.config.auto_session_id = true;
        self
    }

    /// Limits the requests per second of an action, typed and untyped together, in each version of the API that has
    /// it. It replaces the documented rate: set less where other programs use the same account, more where the
    /// service has granted more. Few actions have a documented rate
    /// ([`ActionInfo::requests_per_second`](crate::action::ActionInfo::requests_per_second)); the others have
    /// none without this.
    ///
    /// [`build`](Self::build) refuses 0, and actions that the SDK does not know: for those there is
    /// [`Call::requests_per_second`](crate::Call::requests_per_second).
    pub fn rate_limit(mut self, action: impl Into<String>, requests_per_second: u32) -> Self {
        self.config.rates.insert(action.into(), requests_per_second);
        self
    }

    /// Sends calls at once, without any request rate.
    pub fn without_rate_limit(mut self) -> Self {
        self.config.has_rate_limits = false;
        self
    }

    /// Limits the requests in flight at once, of a client and its clones. Default: 256. Other calls wait in the order
    /// of their arrival, within their timeout. Each request takes a connection and up to
    /// [`max_response_bytes`](Self::max_response_bytes). A call counts from its signature to its response, and not
    /// while it waits for a credential, for the request rate, or before a retry. [`build`](Self::build) refuses 0.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.config.max_in_flight = requests;
        self
    }

    /// Adds a hook, which observes attempts and may add headers. Several hooks run in the order in which they are
    /// added.
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.config.hooks.push(Arc::new(hook));
        self
    }

    /// Sends requests by another transport than the SDK's HTTP client. Sources of credentials that ask a service, such as
    /// [`AssumeRole`](crate::credentials::AssumeRole), do so by a transport of their own.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Replaces the source of time, pauses and random numbers, for tests.
    pub fn time_source(mut self, source: impl TimeSource + 'static) -> Self {
        self.config.time_source = Arc::new(source);
        self
    }

    /// Builds the client, without making a connection or asking for a credential.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if there is no credential or an unusable one, if an endpoint, the site, the
    /// region, the proxy or a certificate is unusable, if a number would let no call through (no attempts, no
    /// requests per second or in flight), or if TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        self.build_for()
    }

    /// Builds a client of another service of Tencent Cloud, which a crate made for it names; see
    /// [`build`](Self::build). Unlike VOD, most services need a [`region`](Self::region).
    ///
    /// # Errors
    ///
    /// As for [`build`](Self::build).
    pub fn build_for<S: Service>(self) -> Result<Client<S>, Error> {
        self.core(S::INFO).map(Client::new)
    }

    fn core(self, service: &'static ServiceInfo) -> Result<Core, Error> {
        let provider = self.credential.ok_or_else(|| {
            let message = "no credential: give one with ClientBuilder::credential, or use \
                           Client::from_env";
            Error::new(ErrorKind::Config, message)
        })?;
        provider
            .check()
            .map_err(CredentialError::into_config_error)?;
        self.config.check(service)?;
        provider.use_network(&Network::new(&self.http, self.config.attempt_timeout));
        let region = self.config.region.as_deref();
        let endpoints = self.endpoints.build(service.host, region)?;
        if let Some(transport) = self.transport {
            return Core::new(service, self.config, endpoints, transport, provider);
        }
        let transport = Arc::new(Http::new(&self.http, endpoints.all())?);
        let core = Core::new(service, self.config, endpoints, transport, provider);
        #[cfg(feature = "upload")]
        let core = core.map(|core| core.reaching_others_by(&self.http));
        core
    }
}
