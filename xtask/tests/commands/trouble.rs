//! What keeps a command from its work, or disturbs it: each ends in a clear state and message.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::support::{Ran, Workshop, spec_files};

/// Gives every file of a folder the line ends of Windows.
fn to_crlf(workshop: &Workshop, folder: &str) {
    for path in workshop.tree(folder).keys() {
        let text = fs::read_to_string(path).expect("text");
        fs::write(path, text.replace('\n', "\r\n")).expect("written");
    }
}

#[test]
fn the_line_ends_of_a_checkout_do_not_matter() {
    let workshop = Workshop::generated();
    let current = "out is current: ";
    to_crlf(&workshop, "spec");
    workshop.generate(&["--check"]).expect(0).says(current);
    to_crlf(&workshop, "out");
    workshop.generate(&["--check"]).expect(0).says(current);
    workshop.generate(&[]).expect(0).says("wrote 0 files");

    let path = format!("spec/vod/{}", spec_files()[0]);
    workshop.write(&path, &(workshop.read(&path) + "\r\n"));
    workshop
        .generate(&["--check"])
        .expect(1)
        .says(&format!("(from {path})"));
    workshop.generate(&[]).expect(0);
    workshop.generate(&["--check"]).expect(0).says(current);
}

#[test]
fn an_edit_by_hand_is_found_and_undone() {
    let workshop = Workshop::generated();
    let text = workshop.read("out/mod.rs");
    workshop.write("out/mod.rs", &(text.clone() + "// by hand\n"));
    workshop
        .generate(&["--check"])
        .expect(1)
        .says("differs: out/mod.rs (from spec/vod/2018-07-17/service.json and spec/vod/2018-07-17/actions)\n")
        .complains("1 difference\n  Run `cargo xtask generate --spec spec --out out`");
    workshop.generate(&[]).expect(0);
    assert_eq!(workshop.read("out/mod.rs"), text);
}

#[test]
fn the_folder_of_the_spec_is_no_target() {
    let workshop = Workshop::new();
    workshop
        .xtask(&["generate", "--spec", "spec", "--out", "spec"])
        .expect(1)
        .complains("spec is the folder of the spec: name another one with --out");
}

#[test]
fn nothing_can_be_written_below_a_file() {
    let workshop = Workshop::new();
    workshop.write("file", "by hand");
    workshop
        .xtask(&["generate", "--spec", "spec", "--out", "file/out/deep"])
        .expect(1)
        .complains("cannot read file/out/deep/")
        .complains("Not a directory");
    workshop
        .xtask(&["generate", "--spec", "file", "--out", "out"])
        .expect(1)
        .complains("there is no folder file");
    assert!(!workshop.path("out").exists());
}

#[test]
fn a_spec_file_that_is_no_text_is_named() {
    let workshop = Workshop::generated();
    let path = workshop.path("spec/vod/2018-07-17/service.json");
    fs::write(&path, b"\xff\xfe{\0}\0").expect("written");
    workshop
        .generate(&[])
        .expect(1)
        .complains("spec/vod/2018-07-17/service.json:1:1: this is not UTF-8")
        .complains("save the file as UTF-8");
}

/// The system kills what writes more than it may, which is while the first large file is being written.
#[cfg(unix)]
#[test]
fn a_killed_command_leaves_whole_files_and_the_next_one_completes_them() {
    let workshop = Workshop::generated();
    let generated = workshop.out();
    for file in generated.keys() {
        let text = fs::read_to_string(file).expect("text");
        fs::write(file, text + "// an old line\n").expect("written");
    }
    let before = workshop.out();

    let limited = "ulimit -c 0; ulimit -f 1; exec \"$0\" generate --spec spec --out out";
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", limited, env!("CARGO_BIN_EXE_xtask")]);
    shell.stdout(Stdio::null()).stderr(Stdio::null());
    let status = shell.current_dir(workshop.folder.path()).status();
    assert_eq!(status.expect("it starts").code(), None, "it is killed");

    let after = workshop.out();
    for (path, (text, _)) in &generated {
        let (found, _) = &after[path];
        let is_whole = found == text || found == &before[path].0;
        assert!(is_whole, "{}", path.display());
    }
    workshop.generate(&[]).expect(0);
    workshop
        .generate(&["--check"])
        .expect(0)
        .says("out is current");
}

#[test]
fn many_at_once_end_as_one_does() {
    let workshop = Workshop::generated();
    let one = workshop.texts("out");
    fs::remove_dir_all(workshop.path("out")).expect("removed");

    let start = || {
        let mut command = workshop.command();
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("it starts")
    };
    let all: Vec<_> = (0..8).map(|_| start()).collect();
    for child in all {
        let output = child.wait_with_output().expect("it ends");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(workshop.texts("out"), one);
}

/// Permissions do not bind root, so that root runs the command as nobody.
#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named_and_left_as_it_is() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    const NOBODY: u32 = 65534;

    let workshop = Workshop::generated();
    let path = "spec/vod/2018-07-17/service.json";
    workshop.write(path, &(workshop.read(path) + "\n"));
    let root = workshop.folder.path();
    let binary = root.join("xtask");
    fs::copy(env!("CARGO_BIN_EXE_xtask"), &binary).expect("copied");
    let set_mode = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set_mode(root, 0o755);
    set_mode(&workshop.path("out"), 0o555);

    let before = workshop.out();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&binary);
        command.args(arguments).current_dir(root);
        if fs::metadata(root).expect("the folder").uid() == 0 {
            command.uid(NOBODY).gid(NOBODY);
        }
        Ran::of(&mut command)
    };
    run(&["generate", "--spec", "spec", "--out", "out"])
        .expect(1)
        .complains("cannot write out/mod.rs: Permission denied")
        .complains("Make it writable for you, or name another folder.");
    run(&["generate", "--spec", "spec", "--out", "out/new/folder"])
        .expect(1)
        .complains("cannot create out/new/folder: Permission denied");
    run(&["generate", "--spec", "spec", "--out", "out", "--check"])
        .expect(1)
        .says("differs: out/mod.rs");
    assert_eq!(workshop.out(), before);
    set_mode(&workshop.path("out"), 0o755);
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_a_failure() {
    let workshop = Workshop::generated();
    let full = fs::File::options().write(true).open("/dev/full");
    let mut command = workshop.command();
    command.stdout(full.expect("a device"));
    Ran::of(&mut command)
        .expect(1)
        .complains("error: standard output cannot be written, and is not complete: No space left");
}
