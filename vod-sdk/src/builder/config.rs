//! The configuration as a client keeps it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use crate::error::{Error, ErrorKind};
use crate::hooks::Hook;
use crate::retry::RetryPolicy;
use crate::runtime::{Runtime, SystemRuntime};

/// How the SDK names itself to the service, in the form of the official SDKs.
const REQUEST_CLIENT: &str = concat!(
    "SDK_RUST_",
    env!("CARGO_PKG_NAME"),
    "_",
    env!("CARGO_PKG_VERSION")
);

/// How long the name of a program may be, so that the whole stays within what the service takes.
const MAX_APP_NAME: usize = 80;

/// The checked configuration.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) region: Option<String>,
    pub(crate) language: Language,
    pub(crate) request_client: Cow<'static, str>,
    pub(crate) attempt_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) max_response_memory: usize,
    pub(crate) validate: bool,
    pub(crate) retry: RetryPolicy,
    pub(crate) auto_session_id: bool,
    /// Whether answers hold secrets, of which nothing may stand in an error or a log.
    pub(crate) has_secret_answers: bool,
    pub(super) has_rate_limits: bool,
    pub(super) rates: HashMap<String, u32>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) runtime: Arc<dyn Runtime>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            region: None,
            language: Language::default(),
            request_client: REQUEST_CLIENT.into(),
            attempt_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            max_response_bytes: 32 * 1024 * 1024,
            max_response_memory: 256 * 1024 * 1024,
            validate: true,
            retry: RetryPolicy::default(),
            auto_session_id: false,
            has_secret_answers: false,
            has_rate_limits: true,
            rates: HashMap::new(),
            hooks: Vec::new(),
            runtime: Arc::new(SystemRuntime),
        }
    }
}

impl Config {
    pub(super) fn set_app_name(&mut self, name: &str) {
        self.request_client = format!("{REQUEST_CLIENT};{name}").into();
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        check_app_name(&self.request_client)
    }

    /// The request rate of an action, of which the spec may say something.
    pub(crate) fn rate(&self, action: &str, documented: Option<u32>) -> Option<u32> {
        if !self.has_rate_limits {
            return None;
        }
        self.rates.get(action).copied().or(documented)
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

fn check_app_name(request_client: &str) -> Result<(), Error> {
    let Some((_, name)) = request_client.split_once(';') else {
        return Ok(());
    };
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.,".contains(&byte);
    if !name.is_empty() && name.len() <= MAX_APP_NAME && name.bytes().all(is_allowed) {
        return Ok(());
    }
    let message = format!(
        "the name of the program {name:?} cannot be told to the service: it must have 1 to \
         {MAX_APP_NAME} letters, digits and -_.,"
    );
    Err(Error::new(ErrorKind::Config, message))
}
