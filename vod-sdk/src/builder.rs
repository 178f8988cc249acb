//! How a client is configured.

mod endpoints;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use self::endpoints::EndpointOptions;
pub use self::endpoints::Site;
use crate::Client;
use crate::action::ServiceInfo;
use crate::client::Inner;
use crate::clock::Clock;
use crate::credentials::{CredentialCache, CredentialProvider};
use crate::error::{Error, ErrorKind};
use crate::hooks::Hook;
use crate::pace::Pace;
use crate::retry::{Budget, RetryPolicy};
use crate::runtime::{Runtime, SystemRuntime};
use crate::transport::{Http, HttpOptions, Transport};

/// Configures a [`Client`]; see [`Client::builder`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    service: &'static ServiceInfo,
    credential: Option<Arc<dyn CredentialProvider>>,
    endpoints: EndpointOptions,
    connect_timeout: Duration,
    transport: Option<Arc<dyn Transport>>,
    config: Config,
}

/// The checked configuration.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) region: Option<String>,
    pub(crate) language: Language,
    pub(crate) attempt_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) validate: bool,
    pub(crate) retry: RetryPolicy,
    pub(crate) auto_session_id: bool,
    has_rate_limits: bool,
    rates: HashMap<String, u32>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) runtime: Arc<dyn Runtime>,
}

impl Config {
    /// The request rate of an action, of which the spec may say something.
    pub(crate) fn rate(&self, action: &str, documented: Option<u32>) -> Option<u32> {
        if !self.has_rate_limits {
            return None;
        }
        match self.rates.is_empty() {
            true => documented,
            false => self.rates.get(action).copied().or(documented),
        }
    }
}

/// The language of the service's messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// Chinese, `zh-CN`.
    ZhCn,
    /// English, `en-US`.
    #[default]
    EnUs,
}

impl Language {
    /// The value of `X-TC-Language`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::EnUs => "en-US",
        }
    }
}

impl ClientBuilder {
    pub(crate) fn new(service: &'static ServiceInfo) -> Self {
        Self {
            service,
            credential: None,
            endpoints: EndpointOptions::default(),
            connect_timeout: Duration::from_secs(5),
            transport: None,
            config: Config {
                region: None,
                language: Language::default(),
                attempt_timeout: Duration::from_secs(30),
                timeout: Duration::from_secs(60),
                max_response_bytes: 32 * 1024 * 1024,
                validate: true,
                retry: RetryPolicy::default(),
                auto_session_id: false,
                has_rate_limits: true,
                rates: HashMap::new(),
                hooks: Vec::new(),
                runtime: Arc::new(SystemRuntime),
            },
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

    /// How long making a connection may take; default 5 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one exchange may take, from connecting to the last byte of the answer; default
    /// 30 seconds. [`Call::timeout`](crate::Call::timeout) replaces it for a call.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.config.attempt_timeout = timeout;
        self
    }

    /// How long a whole call may take, with its waiting for the rate limit; default 60 seconds.
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

    /// How many requests a second to send of an action, in place of the documented rate: less where
    /// other programs use the same account, more where the service has granted more.
    pub fn rate_limit(mut self, action: impl Into<String>, requests_per_second: u32) -> Self {
        self.config.rates.insert(action.into(), requests_per_second);
        self
    }

    /// Sends calls as they come, without keeping to any request rate.
    pub fn without_rate_limit(mut self) -> Self {
        self.config.has_rate_limits = false;
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
    pub fn runtime(mut self, runtime: impl Runtime + 'static) -> Self {
        self.config.runtime = Arc::new(runtime);
        self
    }

    /// Builds the client. No connection is made yet, and no credential is asked for.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if there is no credential or an unusable one, if an endpoint, the site or
    /// the region is not usable, or if TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let provider = self.credential.ok_or_else(|| {
            let message = "no credential: give one with ClientBuilder::credential, or use \
                           Client::from_env";
            Error::new(ErrorKind::Config, message)
        })?;
        provider
            .check()
            .map_err(|error| Error::new(ErrorKind::Config, error.to_string()).with_source(error))?;
        let region = self.config.region.as_deref();
        let (endpoints, is_plain_loopback) = self.endpoints.build(self.service.host, region)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(Http::new(&HttpOptions {
                connect_timeout: self.connect_timeout,
                is_plain_loopback,
            })?),
        };
        Ok(Client {
            inner: Arc::new(Inner {
                service: self.service,
                endpoints,
                transport,
                credentials: CredentialCache::new(provider),
                clock: Clock::default(),
                pace: Pace::default(),
                budget: Budget::new(self.config.retry.budget),
                config: self.config,
            }),
        })
    }
}
