//! What the rules find: a small spec that they find nothing in, and one change each.

mod addresses;
mod base;
mod examples;
mod formats;
mod known_values;
mod limits;
mod newcomers;
mod paging;
mod retry;
mod secrets;
mod upkeep;
mod words;

use std::collections::BTreeSet;

use base::{Case, changed, found, spec};
use xtask::lint::{RULES, Severity, lint};

#[test]
fn nothing_is_found_in_the_unchanged_spec() {
    let linted = lint(&spec());
    assert_eq!(linted.errors, []);
    assert_eq!(linted.findings, []);
    assert_eq!(linted.undocumented, Default::default());
}

#[test]
fn findings_in_words() {
    check(words::CASES);
}

#[test]
fn findings_in_limits() {
    check(limits::CASES);
}

#[test]
fn findings_in_known_values() {
    check(known_values::CASES);
}

#[test]
fn findings_in_formats() {
    check(formats::CASES);
}

#[test]
fn findings_in_addresses() {
    check(addresses::CASES);
}

#[test]
fn findings_in_pages() {
    check(paging::CASES);
}

#[test]
fn findings_in_what_may_be_repeated() {
    check(retry::CASES);
}

#[test]
fn findings_in_examples() {
    check(examples::CASES);
}

#[test]
fn findings_in_secrets() {
    check(secrets::CASES);
}

#[test]
fn findings_of_what_is_missing_or_unused() {
    check(upkeep::CASES);
}

#[test]
fn findings_of_newcomers() {
    check(newcomers::CASES);
}

#[test]
fn every_rule_is_tested_and_listed_by_name() {
    let found = all().flat_map(|case| case.found);
    let tested = found.filter_map(|line| line.split(": ").nth(1));
    let tested: BTreeSet<&str> = tested.chain([NO_WORDS]).collect();
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(tested.into_iter().collect::<Vec<_>>(), names);
    for rule in RULES {
        let is_plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(rule.name.chars().all(is_plain), "{}", rule.name);
        assert!(rule.about.ends_with('.'), "{}", rule.name);
    }
}

#[test]
fn no_finding_hides_another_and_errors_are_found_beside_them() {
    let cases: Vec<&Case> = all().filter(|case| case.together).collect();
    let mut files = spec();
    for case in &cases {
        files = changed(files, case);
    }
    for file in &mut files {
        file.text = file.text.replace(
            "\"https://cloud.tencent.com/document/DescribeFilms\"",
            "\"none\"",
        );
    }
    let linted = lint(&files);
    let messages: Vec<&str> = linted.errors.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["`none` is not the address of a page"]);
    let all = found(&files);
    for case in cases {
        for expected in case.found {
            let text = expected.splitn(4, ':').last().unwrap_or(expected);
            assert!(
                all.iter().any(|line| line.ends_with(text)),
                "{}: {text} is hidden in {all:#?}",
                case.name
            );
        }
    }
}

/// What cannot be read is not judged: each file in turn is none.
#[test]
fn what_could_not_be_read_is_not_found_missing() {
    let right = spec();
    for index in 0..right.len() {
        for text in ["{", "[]", "7"] {
            let mut files = right.clone();
            files[index].text = text.to_owned();
            let linted = lint(&files);
            assert!(!linted.errors.is_empty());
            assert_eq!(linted.findings, [], "{} is {text}", right[index].path);
            assert_eq!(linted.undocumented, Default::default());
        }
    }
}

/// The rule for what has no words where `service.json` promises that everything has.
const NO_WORDS: &str = "no-words";

#[test]
fn what_has_no_words_is_an_error_where_they_are_promised() {
    let promise = Case {
        name: "promise",
        file: base::SERVICE,
        change: (
            "\"title\": \"Films\",",
            "\"title\": \"Films\", \"documented\": true,",
        ),
        found: &[],
        together: false,
    };
    let promised = changed(spec(), &promise);
    assert_eq!(lint(&promised).findings, []);
    for case in undocumented() {
        let files = changed(promised.clone(), case);
        let expected = case.found.iter();
        let expected = expected.map(|line| line.replace(": undocumented: ", ": no-words: "));
        assert_eq!(found(&files), expected.collect::<Vec<_>>(), "{}", case.name);
        let findings = lint(&files).findings;
        assert!(
            findings
                .iter()
                .all(|it| it.rule.severity == Severity::Error)
        );
    }
}

fn undocumented() -> impl Iterator<Item = &'static Case> {
    let cases = words::CASES.iter();
    cases.filter(|case| case.name.starts_with("undocumented"))
}

#[test]
fn what_has_no_words_is_counted_where_it_stands() {
    let files = undocumented().fold(spec(), changed);
    let linted = lint(&files);
    let mut expected = linted.undocumented;
    expected.actions = 1;
    expected.parameters = 1;
    expected.response_fields = 1;
    expected.types = 1;
    expected.type_fields = 1;
    expected.known_values = 1;
    expected.error_codes = 1;
    expected.without_example = 0;
    assert_eq!(linted.undocumented, expected);
    let notes = linted.findings.iter();
    let notes = notes.filter(|finding| finding.rule.severity == Severity::Note);
    assert_eq!(notes.count(), 7);
}

/// Every case.
fn all() -> impl Iterator<Item = &'static Case> {
    let tables = [
        words::CASES,
        limits::CASES,
        known_values::CASES,
        formats::CASES,
        addresses::CASES,
        paging::CASES,
        retry::CASES,
        secrets::CASES,
        examples::CASES,
        upkeep::CASES,
        newcomers::CASES,
    ];
    tables.into_iter().flatten()
}

fn check(cases: &[Case]) {
    let mut failures = Vec::new();
    for case in cases {
        let found = found(&changed(spec(), case));
        if found != case.found {
            failures.push(format!("== {}\n{found:#?}", case.name));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn an_action_that_begins_with_a_small_letter_is_found() {
    let mut files = spec();
    let file = files
        .iter_mut()
        .find(|file| file.path.ends_with("DeleteFilm.json"));
    let file = file.expect("the file");
    file.path = file.path.replace("DeleteFilm", "deleteFilm");
    file.shown = file.shown.replace("DeleteFilm", "deleteFilm");
    file.text = file
        .text
        .replace("\"name\": \"DeleteFilm\"", "\"name\": \"deleteFilm\"");
    assert_eq!(
        found(&files),
        [
            "actions/deleteFilm.json:3:11: odd-capital: the action `deleteFilm` begins with a small letter; write it as the service does"
        ]
    );
}
