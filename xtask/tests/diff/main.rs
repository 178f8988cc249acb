//! What differs between two specs: one edit each, and the changes that are found.

mod base;
mod cases;

use base::{Case, Spec, changes};
use vod_codegen::Diagnostic;
use xtask::diff::diff;
use xtask::verdict::Verdict;

#[test]
fn of_actions_and_versions() {
    check(cases::actions::CASES);
}

#[test]
fn of_types() {
    check(cases::types::CASES);
}

#[test]
fn of_types_with_values() {
    check(cases::open_sets::CASES);
}

#[test]
fn of_fields() {
    check(cases::fields::CASES);
}

#[test]
fn of_arguments() {
    check(cases::new::CASES);
}

#[test]
fn of_the_types_of_fields() {
    check(cases::field_types::CASES);
}

#[test]
fn of_facts() {
    check(cases::facts::CASES);
}

#[test]
fn of_error_codes() {
    check(cases::error_codes::CASES);
}

#[test]
fn what_differs_one_way_differs_the_other_way() {
    let old = Spec::kiosk();
    for case in cases::types::CASES {
        let mut new = old.clone();
        (case.edit)(&mut new);
        let back = changes(&new, &old, case.name);
        assert_eq!(back.is_empty(), case.changes.is_empty(), "{}", case.name);
    }
}

#[test]
fn the_order_of_the_files_makes_no_difference() {
    let (old, mut new) = (Spec::kiosk(), Spec::kiosk());
    for case in [&cases::fields::CASES[0], &cases::facts::CASES[0]] {
        (case.edit)(&mut new);
    }
    let (mut old, mut new) = (old.files(), new.files());
    let found = diff(&old, &new).expect("both are right");
    assert!(!found.changes.is_empty());
    old.reverse();
    new.reverse();
    assert_eq!(diff(&old, &new), Ok(found));
}

#[test]
fn what_is_wrong_with_both_is_said() {
    let right = Spec::kiosk();
    let (mut old, mut new) = (right.clone(), right);
    old.set("2020-01-01/actions/Send.json", "/retry", "sometimes");
    new.push("2020-01-01/actions/Move.json", "/new", "Nowhere");
    let error = diff(&old.files(), &new.files()).expect_err("both are wrong");
    let said = |diagnostics: &[Diagnostic]| -> Vec<String> {
        let all = diagnostics.iter();
        all.map(|error| format!("{}: {}", error.path, error.message))
            .collect()
    };
    let sends = said(&error.old);
    assert_eq!(sends.len(), 1, "{sends:?}");
    assert!(
        sends[0].starts_with("2020-01-01/actions/Send.json: "),
        "{sends:?}"
    );
    let moves = ["2020-01-01/actions/Move.json: `Nowhere` is not a parameter of `Move`"];
    assert_eq!(said(&error.new), moves);
}

#[test]
fn the_worst_verdict_asks_for_the_version() {
    let table = [
        (None, ("none", "none")),
        (Some(Verdict::Docs), ("patch", "patch")),
        (Some(Verdict::Additive), ("minor", "patch")),
        (Some(Verdict::Breaking), ("major", "minor")),
    ];
    for (verdict, bumps) in table {
        assert_eq!(verdict.map_or(("none", "none"), Verdict::bump), bumps);
    }
}

/// `&str` is made into a text and into a value of an enum.
#[test]
fn swapped_arguments_that_take_the_same_literals_send_the_wrong_values() {
    const SETTINGS: &str = "2020-01-01/actions/PutSettings.json";
    let mut old = Spec::kiosk();
    old.set(SETTINGS, "/parameters/1/type", "OnOff");
    let mut new = old.clone();
    new.swap(SETTINGS, "/new");
    new.swap(SETTINGS, "/parameters");
    assert_eq!(
        changes(&old, &new, "a text and a value"),
        [
            "breaking/breaking new 2020-01-01 PutSettings.new: (B, A, C, D, E, F, G, H) instead of (A, B, C, D, E, F, G, H): callers of `PutSettingsRequest::new` that pass literals compile as before and send the wrong values",
            "docs/docs order 2020-01-01 PutSettings.parameters: another order",
        ]
    );
}

fn check(cases: &[Case]) {
    let old = Spec::kiosk();
    for case in cases {
        let mut new = old.clone();
        (case.edit)(&mut new);
        let found = changes(&old, &new, case.name);
        assert_eq!(found, case.changes, "{}", case.name);
    }
}
