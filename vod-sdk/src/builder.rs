//! How a client is configured.

use std::time::Duration;

use crate::action::ServiceInfo;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::transport::Transport;
use crate::{Client, Credential};

/// Configures a [`Client`]; see [`Client::builder`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    service: &'static ServiceInfo,
    credential: Option<Credential>,
    region: Option<String>,
    endpoint: Option<String>,
    allow_plain_http: bool,
    language: Language,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    timeout: Duration,
    max_response_bytes: usize,
    validate: bool,
    rate_limit: bool,
}

/// The checked configuration.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) credential: Credential,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Endpoint,
    pub(crate) language: Language,
    pub(crate) attempt_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) validate: bool,
    pub(crate) rate_limit: bool,
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
            region: None,
            endpoint: None,
            allow_plain_http: false,
            language: Language::default(),
            connect_timeout: Duration::from_secs(5),
            attempt_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            max_response_bytes: 32 * 1024 * 1024,
            validate: true,
            rate_limit: true,
        }
    }

    /// Who calls. Required.
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// The region to name in every call (`ap-guangzhou`). VOD needs none; the default is none.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Where to send requests: `https://host[:port][/path]`, default `https://` and the service's own
    /// host.
    ///
    /// The host, port and path are signed as they are sent, so a gateway in between must not change
    /// them. `http://` is accepted for this machine's own addresses only, see
    /// [`allow_plain_http`](Self::allow_plain_http).
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Accepts an `http://` endpoint on another machine: everyone on the way can read the requests and
    /// answers, and change the answers.
    pub fn allow_plain_http(mut self) -> Self {
        self.allow_plain_http = true;
        self
    }

    /// The language of the service's messages; default [`Language::EnUs`].
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
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
        self.attempt_timeout = timeout;
        self
    }

    /// How long a whole call may take, with its waiting for the rate limit; default 60 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How large an answer may be, in bytes after decoding; default 32 MiB. A larger one is refused
    /// without being held in memory.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Whether to check requests against their documented limits before they are sent; default `true`.
    pub fn validate(mut self, validate: bool) -> Self {
        self.validate = validate;
        self
    }

    /// Sends calls as they come, without pacing them to the documented request rates.
    pub fn without_rate_limit(mut self) -> Self {
        self.rate_limit = false;
        self
    }

    /// Builds the client. No connection is made yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if there is no credential or an unusable one, if the endpoint is not
    /// usable, or if TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let credential = self.credential.ok_or_else(|| {
            let message = "no credential: give one with ClientBuilder::credential, or use \
                           Client::from_env";
            Error::new(ErrorKind::Config, message)
        })?;
        credential.check()?;
        let endpoint = self.endpoint.as_deref().unwrap_or(self.service.host);
        let endpoint = Endpoint::parse(endpoint, self.allow_plain_http)?;
        let transport = Transport::new(&endpoint, self.connect_timeout, self.max_response_bytes)?;
        let config = Config {
            credential,
            region: self.region,
            endpoint,
            language: self.language,
            attempt_timeout: self.attempt_timeout,
            timeout: self.timeout,
            validate: self.validate,
            rate_limit: self.rate_limit,
        };
        Ok(Client::new(self.service, config, transport))
    }
}
