//! `cargo xtask generate` without `--check`.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, Workshop, spec_files, xtask};

/// The path of a generated file that every spec of a service has.
const ROOT_MODULE: &str = "out/mod.rs";

#[test]
fn writes_everything_and_a_second_time_nothing() {
    let workshop = Workshop::new();
    let read = format!("read {} files of spec/: 1 version, ", spec_files().len());
    workshop
        .generate(&[])
        .expect(0)
        .says(&read)
        .says(", 0 unchanged, 0 removed, in ");
    let before = workshop.out();
    assert!(
        before.contains_key(&workshop.path(ROOT_MODULE)),
        "{:?}",
        before.keys()
    );

    let unchanged = format!("wrote 0 files, {} unchanged, 0 removed, in ", before.len());
    workshop.generate(&[]).expect(0).says(&unchanged);
    assert_eq!(workshop.out(), before, "texts and times of writing");
}

#[test]
fn writes_only_what_differs() {
    let workshop = Workshop::generated();
    let before = workshop.out();
    let damaged = workshop.read(ROOT_MODULE) + "// a line that nobody generated\n";
    workshop.write(ROOT_MODULE, &damaged);

    workshop
        .generate(&[])
        .expect(0)
        .says("wrote 1 file, ")
        .says("wrote out/mod.rs\n");
    let after = workshop.out();
    let texts = |tree: &crate::support::Tree| {
        tree.iter()
            .map(|(path, (text, _))| (path.clone(), text.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&after), texts(&before));
    let rewritten = after
        .iter()
        .filter(|(path, file)| before[*path].1 != file.1)
        .count();
    assert_eq!(rewritten, 1);
}

#[test]
fn removes_orphans_with_the_mark_and_their_empty_folders() {
    let workshop = Workshop::generated();
    let marked = workshop.read(ROOT_MODULE);
    workshop.write("out/gone/deep/orphan.rs", &marked);
    workshop.write("out/mixed/orphan.rs", &marked);
    workshop.write("out/mixed/notes.txt", "by hand");

    workshop
        .generate(&[])
        .expect(0)
        .says("2 removed")
        .says("removed out/gone/deep/orphan.rs");
    assert!(!workshop.path("out/gone").exists());
    assert!(!workshop.path("out/mixed/orphan.rs").exists());
    assert_eq!(workshop.read("out/mixed/notes.txt"), "by hand");
}

#[test]
fn keeps_a_file_whose_mark_is_not_in_the_first_line() {
    let workshop = Workshop::generated();
    let second_line = format!("\n{}", workshop.read(ROOT_MODULE));
    workshop.write("out/by_hand.rs", &second_line);
    workshop.generate(&[]).expect(0).says("0 removed");
    assert_eq!(workshop.read("out/by_hand.rs"), second_line);
}

#[test]
fn a_file_in_the_way_is_named_and_nothing_is_written() {
    let workshop = Workshop::new();
    workshop.write(ROOT_MODULE, "// by hand\n");
    let before = workshop.out();
    workshop
        .generate(&[])
        .expect(1)
        .complains("nothing was written")
        .complains("out/mod.rs");
    assert_eq!(workshop.out(), before);
}

#[test]
fn a_file_in_place_of_a_folder_is_in_the_way_too() {
    let workshop = Workshop::generated();
    fs::remove_dir_all(workshop.path("out/v2018_07_17")).expect("removed");
    workshop.write("out/v2018_07_17", "by hand");

    let before = workshop.out();
    workshop
        .generate(&[])
        .expect(1)
        .complains("cannot read out/v2018_07_17/")
        .complains("Not a directory");
    assert_eq!(workshop.out(), before);
}

#[test]
fn a_wrong_spec_touches_nothing() {
    for path in spec_files() {
        let workshop = Workshop::generated();
        workshop.write("out/orphan.rs", &workshop.read(ROOT_MODULE));
        let path = format!("spec/vod/{path}");
        workshop.write(
            &path,
            &workshop
                .read(&path)
                .replacen('{', "{ \"colour\": \"blue\",", 1),
        );

        let before = workshop.out();
        workshop
            .generate(&[])
            .expect(1)
            .complains(&format!("{path}:1:"))
            .complains("1 error in the spec; nothing was written");
        assert_eq!(workshop.out(), before, "{path}");
    }
}

/// The shell's limit on the size of files makes the writing of the larger ones fail.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_named_and_left_as_it_is() {
    let workshop = Workshop::generated();
    let generated = workshop.texts("out");
    for (file, text) in &generated {
        fs::write(file, [text, &b"// an old line\n"[..]].concat()).expect("written");
    }

    let before = workshop.texts("out");
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" generate --spec spec --out out";
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", limited, env!("CARGO_BIN_EXE_xtask")])
        .current_dir(workshop.folder.path());
    Ran::of(&mut shell).expect(1).complains("cannot write out/");
    let after = workshop.texts("out");
    assert_eq!(after.len(), before.len(), "no temporary file is left");
    for ((new, old), found) in generated.iter().zip(&before).zip(&after) {
        assert!(found == new || found == old, "{}", found.0.display());
    }
}

