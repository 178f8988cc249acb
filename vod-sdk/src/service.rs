//! Where the handwritten core meets the generated service: the only handwritten module, apart from
//! the crate's root, that names a generated item.

use std::fmt;
use std::str::FromStr;

use crate::action::{ErrorCodeInfo, ErrorRetry};
use crate::builder::ClientBuilder;
use crate::generated::SERVICE;
use crate::generated::error_code::ERROR_CODES;
use crate::{Client, Credential, Error, ErrorCode};

impl Client {
    /// A client with the credential of the environment and the default endpoint.
    ///
    /// See [`Credential::from_env`] for the variables.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) names the variable that is missing.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().credential(Credential::new("", "")).build()
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
    /// The error code, if this version of the SDK knows it. [`code`](Self::code) has any.
    pub fn error_code(&self) -> Option<ErrorCode> {
        self.code()?.parse().ok()
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
