//! TC3-HMAC-SHA256, the signature of Tencent Cloud's API 3.0, as one pure function per stage.
//!
//! ```text
//! canonical_request → string_to_sign → signature → authorization
//!                                          ↑
//!            secret key → signing_key ─────┘
//! ```
//!
//! Nothing here knows the clock or the environment: the same arguments give the same signature.
//!
//! ```
//! use vod_sdk::sign;
//!
//! let request = sign::SigningRequest {
//!     method: "POST",
//!     path: "/",
//!     query: "",
//!     headers: &[
//!         ("content-type", "application/json"),
//!         ("host", "vod.tencentcloudapi.com"),
//!         ("x-tc-action", "DescribeMediaInfos"),
//!     ],
//!     payload: b"{}",
//! };
//! let timestamp = 1551113065;
//! let date = sign::date(timestamp);
//! let scope = sign::credential_scope(&date, "vod");
//! let text = sign::string_to_sign(timestamp, &scope, &sign::canonical_request(&request));
//! let signature = sign::signature(&sign::signing_key("secret key", &date, "vod"), &text);
//! assert_eq!(signature.len(), 64);
//! ```
//!
//! # What a signature does not protect
//!
//! The client signs the method, the path, the query, the body, the time, and the headers `Content-Type`, `Host` and
//! `X-TC-Action`. The rest is protected by TLS alone, so call over plain HTTP only what is on the same
//! machine:
//!
//! - `X-TC-Version`, `X-TC-Region`, `X-TC-Language`, `X-TC-RequestClient` and the headers that calls and hooks add
//!   are not signed. The service compares `X-TC-Token` with the credential.
//! - A request that was overheard can be sent again for five minutes, as it is. Only a `SessionId`, for the
//!   actions that have one, keeps it from being executed twice.
//! - The few actions that are called without a signature (`Authorization: SKIP`) are not protected at all.
//! - Responses are not signed.
//! - Nothing is encrypted: parameters and responses can be read.

mod signer;
mod stages;

#[doc(hidden)]
pub use signer::{Destination, Signer};
pub use stages::{
    ALGORITHM, SigningKey, SigningRequest, authorization, canonical_request, credential_scope,
    date, signature, signed_headers, signing_key, string_to_sign,
};
