//! What a spec of the wrong form is answered with: every error at once, each with its place.

mod base;
mod cases;
mod limits;

use vod_codegen::read::read;

use base::{ACTION, TYPE, files, shown};

#[test]
fn the_spec_that_the_cases_change_is_right() {
    let files = files(&[]);
    let spec = read(&files).expect("the spec has no errors");
    assert_eq!(spec.folder, "vod");
    let version = &spec.versions[0];
    assert_eq!(version.folder, "2018-07-17");
    assert_eq!(version.service.value.endpoint, "vod.tencentcloudapi.com");
    assert_eq!(version.error_codes.value.common[0].code, "InternalError");
    assert_eq!(version.types[0].value.fields[0].name, "Type");
    assert_eq!(files[version.types[0].file].path, TYPE);
    let action = &version.actions[0];
    assert_eq!(files[action.file].path, ACTION);
    assert_eq!(
        action.value.parameters[1]
            .range
            .expect("it has a range")
            .max,
        Some(7.0)
    );
}

#[test]
fn each_wrong_spec_is_answered_with_its_message() {
    let mut failures = Vec::new();
    for case in cases::all() {
        let shown = shown(&files(case.edits));
        let expected = case.shown.trim_matches('\n');
        if shown != expected {
            failures.push(format!(
                "== {}\n-- expected\n{expected}\n-- found\n{shown}\n",
                case.name
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} cases differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn the_answer_does_not_depend_on_the_order_of_the_files() {
    for case in cases::all() {
        let forwards = files(case.edits);
        let backwards: Vec<_> = forwards.iter().rev().cloned().collect();
        assert_eq!(shown(&forwards), shown(&backwards), "{}", case.name);
    }
}
