//! Two commands that want the same folder.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, Stdio};

use fs4::FileExt;

use crate::support::Workshop;

/// Holds a folder as another command does, until the file is dropped.
fn hold(workshop: &Workshop, folder: &str) -> File {
    let file = File::open(workshop.path(folder)).expect("the folder");
    FileExt::try_lock(&file).expect("nobody else holds it");
    file
}

/// Starts a command that finds a folder locked, and returns when it has said so.
fn start_waiting(
    workshop: &Workshop,
    more: &[&str],
    folder: &str,
) -> (Child, BufReader<ChildStderr>) {
    let mut command = workshop.command();
    command
        .args(more)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut line = String::new();
    stderr.read_line(&mut line).expect("a line");
    let expected = format!("waiting for another command to be done with {folder}\n");
    assert_eq!(line, expected);
    (child, stderr)
}

#[test]
fn a_command_waits_for_another_and_then_does_its_work() {
    for (folder, more) in [("out", &[][..]), ("spec", &[]), ("out", &["--check"])] {
        let workshop = Workshop::generated();
        let held = hold(&workshop, folder);
        let before = workshop.out();
        let (mut child, mut stderr) = start_waiting(&workshop, more, folder);
        assert_eq!(workshop.out(), before);
        drop(held);
        let mut rest = String::new();
        stderr.read_to_string(&mut rest).expect("text");
        assert!(child.wait().expect("it ends").success(), "{rest}");
        assert_eq!(rest, "");
    }
}

#[test]
fn a_killed_command_holds_nothing() {
    let workshop = Workshop::generated();
    let held = hold(&workshop, "out");
    let (mut child, _stderr) = start_waiting(&workshop, &[], "out");
    let spec = File::open(workshop.path("spec")).expect("the folder");
    FileExt::try_lock(&spec).expect_err("the command reads the spec");
    child.kill().expect("killed");
    child.wait().expect("it ends");
    FileExt::try_lock(&spec).expect("nobody reads the spec");
    drop(held);
    drop(spec);
    workshop.generate(&[]).expect(0).says("wrote 0 files");
}

#[test]
fn a_check_does_not_wait_for_another_check() {
    let workshop = Workshop::generated();
    for folder in ["spec", "out"] {
        let file = File::open(workshop.path(folder)).expect("the folder");
        FileExt::try_lock_shared(&file).expect("nobody else holds it");
        let ran = workshop.generate(&["--check"]).expect(0);
        assert_eq!(ran.stderr, "");
    }
}
