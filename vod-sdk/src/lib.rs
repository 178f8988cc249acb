#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(clippy::missing_errors_doc, clippy::missing_panics_doc)]

#[macro_use]
mod trace;

pub mod action;
mod attempt;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod call;
mod client;
mod clock;
mod credential;
pub mod credentials;
mod endpoint;
mod endpoints;
mod envelope;
mod error;
mod execute;
#[rustfmt::skip]
mod generated;
mod headers;
pub mod hooks;
mod in_flight;
mod limits;
mod lock;
#[cfg(feature = "mock")]
pub mod mock;
mod nearest;
mod outcome;
mod pace;
mod per_process;
mod progress;
pub mod retry;
pub mod runtime;
mod secrets;
mod service;
mod session;
pub mod sign;
pub mod transport;
pub mod wire;

pub use builder::{ClientBuilder, Language, Site};
pub use call::{Call, CallFuture};
pub use client::Client;
pub use credential::Credential;
pub use endpoints::BreakerPolicy;
pub use error::{Error, ErrorKind};
pub use generated::*;
pub use retry::RetryPolicy;
pub use service::UnknownErrorCode;
