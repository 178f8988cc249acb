//! Where credentials come from.
//!
//! A [`CredentialProvider`] has one method; [`Credential`] is the simplest one, and provides itself. The
//! others ask a source, each by itself or several in a [`Chain`]:
//!
//! | provider | asks |
//! | --- | --- |
//! | [`Environment`] | `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`, `TENCENTCLOUD_SESSION_TOKEN` |
//! | [`ProfileFile`] | `~/.tencentcloud/credentials` and the like |
//! | [`TccliProfile`] | what the command line tool `tccli` has stored |
//! | [`TkeOidc`] | STS, in the name of a pod's service account |
//! | [`CvmRole`] | the metadata service of a virtual machine |
//! | [`AssumeRole`] | STS, in the name of any other provider |
//!
//! [`Client::from_env`](crate::Client::from_env) uses [`Chain::standard`]. Another order, or sources with
//! options, are given by hand:
//!
//! ```
//! use vod_sdk::Client;
//! use vod_sdk::credentials::{AssumeRole, Chain, CvmRole, Environment, ProfileFile};
//!
//! # fn main() -> Result<(), vod_sdk::Error> {
//! let base = Chain::new(Environment::new())
//!     .or(ProfileFile::new().profile("media"))
//!     .or(CvmRole::new());
//! let role = AssumeRole::new(base, "qcs::cam::uin/100000000001:roleName/media");
//! let client = Client::builder().credential(role).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Keeping and renewing
//!
//! A client asks its provider at its first call, and keeps the answer. One that expires is renewed when
//! five minutes of its life are left, or a third of it if that is less. One call asks, and waits a second
//! for it at most; the others go on with the old credential, and so does everyone if asking fails, until
//! the old one has really expired. After a failure the source is left alone for 10 seconds, then for 20,
//! up to a minute. A credential that the service refuses is renewed at once. Id, key and token are one
//! value throughout, and never mixed.

mod assume_role;
mod cache;
mod chain;
mod cvm_role;
mod environment;
mod error;
mod file;
mod ini;
mod metadata;
mod profile_file;
mod role;
mod sts;
mod tccli;
mod temporary;
#[cfg(test)]
mod tests;
mod tke_oidc;
mod variables;

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::Credential;

pub use self::assume_role::AssumeRole;
pub(crate) use self::cache::CredentialCache;
pub use self::chain::Chain;
pub use self::cvm_role::CvmRole;
pub use self::environment::Environment;
pub use self::error::CredentialError;
pub use self::profile_file::ProfileFile;
pub use self::tccli::TccliProfile;
pub use self::tke_oidc::TkeOidc;
pub(crate) use self::variables::region_of_environment;

/// Has a credential, or gets one.
///
/// A client asks it when it needs a credential: at its first call, some time before a temporary
/// credential [expires](Credential::expires_at), and once more when the service refuses one. It never asks
/// twice at the same time, and it keeps what it got: a provider need not remember anything.
pub trait CredentialProvider: Debug + Send + Sync {
    /// Gets a credential: id, key and token that belong together.
    ///
    /// It must end by itself in reasonable time. A call that cannot wait so long leaves it unfinished, and
    /// the next call that needs a credential goes on with it.
    ///
    /// # Errors
    ///
    /// A [`CredentialError`] says what the source answered.
    fn provide(&self) -> CredentialFuture<'_>;

    /// Finds what can never work before any call, without asking anyone.
    ///
    /// # Errors
    ///
    /// A [`CredentialError`] says what has to be changed.
    fn check(&self) -> Result<(), CredentialError> {
        Ok(())
    }
}

/// What [`CredentialProvider::provide`] runs.
pub type CredentialFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credential, CredentialError>> + Send + 'a>>;

impl CredentialProvider for Credential {
    fn provide(&self) -> CredentialFuture<'_> {
        Box::pin(async { Ok(self.clone()) })
    }

    fn check(&self) -> Result<(), CredentialError> {
        self.check_parts()
    }
}

/// A provider that several clients share. Each of them keeps what it got by itself.
impl<P: CredentialProvider + ?Sized> CredentialProvider for Arc<P> {
    fn provide(&self) -> CredentialFuture<'_> {
        (**self).provide()
    }

    fn check(&self) -> Result<(), CredentialError> {
        (**self).check()
    }
}

impl<P: CredentialProvider + ?Sized> CredentialProvider for Box<P> {
    fn provide(&self) -> CredentialFuture<'_> {
        (**self).provide()
    }

    fn check(&self) -> Result<(), CredentialError> {
        (**self).check()
    }
}
