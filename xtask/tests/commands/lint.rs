//! `cargo xtask lint`. What the rules find is tested in the generator's own tests.

use crate::support::{Ran, Workshop, xtask};

const ACTION: &str = "spec/vod/2018-07-17/actions/ExecuteFunction.json";
const SERVICE: &str = "spec/vod/2018-07-17/service.json";

fn edit(workshop: &Workshop, path: &str, old: &str, new: &str) {
    let text = workshop.read(path);
    assert!(text.contains(old), "{old} is not in {path}");
    workshop.write(path, &text.replacen(old, new, 1));
}

fn lint(workshop: &Workshop, more: &[&str]) -> Ran {
    workshop.xtask(&[&["lint", "--spec", "spec"], more].concat())
}

#[test]
fn what_is_checked_in_has_no_errors() {
    Ran::of(&mut xtask(&["lint"]))
        .expect(0)
        .says(" has no errors: ");
}

#[test]
fn findings_and_errors_are_listed_together_and_fail() {
    let workshop = Workshop::new();
    lint(&workshop, &[])
        .expect(0)
        .says("spec has no errors: 3 files\n");
    edit(
        &workshop,
        ACTION,
        "\"title\": \"",
        "\"title\": \"<b>The</b> ",
    );
    edit(&workshop, ACTION, "\"new\": [", "\"new\": [\"Nothing\", ");
    let before = workshop.tree("spec");
    let ran = lint(&workshop, &[])
        .expect(1)
        .says("error: `Nothing` is not a parameter of `ExecuteFunction`; ")
        .complains("error: spec has 2 errors\n  `cargo xtask lint --rules` says more");
    assert!(ran.stdout.contains(&format!("{ACTION}:")), "{}", ran.stdout);
    assert_eq!(workshop.tree("spec"), before);

    edit(&workshop, SERVICE, "\"version\"", "\"verison\"");
    lint(&workshop, &[])
        .expect(1)
        .says(&format!(
            "{SERVICE}:4:3: error: unknown key `verison`; did you mean `version`?\n"
        ))
        .complains("error: spec has 1 error\n");
}

#[test]
fn what_has_no_words_is_counted_or_listed() {
    let workshop = Workshop::new();
    let docs = ",\n      \"docs\": \"Reserved for special purposes.\"";
    edit(&workshop, ACTION, docs, "");
    let ran = lint(&workshop, &[])
        .expect(0)
        .says("not documented (--all lists them): 1 parameter\n");
    assert!(!ran.stdout.contains("undocumented"), "{}", ran.stdout);
    lint(&workshop, &["--all"])
        .expect(0)
        .says(": undocumented: the parameter `ExecuteFunction.")
        .says("not documented: 1 parameter\n");
}

#[test]
fn the_rules_are_listed() {
    Ran::of(&mut xtask(&["lint", "--rules"]))
        .expect(0)
        .says("broken-limit (error)\n  A default, an example or a known value that breaks ")
        .says("\nundocumented (note)\n  ");
}
