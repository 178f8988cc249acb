//! `cargo xtask package`: the crate as crates.io will have it, tried as its users will use it.

use std::path::Path;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::output::say;
use crate::workspace;

mod consumer;
mod contents;
mod minimums;
mod steps;
mod unpacked;

use steps::Cargo;
use unpacked::Unpacked;

/// Packages vod-sdk, and tries the package away from the workspace, as its users will.
///
/// Checks what is in it, lints it with each feature alone, tests it with and without features, builds
/// its documentation as docs.rs does, tests it once more with the oldest dependencies that its manifest
/// accepts, and tests a program that depends on it and follows its README. Nothing is published.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Only make the package and check what is in it, which takes seconds.
    #[arg(long)]
    contents: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask package
  cargo xtask package --contents

Exit codes: 0 the package can be published; 1 it cannot, and the message says why; 2 wrong arguments.";

/// Runs every check, the cheapest first.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let target = workspace::target(&root);
    match args.contents {
        true => drop(made(&root, &target)?),
        false => check(&root, &target)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the package of a work tree or a clone, and tries it.
pub(crate) fn check(root: &Path, target: &Path) -> Result<(), Failure> {
    let package = made(root, target)?;
    let cargo = Cargo::new(target);
    steps::lint_features(&cargo, &package)?;
    steps::test(&cargo, &package)?;
    steps::document(&cargo, &package)?;
    minimums::test(&cargo, &package)?;
    consumer::test(&cargo, &package)?;
    say("package: it can be published");
    Ok(())
}

/// The package, whose contents are what they should be.
fn made(root: &Path, target: &Path) -> Result<Unpacked, Failure> {
    let package = Unpacked::make(root, target)?;
    contents::check(root, &package)?;
    say(format_args!("package: {}", package.size()));
    Ok(package)
}
