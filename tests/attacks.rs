//! What an attacker, an outage and a fork can do, and what becomes of it: one file a kind.

mod chance;
mod decoding;
#[cfg(unix)]
mod files;
#[cfg(unix)]
mod fork;
mod metadata;
mod order;
mod paths;
mod printed;
mod refusals;
pub(crate) mod server_text;
mod signature;
mod storms;
mod time;
