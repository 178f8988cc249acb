//! Known values, and values that are not among them.

use crate::base::{Case, FILM, LIST};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "default of a required parameter",
        file: LIST,
        change: (
            "\"docs\": \"How many films to skip.\"",
            "\"docs\": \"How many films to skip.\", \"required\": true, \"default\": 0",
        ),
        found: &[
            "actions/DescribeFilms.json:18:96: needless-default: it is required, and so its default is never taken; remove `default`, or `required`",
        ],
        together: false,
    },
    Case {
        name: "example call with an unknown value",
        file: LIST,
        change: (
            "\"request\": { \"Limit\": 5 }",
            "\"request\": { \"Limit\": 5, \"Genre\": \"western\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:27:79: unlisted-value: the value `western` is not among the known values; add it to `values`, or correct it",
        ],
        together: false,
    },
    Case {
        name: "example that is not listed",
        file: LIST,
        change: ("\"example\": \"drama\"", "\"example\": \"Drama\""),
        found: &[
            "actions/DescribeFilms.json:20:176: unlisted-value: the example `Drama` is not among the known values; write `drama`, or add it to `values`",
        ],
        together: true,
    },
    Case {
        name: "value that is listed twice",
        file: LIST,
        change: ("\"value\": \"comedy\"", "\"value\": \"drama\""),
        found: &[
            "actions/DescribeFilms.json:20:134: repeated-value: `drama` is repeated; keep one of them",
        ],
        together: true,
    },
    Case {
        name: "default that is cut off",
        file: LIST,
        change: (
            "\"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now.\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\", \"docs\": \"Funny.\" }], \"example\": \"drama\"",
            "\"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now.\", \"default\": \"film\", \"example\": \"film noir\"",
        ),
        found: &[
            "actions/DescribeFilms.json:20:85: cut-value: `film` is the beginning of `film noir`; write the whole value, or list both in `values`",
        ],
        together: false,
    },
    Case {
        name: "known value of one letter",
        file: LIST,
        change: ("\"value\": \"comedy\"", "\"value\": \"c\""),
        found: &[
            "actions/DescribeFilms.json:20:134: cut-value: `c` is one letter among words; write the whole value, or remove it",
        ],
        together: false,
    },
    Case {
        name: "known value with a capital of its own",
        file: LIST,
        change: (
            "{ \"value\": \"comedy\", \"docs\": \"Funny.\" }",
            "{ \"value\": \"comedy\", \"docs\": \"Funny.\" }, { \"value\": \"Crime\", \"docs\": \"Dark.\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:20:175: odd-capital: `Crime` alone begins with a capital letter; write it as the service does",
        ],
        together: false,
    },
    Case {
        name: "ends of a range that are listed",
        file: LIST,
        change: (
            "\"docs\": \"How many to list.\", \"default\": 10",
            "\"docs\": \"How many to list.\", \"default\": 10, \"values\": [{ \"value\": 1, \"docs\": \"One.\" }, { \"value\": 100, \"docs\": \"Many.\" }]",
        ),
        found: &[
            "actions/DescribeFilms.json:19:131: ends-as-values: the known values are the ends of the range; remove them, and say what the ends mean in `docs`",
        ],
        together: false,
    },
    Case {
        name: "range that has lost its 0",
        file: FILM,
        change: (
            "{ \"name\": \"Title\"",
            "{ \"name\": \"Width\", \"type\": \"uint64\", \"range\": { \"min\": 16, \"max\": 512 }, \"docs\": \"Side to side.\" },\n    { \"name\": \"Title\"",
        ),
        found: &[
            "types/Film.json:6:51: lost-zero: another `Width` knows 0 besides its range, and this does not; list 0 in `values`, or the field in `xtask/src/lint/lists.rs`",
        ],
        together: true,
    },
    Case {
        name: "a known value with a space",
        file: LIST,
        change: ("\"value\": \"drama\"", "\"value\": \"drama \""),
        found: &[
            "actions/DescribeFilms.json:20:96: untidy: `drama ` has a space at its beginning or end; remove it",
        ],
        together: false,
    },
    Case {
        name: "a known value with a letter of another alphabet",
        file: LIST,
        change: ("\"value\": \"comedy\"", "\"value\": \"cоmedy\""),
        found: &[
            "actions/DescribeFilms.json:20:134: untidy: `c\\u{43e}medy` has a letter of another alphabet in a word; write it in Latin letters",
        ],
        together: false,
    },
];
