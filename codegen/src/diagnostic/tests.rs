use super::{Diagnostic, Part, diagnose};
use crate::problem::{Place, Problem};
use crate::read::SpecFile;

fn file(path: &str, text: &str) -> SpecFile {
    SpecFile {
        shown: format!("spec/{path}"),
        path: path.to_owned(),
        text: text.to_owned(),
        fault: None,
    }
}

#[track_caller]
fn assert_shown(text: &str, place: Place, expected: &str) {
    let problem = Problem::new(place, "wrong", "right");
    let diagnostics = diagnose(&[file("a.json", text)], vec![problem]);
    let shown: Vec<_> = diagnostics.iter().map(Diagnostic::to_string).collect();
    assert_eq!(shown.join("\n\n"), expected.trim_start_matches('\n'));
}

const TEXT: &str = "{\n  \"list\": [1, { \"key\": \"value\" }]\n}\n";

#[test]
fn a_value_is_marked() {
    let place = Place::file(0).key("list").index(1).key("key");
    let expected = r#"
spec/a.json:2:24: wrong
  |
2 |   "list": [1, { "key": "value" }]
  |                        ^^^^^^^
  = hint: right"#;
    assert_shown(TEXT, place, expected);
}

#[test]
fn a_key_is_marked() {
    let place = Place::file(0).key("list").index(1).key("key").itself();
    let expected = r#"
spec/a.json:2:17: wrong
  |
2 |   "list": [1, { "key": "value" }]
  |                 ^^^^^
  = hint: right"#;
    assert_shown(TEXT, place, expected);
}

#[test]
fn instead_of_a_missing_key_its_object_is_marked() {
    let place = Place::file(0)
        .key("list")
        .index(1)
        .key("other")
        .key("deeper")
        .itself();
    let expected = r#"
spec/a.json:2:15: wrong
  |
2 |   "list": [1, { "key": "value" }]
  |               ^^^^^^^^^^^^^^^^^^
  = hint: right"#;
    assert_shown(TEXT, place, expected);
}

#[test]
fn of_a_value_on_several_lines_the_first_is_marked() {
    let expected = "
spec/a.json:1:1: wrong
  |
1 | {
  | ^
  = hint: right";
    assert_shown(TEXT, Place::file(0), expected);
    assert_shown(TEXT, Place::file(0).index(3), expected);
}

#[test]
fn wide_characters_and_tabs_keep_the_mark_under_the_text() {
    let text = "{\"云点播\":\t\"服务\"}";
    let expected = r#"
spec/a.json:1:9: wrong
  |
1 | {"云点播": "服务"}
  |            ^^^^^^
  = hint: right"#;
    assert_shown(text, Place::file(0).key("云点播"), expected);
}

#[test]
fn a_long_line_is_cut_on_both_sides() {
    let text = format!(
        r#"{{"a": "{}", "b": 12345, "c": "{}"}}"#,
        "x".repeat(300),
        "y".repeat(300)
    );
    let expected = r#"
spec/a.json:1:316: wrong
  |
1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "b": 12345, "c": "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
  |                                          ^^^^^
  = hint: right"#;
    assert_shown(&text, Place::file(0).key("b"), expected);
}

#[test]
fn a_long_line_is_not_cut_before_its_ends() {
    let text = format!(r#"{{"a": "{}", "b": 1}}"#, "x".repeat(300));
    let start = diagnose(
        &[file("a.json", &text)],
        vec![Problem::new(Place::file(0), "wrong", "")],
    );
    let shown = start[0].to_string();
    let line = shown.lines().nth(2).expect("there is a line of source");
    assert!(
        line.starts_with(r#"1 | {"a": "xxx"#) && line.ends_with("xxx…"),
        "{line}"
    );
    let mark = shown.lines().nth(3).expect("there is a mark");
    assert_eq!(mark.matches('^').count(), 100, "{mark}");

    let place = Place::file(0).key("b");
    let end = diagnose(
        &[file("a.json", &text)],
        vec![Problem::new(place, "wrong", "")],
    );
    let shown = end[0].to_string();
    let line = shown.lines().nth(2).expect("there is a line of source");
    assert!(
        line.starts_with("1 | …xxx") && line.ends_with(r#"", "b": 1}"#),
        "{line}"
    );
}

#[test]
fn they_are_sorted_and_none_stands_twice() {
    let files = [file("b.json", "{\"x\": 1}"), file("a.json", "[1,\n 2]")];
    let problem = |place: Place| Problem::new(place, "wrong", "");
    let problems = vec![
        problem(Place::file(0).key("x")),
        problem(Place::file(0)),
        problem(Place::file(1).index(1)),
        problem(Place::default().key("x")),
        problem(Place::bytes(1, 1..2)),
    ];
    let places: Vec<_> = diagnose(&files, problems)
        .into_iter()
        .map(|found| (found.path, found.line, found.column))
        .collect();
    let expected = [
        ("spec/a.json", 1, 2),
        ("spec/a.json", 2, 2),
        ("spec/b.json", 1, 1),
        ("spec/b.json", 1, 7),
    ];
    assert_eq!(
        places,
        expected.map(|(path, line, column)| (path.to_owned(), line, column))
    );
}

#[test]
fn a_problem_in_no_file_has_no_place() {
    let problem = Problem::new(Place::default(), "there is nothing", "add something");
    let diagnostics = diagnose(&[], vec![problem]);
    assert_eq!(
        diagnostics[0].to_string(),
        "there is nothing\n = hint: add something"
    );
}

#[test]
fn the_parts_together_are_the_text() {
    let problem = Problem::new(Place::file(0).key("list"), "wrong", "right");
    let diagnostic = diagnose(&[file("a.json", TEXT)], vec![problem]).remove(0);
    let parts = diagnostic.parts();
    let text: String = parts.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(text, diagnostic.to_string());
    let of = |wanted: Part| {
        parts
            .iter()
            .find(|(part, _)| *part == wanted)
            .map(|(_, text)| text.as_str())
    };
    assert_eq!(of(Part::Place), Some("spec/a.json:2:11: "));
    assert_eq!(of(Part::Message), Some("wrong"));
    assert_eq!(of(Part::Hint), Some("hint: right"));
}
