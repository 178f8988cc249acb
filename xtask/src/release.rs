//! `cargo xtask release`: everything in the repository that a new version changes, tried in a clone before it is written.

mod changelog;
mod clone;
mod files;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use semver::Version;

use self::clone::Clone;
use crate::failure::Failure;
use crate::output::say;
use crate::semver::{may_be_released, next_breaking, released_api};
use crate::{manifest, package, workspace};

/// Sets the version of the next release, wherever it is written, after trying it.
///
/// That is Cargo.toml, the lock files, the lines of the READMEs and guides that depend on vod-sdk, and CHANGELOG.md,
/// whose lines move from Unreleased to the version. vod-sdk/released-api.txt becomes the public API of the version.
///
/// Everything is done in a clone first, whose package is checked as by `cargo xtask package`: unpacked elsewhere, built with
/// each feature and with the oldest dependencies, tested, and used by another crate. Nothing is written if the work tree has
/// changes that are not committed, if the version breaks its users unannounced, or if anything fails. Nothing is
/// committed, tagged or published.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The new version: `0.2.0`.
    #[arg(required_unless_present = "rehearse")]
    version: Option<Version>,
    /// The date of the release, for the changelog: `2026-12-01`.
    #[arg(value_parser = date, required_unless_present = "rehearse")]
    date: Option<String>,
    /// Do it in the clone only, of what is committed. The version is the next one that may break something and the date
    /// that of the last commit, unless they are given.
    #[arg(long)]
    rehearse: bool,
    /// Leave the package alone, which takes minutes: `cargo xtask package` checks it.
    #[arg(long)]
    without_package: bool,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask release --rehearse
  cargo xtask release 0.2.0 2026-12-01

Exit codes: 0 written, or rehearsed; 1 the work tree has changes, the version is not newer, or it breaks its users
unannounced, or there is nothing to release, or the package cannot be published; 2 wrong arguments.";

fn date(text: &str) -> Result<String, String> {
    match vod_codegen::calendar::is_day(text) {
        true => Ok(text.to_owned()),
        false => Err("expected a day, such as 2026-12-01".to_owned()),
    }
}

/// Sets the version, or rehearses it.
pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    if !args.rehearse {
        clone::check_clean(&root)?;
    }
    let clone = Clone::of(&root)?;
    let Some(release) = Release::of(args, &clone)? else {
        say("release: nothing has changed since the last one, so the package is checked as it is");
        package::check(clone.path(), &workspace::target(&root))?;
        return Ok(ExitCode::SUCCESS);
    };
    if !release.write(clone.path())? {
        return Ok(ExitCode::FAILURE);
    }
    if !args.without_package {
        package::check(clone.path(), &workspace::target(&root))?;
    }
    let Release { version, date } = &release;
    if args.rehearse {
        say(format_args!(
            "release: {version} of {date} is rehearsed, and nothing is written"
        ));
        return Ok(ExitCode::SUCCESS);
    }
    release.write(&root)?;
    say(format_args!(
        "\nNext:\n  .ci/run\n  git commit --all --message \"Release {version}\"\n  \
         cargo publish --dry-run --package {package}\n  git tag v{version}\n  cargo publish --package {package}",
        package = workspace::PACKAGE
    ));
    Ok(ExitCode::SUCCESS)
}

struct Release {
    version: Version,
    date: String,
}

impl Release {
    /// What the arguments ask for; `None` if a rehearsal finds nothing to release.
    fn of(args: &Args, clone: &Clone) -> Result<Option<Self>, Failure> {
        let changelog = read(&clone.path().join("CHANGELOG.md"))?;
        if args.rehearse && args.version.is_none() && !changelog::has_changes(&changelog)? {
            return Ok(None);
        }
        let version = match &args.version {
            Some(version) => version.clone(),
            None => next(clone.path())?,
        };
        let date = match &args.date {
            Some(date) => date.clone(),
            None => clone.date()?,
        };
        Ok(Some(Self { version, date }))
    }

    /// Writes the version into a clone or the work tree, unless it may not be released.
    fn write(&self, root: &Path) -> Result<bool, Failure> {
        let Self { version, date } = self;
        let last = manifest::version(root)?;
        check_newer(root, &last, version)?;
        if !may_be_released(root, &released_api(root), version)? {
            return Ok(false);
        }
        files::write(root, (&last, version), date)?;
        Ok(true)
    }
}

/// The version that a rehearsal has: the first one, or the next that may break something.
fn next(root: &Path) -> Result<Version, Failure> {
    let last = manifest::version(root)?;
    match is_first(root)? {
        true => Ok(last),
        false => Ok(Version {
            pre: semver::Prerelease::EMPTY,
            ..next_breaking(&last)
        }),
    }
}

fn is_first(root: &Path) -> Result<bool, Failure> {
    Ok(!read(&released_api(root))?.starts_with("# released"))
}

/// The first release may have the version that is there.
fn check_newer(root: &Path, last: &Version, version: &Version) -> Result<(), Failure> {
    if version > last || (version == last && is_first(root)?) {
        return Ok(());
    }
    Err(format!("{version} is not newer than {last}, the version in Cargo.toml").into())
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}
