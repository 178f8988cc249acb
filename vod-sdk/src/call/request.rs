//! The request of a call: checked, and written as JSON once for all attempts.

mod client_parameters;
mod conditions;
pub(super) mod headers;
mod repetition;
mod session_id;
mod validation;

use std::borrow::Cow;

use bytes::Bytes;

use self::client_parameters::Filled;
use self::session_id::Body;
use super::core::Core;
use super::options::Options;
use crate::action::{ActionInfo, ParameterKind, RetryClass, ServiceInfo};
use crate::error::{Error, ErrorKind};
use crate::wire::View;

/// The facts about an action that a call needs.
#[derive(Clone, Debug)]
pub(crate) struct ActionFacts {
    pub(crate) name: Cow<'static, str>,
    pub(crate) version: Cow<'static, str>,
    pub(crate) is_signed: bool,
    pub(crate) retry: RetryClass,
    /// The parameters that take the class away, with the values that do not.
    pub(crate) retry_unless: &'static [(&'static str, &'static [&'static str])],
    /// The codes that show, after a lost response, that an earlier attempt was carried out.
    pub(crate) done_codes: &'static [&'static str],
    /// The parameters that the client can have a value for.
    pub(crate) client_parameters: &'static [(&'static str, ParameterKind)],
    pub(crate) requests_per_second: Option<u32>,
    /// The fields of the response of which one must have the id of the task that the call started.
    pub(crate) task_ids: &'static [&'static str],
}

/// A request that can be sent any number of times.
#[derive(Debug)]
pub(crate) struct Request {
    pub(super) action: ActionFacts,
    pub(super) options: Options,
    pub(super) body: Bytes,
    /// Whether it has a `SessionId` that is not empty.
    pub(super) has_session_id: bool,
}

/// A call that needs nothing from its caller any more: its request, or why there is none. It is a pointer, because
/// the future of a call holds it several times.
pub(crate) struct Prepared(pub(super) Result<Box<Request>, Box<Refused>>);

/// A request that cannot be sent.
pub(super) struct Refused {
    pub(super) action: ActionFacts,
    pub(super) error: Error,
}

impl ActionFacts {
    /// Those of a known action.
    pub(super) fn of(info: &ActionInfo) -> Self {
        Self {
            name: info.name.into(),
            version: info.version.into(),
            is_signed: info.signed,
            retry: info.retry,
            retry_unless: info.retry_unless,
            done_codes: info.done_codes,
            client_parameters: info.client_parameters,
            requests_per_second: info.requests_per_second,
            task_ids: info.task_ids,
        }
    }

    /// Those of an action of which nothing is known but what the caller says, and its parameters if the service has it.
    pub(crate) fn untyped(
        service: &ServiceInfo,
        (action, version): (&str, &str),
        options: &Options,
    ) -> Self {
        let known = service.action_of(action, version);
        Self {
            name: action.to_owned().into(),
            version: version.to_owned().into(),
            is_signed: !options.is_unsigned,
            retry: options.retry_class.unwrap_or(RetryClass::Never),
            retry_unless: &[],
            done_codes: &[],
            client_parameters: known.map_or(&[], |info| info.client_parameters),
            requests_per_second: options.requests_per_second,
            task_ids: &[],
        }
    }

    /// Refuses names that no action or version can have. Those of untyped calls may be anything.
    fn check(&self) -> Result<(), Error> {
        let is_name = |text: &str, more: &[u8]| {
            let is_part = |byte: u8| byte.is_ascii_alphanumeric() || more.contains(&byte);
            !text.is_empty() && text.bytes().all(is_part)
        };
        let (action, version) = (&*self.name, &*self.version);
        let message = if !is_name(action, b"_") {
            format!("{action:?} is no action: names have letters and digits, as DescribeMediaInfos")
        } else if !is_name(version, b"-._") {
            format!("{version:?} is no version: versions have digits and hyphens, as 2018-07-17")
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Config, message))
    }
}

impl Prepared {
    /// Checks a request and writes its body.
    pub(crate) fn new(
        core: &Core,
        mut action: ActionFacts,
        options: Options,
        parameters: View<'_>,
    ) -> Self {
        if !action.retry_unless.is_empty()
            && repetition::is_harmful(parameters, action.retry_unless)
        {
            action.retry = RetryClass::Never;
        }
        match check_and_write(core, &action, &options, parameters) {
            Ok(body) => Self(Ok(Box::new(Request {
                action,
                options,
                body: body.json.into(),
                has_session_id: body.has_session_id,
            }))),
            Err(error) => Self::refused(action, error),
        }
    }

    /// A call whose parameters cannot be written.
    pub(super) fn unwritable(action: ActionFacts, fault: &serde_json::Error) -> Self {
        Self::refused(action, Error::new(ErrorKind::Request, fault.to_string()))
    }

    pub(super) fn action(&self) -> &ActionFacts {
        match &self.0 {
            Ok(request) => &request.action,
            Err(refused) => &refused.action,
        }
    }

    fn refused(action: ActionFacts, error: Error) -> Self {
        Self(Err(Box::new(Refused { action, error })))
    }
}

fn check_and_write(
    core: &Core,
    action: &ActionFacts,
    options: &Options,
    parameters: View<'_>,
) -> Result<Body, Error> {
    options.check()?;
    action.check()?;
    if options.validate.unwrap_or(core.config.validate) {
        validation::check(&action.name, parameters)?;
    }
    let given = &core.config.client_parameters;
    let filled = Filled::new(parameters, action.client_parameters, given);
    let parameters = filled.view();
    let own = || core.config.auto_session_id.then(|| core.random_id());
    let session_id = || options.session_id.clone().or_else(own);
    session_id::body(parameters, action.retry, &session_id)
}
