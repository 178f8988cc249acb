#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(clippy::missing_errors_doc, clippy::missing_panics_doc)]

#[macro_use]
mod log;

pub mod action;
mod call;
mod client;
mod config;
mod credential;
pub mod credentials;
#[cfg(any(feature = "signatures", feature = "upload"))]
mod encode;
mod endpoint;
mod error;
pub mod events;
#[rustfmt::skip]
mod generated;
pub mod guide;
mod lock;
#[cfg(feature = "mock")]
pub mod mock;
mod nearest;
pub mod paging;
pub mod retry;
mod runtime;
#[cfg(feature = "mock")]
#[doc(hidden)]
pub mod schema;
mod service;
pub mod sign;
#[cfg(feature = "signatures")]
pub mod signatures;
mod steps;
pub mod tasks;
pub mod time;
pub mod transport;
#[cfg(feature = "upload")]
pub mod upload;
#[doc(hidden)]
pub mod wire;

#[cfg(feature = "blocking")]
pub use call::Blocking;
pub use call::{AnyAction, Call, CallFuture, Untyped};
pub use client::{Client, ClientBuilder, Language};
pub use config::hooks;
pub use credential::Credential;
pub use endpoint::{BreakerPolicy, Site};
pub use error::{Error, ErrorKind};
pub use generated::*;
pub use retry::RetryPolicy;
pub use service::UnknownErrorCode;
pub use time::Timestamp;
pub use wire::UnrecognizedValue;
