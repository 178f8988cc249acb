//! Fields of which someone must say whether they are secrets.

use crate::base::{Case, FILM, LIST};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "secret of which nothing is said",
        file: FILM,
        change: (
            "\"fields\": [",
            "\"fields\": [{ \"name\": \"StudioAPIKeys\", \"type\": \"[string]\", \"docs\": \"Opens doors.\" },",
        ),
        found: &[
            "types/Film.json:5:24: undecided-secret: `StudioAPIKeys` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
        ],
        together: false,
    },
    Case {
        name: "names of secrets of which it is said, that are chosen among known values, or that are no text",
        file: FILM,
        change: (
            "\"fields\": [",
            "\"fields\": [\n    { \"name\": \"Token\", \"type\": \"string\", \"secret\": true, \"docs\": \"Opens doors.\" },\n    { \"name\": \"TagKey\", \"type\": \"string\", \"secret\": false, \"docs\": \"No door opens.\" },\n    { \"name\": \"SignType\", \"type\": \"string\", \"docs\": \"How it is signed.\", \"values\": [{ \"value\": \"A\", \"docs\": \"By hand.\" }] },\n    { \"name\": \"MaxKeys\", \"type\": \"uint64\", \"docs\": \"How many.\" },\n    { \"name\": \"Keyword\", \"type\": \"string\", \"docs\": \"Search by it, often.\" },",
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "a cookie",
        file: LIST,
        change: (
            "{ \"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\", \"docs\": \"Funny.\" }], \"example\": \"drama\" }",
            "{ \"name\": \"SessionCookie\", \"type\": \"string\", \"docs\": \"Made by them.\" }, { \"name\": \"AuthHeader\", \"type\": \"string\", \"docs\": \"Made by them.\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:20:15: undecided-secret: `SessionCookie` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
            "actions/DescribeFilms.json:20:87: undecided-secret: `AuthHeader` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
        ],
        together: false,
    },
];
