//! What several actions have and the file of all lacks: told once, in that file.

use super::base::{Case, Change, change, said_of, spec};

const ACTION: &str = r#"{ "name": "ACTION", "summary": "Does something.", "retry": "never",
  "area": "Tills",
  "error_codes": ["TillJammed"] }"#;

/// Four actions, of which so many have the area and the code, and changes to the files of all.
fn said(count: usize, changes: &[(&'static str, &'static str, &'static str)]) -> Vec<String> {
    let mut files = spec();
    for (index, name) in ["CloseTill", "CountTill", "EmptyTill", "OpenTill"]
        .iter()
        .enumerate()
    {
        let mut file = files[0].clone();
        file.shown = format!("2020-01-01/actions/{name}.json");
        file.path = format!("service/{}", file.shown);
        file.text = ACTION.replace("ACTION", name);
        if index >= count {
            file.text = file
                .text
                .replace("Tills", "Orders")
                .replace("TillJammed", "InternalError");
        }
        files.push(file);
    }
    for (file, from, to) in changes {
        let name = "several";
        let case = Case {
            name,
            file,
            change: Change::Replace(from, to),
            said: &[],
        };
        change(&mut files, &case);
    }
    said_of(&files, "several")
}

const SERVICE: &str = "2020-01-01/service.json";
const CODES: &str = "2020-01-01/error_codes.json";

#[test]
fn what_two_actions_have_is_told_of_each() {
    assert_eq!(said(2, &[]).len(), 8);
}

#[test]
fn what_four_actions_have_is_told_where_it_is_missing() {
    assert_eq!(
        said(4, &[]),
        [
            "2020-01-01/error_codes.json:34:3: the error code `TillJammed` is missing, and 4 actions have it",
            "hint: add it here, or correct `CloseTill`, `CountTill`, `EmptyTill` and 1 more",
            "2020-01-01/service.json:8:3: the area `Tills` is missing, and 4 actions have it",
            "hint: add it here, or correct `CloseTill`, `CountTill`, `EmptyTill` and 1 more",
        ]
    );
}

#[test]
fn what_no_action_has_is_probably_what_they_mean() {
    let changes = [
        (SERVICE, "\"Nothing yet\"", "\"Till\""),
        (
            CODES,
            "\"codes\": [",
            "\"codes\": [{ \"code\": \"TillJamed\", \"meaning\": \"It does not open.\", \"retry\": \"never\" },",
        ),
    ];
    assert_eq!(
        said(4, &changes),
        [
            "2020-01-01/error_codes.json:34:23: no action has the error code `TillJamed`, and 4 have `TillJammed`",
            "hint: did you mean `TillJammed`?",
            "2020-01-01/service.json:8:23: no action has the area `Till`, and 4 have `Tills`",
            "hint: did you mean `Tills`?",
        ]
    );
}

#[test]
fn what_is_refused_is_told_as_that_alone() {
    let changes = [
        (SERVICE, "\"Nothing yet\"", "\"Tills \""),
        (
            CODES,
            "\"codes\": [",
            "\"codes\": [{ \"code\": \"Till Jammed\", \"meaning\": \"It does not open.\", \"retry\": \"never\" },",
        ),
    ];
    assert_eq!(
        said(4, &changes),
        [
            "2020-01-01/error_codes.json:34:23: `Till Jammed` is not an error code",
            "hint: a code begins with a letter and has letters, digits, `.`, `_` and `-`",
            "2020-01-01/service.json:8:23: `Tills ` is not the name of an area",
            "hint: write it without spaces around it",
        ]
    );
}
