//! Times, days and JSON that are none, or are not said to be.

use crate::base::{Case, FILM, LIST, START};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "days that no calendar has",
        file: START,
        change: (
            "{ \"name\": \"SessionId\"",
            "{ \"name\": \"Day\", \"type\": \"date\", \"docs\": \"Shown then.\", \"example\": \"2021-13-04\" },\n    { \"name\": \"Hour\", \"type\": \"timestamp\", \"docs\": \"Begun then.\", \"example\": \"2021-12-04T25:00:00Z\" },\n    { \"name\": \"Never\", \"type\": \"timestamp\", \"docs\": \"Ended then.\", \"example\": \"9999-12-31T23:59:59Z\" },\n    { \"name\": \"SessionId\"",
        ),
        found: &[
            "actions/CreateFilm.json:13:72: text-time: `2021-13-04` is not a valid date; correct the example",
            "actions/CreateFilm.json:14:78: text-time: `2021-12-04T25:00:00Z` is not a valid date; correct the example",
        ],
        together: false,
    },
    Case {
        name: "JSON that is not said to be JSON",
        file: START,
        change: (
            "\"docs\": \"What posters show.\", \"example\": \"Alien\"",
            "\"docs\": \"What posters show.\", \"example\": \"{\\\"a\\\":1}\"",
        ),
        found: &[
            "actions/CreateFilm.json:10:115: text-json: the example is JSON, but the field has no `json`; write \"json\": \"any\", or the type that it holds",
        ],
        together: false,
    },
    Case {
        name: "time that is not said to be a time",
        file: START,
        change: (
            "\"docs\": \"Tells copies off.\"",
            "\"docs\": \"Tells copies off.\", \"example\": \"2018-10-01T10:00:00.5+08:00\"",
        ),
        found: &[
            "actions/CreateFilm.json:13:86: text-time: `2018-10-01T10:00:00.5+08:00` is a time, and the type `string`; write the type `timestamp`",
        ],
        together: true,
    },
    Case {
        name: "time in another form",
        file: START,
        change: (
            "{ \"name\": \"SessionId\"",
            "{ \"name\": \"Premieres\", \"type\": \"[timestamp]\", \"docs\": \"Shown on that day.\", \"example\": [\"2018-10-01 10:00:00\", \"2018-10-01\"] },\n    { \"name\": \"SessionId\"",
        ),
        found: &[
            "actions/CreateFilm.json:13:116: text-time: `2018-10-01` is no `timestamp`; correct the example, or the type",
        ],
        together: false,
    },
    Case {
        name: "a time in a call that is none",
        file: LIST,
        change: (
            "\"How many films there are.\" }\n  ],\n  \"error_codes\": [\"FilmNotFound\"],\n  \"examples\": [{ \"title\": \"The first page\", \"request\": { \"Limit\": 5 } }]",
            "\"How many films there are.\" },\n    { \"name\": \"Days\", \"type\": \"[timestamp]\", \"docs\": \"When they were shot.\" }\n  ],\n  \"error_codes\": [\"FilmNotFound\"],\n  \"examples\": [{ \"title\": \"The first page\", \"request\": { \"Limit\": 5 }, \"response\": { \"Days\": [\"yesterday\", \"2020-02-30T00:00:00Z\", \"\", \"2020-02-29T00:00:00Z\"] } }]",
        ),
        found: &[
            "actions/DescribeFilms.json:28:95: text-time: `yesterday` is no `timestamp`; correct the example, or the type",
            "actions/DescribeFilms.json:28:108: text-time: `2020-02-30T00:00:00Z` is not a valid date; correct the example",
        ],
        together: false,
    },
    Case {
        name: "json that is none",
        file: LIST,
        change: (
            "\"type\": \"string\", \"docs\": \"Omit all others now.\"",
            "\"type\": \"string\", \"json\": \"any\", \"docs\": \"Omit all others now.\"",
        ),
        found: &[
            "actions/DescribeFilms.json:20:191: text-json: `drama` is no JSON, and `json` says that it is; correct the example, or remove `json`",
        ],
        together: false,
    },
    Case {
        name: "bytes that are no Base64",
        file: FILM,
        change: (
            r#""fields": ["#,
            r#""fields": [
    { "name": "Poster", "type": "binary", "docs": "What hangs outside.", "example": "a poster" },
    { "name": "Reel", "type": "[binary]", "docs": "What is shown.", "example": ["AQID", "AQI=", "AQI", "A===", "A", "A_-b"] },"#,
        ),
        found: &[
            "types/Film.json:6:85: text-bytes: `a poster` is no Base64, and the type `binary`; write some bytes in it, or correct the type",
            "types/Film.json:7:104: text-bytes: `A===` is no Base64, and the type `binary`; write some bytes in it, or correct the type",
            "types/Film.json:7:112: text-bytes: `A` is no Base64, and the type `binary`; write some bytes in it, or correct the type",
        ],
        together: false,
    },
];
