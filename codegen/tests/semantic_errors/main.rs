//! What is wrong in meaning: one change to a spec each, and what is said of it.

mod base;
mod conditions;
mod error_codes;
mod examples;
mod fields;
mod form_first;
mod limits;
mod names;
mod newcomers;
mod notations;
mod open_sets;
mod paging;
mod retry;
mod service;
mod several;
mod swapped;
mod texts;
mod twenty;
mod values;

use base::{Case, change, said_of, spec};
use vod_codegen::generate;

/// Changes that can be made all at once.
const TOGETHER: &[&str] = &[
    "type of a type unknown",
    "types that would share a module",
    "required and not in new",
    "in new and unknown",
    "swapped",
    "characters that contradict",
    "default of another type",
    "items of no list",
    "request with another type",
    "session of no days",
    "rate of nothing",
    "error code of an action unknown",
    "meaning that is empty",
    "versions that disagree on the host",
];

#[test]
fn errors_in_names() {
    check(names::CASES);
}

#[test]
fn errors_in_the_notation_of_types() {
    check(notations::CASES);
}

#[test]
fn errors_in_fields() {
    check(fields::CASES);
}

#[test]
fn errors_in_limits() {
    check(limits::CASES);
}

#[test]
fn errors_in_values() {
    check(values::CASES);
}

#[test]
fn errors_in_open_sets() {
    check(open_sets::CASES);
}

#[test]
fn errors_in_conditions() {
    check(conditions::CASES);
}

#[test]
fn errors_in_examples() {
    check(examples::CASES);
}

#[test]
fn errors_in_texts() {
    check(texts::CASES);
}

#[test]
fn errors_in_what_may_be_repeated() {
    check(retry::CASES);
}

#[test]
fn errors_in_pages() {
    check(paging::CASES);
}

#[test]
fn errors_in_the_service() {
    check(service::CASES);
}

#[test]
fn errors_in_error_codes() {
    check(error_codes::CASES);
}

#[test]
fn lists_in_each_others_place() {
    check(swapped::CASES);
}

#[test]
fn mistakes_of_newcomers() {
    check(newcomers::CASES);
}

#[test]
fn no_error_hides_another() {
    let mut files = spec();
    let together: Vec<_> = all().filter(|case| TOGETHER.contains(&case.name)).collect();
    assert_eq!(together.len(), TOGETHER.len());
    for case in &together {
        change(&mut files, case);
    }
    let said = said_of(&files, "all at once");
    for case in together {
        for expected in case.said {
            // The other changes may have moved the line.
            let text = expected.splitn(4, ':').last().unwrap_or(expected);
            assert!(
                said.iter().any(|line| line.ends_with(text)),
                "{}: {text} is hidden",
                case.name
            );
        }
    }
}

#[test]
fn errors_of_form_come_first_and_alone() {
    for case in all() {
        let mut files = spec();
        change(&mut files, case);
        for file in &mut files {
            let end = file.text.rfind('}').expect("an object");
            file.text.insert_str(end, ", \"colour\": \"blue\"");
        }
        let mut said = said_of(&files, case.name);
        let all_said = said.len();
        said.retain(|line| !line.contains("`colour`") && !line.starts_with("hint: known keys: "));
        assert_eq!(all_said - said.len(), 2 * files.len(), "{}", case.name);
        assert_eq!(said, [""; 0], "{}", case.name);
    }
}

#[test]
fn the_unchanged_spec_is_right() {
    assert!(generate(&spec()).is_ok());
}

/// Every case.
fn all() -> impl Iterator<Item = &'static Case> {
    let tables = [
        names::CASES,
        notations::CASES,
        fields::CASES,
        limits::CASES,
        values::CASES,
        open_sets::CASES,
        conditions::CASES,
        examples::CASES,
        texts::CASES,
        retry::CASES,
        paging::CASES,
        service::CASES,
        error_codes::CASES,
        swapped::CASES,
        newcomers::CASES,
    ];
    tables.into_iter().flatten()
}

fn check(cases: &[Case]) {
    let unchanged = spec();
    let mut failures = Vec::new();
    for case in cases {
        let mut files = unchanged.clone();
        change(&mut files, case);
        let said = said_of(&files, case.name);
        if said != case.said {
            failures.push(format!("== {}\n{said:#?}", case.name));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
