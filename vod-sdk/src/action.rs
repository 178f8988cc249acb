//! What the SDK knows of an action and of the service: plain data that the generator writes.
//!
//! Read it where you like. Only generated code builds it and implements the traits: they may get further items with any
//! release that the generator comes with.

mod paged;
mod starts;

use std::fmt;

pub use self::paged::{Page, PageStyle, Paged, Paging};
pub use self::starts::StartsTasks;
use crate::wire::{ObjectSlot, ObjectView};

/// A request that knows which action it is for.
///
/// Every generated request implements it; [`Client::send`](crate::Client::send) takes any.
pub trait Action: ObjectView {
    /// What a call returns.
    type Response: ObjectSlot + 'static;

    /// What the SDK knows of the action.
    const INFO: ActionInfo;
}

/// What the SDK knows of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActionInfo {
    /// Name of the action, as in `X-TC-Action`: `ExecuteFunction`.
    pub name: &'static str,
    /// Version of the API that has the action: `2018-07-17`.
    pub version: &'static str,
    /// Name of the method of [`Client`](crate::Client); `None` if the action is called with
    /// [`Client::send`](crate::Client::send).
    pub method: Option<&'static str>,
    /// The area of the API that the action belongs to, if it is known.
    pub area: Option<&'static str>,
    /// Whether a call is signed; if not, no credential is sent.
    pub signed: bool,
    /// Whether the action may be repeated.
    pub retry: RetryClass,
    /// The parameters with which it may not be, whatever the class, and the values of each with which it still may.
    pub retry_unless: &'static [(&'static str, &'static [&'static str])],
    /// The error codes that mean that what the action asks for is already so: after a lost response, that an earlier
    /// attempt was carried out.
    pub done_codes: &'static [&'static str],
    /// The parameters that a client can have a value for: see
    /// [`ClientBuilder::sub_app_id`](crate::ClientBuilder::sub_app_id).
    pub client_parameters: &'static [(&'static str, ParameterKind)],
    /// How many requests a second the service accepts, if that is documented.
    pub requests_per_second: Option<u32>,
    /// The fields of the response that hold ids of tasks, if every call starts one: a response without any of them
    /// is an error.
    pub task_ids: &'static [&'static str],
    /// The error codes that are documented for the action, apart from those that any action may
    /// return.
    pub error_codes: &'static [&'static str],
    /// The official page of the action, if it is known.
    pub docs_url: Option<&'static str>,
}

impl ActionInfo {
    /// An action of which nothing but its name and version is known.
    pub const fn new(name: &'static str, version: &'static str) -> Self {
        Self {
            name,
            version,
            method: None,
            area: None,
            signed: true,
            retry: RetryClass::Never,
            retry_unless: &[],
            done_codes: &[],
            client_parameters: &[],
            requests_per_second: None,
            task_ids: &[],
            error_codes: &[],
            docs_url: None,
        }
    }

    /// Names the method of [`Client`](crate::Client).
    pub const fn method(mut self, method: &'static str) -> Self {
        self.method = Some(method);
        self
    }

    /// Names the area of the API.
    pub const fn area(mut self, area: &'static str) -> Self {
        self.area = Some(area);
        self
    }

    /// Says that a call is not signed.
    pub const fn unsigned(mut self) -> Self {
        self.signed = false;
        self
    }

    /// Sets whether the action may be repeated.
    pub const fn retry(mut self, retry: RetryClass) -> Self {
        self.retry = retry;
        self
    }

    /// Names the parameters that take the safety of the class away, each with the values that do not.
    pub const fn retry_unless(
        mut self,
        parameters: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.retry_unless = parameters;
        self
    }

    /// Names the error codes that mean that what the action asks for is already so.
    pub const fn done_codes(mut self, codes: &'static [&'static str]) -> Self {
        self.done_codes = codes;
        self
    }

    /// Names the parameters that a client can have a value for.
    pub const fn client_parameters(
        mut self,
        parameters: &'static [(&'static str, ParameterKind)],
    ) -> Self {
        self.client_parameters = parameters;
        self
    }

    /// Sets how many requests a second the service accepts.
    ///
    /// # Panics
    ///
    /// Panics with 0, when the program is compiled if it is a constant.
    pub const fn requests_per_second(mut self, requests: u32) -> Self {
        assert!(
            requests > 0,
            "an action that accepts no request at all cannot be called"
        );
        self.requests_per_second = Some(requests);
        self
    }

    /// Names the fields of the response that hold ids of tasks, of which every call starts at least one.
    pub const fn task_ids(mut self, fields: &'static [&'static str]) -> Self {
        self.task_ids = fields;
        self
    }

    /// Sets the documented error codes.
    pub const fn error_codes(mut self, codes: &'static [&'static str]) -> Self {
        self.error_codes = codes;
        self
    }

    /// Sets the official page.
    pub const fn docs_url(mut self, url: &'static str) -> Self {
        self.docs_url = Some(url);
        self
    }
}

