//! Where the handwritten core meets the generated service: the only handwritten module, apart from
//! the crate's root, that names a generated item.

use std::fmt;
use std::str::FromStr;

use crate::action::{ErrorCodeInfo, ErrorRetry, ServiceInfo};
use crate::builder::ClientBuilder;
use crate::credentials::{Chain, region_of_environment};
use crate::generated::SERVICE;
use crate::generated::error_code::ERROR_CODES;
use crate::retry::Failure;
use crate::{Client, Error, ErrorCode};

/// The service that issues temporary credentials. Its own error codes refine the common ones, which are
/// among any service's.
pub(crate) static STS: ServiceInfo =
    ServiceInfo::new("sts", "sts.tencentcloudapi.com", &ERROR_CODES)
        .secret_responses(&["AssumeRole", "AssumeRoleWithWebIdentity"])
        .secret_fields(&["ExternalId", "TmpSecretKey", "Token", "WebIdentityToken"]);

impl Client {
    /// A client of the default endpoint with the credential that it finds: in the environment, in a
    /// profile file, with `tccli`, by TKE's OIDC or by the role of the virtual machine, in this order. See
    /// [`Chain::standard`] and what it is made of. `TENCENTCLOUD_REGION` names the region, if it is set.
    ///
    /// No connection is made and no file is read before the first call, which fails with
    /// [`ErrorKind::Credential`](crate::ErrorKind::Credential) if there is no credential.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if a variable cannot be used: only one of `TENCENTCLOUD_SECRET_ID` and
    /// `TENCENTCLOUD_SECRET_KEY` is set, or one is not text.
    pub fn from_env() -> Result<Self, Error> {
        let builder = Self::builder().credential(Chain::standard());
        match region_of_environment()? {
            Some(region) => builder.region(region).build(),
            None => builder.build(),
        }
    }

    /// Configures a client.
    ///
    /// ```
    /// use vod_sdk::{Client, Credential};
    ///
    /// # fn main() -> Result<(), vod_sdk::Error> {
    /// let client = Client::builder()
    ///     .credential(Credential::new("AKIDEXAMPLE", "the-secret-key"))
    ///     .endpoint("http://127.0.0.1:8080")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&SERVICE)
    }
}

impl Error {
    /// The error code, if this version of the SDK knows exactly this one. [`code`](Self::code) has any.
    ///
    /// Codes are refined by others: `RequestLimitExceeded` by `RequestLimitExceeded.UinLimitExceeded`, and
    /// perhaps by one that the service adds tomorrow. To handle a code with all that refine it, ask
    /// [`has_code`](Self::has_code).
    pub fn error_code(&self) -> Option<ErrorCode> {
        self.code()?.parse().ok()
    }

    /// Whether the service answered with this error code, or with one that refines it, known or not.
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

    /// What repeating a call would do that was answered with the code.
    pub fn retry(self) -> ErrorRetry {
        self.info().retry
    }

    /// The code that this one refines, if that is a code too: `RequestLimitExceeded` for
    /// `RequestLimitExceeded.UinLimitExceeded`.
    pub fn parent(self) -> Option<Self> {
        let (parent, _) = self.as_str().rsplit_once('.')?;
        let parent = SERVICE.error_code(parent)?;
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
