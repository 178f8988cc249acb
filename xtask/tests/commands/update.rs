//! `cargo xtask update`.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

/// The description of an invented service, with its error codes and example calls.
const BAKERY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/import/bakery");

const BAKE: &str = "spec/as/2021-03-04/actions/BakeBread.json";

/// A folder with a spec that was imported, and a changelog.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(TempDir::new().expect("a folder"));
        for name in ["api.json", "error_codes.json", "examples.json"] {
            let from = Path::new(BAKERY).join(name);
            fs::copy(from, desk.0.path().join(name)).expect("a copy");
        }
        desk.write(
            "CHANGELOG.md",
            "# Changelog\n\n## Unreleased\n\n- Old news.\n",
        );
        desk
    }

    /// One whose spec has been imported and generated.
    fn imported() -> Self {
        let desk = Self::new();
        desk.run("import", &["--spec", "spec"]).expect(0);
        desk.update().expect(0).says("nothing to add\n");
        desk
    }

    fn run(&self, command: &str, more: &[&str]) -> Ran {
        let mut command = xtask(&[command, "--api", "api.json", "--errors", "error_codes.json"]);
        command.args(["--examples", "examples.json"]).args(more);
        Ran::of(command.current_dir(self.0.path()))
    }

    /// `cargo xtask update` in this folder.
    fn update(&self) -> Ran {
        let changelog = ["--changelog", "CHANGELOG.md"];
        let folders = ["--spec", "spec", "--out", "out"];
        self.run("update", &[&folders[..], &changelog[..]].concat())
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("the file is there")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.path().join(path), text).expect("written");
    }

    /// Replaces a text in a file.
    #[track_caller]
    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{old} is not in {path}");
        self.write(path, &text.replacen(old, new, 1));
    }

    fn exists(&self, path: &str) -> bool {
        self.0.path().join(path).exists()
    }
}

/// A description that is newer by an action and two parameters, one of them required, and says that another is text.
fn newer() -> Desk {
    let desk = Desk::imported();
    desk.edit(
        "api.json",
        "\"PingRequest\": { \"type\": \"object\"",
        "\"CoolRequest\": { \"type\": \"object\", \"members\": [
            { \"name\": \"Hours\", \"type\": \"int\", \"member\": \"int64\" }
        ] },
        \"CoolResponse\": { \"type\": \"object\", \"members\": [] },
        \"PingRequest\": { \"type\": \"object\"",
    );
    desk.edit(
        "api.json",
        "\"actions\": {",
        "\"actions\": {
            \"Cool\": { \"input\": \"CoolRequest\", \"output\": \"CoolResponse\" },",
    );
    desk.edit(
        "api.json",
        "{ \"name\": \"Grams\", \"type\": \"int\", \"member\": \"uint64\"",
        "{ \"name\": \"Salt\", \"type\": \"string\", \"member\": \"string\", \"required\": true },
         { \"name\": \"Sugar\", \"type\": \"string\", \"member\": \"string\" },
         { \"name\": \"Grams\", \"type\": \"string\", \"member\": \"string\"",
    );
    desk
}

#[test]
fn a_newer_description_is_taken_over_and_told() {
    let desk = newer();
    desk.edit(BAKE, "\"summary\": \"", "\"summary\": \"Our words. ");
    desk.update()
        .expect(0)
        .says("bump: major (0.x: minor)\n")
        .says("  wrote CHANGELOG.md\n")
        .says("  wrote spec/as/2021-03-04/actions/Cool.json\n")
        .says("not compiled, because --out is another folder than that of vod-sdk\n")
        .says("say in CHANGELOG.md what users of these do instead (1)\n  2021-03-04 BakeBread.parameters.Grams\n")
        .says("Cool.json:3:11: undecided-retry: whether `Cool` may be repeated is not decided; ")
        .says("undocumented: the parameter `BakeBread.Salt` is not documented; document it\n")
        .says("things are left to do; `cargo xtask todo` lists them again\n");
    assert_eq!(
        desk.read("CHANGELOG.md"),
        "# Changelog\n\n## Unreleased\n\n\
         - **Breaking:** `BakeBread.Grams`: `string` instead of `uint64`.\n\
         - New actions (1): `Cool`.\n\
         - New parameters (2): `BakeBread.Salt`, `BakeBread.Sugar`.\n\
         - Documentation and examples of 1 action.\n\
         - Old news.\n"
    );
    assert!(desk.read(BAKE).contains("Our words. "));
    assert!(desk.exists("out/v2021_03_04/actions/cool.rs"));
}

#[test]
fn a_second_time_nothing_changes() {
    let desk = newer();
    desk.update().expect(0);
    let before = (desk.read("CHANGELOG.md"), desk.read(BAKE));
    desk.update()
        .expect(0)
        .says("the spec and the description do not differ\n")
        .says("nothing to add\n")
        .says("wrote 0 files, ");
    assert_eq!((desk.read("CHANGELOG.md"), desk.read(BAKE)), before);
}

#[test]
fn what_has_been_told_is_not_told_again() {
    let desk = newer();
    let spec = desk.read(BAKE);
    desk.update().expect(0);
    let told = desk.read("CHANGELOG.md");

    // As if the first time had ended before the spec was written.
    fs::remove_file(desk.0.path().join("spec/as/2021-03-04/actions/Cool.json")).expect("removed");
    desk.write(BAKE, &spec);
    desk.update()
        .expect(0)
        .says("it is in the changelog already\n");
    assert_eq!(desk.read("CHANGELOG.md"), told);
}

#[test]
fn without_a_spec_there_is_nothing_to_update() {
    let desk = Desk::new();
    desk.update().expect(1).complains(
        "there is no spec in spec that could be updated\n  Run `cargo xtask import --api api.json ",
    );
    assert!(!desk.exists("spec"));
}

#[test]
fn what_is_wrong_is_found_before_anything_is_written() {
    let desk = newer();
    desk.edit("api.json", "\"member\": \"int64\"", "\"member\": \"int65\"");
    let before = desk.read("CHANGELOG.md");
    desk.update()
        .expect(1)
        .complains("1 error in the description; nothing was written");
    desk.edit("api.json", "\"member\": \"int65\"", "\"member\": \"int64\"");
    desk.edit(
        BAKE,
        "\"new\": [",
        "\"retry\": \"read\", \"session_id_days\": 1, \"new\": [",
    );
    desk.update()
        .expect(1)
        .complains("`session_id_days` is for actions whose `retry` is `session_id`")
        .complains("in the spec; nothing was written");
    assert_eq!(desk.read("CHANGELOG.md"), before);
    assert!(!desk.exists("spec/as/2021-03-04/actions/Cool.json"));
}

#[test]
fn a_failure_half_way_says_what_was_written_and_how_to_go_back() {
    let desk = newer();
    fs::remove_dir_all(desk.0.path().join("out")).expect("removed");
    desk.write("out", "in the way");
    desk.update()
        .expect(1)
        .complains("cannot read out/error_code.rs: ")
        .complains("Written by then, in whole or in part: CHANGELOG.md, spec/as/2021-03-04, out.")
        .complains("\n    git checkout -- CHANGELOG.md spec/as/2021-03-04 out\n");

    let desk = newer();
    fs::remove_file(desk.0.path().join("CHANGELOG.md")).expect("removed");
    desk.update()
        .expect(1)
        .complains("cannot read CHANGELOG.md: ")
        .complains("\n  Nothing was written.");
}
