//! From the spec of an API to the Rust source of its SDK.
//!
//! Pure: text in, text out. No file, clock or environment is read, so that the same spec gives the
//! same source on any machine.

pub mod canonical;
pub mod diagnostic;
pub mod diff;
mod docs;
mod emit;
mod format;
mod generate;
pub mod import;
mod json;
pub mod lint;
mod lower;
mod model;
mod names;
pub mod nearest;
pub mod problem;
pub mod public_api;
pub mod read;
pub mod schema;
pub mod semver;
mod shape;
pub mod spec;

pub use diagnostic::Diagnostic;
pub use format::{MARK, SUM};
pub use generate::{Counts, FOLDER, Generated, GeneratedFile, generate, generate_and_outline};
pub use read::SpecFile;
pub use schema::schemas;
