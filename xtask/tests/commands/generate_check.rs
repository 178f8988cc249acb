//! `cargo xtask generate --check`, and the same of `schema`.

use std::fs;

use crate::support::{Ran, Workshop, spec_files, xtask};

#[test]
fn what_is_checked_in_is_current() {
    Ran::of(&mut xtask(&["generate", "--check"]))
        .expect(0)
        .says(" is current: ");
    Ran::of(&mut xtask(&["schema", "--check"]))
        .expect(0)
        .says(" is current: ");
}

#[test]
fn passes_after_a_write_and_touches_nothing() {
    let workshop = Workshop::generated();
    let before = workshop.out();
    workshop
        .generate(&["--check"])
        .expect(0)
        .says("out is current: ");
    assert_eq!(workshop.out(), before);
}

#[test]
fn names_each_spec_file_that_was_touched() {
    for path in spec_files() {
        let workshop = Workshop::generated();
        let path = format!("spec/vod/{path}");
        workshop.write(&path, &(workshop.read(&path) + "\n"));

        let before = workshop.out();
        let ran = workshop.generate(&["--check"]).expect(1);
        let ran = ran
            .says(&format!("(from {path}"))
            .says("--- out/")
            .says("\n+// ");
        ran.complains("Run `cargo xtask generate --spec spec --out out`");
        assert_eq!(workshop.out(), before, "{path}");

        workshop.generate(&[]).expect(0);
        workshop.generate(&["--check"]).expect(0);
    }
}

#[test]
fn names_what_is_missing_and_what_is_left_over() {
    let workshop = Workshop::generated();
    workshop.write("out/left_over.rs", &workshop.read("out/mod.rs"));
    fs::remove_file(workshop.path("out/mod.rs")).expect("removed");
    workshop
        .generate(&["--check"])
        .expect(1)
        .says("missing: out/mod.rs (from spec/vod/2018-07-17/service.json and spec/vod/2018-07-17/actions)")
        .says("orphan: out/left_over.rs")
        .complains("2 differences");
    assert!(workshop.path("out/left_over.rs").exists());
    assert!(!workshop.path("out/mod.rs").exists());
}

#[test]
fn names_what_is_in_the_way() {
    let workshop = Workshop::generated();
    workshop.write("out/mod.rs", "// by hand\n");
    workshop
        .generate(&["--check"])
        .expect(1)
        .says("in the way: out/mod.rs");
}

#[test]
fn a_long_difference_is_cut_and_counted() {
    let workshop = Workshop::generated();
    let text = workshop.read("out/mod.rs");
    let lines: String = (0..500)
        .map(|number| format!("// line {number}\n"))
        .collect();
    workshop.write("out/mod.rs", &(text + &lines));
    let ran = workshop.generate(&["--check"]).expect(1);
    let ran = ran.says("and 306 more lines");
    assert!(ran.stdout.lines().count() < 220, "{}", ran.stdout);
}

#[test]
fn names_the_touched_file_of_the_touched_version() {
    let workshop = Workshop::new();
    for path in spec_files() {
        let text = workshop.read(&format!("spec/vod/{path}"));
        let newer = path.replace("2018-07-17", "2024-07-18");
        let text = text.replace("2018-07-17", "2024-07-18");
        workshop.write(&format!("spec/vod/{newer}"), &text);
    }
    workshop
        .generate(&[])
        .expect(0)
        .says(": 2 versions, 2 actions");
    for path in ["error_codes.json", "service.json"] {
        let path = format!("spec/vod/2024-07-18/{path}");
        workshop.write(&path, &(workshop.read(&path) + "\n"));
        workshop.generate(&["--check"]).expect(1).says(&path);
        workshop.generate(&[]).expect(0);
    }
}
