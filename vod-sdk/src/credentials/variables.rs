//! The environment, as the providers see it.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::CredentialError;
use crate::error::Error;

const REGION: &str = "TENCENTCLOUD_REGION";
const SUB_APP_ID: &str = "TENCENTCLOUD_VOD_SUB_APP_ID";
const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

/// The region that the environment names.
pub(crate) fn region_of_environment() -> Result<Option<String>, Error> {
    Variables::default()
        .text(REGION)
        .map_err(CredentialError::into_config_error)
}

/// The VOD application that the environment names.
pub(crate) fn sub_app_id_of_environment() -> Result<Option<u64>, Error> {
    sub_app_id(&Variables::default()).map_err(CredentialError::into_config_error)
}

fn sub_app_id(variables: &Variables) -> Result<Option<u64>, CredentialError> {
    let Some(text) = variables.text(SUB_APP_ID)? else {
        return Ok(None);
    };
    let id = text.parse();
    id.map(Some).map_err(|_| {
        CredentialError::new(format!(
            "{SUB_APP_ID} is {text:?}, which is no id of an application: a number"
        ))
    })
}

/// Looks variables up: in the environment of the process, or in what a test has prepared.
#[derive(Clone)]
pub(super) struct Variables(Arc<Lookup>);

type Lookup = dyn Fn(&str) -> Option<OsString> + Send + Sync;

impl Variables {
    #[cfg(test)]
    pub(super) fn new(lookup: impl Fn(&str) -> Option<OsString> + Send + Sync + 'static) -> Self {
        Self(Arc::new(lookup))
    }

    /// The value of a variable, if it is set and not blank.
    pub(super) fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, CredentialError> {
        let Some(value) = (self.0)(name) else {
            return Ok(None);
        };
        let value = value
            .into_string()
            .map(Zeroizing::new)
            .map_err(|_| CredentialError::new(format!("the value of {name} is not UTF-8 text")))?;
        Ok(Some(value).filter(|value| !value.trim().is_empty()))
    }

    /// The value of a variable that is no secret, without white space around it.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, CredentialError> {
        Ok(self.get(name)?.map(|value| value.trim().to_owned()))
    }

    /// A path that a variable holds.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        (self.0)(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    }

    /// The home directory of the user, if there is one.
    pub(super) fn home(&self) -> Option<PathBuf> {
        self.path(HOME)
    }
}

impl Default for Variables {
    fn default() -> Self {
        Self(Arc::new(|name| env::var_os(name)))
    }
}

impl fmt::Debug for Variables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Variables")
    }
}

#[cfg(test)]
mod tests {
    use super::{Variables, sub_app_id};

    #[test]
    fn the_application_is_a_number() {
        for (value, expected) in [
            (None, Ok(None)),
            (Some(" "), Ok(None)),
            (Some(" 1500000001 "), Ok(Some(1_500_000_001))),
            (Some("my-app"), Err(())),
            (Some("-1"), Err(())),
        ] {
            let variables = Variables::new(move |_| value.map(Into::into));
            assert_eq!(
                sub_app_id(&variables).map_err(|_| ()),
                expected,
                "{value:?}"
            );
        }
    }
}
