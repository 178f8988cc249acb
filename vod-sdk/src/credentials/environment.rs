//! The credential of the environment.

use super::variables::Variables;
use super::{CredentialError, CredentialFuture, CredentialProvider};
use crate::credential::Credential;
use crate::error::Error;

const SECRET_ID: &str = "TENCENTCLOUD_SECRET_ID";
const SECRET_KEY: &str = "TENCENTCLOUD_SECRET_KEY";
/// The official SDKs do not agree on a name; the first one counts.
const TOKENS: [&str; 2] = ["TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_TOKEN"];

/// The credential of the environment: `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and, for a
/// temporary one, `TENCENTCLOUD_SESSION_TOKEN` or else `TENCENTCLOUD_TOKEN`.
///
/// It is absent if neither the id nor the key is set; a blank variable counts as one that is not set.
/// With only one of the two it is broken: a [`Chain`](super::Chain) that begins with it does not build.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    pub(super) variables: Variables,
}

impl Environment {
    /// The environment of the process, which is read for each credential.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn credential(&self) -> Result<Credential, CredentialError> {
        let secret_id = self.variables.get(SECRET_ID)?;
        let secret_key = self.variables.get(SECRET_KEY)?;
        let (Some(secret_id), Some(secret_key)) = (&secret_id, &secret_key) else {
            return Err(match (secret_id, secret_key) {
                (Some(_), _) => half(SECRET_ID, SECRET_KEY),
                (_, Some(_)) => half(SECRET_KEY, SECRET_ID),
                _ => CredentialError::not_configured(format!(
                    "{SECRET_ID} and {SECRET_KEY} are not set"
                )),
            });
        };
        let mut credential = Credential::new(secret_id.as_str(), secret_key.as_str());
        if let Some(token) = self.token()? {
            credential = credential.with_token(token);
        }
        credential.check_parts().map_err(|error| {
            let names = format!("{SECRET_ID}, {SECRET_KEY} or the token cannot be used");
            error.at(names)
        })?;
        Ok(credential)
    }

    fn token(&self) -> Result<Option<String>, CredentialError> {
        let [first, second] = TOKENS.map(|name| self.variables.get(name));
        let (first, second) = (first?, second?);
        if let (Some(first), Some(second)) = (&first, &second)
            && first.trim() != second.trim()
        {
            warning!(
                "{} and {} differ: the first one is used",
                TOKENS[0],
                TOKENS[1]
            );
        }
        Ok(first.or(second).map(|token| token.to_string()))
    }
}

impl CredentialProvider for Environment {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(async { self.credential() })
    }

    /// Refuses half an environment; where there is none at all, a chain may go on.
    fn check(&self) -> Result<(), CredentialError> {
        match self.credential() {
            Err(error) if !error.is_not_configured() => Err(error),
            _ => Ok(()),
        }
    }
}

fn half(set: &str, lacking: &str) -> CredentialError {
    CredentialError::new(format!("{set} is set, but {lacking} is not"))
}

impl Credential {
    /// The credential of the environment: `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and, for a
    /// temporary one, `TENCENTCLOUD_SESSION_TOKEN` or else `TENCENTCLOUD_TOKEN`, as they are now.
    ///
    /// [`Client::from_env`](crate::Client::from_env) looks in other places too, and
    /// [`Environment`](crate::credentials::Environment) can be in a chain.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) names the variable that is not set or not usable.
    pub fn from_env() -> Result<Self, Error> {
        Environment::new()
            .credential()
            .map_err(CredentialError::into_config_error)
    }
}
