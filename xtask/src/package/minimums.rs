//! The package with the oldest dependencies that its manifest accepts.

use std::fs;

use super::steps::Cargo;
use super::unpacked::Unpacked;
use crate::failure::Failure;

/// Tests with the oldest version of each direct dependency, so that what the manifest says is true.
pub(super) fn test(cargo: &Cargo, package: &Unpacked) -> Result<(), Failure> {
    let folder = package.folder();
    let lock = folder.join("Cargo.lock");
    let packaged = fs::read(&lock).map_err(|error| Failure::io("read", &lock, &error))?;
    cargo.run_with(
        &folder,
        "taking the oldest dependencies that it accepts",
        &["update", "--quiet", "-Z", "direct-minimal-versions"],
        &[("RUSTC_BOOTSTRAP", "1")],
    )?;
    let arguments = ["test", "--quiet", "--locked", "--all-features"];
    cargo.run(&folder, "testing it with them", &arguments)?;
    fs::write(&lock, packaged).map_err(|error| Failure::io("write", &lock, &error))
}
