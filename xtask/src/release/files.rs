//! The files that name the version.

use std::path::Path;

use semver::Version;

use super::{changelog, read};
use crate::failure::Failure;
use crate::manifest;
use crate::programs::{cargo, run as run_program};
use crate::semver::record;
use crate::writer::replace_file;

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

/// What the README says before the first release.
const NOT_YET: &str = "Version 0.1.0 is not on crates.io yet: until then, write \
                       `vod-sdk = { path = \"PATH/TO/THE/CLONE/vod-sdk\" }`.\n\n";

/// Writes a version in place of the last one, below a folder.
pub(super) fn write(
    root: &Path,
    (last, version): (&Version, &Version),
    date: &str,
) -> Result<(), Failure> {
    let changelog = root.join("CHANGELOG.md");
    let changes = changelog::released(&read(&changelog)?, version, date)?;
    let cargo_toml = root.join("Cargo.toml");
    let manifest = manifest::with_version(&read(&cargo_toml)?, last, version)?;
    for manifest in MANIFESTS {
        fetch(&root.join(manifest))?;
    }

    replace_file(&changelog, &changes)?;
    replace_file(&cargo_toml, &manifest)?;
    for document in DOCUMENTS {
        let path = root.join(document);
        let text = read(&path)?.replace(NOT_YET, "");
        replace_file(&path, &depending_on(&text, version))?;
    }
    for manifest in MANIFESTS {
        lock(&root.join(manifest))?;
    }
    record(root, version)
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
