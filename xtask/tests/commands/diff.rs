//! `cargo xtask diff`.

use std::path::Path;
use std::process::Command;

use crate::support::{Ran, Workshop, xtask};

const ACTION: &str = "vod/2018-07-17/actions/ExecuteFunction.json";

/// A folder with an old and a new spec, alike at first.
struct Pair(Workshop);

impl Pair {
    fn new() -> Self {
        let pair = Self(Workshop::new());
        for path in crate::support::spec_files() {
            let path = format!("vod/{path}");
            let text = pair.0.read(&format!("spec/{path}"));
            pair.0.write(&format!("old/{path}"), &text);
        }
        pair
    }

    /// Replaces a text in the new spec.
    #[track_caller]
    fn edit(&self, old: &str, new: &str) {
        edit(&self.0, old, new);
    }

    /// `cargo xtask diff old spec` with more arguments.
    fn diff(&self, more: &[&str]) -> Ran {
        self.run(&[&["old", "spec"], more].concat())
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = xtask(&["diff"]);
        Ran::of(command.args(arguments).current_dir(self.0.folder.path()))
    }
}

#[track_caller]
fn edit(workshop: &Workshop, old: &str, new: &str) {
    let path = format!("spec/{ACTION}");
    let text = workshop.read(&path);
    assert!(text.contains(old), "{old}");
    workshop.write(&path, &text.replace(old, new));
}

/// A file as it is, whatever line ends the checkout has.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Changes of each verdict.
fn changed() -> Pair {
    let pair = Pair::new();
    pair.edit("\"max_chars\": 50", "\"max_chars\": 40");
    pair.edit(
        "\"requests_per_second\": 100",
        "\"requests_per_second\": 200",
    );
    pair.edit(
        "\"example\": \"taskId\"",
        "\"deprecated\": \"See [Other] <T>.\"",
    );
    pair.edit(
        "For custom development only",
        "For *custom* development only",
    );
    pair
}

#[test]
fn nothing() {
    Pair::new()
        .diff(&[])
        .expect(0)
        .says("old and spec do not differ\n");
}

#[test]
fn as_text() {
    let text = changed().diff(&[]).expect(0).stdout;
    assert_eq!(text, lines(include_str!("../data/diff/text.txt")));
}

#[test]
fn as_markdown() {
    let text = changed().diff(&["--format", "markdown"]).expect(0).stdout;
    assert_eq!(text, lines(include_str!("../data/diff/markdown.md")));
}

#[test]
fn as_json() {
    let text = changed().diff(&["--format", "json"]).expect(0).stdout;
    assert_eq!(text, lines(include_str!("../data/diff/changes.json")));
    let text = Pair::new().diff(&["--format", "json"]).expect(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let none = serde_json::json!({ "bump": "none", "bump_before_1_0": "none", "changes": [] });
    assert_eq!(json, none);
}

#[test]
fn long_lists_of_markdown_are_folded() {
    let pair = Pair::new();
    let many: Vec<String> = (0..50)
        .map(|number| format!("{{ \"name\": \"P{number:02}\", \"type\": \"string\" }}, "))
        .collect();
    pair.edit(
        "\"parameters\": [",
        &format!("\"parameters\": [{}", many.concat()),
    );
    pair.diff(&["--format", "markdown"])
        .expect(0)
        .says("P19`: new\n\n<details><summary>30 more</summary>\n\n- `")
        .says("P49`: new\n\n</details>\n");
}

#[test]
fn a_verdict_can_be_refused() {
    let additive = Pair::new();
    additive.edit(
        "\"requests_per_second\": 100",
        "\"requests_per_second\": 200",
    );
    for (limit, code) in [("breaking", 0), ("additive", 1), ("docs", 1)] {
        additive.diff(&["--fail-on", limit]).expect(code);
        changed().diff(&["--fail-on", limit]).expect(1);
        Pair::new().diff(&["--fail-on", limit]).expect(0);
    }
}

#[test]
fn specs_that_are_wrong_are_explained_both() {
    let pair = Pair::new();
    pair.edit("\"retry\": \"session_id\"", "\"retry\": \"session\"");
    pair.0.write("old/vod/2018-07-17/error_codes.json", "[]");
    pair.diff(&[])
        .expect(1)
        .complains("old/vod/2018-07-17/error_codes.json:1:1: ")
        .complains("1 error in old\n")
        .complains("spec/vod/2018-07-17/actions/ExecuteFunction.json:")
        .complains("1 error in spec\n")
        .complains("nothing was compared\n");
}

#[test]
fn a_revision_is_read_without_touching_the_work_tree() {
    let workshop = Workshop::new();
    workshop.write("spec/schema/type.schema.json", "{}");
    workshop.write("spec/README.md", "The spec.");
    let git = |arguments: &[&str]| git(workshop.folder.path(), arguments);
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "The spec"]);
    git(&["tag", "v0.1.0"]);
    edit(&workshop, "\"max_chars\": 50", "\"max_chars\": 60");
    git(&["commit", "--quiet", "--all", "--message", "Longer"]);
    edit(&workshop, "\"max_chars\": 60", "\"max_chars\": 40");

    let diff = |arguments: &[&str]| {
        let mut command = xtask(&["diff", "--spec", "spec"]);
        Ran::of(command.args(arguments).current_dir(workshop.folder.path()))
    };
    let said = |old, new| {
        let place = "2018-07-17 ExecuteFunction.parameters.SessionId:";
        format!("{place} `max_chars` {new} instead of {old}\n")
    };
    diff(&[]).expect(0).says(&said(60, 40));
    diff(&["v0.1.0"]).expect(0).says(&said(50, 40));
    diff(&["HEAD~1", "HEAD"]).expect(0).says(&said(50, 60));
    diff(&["spec", "v0.1.0"]).expect(0).says(&said(40, 50));
    diff(&["--spec", "spec/vod", "v0.1.0", "HEAD"])
        .expect(2)
        .complains("--spec");
    let mut service = xtask(&["diff", "v0.1.0", "HEAD", "--spec", "spec/vod"]);
    Ran::of(service.current_dir(workshop.folder.path()))
        .expect(0)
        .says(&said(50, 60));
    diff(&["v0.2.0"])
        .expect(1)
        .complains("`v0.2.0` is neither a folder nor a revision of the repository of spec");

    edit(&workshop, "\"session_id\"", "\"session\"");
    git(&["commit", "--quiet", "--all", "--message", "Wrong"]);
    diff(&["v0.1.0", "HEAD"])
        .expect(1)
        .complains("HEAD:spec/vod/2018-07-17/actions/ExecuteFunction.json:")
        .complains("1 error in HEAD\n");
}

#[test]
fn a_revision_before_the_spec_is_named() {
    let workshop = Workshop::new();
    let git = |arguments: &[&str]| git(workshop.folder.path(), arguments);
    git(&["init", "--quiet"]);
    git(&[
        "commit",
        "--quiet",
        "--allow-empty",
        "--message",
        "Nothing yet",
    ]);
    let mut command = xtask(&["diff", "--spec", "spec", "HEAD"]);
    Ran::of(command.current_dir(workshop.folder.path()))
        .expect(1)
        .complains("there is no spec in spec of the revision `HEAD`");
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=Test", "-c", "user.email=test@example.com"]);
    command.args(["-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"]);
    Ran::of(command.arg("-C").arg(folder).args(arguments)).expect(0);
}
