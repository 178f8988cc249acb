//! The commands as a maintainer runs them.

mod diff;
mod explain_signature;
mod figures;
mod fmt_spec;
mod generate;
mod generate_check;
mod help;
mod hostile;
mod import;
mod lint;
mod new_service;
#[cfg(unix)]
mod public_api;
mod recipes;
mod release;
mod semver;
mod support;
mod todo;
mod trouble;
mod update;
