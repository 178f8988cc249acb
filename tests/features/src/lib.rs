//! vod-sdk in a program whose other crates switch on features of what they share: nothing that it does
//! may change. The same tests run with each set of features; see Cargo.toml.

#![cfg(test)]

mod http;
mod numbers;
mod support;
mod tls;
mod values;

#[path = "../../transport/peer.rs"]
#[allow(dead_code, reason = "not every program needs all of it")]
mod peer;
