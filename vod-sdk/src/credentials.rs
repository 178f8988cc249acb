//! Where credentials come from.
//!
//! A [`CredentialProvider`] has one method; [`Credential`](crate::Credential) is the simplest one, and provides itself. The
//! others query a source, alone or combined in a [`Chain`]:
//!
//! | provider | asks |
//! | --- | --- |
//! | [`Environment`] | `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY`, `TENCENTCLOUD_SESSION_TOKEN` |
//! | [`ProfileFile`] | `~/.tencentcloud/credentials` and the like |
//! | [`TccliProfile`] | what the command line tool `tccli` has stored |
//! | [`TkeOidc`] | STS, on behalf of a pod's service account |
//! | [`CvmRole`] | the metadata service of a virtual machine |
//! | [`AssumeRole`] | STS, on behalf of any other provider |
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
//! # A source of your own
//!
//! A provider gets a credential each time it is asked, and says [until when](crate::Credential::with_expiry) it is good. The
//! client keeps and renews it, so the provider need not remember anything:
//!
//! ```
//! use std::time::{Duration, SystemTime};
//! use vod_sdk::credentials::{CredentialError, CredentialFuture, CredentialProvider};
//! use vod_sdk::{Client, Credential};
//!
//! #[derive(Debug)]
//! struct Vault;
//!
//! impl CredentialProvider for Vault {
//!     fn provide(&self) -> CredentialFuture<'_> {
//!         CredentialFuture::new(async {
//!             let lease = fetch().await.map_err(|error| {
//!                 CredentialError::new("the vault does not respond").with_source(error).transient()
//!             })?;
//!             Ok(Credential::new(lease.id, lease.key)
//!                 .with_token(lease.token)
//!                 .with_expiry(SystemTime::now() + lease.duration))
//!         })
//!     }
//! }
//!
//! struct Lease {
//!     id: String,
//!     key: String,
//!     token: String,
//!     duration: Duration,
//! }
//!
//! async fn fetch() -> std::io::Result<Lease> {
//!     # return Ok(Lease {
//!     #     id: "AKIDEXAMPLE".to_owned(),
//!     #     key: "key".to_owned(),
//!     #     token: "token".to_owned(),
//!     #     duration: Duration::from_secs(3600),
//!     # });
//!     # #[allow(unreachable_code)]
//!     todo!("ask the vault")
//! }
//!
//! # fn main() -> Result<(), vod_sdk::Error> {
//! let client = Client::builder().credential(Vault).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! A credential without an expiry is kept until the service refuses it. In a [`Chain`], the next provider is asked after
//! an error of [`CredentialError::not_configured`].
//!
//! # Keeping and renewing
//!
//! A client asks its provider at its first call, and keeps what it gives. A credential that expires is renewed
//! when five minutes of its life are left, or a third of it if that is less. One call asks, and waits a second
//! for it at most; the others go on with the old credential, and so does everyone if asking fails, until
//! the old one has really expired. After a failure the source is left alone for 10 seconds, then for 20,
//! up to a minute. Id, key and token are one value throughout, and never mixed.
//!
//! A credential that the service refuses is renewed at once. If what the source gives is refused again, or is
//! the same as before, it is asked again after a second, then after two, up to a minute; calls in between fail
//! with the service's refusal. A source that fails while there is no credential is asked by the next call, and
//! from its second failure on after half a second, then a second, up to 30 seconds; calls in between fail with
//! its error. Chance makes each of these pauses up to a quarter shorter.
//!
//! # Network
//!
//! STS is reached through the client's proxy, trusting its certificates and with no longer timeouts than the
//! client's. No proxy is ever used for the metadata service.
//! `TENCENTCLOUD_METADATA_DISABLED=true` switches that source off, where a program must not ask for a machine's
//! role; [`Chain::without_metadata`] is a chain without it.
//!
//! # Files
//!
//! Only regular files are read, of at most 1 MiB, and away from the threads that drive calls, so that a slow
//! disk costs a call no more than its timeout. After 10 seconds it is given up, and a runtime that is shut down waits
//! no longer. A pipe, such as a shell's `<(command)`, is refused. On Unix, a warning is logged for a file that
//! others than its owner may write.
//!
//! # Secrets in memory
//!
//! A [`Credential`](crate::Credential) wipes its key and token, and what is derived from the key for signing, when its last clone
//! is dropped. The contents of credential files are wiped as well, and so is what is read from them, and from
//! the responses of STS and of the metadata service, on the way to a `Credential`.
//!
//! What is not wiped: the environment of the process; what the program itself has given as `&str` or keeps a
//! copy of; the secret fields of requests and responses, which are plain `String`s; texts in JSON that are written with escapes, which the parser unescapes in a buffer of its own; the
//! bytes of responses, and of requests with their header `X-TC-Token`, in the buffers of the HTTP, TLS and
//! compression libraries; and what the operating system has swapped out or dumped.

mod assume_role;
mod chain;
mod cvm_role;
mod environment;
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

pub use self::assume_role::AssumeRole;
pub use self::chain::Chain;
pub use self::cvm_role::CvmRole;
pub use self::environment::Environment;
pub use self::profile_file::ProfileFile;
pub use self::tccli::TccliProfile;
pub use self::tke_oidc::TkeOidc;
pub(crate) use self::variables::{region_of_environment, sub_app_id_of_environment};
pub use crate::credential::{CredentialError, CredentialFuture, CredentialProvider, Network};
