//! The package, unpacked where no workspace is around it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::failure::Failure;
use crate::manifest;
use crate::programs::{cargo, run};
use crate::workspace::PACKAGE;

/// The size limit of crates.io.
const MAX_BYTES: u64 = 10 * 1024 * 1024;

/// A package and its files, in a folder that goes with it.
pub(super) struct Unpacked {
    place: TempDir,
    name: String,
    bytes: u64,
}

impl Unpacked {
    /// Packages the SDK as it is in the work tree, committed or not.
    pub(super) fn make(root: &Path, target: &Path) -> Result<Self, Failure> {
        let name = format!("{PACKAGE}-{}", manifest::version(root)?);
        run(cargo()
            .args([
                "package",
                "--quiet",
                "--locked",
                "--allow-dirty",
                "--no-verify",
            ])
            .args(["--package", PACKAGE, "--manifest-path"])
            .arg(root.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(target))?;
        let archive = target.join("package").join(format!("{name}.crate"));
        let bytes = fs::metadata(&archive)
            .map_err(|error| Failure::io("find", &archive, &error))?
            .len();
        let place =
            TempDir::new().map_err(|error| Failure::io("make", &env::temp_dir(), &error))?;
        run(Command::new("tar")
            .arg("-xzf")
            .arg(&archive)
            .arg("-C")
            .arg(place.path()))?;
        let unpacked = Self { place, name, bytes };
        match bytes <= MAX_BYTES {
            true => Ok(unpacked),
            false => Err(format!("the package is too large: {}", unpacked.size()).into()),
        }
    }

    /// The folder with its manifest.
    pub(super) fn folder(&self) -> PathBuf {
        self.place.path().join(&self.name)
    }

    /// A folder beside it that does not exist yet.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// The text of one of its files.
    pub(super) fn read(&self, file: &str) -> Result<String, Failure> {
        let path = self.folder().join(file);
        fs::read_to_string(&path)
            .map_err(|error| format!("there is no {file} in the package: {error}").into())
    }

    /// Checks and describes its size.
    pub(super) fn size(&self) -> String {
        let kilobytes = self.bytes.div_ceil(1024);
        let allowed = MAX_BYTES / 1024;
        format!(
            "{}.crate has {kilobytes} KiB, of {allowed} KiB that crates.io takes",
            self.name
        )
    }
}
