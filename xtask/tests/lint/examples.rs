//! Example calls that say nothing new.

use crate::base::{Case, DELETE, START};

const CALL: &str =
    "\"examples\": [{ \"title\": \"A film\", \"request\": { \"Title\": \"Alien\" } }]";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "call twice",
        file: DELETE,
        change: (
            CALL,
            r#""examples": [{ "title": "A film", "request": { "Title": "Alien" } }, { "title": "Another", "request": { "Title": "Alien" } }]"#,
        ),
        found: &[
            "actions/DeleteFilm.json:12:72: repeated-example: this is the call of `A film` again; remove it, or show something else",
        ],
        together: false,
    },
    Case {
        name: "call twice, with its title",
        file: DELETE,
        change: (
            CALL,
            r#""examples": [{ "title": "A film", "request": { "Title": "Alien" } }, { "title": "A film", "request": { "Title": "Alien" } }]"#,
        ),
        found: &[
            "actions/DeleteFilm.json:12:72: repeated-example: this is the call of `A film` again; remove it, or show something else",
        ],
        together: false,
    },
    Case {
        name: "title twice",
        file: DELETE,
        change: (
            CALL,
            r#""examples": [{ "title": "A film", "request": { "Title": "Alien" } }, { "title": "a film ", "request": { "Title": "Brazil" } }]"#,
        ),
        found: &[
            "actions/DeleteFilm.json:12:83: repeated-example: `a film ` is the title of another example too; say what differs",
            "actions/DeleteFilm.json:12:83: untidy: this has a space at its beginning or end; remove it",
        ],
        together: false,
    },
    Case {
        name: "two responses to one request",
        file: START,
        change: (
            CALL,
            r#""examples": [
    { "title": "A film", "request": { "Title": "Alien" }, "response": { "TaskId": "1", "RequestId": "1" } },
    { "title": "The same film", "request": { "Title": "Alien" }, "response": { "TaskId": "2", "RequestId": "2" } }
  ]"#,
        ),
        found: &[],
        together: false,
    },
];
