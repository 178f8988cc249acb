//! The programs of this workspace, built one by one, so that none gets the features of another.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::Failure;
use crate::setup::Setup;

/// Builds the program of a package for release, and says where it is.
pub(crate) fn build(setup: &Setup, package: &str) -> Result<PathBuf, Failure> {
    let status = cargo()
        .args([
            "build",
            "--quiet",
            "--release",
            "--locked",
            "--package",
            package,
        ])
        .arg("--manifest-path")
        .arg(setup.bench.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&setup.target)
        .status()?;
    match status.success() {
        true => Ok(setup.target.join("release").join(package)),
        false => Err(format!("{package} cannot be built: see above").into()),
    }
}

/// The cargo that runs this, or else the one that is found.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
