//! `cargo xtask release`: everything in the repository that a new version changes.

mod changelog;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use semver::Version;

use crate::failure::Failure;
use crate::output::say;
use crate::programs::{cargo, run as run_program};
use crate::semver::{may_be_released, record, released_api};
use crate::writer::replace_file;
use crate::{manifest, workspace};

/// Sets the version of the next release, wherever it is written.
///
/// That is Cargo.toml, the lock files, the lines of the READMEs and guides that depend on vod-sdk, and CHANGELOG.md,
/// whose lines move from Unreleased to the version. vod-sdk/released-api.txt becomes the public API of the version.
/// Nothing is written if the version breaks its users unannounced, and nothing is committed, tagged or published.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The new version: `0.2.0`.
    version: Version,
    /// The date of the release, for the changelog: `2026-12-01`.
    #[arg(value_parser = date)]
    date: String,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask release 0.2.0 2026-12-01

Exit codes: 0 written; 1 the version is not newer, or it breaks its users unannounced, or there is nothing to release;
2 wrong arguments.";

fn date(text: &str) -> Result<String, String> {
    match vod_codegen::calendar::is_day(text) {
        true => Ok(text.to_owned()),
        false => Err("expected a day, such as 2026-12-01".to_owned()),
    }
}

/// The lock files' manifests: those of other workspaces name the packages of this one.
const MANIFESTS: [&str; 3] = [
    "Cargo.toml",
    "bench/Cargo.toml",
    "tests/features/Cargo.toml",
];

/// The documents with the line of a Cargo.toml that depends on vod-sdk.
const DOCUMENTS: [&str; 5] = [
    "README.md",
    "vod-sdk/README.md",
    "vod-sdk/docs/guide/first_call.md",
    "vod-sdk/docs/guide/signatures.md",
    "vod-sdk/docs/guide/testing.md",
];

/// Sets the version.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let Args { version, date } = args;
    let last = manifest::version(&root)?;
    check_newer(&root, &last, version)?;
    if !may_be_released(&root, &released_api(&root), version)? {
        return Ok(ExitCode::FAILURE);
    }
    let changelog = root.join("CHANGELOG.md");
    let changes = changelog::released(&read(&changelog)?, version, date)?;
    let cargo_toml = root.join("Cargo.toml");
    let manifest = manifest::with_version(&read(&cargo_toml)?, &last, version)?;
    for manifest in MANIFESTS {
        fetch(&root.join(manifest))?;
    }

    replace_file(&changelog, &changes)?;
    replace_file(&cargo_toml, &manifest)?;
    for document in DOCUMENTS {
        let path = root.join(document);
        replace_file(&path, &depending_on(&read(&path)?, version))?;
    }
    for manifest in MANIFESTS {
        lock(&root.join(manifest))?;
    }
    record(&root, version)?;
    say(format_args!(
        "\nNext:\n  .ci/run\n  git commit --all --message \"Release {version}\"\n  \
         cargo publish --dry-run --package {package}\n  git tag v{version}\n  cargo publish --package {package}",
        package = workspace::PACKAGE
    ));
    Ok(ExitCode::SUCCESS)
}

/// The first release may have the version that is there.
fn check_newer(root: &Path, last: &Version, version: &Version) -> Result<(), Failure> {
    let is_first = !read(&released_api(root))?.starts_with("# released");
    if version > last || (is_first && version == last) {
        return Ok(());
    }
    Err(format!("{version} is not newer than {last}, the version in Cargo.toml").into())
}

/// The text with dependencies on this version, as far as users write it: `0.2`, or `1`.
fn depending_on(text: &str, version: &Version) -> String {
    let short = match (version.major, version.minor) {
        (0, minor) => format!("0.{minor}"),
        (major, _) => major.to_string(),
    };
    let lines = text.split_inclusive('\n').map(|line| {
        let starts = ["vod-sdk = \"", "vod-sdk = { version = \""];
        let found = starts
            .iter()
            .find_map(|start| Some(line.find(start)? + start.len()));
        let end = found.and_then(|from| Some((from, from + line[from..].find('"')?)));
        match end {
            Some((from, to)) => format!("{}{short}{}", &line[..from], &line[to..]),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

/// Downloads what the lock file names, without which cargo cannot write it later.
fn fetch(manifest: &Path) -> Result<(), Failure> {
    let mut command = cargo();
    command.args(["fetch", "--quiet", "--locked", "--manifest-path"]);
    run_program(command.arg(manifest))
}

/// Has cargo write the versions of the packages into the lock file, and nothing else: no registry is asked.
fn lock(manifest: &Path) -> Result<(), Failure> {
    let mut command = cargo();
    command.args([
        "update",
        "--quiet",
        "--offline",
        "--workspace",
        "--manifest-path",
    ]);
    run_program(command.arg(manifest))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}

#[cfg(test)]
mod tests {
    use super::depending_on;

    #[test]
    fn dependencies_in_documents_accept_the_version() {
        let text = "vod-sdk = \"0.1\"\na `vod-sdk = { version = \"0.1\", features = [\"mock\"] }`\nserde = \"1\"\n";
        for (version, short) in [("0.2.3", "0.2"), ("1.4.0", "1")] {
            let version = version.parse().expect("a version");
            let expected = text.replace("0.1", short);
            assert_eq!(depending_on(text, &version), expected);
        }
    }
}
