//! `cargo xtask semver`, in a workspace that has nothing but what it reads.

use std::fs;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

const API: &str = "struct vod_sdk::RunRequest [non_exhaustive]\n\
                   field vod_sdk::RunRequest::id: String\n\
                   fn vod_sdk::RunRequest::new(id: impl Into<String>) -> Self\n";

/// A workspace, with the API as it is and as it was released.
struct Workspace(TempDir);

impl Workspace {
    fn new(version: &str, api: &str, released: &str) -> Self {
        let workspace = Self(TempDir::new().expect("a folder"));
        let manifest = format!("[workspace.package]\nversion = \"{version}\"\n");
        workspace.write("xtask/Cargo.toml", "");
        workspace.write("Cargo.toml", &manifest);
        workspace.write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n");
        workspace.write("vod-sdk/Cargo.toml", "[package]\n");
        workspace.write("vod-sdk/src/lib.rs", "");
        workspace.write("vod-sdk/public-api.txt", &format!("# generated\n{api}"));
        workspace.write("vod-sdk/released-api.txt", released);
        workspace
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("the file is written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("the file is there")
    }

    fn announce(&self, text: &str) {
        let changelog = format!("# Changelog\n\n## Unreleased\n\n### Breaking\n\n{text}\n");
        self.write("CHANGELOG.md", &changelog);
    }

    fn run(&self, more: &[&str]) -> Ran {
        Ran::of(xtask(&["semver"]).args(more).current_dir(self.0.path()))
    }
}

fn released(version: &str, api: &str) -> String {
    format!("# released: vod-sdk {version}\n{api}")
}

#[test]
fn what_is_checked_in_passes() {
    Ran::of(&mut xtask(&["semver"])).expect(0);
}

#[test]
fn before_the_first_release_nothing_can_break() {
    let workspace = Workspace::new("0.1.0", API, "# none released yet\n");
    workspace.run(&[]).expect(0).says("none released yet");
}

#[test]
fn what_is_added_passes_without_a_word() {
    let added = format!("{API}fn vod_sdk::RunRequest::other(self) -> Self\n");
    let workspace = Workspace::new("0.1.0", &added, &released("0.1.0", API));
    workspace
        .run(&[])
        .expect(0)
        .says(": 0 breaking, 1 additive");
}

/// A break needs the version and the changelog, whichever way round.
#[test]
fn a_break_passes_only_if_it_is_announced() {
    let changed = API.replace("id: impl Into<String>", "id: impl Into<String>, more: u64");
    for (released_version, version, is_enough) in [
        ("0.1.0", "0.1.0", false),
        ("0.1.0", "0.1.1", false),
        ("0.1.0", "0.2.0", true),
        ("0.1.0", "0.2.0-alpha.1", true),
        ("0.1.0", "1.0.0", true),
        ("1.2.3", "1.3.0", false),
        ("1.2.3", "2.0.0", true),
        ("0.0.3", "0.0.3", false),
        ("0.0.3", "0.0.4", true),
    ] {
        let old = released(released_version, API);
        let workspace = Workspace::new(version, &changed, &old);
        let silent = workspace
            .run(&[])
            .expect(1)
            .says("breaking: vod_sdk::RunRequest::new\n  it takes 2 arguments and not 1\n")
            .says("\n  - fn vod_sdk::RunRequest::new(id: impl Into<String>) -> Self\n  + fn ")
            .complains("has nothing under `### Breaking` in Unreleased");
        let asks = silent.stderr.contains("or set ");
        assert_eq!(
            !asks, is_enough,
            "{released_version} {version}: {}",
            silent.stderr
        );

        workspace.announce("- `Run`: the parameter `more` is required.");
        let announced = workspace.run(&[]);
        if is_enough {
            announced.expect(0).says(": 1 breaking, 0 additive");
        } else {
            announced.expect(1).complains("to which Cargo updates");
        }
    }
}

#[test]
fn a_release_is_noted_and_then_compared_with() {
    let workspace = Workspace::new("0.1.0", API, "# none released yet\n");
    workspace.run(&["--release"]).expect(0);
    let noted = workspace.read("vod-sdk/released-api.txt");
    assert_eq!(noted, released("0.1.0", API));
    workspace.run(&[]).expect(0).says("0 changes of ");

    workspace.write("vod-sdk/public-api.txt", "");
    workspace
        .run(&["--release"])
        .expect(1)
        .says("breaking: vod_sdk::RunRequest");
    assert_eq!(workspace.read("vod-sdk/released-api.txt"), noted);
}

#[test]
fn another_file_can_be_compared_with() {
    let workspace = Workspace::new("0.3.0", API, "# none released yet\n");
    workspace.write("old.txt", &released("0.2.0", ""));
    workspace
        .run(&["--against", "old.txt"])
        .expect(0)
        .says("against old.txt (0.2.0): 0 breaking, 1 additive");
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let workspace = Workspace::new("0.1.0", API, "struct S\n");
    workspace
        .run(&[])
        .expect(1)
        .complains("vod-sdk/released-api.txt:1: `struct S` does not say which version");
    workspace.write("vod-sdk/released-api.txt", &released("0.2.0", API));
    workspace
        .run(&[])
        .expect(1)
        .complains("0.2.0 has been released: set a later one");
    workspace.write("Cargo.toml", "[workspace]\n");
    workspace
        .run(&[])
        .expect(1)
        .complains("no `version` in [workspace.package]");
}
