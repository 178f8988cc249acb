#![doc = include_str!("../../README.md")]

pub mod action;
mod builder;
mod call;
mod client;
mod credential;
mod endpoint;
mod envelope;
mod error;
#[rustfmt::skip]
mod generated;
mod headers;
mod limits;
#[cfg(feature = "mock")]
pub mod mock;
mod pace;
mod service;
pub mod sign;
mod transport;
pub mod wire;

pub use builder::{ClientBuilder, Language};
pub use call::{Call, CallFuture};
pub use client::Client;
pub use credential::Credential;
pub use error::{Error, ErrorKind};
pub use generated::*;
pub use service::UnknownErrorCode;
