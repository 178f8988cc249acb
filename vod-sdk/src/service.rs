//! Where the handwritten core meets the generated service: its error codes and its facts.

use std::fmt;
use std::str::FromStr;

use crate::action::{ErrorCodeInfo, RetryHint, ServiceInfo};
use crate::error::{Error, Failure};
use crate::generated::ErrorCode;
use crate::generated::error_code::ERROR_CODES;

pub(crate) use crate::generated::SERVICE as VOD;

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
    pub fn has_code(&self, code: ErrorCode) -> bool {
        let rest = self.code().and_then(|own| own.strip_prefix(code.as_str()));
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

impl ErrorCode {
    /// The code as the service sends it.
    pub fn as_str(self) -> &'static str {
        self.info().code
    }

    /// What the code means.
    pub fn meaning(self) -> &'static str {
        self.info().meaning
    }

    /// What repeating a call would do that failed with the code.
    pub fn retry(self) -> RetryHint {
        self.info().retry
    }

    /// The code that this one refines, if that is a code too: `RequestLimitExceeded` for
    /// `RequestLimitExceeded.UinLimitExceeded`.
    pub fn parent(self) -> Option<Self> {
        let (parent, _) = self.as_str().rsplit_once('.')?;
        let parent = VOD.error_code(parent)?;
        parent.code.parse().ok()
    }

    fn info(self) -> &'static ErrorCodeInfo {
        &ERROR_CODES[self as usize]
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ErrorCode {
    type Err = UnknownErrorCode;

    fn from_str(code: &str) -> Result<Self, UnknownErrorCode> {
        let index = ERROR_CODES.binary_search_by(|known| known.code.cmp(code));
        index
            .map(|index| Self::ALL[index])
            .map_err(|_| UnknownErrorCode(()))
    }
}

/// An error code that this version of the SDK does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownErrorCode(());

impl fmt::Display for UnknownErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this version of the SDK does not know the error code")
    }
}

impl std::error::Error for UnknownErrorCode {}
