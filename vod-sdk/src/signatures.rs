//! Signatures for those who have no credential: browsers and apps that upload, players, and VOD's own callbacks.
//!
//! Feature `signatures`.
//!
//! | type | what it does | the key |
//! | --- | --- | --- |
//! | [`UploadSignature`] | signs an upload from a browser or an app | the secret key of a credential |
//! | [`HotlinkKey`] | signs the address of a media file | the key of the domain's hotlink protection |
//! | [`PlayerSignature`] | signs what VOD's player may play | the play key of the default distribution configuration |
//! | [`CallbackKey`] | verifies callbacks of events | the `SignKey` of the event settings |
//! | [`CommitKey`] | verifies the result of an upload from a browser (an older mechanism) | the account's `verify_key` |
//!
//! The [guide](crate::guide::signatures) shows programs for all of them.
//!
//! Nothing here calls the service or asks a clock: a signature is a function of what it is given, and the time, in
//! seconds since 1970, is given too. `SystemTime` has it:
//!
//! ```
//! use std::time::{SystemTime, UNIX_EPOCH};
//!
//! let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
//! # assert!(now > 1_700_000_000);
//! # Ok::<(), std::time::SystemTimeError>(())
//! ```
//!
//! The service answers a wrong signature with little more than a refusal. So every documented limit is checked
//! before signing, and a [`SignatureError`] names the parameter and the rule. What is not set is left out, since
//! the service refuses some parameters that are empty or 0. Keys are in no error and no `Debug`.

mod access;
mod callback;
mod check;
mod commit;
mod error;
mod hotlink;
mod mac;
mod player;
mod upload;
mod verification;

pub use callback::CallbackKey;
pub use commit::CommitKey;
pub use error::SignatureError;
pub use hotlink::{HotlinkKey, HotlinkUrl};
pub use player::{Content, DrmLicense, DrmTemplates, PlayerSignature, TrackType, UrlAccess};
pub use upload::UploadSignature;
pub use verification::{VerificationError, VerificationErrorKind};
