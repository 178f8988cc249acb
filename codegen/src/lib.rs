//! From the spec of an API to the Rust source of its SDK.
//!
//! Pure: text in, text out. No file, clock or environment is read, so that the same spec gives the
//! same source on any machine.

pub mod calendar;
pub mod common_parameters;
pub mod diagnostic;
pub mod docs;
pub mod emit;
mod format;
mod generate;
pub mod json;
mod lower;
pub mod model;
pub mod names;
pub mod nearest;
pub mod problem;
pub mod read;
pub mod schema;
mod shape;
pub mod spec;
pub mod usage;
pub mod values;

pub use diagnostic::Diagnostic;
pub use format::{CHECKSUM, GENERATED_MARKER};
pub use generate::{
    Counts, FOLDER, Generated, GeneratedFile, check, counts, generate, generate_and_inspect, load,
};
pub use read::SpecFile;
pub use schema::schemas;
