//! The commands as a maintainer runs them.

mod diff;
mod explain_signature;
mod generate;
mod generate_check;
mod help;
mod import;
mod support;
mod update;
