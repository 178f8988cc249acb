//! The package built, tested and documented.

use std::path::{Path, PathBuf};

use super::unpacked::Unpacked;
use crate::failure::Failure;
use crate::manifest;
use crate::output::say;
use crate::programs::{cargo, run};

/// Cargo away from the workspace, with a target folder that is kept between runs.
pub(super) struct Cargo {
    target: PathBuf,
}

impl Cargo {
    pub(super) fn new(target: &Path) -> Self {
        let target = target.join("package-check");
        Self { target }
    }

    /// Runs cargo in a folder; `about` says why.
    pub(super) fn run(
        &self,
        folder: &Path,
        about: &str,
        arguments: &[&str],
    ) -> Result<(), Failure> {
        self.run_with(folder, about, arguments, &[])
    }

    /// The same with variables of its own.
    pub(super) fn run_with(
        &self,
        folder: &Path,
        about: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<(), Failure> {
        say(format_args!("package: {about}"));
        let mut command = cargo();
        command
            .current_dir(folder)
            .args(arguments)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .envs(variables.iter().copied());
        run(&mut command)
    }
}

/// Checks the library with no feature and with each alone, where what is unused or missing shows, and lints it with all.
pub(super) fn lint_features(cargo: &Cargo, package: &Unpacked) -> Result<(), Failure> {
    let features = manifest::features(&package.folder())?;
    let alone = features.iter().map(|feature| &*feature.name);
    for feature in std::iter::once("").chain(alone) {
        let about = match feature {
            "" => "checking it without features".to_owned(),
            _ => format!("checking it with the feature {feature} alone"),
        };
        let which = ["--no-default-features", "--features", feature];
        let check = [
            "rustc",
            "--quiet",
            "--locked",
            "--lib",
            "--profile",
            "check",
        ];
        let arguments = [&check[..], &which, &["--", "-D", "warnings"]];
        cargo.run(&package.folder(), &about, &arguments.concat())?;
    }
    lint(
        cargo,
        package,
        "linting it with all features",
        &["--all-targets", "--all-features"],
    )
}

fn lint(cargo: &Cargo, package: &Unpacked, about: &str, which: &[&str]) -> Result<(), Failure> {
    let arguments = [
        &["clippy", "--quiet", "--locked"],
        which,
        &["--", "-D", "warnings"],
    ];
    cargo.run(&package.folder(), about, &arguments.concat())
}

/// Runs all tests, those in the documentation and the examples included.
pub(super) fn test(cargo: &Cargo, package: &Unpacked) -> Result<(), Failure> {
    let folder = package.folder();
    cargo.run(
        &folder,
        "testing it as it is",
        &["test", "--quiet", "--locked"],
    )?;
    let arguments = ["test", "--quiet", "--locked", "--all-features"];
    cargo.run(&folder, "testing it with all features", &arguments)
}

/// Builds the documentation as docs.rs does: with the nightly feature that shows which feature an item
/// needs, and nothing else of nightly.
pub(super) fn document(cargo: &Cargo, package: &Unpacked) -> Result<(), Failure> {
    cargo.run_with(
        &package.folder(),
        "building its documentation as docs.rs does",
        &["doc", "--quiet", "--locked", "--no-deps", "--all-features"],
        &[
            ("RUSTC_BOOTSTRAP", "vod_sdk"),
            ("RUSTDOCFLAGS", "--cfg docsrs -D warnings"),
        ],
    )
}