#[test]
fn the_folder_of_one_service_is_a_spec_too() {
    let workshop = Workshop::generated();
    let before = workshop.out();
    let mut command = xtask(&["generate", "--spec", "spec/vod", "--out", "out"]);
    Ran::of(command.current_dir(workshop.folder.path()))
        .expect(0)
        .says("wrote 0 files");
    assert_eq!(workshop.out(), before);
}

#[test]
fn what_is_no_spec_is_not_read() {
    let workshop = Workshop::new();
    workshop.write("spec/README.md", "# The format");
    workshop.write("spec/schema/action.schema.json", "no JSON at all");
    workshop.write("spec/vod/2018-07-17/actions/.draft.json", "no JSON at all");
    workshop.write("spec/vod/2018-07-17/actions/Draft.jsno", "no JSON at all");
    workshop
        .generate(&[])
        .expect(0)
        .says("not read, neither .json nor .md: spec/vod/2018-07-17/");
}

#[test]
fn a_folder_that_is_no_spec_is_named() {
    let workshop = Workshop::new();
    let generate = |spec: &str| {
        let mut command = xtask(&["generate", "--spec", spec, "--out", "out"]);
        Ran::of(command.current_dir(workshop.folder.path())).expect(1)
    };
    generate("nowhere")
        .complains("there is no folder")
        .complains("--spec");
    workshop.write("empty/README.md", "");
    generate("empty").complains("there is no spec in empty");
}

#[test]
fn the_folder_of_a_package_is_no_target() {
    let workshop = Workshop::new();
    workshop.write("out/Cargo.toml", "[package]");
    workshop
        .generate(&[])
        .expect(1)
        .complains("out is the folder of a package");
}

#[test]
fn other_packages_below_the_target_are_not_entered() {
    let workshop = Workshop::generated();
    workshop.write("out/other/Cargo.toml", "[package]");
    workshop.write("out/other/src/generated.rs", &workshop.read(ROOT_MODULE));
    workshop.generate(&[]).expect(0).says("0 removed");
    assert!(workshop.path("out/other/src/generated.rs").exists());
}

#[test]
fn nothing_is_coloured_that_is_not_for_a_terminal() {
    let workshop = Workshop::new();
    let written = workshop.generate(&[]).expect(0);
    workshop.write("spec/vod/2018-07-17/service.json", "{");
    let refused = workshop.generate(&[]).expect(1);
    for text in [
        written.stdout,
        written.stderr,
        refused.stdout,
        refused.stderr,
    ] {
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
}

#[test]
fn the_spec_is_found_from_any_folder() {
    for folder in ["..", "../codegen/src", "../spec/vod"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut command = xtask(&["generate", "--check"]);
        let ran = Ran::of(command.current_dir(&folder));
        assert!(
            ran.stdout.contains("read "),
            "{}: {}",
            folder.display(),
            ran.stderr
        );
    }
}

/// Whichever clone it was compiled in is not the one that somebody means who is in none.
#[test]
fn outside_of_the_repository_nothing_is_generated() {
    let folder = TempDir::new().expect("a folder");
    let mut command = xtask(&["generate"]);
    Ran::of(command.current_dir(folder.path()))
        .expect(1)
        .complains("run the command from inside a clone of it");
}
