//! Bytes from outside that nobody has thought of, into everything that reads some: nothing may panic, hang, or take
//! memory without bound.
//!
//! Inputs are made of samples by a seed: random bytes, random structures, and changes of what is right. A failure says how to
//! run its input alone. They run in a process of their own, because a panic anywhere in it is a finding, and because its
//! memory is measured.
//!
//! ```text
//! cargo xtask fuzz
//! FUZZ_INPUTS=20000 cargo test -p vod-tests --test fuzz -- --nocapture
//! ```

// Each test prints a line: reader, inputs, of these read without an error, seconds, slowest in ms, peak of memory in MiB.

mod callbacks;
mod checkpoints;
mod credential_files;
mod engine;
mod input;
mod json;
mod manifests;
mod responses;
mod specs;
mod storage;
mod texts;
mod watch;
mod wire;