/// How an action writes a parameter that is a number to other actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterKind {
    /// As a number.
    Integer,
    /// As a string.
    Text,
}

/// Whether a call whose outcome is unknown may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryClass {
    /// The action only reads.
    Read,
    /// Doing it twice leaves the same state as doing it once.
    Idempotent,
    /// Repeating is safe if the request's `SessionId` is not empty: the service refuses a second
    /// request with the same id.
    SessionId,
    /// Doing it twice is not the same as doing it once.
    Never,
}

impl RetryClass {
    /// Whether a second execution does no harm, or is ruled out by the service.
    pub(crate) fn is_safe_to_retry(self, has_session_id: bool) -> bool {
        match self {
            Self::Read | Self::Idempotent => true,
            Self::SessionId => has_session_id,
            Self::Never => false,
        }
    }
}

/// A service of Tencent Cloud, as the type of its clients: [`Client<Vod>`](crate::Client).
///
/// A crate made for another service implements it.
pub trait Service: 'static {
    /// What the SDK knows of the service.
    const INFO: &'static ServiceInfo;
}

/// What the SDK knows of the service.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ServiceInfo {
    /// Name of the service in a signature's scope: `vod`.
    pub name: &'static str,
    /// Host of the default endpoint: `vod.tencentcloudapi.com`.
    pub host: &'static str,
    /// Every known error code, sorted by code.
    pub error_codes: &'static [ErrorCodeInfo],
    /// The actions whose responses may hold a secret, sorted by name.
    pub secret_responses: &'static [&'static str],
    /// The names of the fields that are secrets, in requests and in responses, sorted.
    pub secret_fields: &'static [&'static str],
    /// Every known action; empty if they are not listed.
    pub actions: &'static [&'static ActionInfo],
}

impl ServiceInfo {
    /// A service by its name, default host and sorted error codes.
    pub const fn new(
        name: &'static str,
        host: &'static str,
        error_codes: &'static [ErrorCodeInfo],
    ) -> Self {
        Self {
            name,
            host,
            error_codes,
            actions: &[],
            secret_responses: &[],
            secret_fields: &[],
        }
    }

    /// Names the actions whose responses may hold a secret, sorted by name: no part of such a response
    /// is quoted in an error or a log.
    pub const fn secret_responses(mut self, actions: &'static [&'static str]) -> Self {
        self.secret_responses = actions;
        self
    }

    /// Names the fields that are secrets, in requests and in responses, sorted.
    pub const fn secret_fields(mut self, fields: &'static [&'static str]) -> Self {
        self.secret_fields = fields;
        self
    }

    /// Lists the actions.
    pub const fn actions(mut self, actions: &'static [&'static ActionInfo]) -> Self {
        self.actions = actions;
        self
    }

    /// What is known of an action of a version.
    pub(crate) fn action_of(&self, name: &str, version: &str) -> Option<&'static ActionInfo> {
        let mut actions = self.actions.iter().copied();
        actions.find(|action| action.name == name && action.version == version)
    }

    /// The first action of a name, in whichever version of the API.
    pub(crate) fn action(&self, name: &str) -> Option<&'static ActionInfo> {
        let mut actions = self.actions.iter().copied();
        actions.find(|action| action.name == name)
    }

    /// What is known of an error code, or else of the code that it refines
    /// (`InvalidParameterValue` for `InvalidParameterValue.Unheard`).
    pub fn error_code(&self, code: &str) -> Option<&'static ErrorCodeInfo> {
        let mut code = code;
        loop {
            if let Ok(index) = self
                .error_codes
                .binary_search_by(|known| known.code.cmp(code))
            {
                return Some(&self.error_codes[index]);
            }
            code = code.rsplit_once('.')?.0;
        }
    }
}

impl fmt::Debug for ServiceInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceInfo")
            .field("name", &self.name)
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}

/// What the SDK knows of an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorCodeInfo {
    /// The code, as the service sends it.
    pub code: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What repeating the call would do.
    pub retry: RetryHint,
}

impl ErrorCodeInfo {
    /// An error code that no retry helps against.
    pub const fn new(code: &'static str, meaning: &'static str) -> Self {
        Self {
            code,
            meaning,
            retry: RetryHint::Never,
        }
    }

    /// Sets what a retry would do.
    pub const fn retry(mut self, hint: RetryHint) -> Self {
        self.retry = hint;
        self
    }
}

/// What repeating a call would do that failed with an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryHint {
    /// The same request gets the same response.
    Never,
    /// The request was refused before it was executed: any action may be repeated after a pause.
    Throttled,
    /// The service failed, perhaps after it had begun: only what is safe to repeat may be repeated.
    Transient,
    /// Once, after the local clock has been corrected.
    Clock,
    /// Once, after temporary credentials have been renewed.
    Credential,
    /// The service has had a request with the same `SessionId`: after a lost response, the call was
    /// accepted.
    Duplicate,
}
