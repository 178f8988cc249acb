//! `cargo xtask release`, in a copy of the whole repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A copy of what git knows of, and of what is new.
struct Clone(TempDir);

impl Clone {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let mut git = Command::new("git");
        git.args(["-C", REPOSITORY, "ls-files", "--cached", "--others"]);
        let files = Ran::of(git.arg("--exclude-standard")).expect(0).stdout;
        for path in files.lines() {
            let (from, to) = (Path::new(REPOSITORY).join(path), folder.path().join(path));
            fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
            // What is deleted and not committed yet is still listed.
            if from.exists() {
                fs::copy(from, to).expect("a copy");
            }
        }
        Self(folder)
    }

    fn release(&self, version: &str) -> Ran {
        let mut command = xtask(&["release", version, "2026-12-01"]);
        Ran::of(command.current_dir(self.0.path()))
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("the file is there")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.path().join(path), text).expect("the file is written");
    }
}

#[test]
fn a_version_is_set_wherever_it_is_written() {
    let clone = Clone::new();
    clone.release("0.7.0").expect(0).says("git tag v0.7.0");
    assert!(clone.read("Cargo.toml").contains("\nversion = \"0.7.0\"\n"));
    for document in [
        "README.md",
        "vod-sdk/README.md",
        "vod-sdk/docs/guide/first_call.md",
    ] {
        assert!(clone.read(document).contains("vod-sdk = \"0.7\""));
    }
    let testing = clone.read("vod-sdk/docs/guide/testing.md");
    assert!(testing.contains("vod-sdk = { version = \"0.7\""));
    let changelog = clone.read("CHANGELOG.md");
    assert!(changelog.contains("## Unreleased\n\n## 0.7.0 (2026-12-01)\n\n- "));
    let api = clone.read("vod-sdk/released-api.txt");
    assert!(api.starts_with("# released: vod-sdk 0.7.0\n"));
    for manifest in [
        "Cargo.toml",
        "bench/Cargo.toml",
        "tests/features/Cargo.toml",
    ] {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["metadata", "--locked", "--offline", "--format-version", "1"]);
        cargo.args(["--manifest-path", manifest]);
        Ran::of(cargo.current_dir(clone.0.path())).expect(0);
    }

    clone
        .release("0.7.0")
        .expect(1)
        .complains("0.7.0 is not newer than 0.7.0");
    clone
        .release("0.7.1")
        .expect(1)
        .complains("there is nothing to release");
}

#[test]
fn what_is_no_version_and_no_day_is_refused() {
    for (version, date) in [
        ("1.0", "2026-12-01"),
        ("v0.2.0", "2026-12-01"),
        ("0.2.0", "tomorrow"),
        ("0.2.0", "2026-13-45"),
        ("0.2.0", "2026-12-01T10:00:00Z"),
    ] {
        let mut command = xtask(&["release", version, date]);
        Ran::of(command.current_dir(REPOSITORY)).expect(2);
    }
}

#[test]
fn a_version_that_breaks_its_users_unannounced_is_refused() {
    let clone = Clone::new();
    clone.release("0.7.0").expect(0);
    let gone = "vod_sdk::v2018_07_17::ExecuteFunctionRe";
    let api = clone.read("vod-sdk/public-api.txt");
    let mut without: Vec<&str> = api.lines().collect();
    without.retain(|line| !line.contains(gone));
    clone.write("vod-sdk/public-api.txt", &without.join("\n"));
    let before = clone.read("Cargo.toml");
    clone
        .release("0.7.1")
        .expect(1)
        .says("breaking: vod_sdk::v2018_07_17::ExecuteFunctionRequest: removed\n")
        .says("1 breaking, 0 additive")
        .complains("or set 0.8.0 or later")
        .complains("has nothing under `### Breaking`");
    assert_eq!(clone.read("Cargo.toml"), before);
}
