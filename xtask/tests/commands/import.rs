//! `cargo xtask import`.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

/// The description of an invented service, with its error codes and example calls.
const BAKERY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/import/bakery");

/// A folder with a copy of the description, and maybe a spec.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        for name in ["api.json", "error_codes.json", "examples.json"] {
            let from = Path::new(BAKERY).join(name);
            fs::copy(from, folder.path().join(name)).expect("a copy");
        }
        Self(folder)
    }

    /// `cargo xtask import` in this folder.
    fn import(&self, more: &[&str]) -> Ran {
        let all = [
            "import",
            "--api",
            "api.json",
            "--errors",
            "error_codes.json",
        ];
        let mut command = xtask(&all);
        command.args(["--examples", "examples.json"]).args(more);
        Ran::of(command.current_dir(self.0.path()))
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("the file is there")
    }

    /// Replaces a text in a file.
    #[track_caller]
    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{old} is not in {path}");
        fs::write(self.0.path().join(path), text.replace(old, new)).expect("written");
    }

    fn exists(&self, path: &str) -> bool {
        self.0.path().join(path).exists()
    }
}

const BAKE: &str = "spec/as/2021-03-04/actions/BakeBread.json";

#[test]
fn writes_the_spec_and_a_second_time_nothing() {
    let desk = Desk::new();
    desk.import(&["--spec", "spec"])
        .expect(0)
        .says("examples that cannot be used (6)\n")
        .says("the version holds 3 actions, 3 types, 25 fields, 5 error codes, 4 examples\n")
        .says("  wrote spec/as/2021-03-04/actions/BakeBread.json\n")
        .says("wrote 8 files, 0 unchanged, 0 removed, in ");
    let expected = Path::new(BAKERY).join("expected/as/2021-03-04/actions/BakeBread.json");
    let expected = fs::read_to_string(expected).expect("the file is there");
    assert_eq!(desk.read(BAKE), expected.replace("\r\n", "\n"));
    desk.import(&["--spec", "spec"])
        .expect(0)
        .says("wrote 0 files, 8 unchanged, 0 removed, in ");
}

#[test]
fn check_writes_nothing_and_says_what_would_change() {
    let desk = Desk::new();
    desk.import(&["--spec", "spec", "--check"])
        .expect(1)
        .says("missing: spec/as/2021-03-04/actions/BakeBread.json (from api.json)\n")
        .complains(
            "Run `cargo xtask import --api api.json --errors error_codes.json \
             --examples examples.json --spec spec`",
        );
    assert!(!desk.exists("spec"));

    desk.import(&["--spec", "spec"]).expect(0);
    desk.import(&["--spec", "spec", "--check"])
        .expect(0)
        .says("spec/as/2021-03-04 is current: 8 files");

    desk.edit("api.json", "\"name\": \"Flour\"", "\"name\": \"Meal\"");
    let before = desk.read(BAKE);
    desk.import(&["--spec", "spec", "--check"])
        .expect(1)
        .says("appeared (1)\n  parameter `BakeBread.Meal`, required\n")
        .says("disappeared, and kept until someone removes it (1)\n  parameter `BakeBread.Flour`\n")
        .says("+      \"required_later\": true,");
    assert_eq!(desk.read(BAKE), before);
}

#[test]
fn a_description_that_cannot_be_imported_is_named_and_nothing_is_written() {
    let desk = Desk::new();
    desk.edit(
        "api.json",
        "\"bool\", \"member\": \"bool\"",
        "\"bool\", \"member\": \"maybe\"",
    );
    desk.import(&["--spec", "spec"])
        .expect(1)
        .complains(
            "api.json: object `BakeBreadRequest`, member `Steam`: the type `bool` of `maybe` is unknown\n  \
             = hint: ",
        )
        .complains("1 error in the description; nothing was written");
    assert!(!desk.exists("spec"));

    fs::write(desk.0.path().join("error_codes.json"), "[]").expect("written");
    desk.edit("api.json", "maybe", "bool");
    desk.import(&["--spec", "spec"])
        .expect(1)
        .complains("error_codes.json: line 1, column ");
    Ran::of(&mut xtask(&["import", "--api", "/nowhere/api.json"]))
        .expect(1)
        .complains("cannot read /nowhere/api.json");
}

#[test]
fn a_spec_that_is_wrong_is_explained_and_nothing_is_written() {
    let desk = Desk::new();
    desk.import(&["--spec", "spec"]).expect(0);
    desk.edit(BAKE, "\"new\": [", "\"retry\": \"nevr\", \"new\": [");
    desk.edit("api.json", "\"name\": \"Flour\"", "\"name\": \"Meal\"");
    let before = desk.read(BAKE);
    desk.import(&["--spec", "spec"])
        .expect(1)
        .complains("spec/as/2021-03-04/actions/BakeBread.json:5:")
        .complains("1 error in the spec; nothing was written");
    assert_eq!(desk.read(BAKE), before);
}

#[test]
fn the_folder_of_a_service_takes_its_own_versions_only() {
    let desk = Desk::new();
    desk.import(&["--spec", "spec"]).expect(0);
    desk.import(&["--spec", "spec/as"])
        .expect(0)
        .says("wrote 0 files, 8 unchanged");
    desk.edit(
        "api.json",
        "\"serviceShortName\": \"as\"",
        "\"serviceShortName\": \"cafe\"",
    );
    desk.import(&["--spec", "spec/as"])
        .expect(1)
        .complains("spec/as is the folder of another service than `cafe`");
    desk.import(&["--spec", "spec"]).expect(0);
    assert!(desk.exists("spec/cafe/2021-03-04/service.json"));
}

#[test]
fn a_folder_with_texts_and_schemas_only_is_an_empty_one() {
    let desk = Desk::new();
    let schema = desk.0.path().join("spec/schema");
    fs::create_dir_all(&schema).expect("a folder");
    fs::write(schema.join("type.schema.json"), "{}").expect("written");
    fs::write(desk.0.path().join("spec/README.md"), "The spec.").expect("written");
    desk.import(&["--spec", "spec"]).expect(0);

    fs::create_dir_all(desk.0.path().join("odd/actions")).expect("a folder");
    fs::write(desk.0.path().join("odd/notes.json"), "{}").expect("written");
    desk.import(&["--spec", "odd"])
        .expect(1)
        .complains("there is no spec in odd");
}

#[test]
fn long_lists_are_cut() {
    let desk = Desk::new();
    desk.import(&["--spec", "spec"]).expect(0);
    let more: Vec<String> = (0..50)
        .map(|number| {
            format!(
                "{{ \"name\": \"M{number:02}\", \"type\": \"string\", \"member\": \"string\" }}"
            )
        })
        .collect();
    let members = format!("\"PingRequest\": {{ \"members\": [{}]", more.join(","));
    desk.edit(
        "api.json",
        "\"PingRequest\": { \"type\": \"object\"",
        &members,
    );
    desk.import(&["--spec", "spec"])
        .expect(0)
        .says("appeared (50)\n  parameter `Ping.M00`\n")
        .says("  parameter `Ping.M19`\n  and 30 more\n");
}

#[test]
fn help_shows_examples_and_exit_codes() {
    Ran::of(&mut xtask(&["import", "--help"]))
        .expect(0)
        .says("Usage: cargo xtask import [OPTIONS] --api <API_JSON>")
        .says("\nExamples:\n  cargo xtask import ")
        .says("\nExit codes: 0 ");
}
