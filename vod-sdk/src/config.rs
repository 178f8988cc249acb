//! The configuration of a client.

mod added_header;
pub mod hooks;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use crate::action::ServiceInfo;
use crate::error::{Error, ErrorKind};

use crate::nearest::nearest;
use crate::retry::RetryPolicy;
use crate::time::{SystemTimeSource, TimeSource};

pub(crate) use self::added_header::{AddedHeader, header_value};
use self::hooks::Hook;

/// How the SDK names itself to the service, in the form of the official SDKs.
const REQUEST_CLIENT: &str = concat!(
    "SDK_RUST_",
    env!("CARGO_PKG_NAME"),
    "_",
    env!("CARGO_PKG_VERSION")
);

/// How long the name of a program may be, so that the whole stays within what the service takes.
const MAX_APP_NAME: usize = 80;

/// The values that a client has for parameters, by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClientParameters(Vec<(&'static str, u64)>);

impl ClientParameters {
    pub(crate) fn set(&mut self, name: &'static str, value: u64) {
        self.0.retain(|(of, _)| *of != name);
        self.0.push((name, value));
    }

    pub(crate) fn get(&self, name: &str) -> Option<u64> {
        let found = self.0.iter().find(|(of, _)| *of == name);
        found.map(|(_, value)| *value)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The checked configuration.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) region: Option<String>,
    pub(crate) client_parameters: ClientParameters,
    pub(crate) language: Language,
    pub(crate) request_client: Cow<'static, str>,
    pub(crate) attempt_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) max_response_memory: usize,
    pub(crate) validate: bool,
    pub(crate) retry: RetryPolicy,
    pub(crate) auto_session_id: bool,
    pub(crate) max_in_flight: usize,
    pub(crate) has_rate_limits: bool,
    pub(crate) rates: HashMap<String, u32>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) time_source: Arc<dyn TimeSource>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            region: None,
            client_parameters: ClientParameters::default(),
            language: Language::default(),
            request_client: REQUEST_CLIENT.into(),
            attempt_timeout: Duration::from_secs(30),
            timeout: Duration::from_secs(60),
            max_response_bytes: 32 * 1024 * 1024,
            max_response_memory: 256 * 1024 * 1024,
            validate: true,
            retry: RetryPolicy::default(),
            auto_session_id: false,
            max_in_flight: 256,
            has_rate_limits: true,
            rates: HashMap::new(),
            hooks: Vec::new(),
            time_source: Arc::new(SystemTimeSource),
        }
    }
}

impl Config {
    pub(crate) fn set_app_name(&mut self, name: &str) {
        self.request_client = format!("{REQUEST_CLIENT};{name}").into();
    }

    /// Refuses what no call could be made with.
    pub(crate) fn check(&self, service: &ServiceInfo) -> Result<(), Error> {
        check_app_name(&self.request_client)?;
        check_number("max_response_bytes", self.max_response_bytes, "no response")?;
        check_number("max_in_flight", self.max_in_flight, "no request")?;
        self.retry.check()?;
        for (action, rate) in &self.rates {
            check_rate(action, *rate, service)?;
        }
        Ok(())
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

fn check_number(name: &str, number: usize, what: &str) -> Result<(), Error> {
    if number > 0 {
        return Ok(());
    }
    let message = format!(
        "ClientBuilder::{name}(0) lets {what} through: leave it out for the default, or give usize::MAX \
         for no limit"
    );
    Err(Error::new(ErrorKind::Config, message))
}

fn check_rate(action: &str, rate: u32, service: &ServiceInfo) -> Result<(), Error> {
    let is_known = service.actions.is_empty() || service.action(action).is_some();
    let message = if !is_known {
        let names = service.actions.iter().map(|action| action.name);
        let meant = match nearest(action, names, 5) {
            Some(name) => format!("did you mean {name:?}?"),
            None => {
                "Call::requests_per_second sets the rate of an action that this SDK does not know"
                    .to_owned()
            }
        };
        format!(
            "ClientBuilder::rate_limit names {action:?}, which is no action of this SDK: {meant}"
        )
    } else if rate == 0 {
        format!(
            "ClientBuilder::rate_limit({action:?}, 0) lets no request through: it must be 1 a second at \
             least"
        )
    } else {
        return Ok(());
    };
    Err(Error::new(ErrorKind::Config, message))
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
        "the name of the program {name:?} cannot be sent to the service: it must have 1 to \
         {MAX_APP_NAME} letters, digits and -_.,"
    );
    Err(Error::new(ErrorKind::Config, message))
}
