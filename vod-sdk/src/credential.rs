//! Who calls: the secret id, the secret key and, for temporary credentials, the token.

mod cache;
mod error;
mod network;
mod provider;
mod wiped;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use zeroize::Zeroizing;

use crate::lock::lock;
use crate::sign::Signer;

pub(crate) use self::cache::CredentialCache;
pub use self::error::CredentialError;
pub(crate) use self::network::GivenNetwork;
pub use self::network::Network;
pub use self::provider::{CredentialFuture, CredentialProvider};
pub(crate) use self::wiped::Wiped;

/// A secret id and secret key, with the token that belongs to them if they are temporary.
///
/// Cheap to clone. Its key and token are wiped from memory with the last clone, and `Debug` does not show them;
/// [`credentials`](crate::credentials#secrets-in-memory) says which copies elsewhere are not wiped.
///
/// ```
/// use vod_sdk::Credential;
///
/// let credential = Credential::new("AKIDEXAMPLE", "a secret").with_token("a token");
/// assert_eq!(
///     format!("{credential:?}"),
///     r#"Credential { secret_id: "AKIDEXAMPLE", secret_key: "[redacted]", token: Some("[redacted]"), expires_at: None }"#,
/// );
/// ```
#[derive(Clone)]
pub struct Credential {
    inner: Arc<Inner>,
}

struct Inner {
    parts: Parts,
    /// The signer of the most recent day and service.
    latest: Mutex<Option<ServiceSigner>>,
}

#[derive(Clone)]
struct Parts {
    secret_id: String,
    secret_key: Zeroizing<String>,
    token: Option<Zeroizing<String>>,
    expires_at: Option<SystemTime>,
}

struct ServiceSigner {
    service: &'static str,
    signer: Arc<Signer>,
}

impl Credential {
    /// A permanent credential.
    ///
    /// White space around the id or the key is left out, with a warning: it comes from files and
    /// consoles, and would only show as a wrong signature.
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<String>) -> Self {
        Self::from_parts(Parts {
            secret_id: trimmed("secret id", secret_id.into()),
            secret_key: secret("secret key", secret_key.into()),
            token: None,
            expires_at: None,
        })
    }

    /// The same id and key as a temporary credential, with the token that was issued with them.
    #[must_use]
    pub fn with_token(self, token: impl Into<String>) -> Self {
        let token = Some(secret("token", token.into()));
        Self::from_parts(Parts {
            token,
            ..self.inner.parts.clone()
        })
    }

    /// The same credential, which is good until a time.
    #[must_use]
    pub fn with_expiry(self, expires_at: SystemTime) -> Self {
        let expires_at = Some(expires_at);
        Self::from_parts(Parts {
            expires_at,
            ..self.inner.parts.clone()
        })
    }

    /// The secret id, which is no secret: it names the key in every request.
    pub fn secret_id(&self) -> &str {
        &self.inner.parts.secret_id
    }

    /// When it expires; `None` if it is permanent, or if that is not known.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.inner.parts.expires_at
    }

    pub(crate) fn secret_key(&self) -> &str {
        &self.inner.parts.secret_key
    }

    pub(crate) fn token(&self) -> Option<&str> {
        self.inner.parts.token.as_ref().map(|token| token.as_str())
    }

    /// The signer for a time and service, made when the day or the service is another than last time.
    pub(crate) fn signer(&self, timestamp: u64, service: &'static str) -> Arc<Signer> {
        let mut latest = lock(&self.inner.latest);
        if let Some(known) = &*latest
            && known.service == service
            && known.signer.is_for(timestamp)
        {
            return Arc::clone(&known.signer);
        }
        let signer = Signer::new(self.secret_id(), self.secret_key(), timestamp, service);
        let signer = Arc::new(signer);
        *latest = Some(ServiceSigner {
            service,
            signer: Arc::clone(&signer),
        });
        signer
    }

    /// Whether id, key and token are the same, whenever they expire.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
            || self.secret_id() == other.secret_id()
                && self.secret_key() == other.secret_key()
                && self.token() == other.token()
    }

    /// Refuses what no service could accept, and what would only show as a wrong signature.
    pub(crate) fn check_parts(&self) -> Result<(), CredentialError> {
        check_part("secret id", self.secret_id())?;
        check_part("secret key", self.secret_key())?;
        self.token()
            .map_or(Ok(()), |token| check_part("token", token))
    }

    fn from_parts(parts: Parts) -> Self {
        let latest = Mutex::new(None);
        let inner = Arc::new(Inner { parts, latest });
        Self { inner }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("secret_id", &self.secret_id())
            .field("secret_key", &"[redacted]")
            .field("token", &self.token().map(|_| "[redacted]"))
            .field("expires_at", &self.expires_at())
            .finish()
    }
}

/// Characters that people put around values, and that some readers of files keep.
const QUOTES: [char; 3] = ['"', '\'', '`'];

fn secret(what: &str, value: String) -> Zeroizing<String> {
    Zeroizing::new(trimmed(what, value))
}

fn trimmed(what: &str, value: String) -> String {
    let value = Zeroizing::new(value);
    let trimmed = value.trim();
    if trimmed.len() != value.len() {
        warning!("the {what} began or ended with white space, which is left out");
    }
    trimmed.to_owned()
}

/// Refuses a part that no service could accept, such as one in the quotes that `docker --env-file` keeps.
pub(crate) fn check_part(what: &str, value: &str) -> Result<(), CredentialError> {
    let fault = if value.is_empty() {
        "is empty"
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        "has a character that is not visible ASCII"
    } else if value.starts_with(QUOTES) || value.ends_with(QUOTES) {
        "begins or ends with a quotation mark, which is no part of it: remove the quotes"
    } else if value.ends_with([',', ';']) {
        "ends with a comma or a semicolon, which is no part of it: remove it"
    } else {
        return Ok(());
    };
    Err(CredentialError::new(format!("the {what} {fault}")))
}
