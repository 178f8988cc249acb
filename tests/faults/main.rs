//! Thousands of calls through a server that cuts, delays, refuses and garbles.
//!
//! They run in a process of their own, so that its memory is theirs. The server's faults come from a
//! seed that a failure tells; `FAULT_SEED` in the environment sets it.
//!
//! ```text
//! cargo test -p vod-tests --test faults -- --nocapture
//! ```

mod calls;
mod events;
mod fault;
mod http;
mod invariants;
mod journal;
mod memory;
mod once;
mod run;
mod server;
mod service;
mod signature;
mod table;
mod workflows;

/// Held by each test: they would take each other's time and memory for their own.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
