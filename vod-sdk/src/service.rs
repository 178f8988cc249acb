//! Where the handwritten core meets the generated service: its error codes and its facts.

use std::fmt;

use crate::action::ServiceInfo;
use crate::error::{Error, Failure, NAME_BYTES, one_line};
use crate::generated::ErrorCode;
use crate::generated::error_code::ERROR_CODES;

pub(crate) use crate::generated::Vod;

/// The service that issues temporary credentials. Its own error codes refine the common ones, which are
/// among any service's.
pub(crate) static STS: ServiceInfo =
    ServiceInfo::new("sts", "sts.tencentcloudapi.com", &ERROR_CODES)
        .secret_responses(&["AssumeRole", "AssumeRoleWithWebIdentity"])
        .secret_fields(&["ExternalId", "TmpSecretKey", "Token", "WebIdentityToken"]);

impl Error {
    /// The error code, if this version of the SDK knows exactly this one. [`code`](Self::code) has any.
    ///
    /// Codes are refined by others: `RequestLimitExceeded` by `RequestLimitExceeded.UinLimitExceeded`, and
    /// perhaps by one that the service adds tomorrow. To handle a code with all that refine it, ask
    /// [`has_code`](Self::has_code).
    pub fn error_code(&self) -> Option<ErrorCode> {
        self.code()?.parse().ok()
    }

    /// Whether the service responded with this error code, or with one that refines it, known or not.
    ///
    /// ```no_run
    /// use vod_sdk::ErrorCode;
    ///
    /// # fn example(error: vod_sdk::Error) {
    /// if error.has_code(ErrorCode::ResourceNotFound) {
    ///     println!("there is no such thing: {error}");
    /// }
    /// # }
    /// ```
    pub fn has_code(&self, code: impl AsRef<str>) -> bool {
        let rest = self.code().and_then(|own| own.strip_prefix(code.as_ref()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Whether the call was refused because too many came at once: by `RequestLimitExceeded` or a code that
    /// refines it, or by a gateway with HTTP 429. Slow down before calling again.
    pub fn is_throttled(&self) -> bool {
        const TOO_MANY_REQUESTS: u16 = 429;
        match self.code() {
            Some(_) => self.failure() == Failure::Throttled,
            None => self.status() == Some(TOO_MANY_REQUESTS),
        }
    }
}

/// An error code that this version of the SDK does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownErrorCode(String);

impl UnknownErrorCode {
    /// For generated code.
    #[doc(hidden)]
    pub fn new(code: &str) -> Self {
        Self(one_line(code, NAME_BYTES).into_owned())
    }
}

impl fmt::Display for UnknownErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "this version of the SDK does not know the error code {:?}",
            self.0
        )
    }
}

impl std::error::Error for UnknownErrorCode {}
