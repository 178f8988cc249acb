//! Spec folders that hold what no spec has: each thing is named, all in one run, and nothing hangs.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Ran, copy, xtask};

/// The spec of an invented service.
const BAKERY: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/import/bakery/expected"
);

struct Spec(TempDir);

impl Spec {
    fn new() -> Self {
        let spec = Self(TempDir::new().expect("a folder"));
        copy(Path::new(BAKERY), &spec.0.path().join("spec"));
        spec
    }

    /// A path in the folder of the actions.
    fn action(&self, name: impl AsRef<OsStr>) -> PathBuf {
        let actions = self.0.path().join("spec/as/2021-03-04/actions");
        actions.join(name.as_ref())
    }

    /// Writes a file of the version.
    fn write(&self, path: &str, content: &Value) {
        let path = self.0.path().join("spec/as/2021-03-04").join(path);
        fs::write(path, content.to_string()).expect("written");
    }

    fn run(&self, command: &[&str]) -> Ran {
        Ran::of(
            xtask(command)
                .args(["--spec", "spec"])
                .current_dir(self.0.path()),
        )
    }
}

#[test]
fn all_that_cannot_be_read_is_named_at_once_beside_other_errors() {
    let spec = Spec::new();
    symlink("..", spec.action("Loop")).expect("a link");
    symlink("/dev/zero", spec.action("Zero.json")).expect("a link");
    symlink("nowhere.json", spec.action("Gone.json")).expect("a link");
    let fifo = Command::new("mkfifo")
        .arg(spec.action("Pipe.json"))
        .status();
    assert!(fifo.expect("mkfifo runs").success());
    let big = format!("{{\"docs\": [{}1]}}", "1,".repeat(1 << 20));
    fs::write(spec.action("Big.json"), big).expect("written");
    fs::write(spec.action("Latin.json"), b"{\n\"name\": \"Latin\xe9\"}").expect("written");
    fs::write(spec.action(OsStr::from_bytes(b"Odd\xe9.json")), "{}").expect("written");
    fs::create_dir_all(spec.action("deep/deeper")).expect("a folder");
    fs::write(spec.action("Open.json"), "{").expect("written");
    fs::write(spec.action("Shout.JSON"), "{}").expect("written");
    for command in [&["generate", "--out", "out"][..], &["fmt-spec"]] {
        spec.run(command)
            .expect(1)
            .complains("/actions/Loop:1:1: it is a link to a folder, and a spec has none")
            .complains("/actions/Zero.json:1:1: it is neither a file nor a folder")
            .complains("/actions/Gone.json:1:1: it cannot be read: ")
            .complains("/actions/Pipe.json:1:1: it is neither a file nor a folder")
            .complains("/actions/Big.json:1:1: it has 2097165 bytes, and a file of a spec has at most 1048576")
            .complains("/actions/Latin.json:2:15: this is not UTF-8")
            .complains(".json:1:1: its name is not UTF-8")
            .complains("/actions/deep:1:1: no folder of a spec is so deep")
            .complains("/actions/Open.json:1:1: this is not JSON: ")
            .complains("/actions/Shout.JSON:1:1: the name of a file of the spec ends in `.json`")
            .complains("10 errors in the spec; nothing was written");
    }
    assert!(!spec.0.path().join("out").exists());
}

#[test]
fn what_is_no_spec_in_every_line_is_not_listed_to_its_end() {
    let spec = Spec::new();
    let many = format!(
        "{{\"name\": \"Many\", \"docs\": [{}1]}}",
        "1,".repeat(1_500)
    );
    fs::write(spec.action("Many.json"), many).expect("written");
    spec.run(&["generate", "--out", "out"])
        .expect(1)
        .complains(
            "there are 500 errors so far, and more may follow: what comes after this was not read",
        )
        .complains("501 errors in the spec; nothing was written");
}

#[test]
fn nested_values_do_not_exhaust_the_stack() {
    let spec = Spec::new();
    fs::write(spec.action("Nested.json"), "[".repeat(1 << 20)).expect("written");
    spec.run(&["generate", "--out", "out"])
        .expect(1)
        .complains("/actions/Nested.json:1:513: this is not JSON: maximum nesting depth exceeded");
}

#[test]
fn a_list_has_so_many_items_and_no_more() {
    let spec = Spec::new();
    spec.write(
        "types/Wide.json",
        &type_with(
            2_001,
            |index| json!({ "name": format!("F{index}"), "type": "string" }),
        ),
    );
    spec.run(&["generate", "--out", "out"])
        .expect(1)
        .complains("the list has 2001 items, and one of a spec has at most 2000")
        .complains("1 error in the spec; nothing was written");
}

/// Folders of some megabytes, each with much of what is compared with each other: no command needs more than a gigabyte
/// and a minute for them.
#[test]
fn huge_specs_take_neither_all_memory_nor_hours() {
    const ITEMS: usize = 1_990;
    let name = |index: usize| format!("F{index}");
    let text = |index: usize| json!({ "name": name(index), "type": "string", "required": true });
    let kinds: [(&str, &dyn Fn(usize) -> Value); 6] = [
        ("values", &|_| {
            let values: Vec<Value> = (0..ITEMS).map(|it| json!({ "value": name(it) })).collect();
            json!({ "values": values })
        }),
        ("unknown types", &|file| {
            type_with(
                ITEMS,
                |index| json!({ "name": name(index), "type": format!("Typ{file}X{index}") }),
            )
        }),
        ("the same words", &|_| {
            type_with(
                ITEMS,
                |index| json!({ "name": name(index), "type": "string", "docs": "The same words." }),
            )
        }),
        ("a long `new`", &|_| {
            let mut it = type_with(ITEMS, text);
            it["new"] = (0..ITEMS).map(name).collect();
            it
        }),
        ("a `new` that is turned round", &|_| {
            let mut it = type_with(ITEMS, text);
            it["new"] = (0..ITEMS).rev().map(name).collect();
            it
        }),
        ("fields that need each other", &|_| {
            type_with(ITEMS, |index| {
                let other = name((index + 1) % ITEMS);
                json!({ "name": name(index), "type": "string", "required_if": { other: ["x"] } })
            })
        }),
    ];
    for (what, content) in kinds {
        let spec = Spec::new();
        for file in 0..4 {
            let mut content = content(file);
            content["name"] = format!("Type{file}").into();
            spec.write(&format!("types/Type{file}.json"), &content);
        }
        for command in ["lint", "generate --out out"] {
            let command = format!(
                "ulimit -v 1048576; ulimit -t 60; exec \"$0\" {command} --spec spec >/dev/null"
            );
            let status = Command::new("sh")
                .args(["-c", &command, env!("CARGO_BIN_EXE_xtask")])
                .stderr(Stdio::null())
                .current_dir(spec.0.path())
                .status();
            let code = status.expect("sh runs").code();
            assert!(matches!(code, Some(0 | 1)), "{what}: {command}: {code:?}");
        }
    }
}

fn type_with(fields: usize, field: impl Fn(usize) -> Value) -> Value {
    let fields: Vec<Value> = (0..fields).map(field).collect();
    json!({ "name": "Wide", "fields": fields })
}
