//! From the spec of an API to the Rust source of its SDK.
//!
//! Pure: text in, text out. No file, clock or environment is read, so that the same spec gives the
//! same source on any machine.

pub mod problem;
pub mod read;
pub mod spec;
