//! `cargo xtask semver`: no release breaks its users unannounced.

mod baseline;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::semver::{ItemChange, breaking_part, compare};
use crate::verdict::Verdict;
use ::semver::Version;

use crate::failure::Failure;
use crate::manifest;
use crate::output::say;
use crate::public_api;
use crate::workspace;
use crate::writer;
use baseline::Baseline;

/// Compares the public API with that of the last release, and fails on a break that is not announced.
///
/// A break is announced if the version in Cargo.toml is one that Cargo does not update to by itself, and
/// CHANGELOG.md has a part `### Breaking`, in Unreleased or in the section of that version.
/// The API compared is vod-sdk/public-api.txt as `cargo xtask generate` wrote it.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The API to compare with, its version in the first line
    /// [default: vod-sdk/released-api.txt of the workspace].
    #[arg(long, value_name = "FILE", conflicts_with = "release")]
    against: Option<PathBuf>,
    /// Record the current API as that of the version in Cargo.toml, which is being released.
    #[arg(long)]
    release: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask semver
  cargo xtask semver --release
  git show v0.2.0:vod-sdk/released-api.txt > old.txt && cargo xtask semver --against old.txt

Exit codes: 0 nothing breaks, or all of it is announced; 1 something breaks unannounced, or a file
cannot be read; 2 wrong arguments.";

/// The API of the last release, below the folder of the package.
const RELEASED: &str = "released-api.txt";

/// Compares, or notes a release, as the arguments say.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let version = manifest::version(&root)?;
    let path = match &args.against {
        Some(path) => workspace::absolute(path)?,
        None => released_api(&root),
    };
    if !may_be_released(&root, &path, &version)? {
        return Ok(ExitCode::FAILURE);
    }
    if args.release {
        record(&root, &version)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares with the API of the last release, prints what breaks, and returns whether this version may do so.
pub(crate) fn may_be_released(
    root: &Path,
    path: &Path,
    version: &Version,
) -> Result<bool, Failure> {
    let api = read(&root.join(workspace::PACKAGE).join(public_api::FILE))?;
    let baseline = Baseline::read(path)?;
    let Baseline::Released {
        version: released,
        api: released_api,
    } = baseline
    else {
        say(format_args!(
            "{}: none released yet, so there is nothing that could break",
            workspace::shown(path)
        ));
        return Ok(true);
    };
    if *version < released {
        return Err(format!(
            "the version in Cargo.toml is {version}, and {released} has been released: set a later one"
        )
        .into());
    }
    let changes = compare(&released_api, &api);
    let changelog = root.join("CHANGELOG.md");
    let part = breaking_part(&read(&changelog)?, &version.to_string());
    let outcome = Outcome {
        is_announced: !part.trim().is_empty(),
        changes: &changes,
        released: &released,
        version,
        path,
        changelog: &changelog,
    };
    Ok(report::print(&outcome))
}

/// The file with the API of the last release.
pub(crate) fn released_api(root: &Path) -> PathBuf {
    root.join(workspace::PACKAGE).join(RELEASED)
}

/// Records the API as that of a version.
pub(crate) fn record(root: &Path, version: &Version) -> Result<(), Failure> {
    let path = released_api(root);
    let api = read(&root.join(workspace::PACKAGE).join(public_api::FILE))?;
    writer::replace_file(&path, &baseline::text(version, &api))?;
    say(format_args!(
        "{} has the API of {version} now: commit it with the release",
        workspace::shown(&path)
    ));
    Ok(())
}

/// The result of the comparison.
struct Outcome<'a> {
    changes: &'a [ItemChange],
    /// Whether the changelog has a part about what breaks.
    is_announced: bool,
    /// The version of the API that is compared with.
    released: &'a Version,
    /// The version in Cargo.toml.
    version: &'a Version,
    /// The file with the API that is compared with.
    path: &'a Path,
    changelog: &'a Path,
}

impl Outcome<'_> {
    fn breaking(&self) -> impl Iterator<Item = &ItemChange> {
        let changes = self.changes.iter();
        changes.filter(|change| change.verdict == Verdict::Breaking)
    }

    /// Whether Cargo updates to the version by itself from the one that was released.
    fn is_compatible(&self) -> bool {
        next_breaking(self.released) > *self.version
    }
}

/// The first version that may break users of this one, by Cargo's rules.
pub(crate) fn next_breaking(version: &Version) -> Version {
    let next = match (version.major, version.minor) {
        (0, 0) => Version::new(0, 0, version.patch + 1),
        (0, minor) => Version::new(0, minor + 1, 0),
        (major, _) => Version::new(major + 1, 0, 0),
    };
    // A release candidate of that version may break them too.
    Version {
        pre: ::semver::Prerelease::new("0").unwrap_or_default(),
        ..next
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}
