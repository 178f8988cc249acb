//! Who calls: the secret id, the secret key and, for temporary credentials, the token.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind};
use crate::sign::{self, SigningKey};

const SECRET_ID: &str = "TENCENTCLOUD_SECRET_ID";
const SECRET_KEY: &str = "TENCENTCLOUD_SECRET_KEY";
const TOKENS: [&str; 2] = ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN"];

/// A secret id and secret key, with the token that belongs to them if they are temporary.
///
/// Cheap to clone. Secrets are wiped from memory with the last clone, and `Debug` does not show them.
///
/// ```
/// use vod_sdk::Credential;
///
/// let credential = Credential::new("AKIDEXAMPLE", "a secret").with_token("a token");
/// assert_eq!(
///     format!("{credential:?}"),
///     r#"Credential { secret_id: "AKIDEXAMPLE", secret_key: "[redacted]", token: Some("[redacted]") }"#,
/// );
/// ```
#[derive(Clone)]
pub struct Credential {
    inner: Arc<Inner>,
}

struct Inner {
    secret_id: String,
    secret_key: Zeroizing<String>,
    token: Option<Zeroizing<String>>,
    /// The signing key of the latest day and service that were asked for.
    signing_key: Mutex<Option<CachedKey>>,
}

struct CachedKey {
    date: String,
    service: String,
    key: SigningKey,
}

impl Credential {
    /// A permanent credential.
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<String>) -> Self {
        let secret_key = Zeroizing::new(secret_key.into());
        Self::from_parts(secret_id.into(), secret_key, None)
    }

    /// The same id and key as a temporary credential, with the token that was issued with them.
    #[must_use]
    pub fn with_token(self, token: impl Into<String>) -> Self {
        let token = Some(Zeroizing::new(token.into()));
        Self::from_parts(
            self.inner.secret_id.clone(),
            self.inner.secret_key.clone(),
            token,
        )
    }

    /// The credential of the environment: `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and,
    /// for a temporary one, `TENCENTCLOUD_TOKEN` (or `TENCENTCLOUD_SESSION_TOKEN`).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] names the variable that is not set or not usable.
    pub fn from_env() -> Result<Self, Error> {
        let secret_id = required_variable(SECRET_ID)?;
        let secret_key = Zeroizing::new(required_variable(SECRET_KEY)?);
        let token = TOKENS
            .into_iter()
            .find_map(|name| variable(name).transpose())
            .transpose()?;
        Ok(Self::from_parts(
            secret_id,
            secret_key,
            token.map(Zeroizing::new),
        ))
    }

    /// The secret id, which is no secret: it names the key in every request.
    pub fn secret_id(&self) -> &str {
        &self.inner.secret_id
    }

    pub(crate) fn secret_key(&self) -> &str {
        &self.inner.secret_key
    }

    pub(crate) fn token(&self) -> Option<&str> {
        self.inner.token.as_ref().map(|token| token.as_str())
    }

    /// The signing key of a day and service, derived when they differ from the latest ones.
    pub(crate) fn signing_key(&self, date: &str, service: &str) -> SigningKey {
        let mut cached = self
            .inner
            .signing_key
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match &*cached {
            Some(cached) if cached.date == date && cached.service == service => cached.key.clone(),
            _ => {
                let key = sign::signing_key(self.secret_key(), date, service);
                let (date, service) = (date.to_owned(), service.to_owned());
                *cached = Some(CachedKey {
                    date,
                    service,
                    key: key.clone(),
                });
                key
            }
        }
    }

    /// Refuses what no service could accept, and what would only show as a wrong signature.
    pub(crate) fn check(&self) -> Result<(), Error> {
        check_part("secret id", self.secret_id())?;
        check_part("secret key", self.secret_key())?;
        self.token()
            .map_or(Ok(()), |token| check_part("token", token))
    }

    fn from_parts(
        secret_id: String,
        secret_key: Zeroizing<String>,
        token: Option<Zeroizing<String>>,
    ) -> Self {
        let signing_key = Mutex::new(None);
        Self {
            inner: Arc::new(Inner {
                secret_id,
                secret_key,
                token,
                signing_key,
            }),
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("secret_id", &self.secret_id())
            .field("secret_key", &"[redacted]")
            .field("token", &self.token().map(|_| "[redacted]"))
            .finish()
    }
}

fn required_variable(name: &str) -> Result<String, Error> {
    variable(name)?.ok_or_else(|| {
        let message = format!("the environment variable {name} is not set");
        Error::new(ErrorKind::Config, message)
    })
}

/// The variable's value; an empty one counts as not set.
fn variable(name: &str) -> Result<Option<String>, Error> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            let message = format!("the environment variable {name} is not UTF-8");
            Err(Error::new(ErrorKind::Config, message))
        }
    }
}

fn check_part(what: &str, value: &str) -> Result<(), Error> {
    let fault = if value.is_empty() {
        "is empty"
    } else if value.trim() != value {
        "begins or ends with white space"
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        "has a character that is not visible ASCII"
    } else {
        return Ok(());
    };
    Err(Error::new(ErrorKind::Config, format!("the {what} {fault}")))
}
