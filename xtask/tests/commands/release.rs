//! `cargo xtask release`, in a copy of the whole repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A repository with a copy of what git knows of, and of what is new, committed.
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
        let clone = Self(folder);
        clone.git(&["init", "--quiet"]);
        clone.commit();
        clone
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
        Ran::of(git.current_dir(self.0.path()).args(arguments)).expect(0);
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "All"]);
    }

    /// Runs it without the package, which `.ci/run` checks in a rehearsal of its own.
    fn run(&self, arguments: &[&str]) -> Ran {
        let arguments = [&["release", "--without-package"], arguments].concat();
        Ran::of(xtask(&arguments).current_dir(self.0.path()))
    }

    fn release(&self, version: &str) -> Ran {
        self.run(&[version, "2026-12-01"])
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
    assert!(!clone.read("README.md").contains("crates.io yet"));
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
        .release("0.7.1")
        .expect(1)
        .complains("there are changes that are not committed: ");
    clone.commit();
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
fn a_rehearsal_writes_nothing() {
    let clone = Clone::new();
    let rehearsed = clone.run(&["--rehearse"]).expect(0);
    rehearsed
        .says("release: 0.1.0 of ")
        .says("nothing is written");
    let given = clone.run(&["--rehearse", "0.2.0", "2026-12-01"]).expect(0);
    given.says("release: 0.2.0 of 2026-12-01");
    clone.release("0.7.0").expect(0);
    clone.commit();
    let changelog = clone.read("CHANGELOG.md");
    let changed = changelog.replace("## Unreleased\n", "## Unreleased\n\n- More.\n");
    clone.write("CHANGELOG.md", &changed);
    clone.commit();
    clone
        .run(&["--rehearse"])
        .expect(0)
        .says("release: 0.8.0 of ");
    assert_eq!(clone.read("CHANGELOG.md"), changed);
    let mut git = Command::new("git");
    git.args(["status", "--porcelain"]);
    let status = Ran::of(git.current_dir(clone.0.path())).expect(0);
    assert_eq!(status.stdout, "");
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
    clone.commit();
    let gone = "vod_sdk::v2018_07_17::ExecuteFunctionRe";
    let api = clone.read("vod-sdk/public-api.txt");
    let mut without: Vec<&str> = api.lines().collect();
    without.retain(|line| !line.contains(gone));
    clone.write("vod-sdk/public-api.txt", &without.join("\n"));
    let changelog = clone.read("CHANGELOG.md");
    let changed = changelog.replace("## Unreleased\n", "## Unreleased\n\n- Less.\n");
    clone.write("CHANGELOG.md", &changed);
    clone.commit();
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
