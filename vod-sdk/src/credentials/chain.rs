//! Several sources, one after the other.

use std::sync::{Arc, OnceLock};

use super::{
    CredentialError, CredentialFuture, CredentialProvider, CvmRole, Environment, Network,
    ProfileFile, TccliProfile, TkeOidc,
};
use crate::credential::Credential;

/// Asks several sources, one after the other, until one has a credential.
///
/// It goes on to the next source only if one is [not configured](CredentialError::is_not_configured).
/// A source that is configured and broken, such as an environment with only one of the two
/// variables, or a file that cannot be read, ends the chain with an error, because the next source may be
/// another identity, and no one would notice. For the same reason the chain stays with the source that has
/// succeeded first for as long as it lives.
///
/// When no source has a credential, the error says in one message why each of them has none.
///
/// ```
/// use vod_sdk::Credential;
/// use vod_sdk::credentials::{Chain, CredentialProvider, ProfileFile};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// # let fallback = Credential::new("AKIDEXAMPLE", "the-secret-key");
/// let chain = Chain::standard().or(fallback);
/// # let chain = Chain::new(Credential::new("AKIDEXAMPLE", "the-secret-key"));
/// let credential = chain.provide().await.unwrap();
/// assert_eq!(credential.secret_id(), "AKIDEXAMPLE");
/// # }
/// ```
#[derive(Debug)]
#[must_use]
pub struct Chain {
    sources: Vec<Arc<dyn CredentialProvider>>,
    /// The index of the source that had a credential.
    chosen: OnceLock<usize>,
}

/// What helps when no source has a credential.
const REMEDY: &str = "there is no credential: set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or use another source";

impl Chain {
    /// A chain that begins with a source.
    pub fn new(first: impl CredentialProvider + 'static) -> Self {
        let chain = Self {
            sources: Vec::new(),
            chosen: OnceLock::new(),
        };
        chain.or(first)
    }

    /// [`Environment`], then [`ProfileFile`], [`TccliProfile`], [`TkeOidc`] and [`CvmRole`], all as they
    /// are without options.
    pub fn standard() -> Self {
        Self::without_metadata().or(CvmRole::new())
    }

    /// The sources of [`standard`](Self::standard) but the last one: no metadata service is queried for the role
    /// of the machine, unless a profile of `tccli` is of the type `cvm-role`.
    pub fn without_metadata() -> Self {
        Self::new(Environment::new())
            .or(ProfileFile::new())
            .or(TccliProfile::new())
            .or(TkeOidc::new())
    }

    /// Adds a source, which is tried when those before it are not configured.
    pub fn or(mut self, next: impl CredentialProvider + 'static) -> Self {
        self.sources.push(Arc::new(next));
        self
    }

    async fn ask(&self) -> Result<Credential, CredentialError> {
        if let Some(chosen) = self.chosen.get() {
            let outcome = self.sources[*chosen].provide().await;
            return outcome.map_err(CredentialError::of_configured_source);
        }
        let mut failures = Vec::new();
        for (index, source) in self.sources.iter().enumerate() {
            match source.provide().await {
                Ok(credential) => {
                    let _ = self.chosen.set(index);
                    return Ok(credential);
                }
                Err(error) if error.is_not_configured() => failures.push(error.to_string()),
                Err(error) => return Err(broken(error, &failures)),
            }
        }
        let message = format!("{REMEDY}; looked at: {}", failures.join("; "));
        Err(CredentialError::not_configured(message))
    }
}

impl CredentialProvider for Chain {
    fn provide(&self) -> CredentialFuture<'_> {
        CredentialFuture::new(self.ask())
    }

    /// Checks the first source, since the others may never be tried.
    fn check(&self) -> Result<(), CredentialError> {
        self.sources.first().map_or(Ok(()), |first| first.check())
    }

    fn use_network(&self, network: &Network) {
        for source in &self.sources {
            source.use_network(network);
        }
    }
}

fn broken(error: CredentialError, before: &[String]) -> CredentialError {
    let message = match before {
        [] => error.to_string(),
        _ => format!("{error} (before that: {})", before.join("; ")),
    };
    error.reworded(message)
}
