//! What newcomers do wrong, and what follows from it that is no mistake of its own.

use crate::base::{Case, DELETE, FILM, LIST, SERVICE, START};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "key that is null",
        file: LIST,
        change: (
            "\"docs\": \"How many films to skip.\"",
            "\"docs\": \"How many films to skip.\", \"default\": null",
        ),
        found: &[
            "actions/DescribeFilms.json:18:78: needless-key: `default` is null, which says nothing; write what it is, or remove the key",
        ],
        together: false,
    },
    Case {
        name: "list that is empty",
        file: LIST,
        change: (
            "\"docs\": \"How many films to skip.\"",
            "\"docs\": \"How many films to skip.\", \"values\": []",
        ),
        found: &[
            "actions/DescribeFilms.json:18:78: needless-key: `values` is empty, which says nothing; write what belongs there, or remove the key",
        ],
        together: false,
    },
    Case {
        name: "paragraphs that are none",
        file: DELETE,
        change: (
            "\"area\": \"Studio\",",
            "\"docs\": [], \"area\": \"Studio\",",
        ),
        found: &[
            "actions/DeleteFilm.json:5:3: needless-key: `docs` is empty, which says nothing; write what belongs there, or remove the key",
        ],
        together: false,
    },
    Case {
        name: "words that are empty",
        file: LIST,
        change: ("\"How many films to skip.\"", "\"\""),
        found: &[
            "actions/DescribeFilms.json:18:15: undocumented: the parameter `DescribeFilms.Offset` is not documented; document it",
            "actions/DescribeFilms.json:18:43: needless-key: `docs` is empty, which says nothing; write it, or remove the key",
        ],
        together: false,
    },
    Case {
        name: "flag that is what it is anyway",
        file: LIST,
        change: (
            "\"docs\": \"How many films to skip.\"",
            "\"docs\": \"How many films to skip.\", \"required\": false",
        ),
        found: &[
            "actions/DescribeFilms.json:18:78: needless-key: `required` is what it is without the key, which says nothing; remove it",
        ],
        together: false,
    },
    Case {
        name: "end of a range that is null",
        file: LIST,
        change: ("\"min\": 1, \"max\": 100", "\"min\": null, \"max\": 100"),
        found: &[
            "actions/DescribeFilms.json:19:53: needless-key: `min` is null, which says nothing; write what it is, or remove the key",
        ],
        together: false,
    },
    Case {
        name: "edition that is what it is anyway",
        file: SERVICE,
        change: ("\"title\"", "\"edition\": \"international\", \"title\""),
        found: &[
            "service.json:5:3: needless-key: `edition` is what it is without the key, which says nothing; remove it",
        ],
        together: false,
    },
    Case {
        name: "name of a field that the rules give",
        file: DELETE,
        change: (
            "\"name\": \"Title\",",
            "\"name\": \"Title\", \"rust_name\": \"title\",",
        ),
        found: &[
            "actions/DeleteFilm.json:10:37: needless-rust-name: the rules make `title` of the name anyway; remove it",
        ],
        together: false,
    },
    Case {
        name: "name of an action that the rules give",
        file: DELETE,
        change: (
            "\"name\": \"DeleteFilm\",",
            "\"name\": \"DeleteFilm\", \"rust_name\": \"DeleteFilm\",",
        ),
        found: &[
            "actions/DeleteFilm.json:3:38: needless-rust-name: the rules make `DeleteFilm` of the name anyway; remove it",
        ],
        together: false,
    },
    Case {
        name: "name of a type that the rules give",
        file: FILM,
        change: (
            "\"name\": \"Film\",",
            "\"name\": \"Film\", \"rust_name\": \"Film\",",
        ),
        found: &[
            "types/Film.json:3:32: needless-rust-name: the rules make `Film` of the name anyway; remove it",
        ],
        together: false,
    },
    Case {
        name: "parameter of every request",
        file: START,
        change: (
            "\"parameters\": [",
            "\"parameters\": [{ \"name\": \"Region\", \"type\": \"string\", \"docs\": \"Where it is filmed now.\" },",
        ),
        found: &[
            "actions/CreateFilm.json:9:28: common-parameter: every request has `Region`, in the header `X-TC-Region`; remove it; if the action has one of its own, show it in an example call",
        ],
        together: false,
    },
    Case {
        name: "parameter of every request that looks like a secret",
        file: START,
        change: (
            "\"parameters\": [",
            "\"parameters\": [{ \"name\": \"Token\", \"type\": \"string\", \"docs\": \"Where it is filmed now.\" },",
        ),
        found: &[
            "actions/CreateFilm.json:9:28: common-parameter: every request has `Token`, in the header `X-TC-Token`; remove it; if the action has one of its own, show it in an example call",
        ],
        together: false,
    },
    Case {
        name: "parameter that is called like one of every request, and shown",
        file: START,
        change: (
            "\"SessionId\", \"type\": \"string\", \"docs\": \"Tells copies off.\" }\n  ],\n  \"response\": [\n    { \"name\": \"TaskId\", \"type\": \"string\", \"docs\": \"Name of the job.\" },\n    { \"name\": \"Event\", \"type\": \"EventContent\", \"docs\": \"What has happened so far.\" }\n  ],\n  \"examples\": [{ \"title\": \"A film\", \"request\": {",
            "\"SessionId\", \"type\": \"string\", \"docs\": \"Tells copies off.\" }, { \"name\": \"Region\", \"type\": \"string\", \"docs\": \"Where it is filmed now.\" }\n  ],\n  \"response\": [\n    { \"name\": \"TaskId\", \"type\": \"string\", \"docs\": \"Name of the job.\" },\n    { \"name\": \"Event\", \"type\": \"EventContent\", \"docs\": \"What has happened so far.\" }\n  ],\n  \"examples\": [{ \"title\": \"A film\", \"request\": { \"Region\": \"south\",",
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "page of another action",
        file: DELETE,
        change: (
            "https://cloud.tencent.com/document/DeleteFilm",
            "https://cloud.tencent.com/document/api/266/35?lang=en#top",
        ),
        found: &[
            "actions/DeleteFilm.json:3:33: same-page: this is the page of `CreateFilm` too; write the address of each action's own page, or remove the wrong one",
        ],
        together: false,
    },
    Case {
        name: "page of another product",
        file: SERVICE,
        change: (
            "\"title\"",
            "\"page\": \"https://www.tencentcloud.com/document/product/267\", \"title\"",
        ),
        found: &[
            "actions/CreateFilm.json:3:33: foreign-page: this is a page of the product `266`, and the service is `267`; write the address of the action's own page, or remove it",
        ],
        together: false,
    },
    Case {
        name: "page of the service",
        file: SERVICE,
        change: (
            "\"title\"",
            "\"page\": \"https://cloud.tencent.com/document/product/266/35\", \"title\"",
        ),
        found: &[
            "actions/CreateFilm.json:3:33: same-page: this is the page of `service.json` too; write the address of each action's own page, or remove the wrong one",
        ],
        together: false,
    },
    Case {
        name: "name as an example",
        file: DELETE,
        change: ("\"example\": \"Alien\"", "\"example\": \"title\""),
        found: &[
            "actions/DeleteFilm.json:10:101: name-as-example: the example is the name `Title`; write one that shows what such a value looks like",
        ],
        together: false,
    },
    Case {
        name: "call that asks for more than a page has",
        file: LIST,
        change: (
            "\"range\": { \"min\": 1, \"max\": 100 }, \"docs\": \"How many to list.\", \"default\": 10, \"example\": 5 },\n    { \"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now.\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\", \"docs\": \"Funny.\" }], \"example\": \"drama\" }\n  ],\n  \"response\": [\n    { \"name\": \"FilmSet\", \"type\": \"[Film]\", \"docs\": \"What came.\" },\n    { \"name\": \"TotalCount\", \"type\": \"uint64\", \"docs\": \"How many films there are.\" }\n  ],\n  \"error_codes\": [\"FilmNotFound\"],\n  \"examples\": [{ \"title\": \"The first page\", \"request\": { \"Limit\": 5 }",
            "\"docs\": \"How many to list.\", \"default\": 10, \"example\": 5 },\n    { \"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now.\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\", \"docs\": \"Funny.\" }], \"example\": \"drama\" }\n  ],\n  \"response\": [\n    { \"name\": \"FilmSet\", \"type\": \"[Film]\", \"docs\": \"What came.\" },\n    { \"name\": \"TotalCount\", \"type\": \"uint64\", \"docs\": \"How many films there are.\" }\n  ],\n  \"error_codes\": [\"FilmNotFound\"],\n  \"examples\": [{ \"title\": \"The first page\", \"request\": { \"Limit\": 500 }",
        ),
        found: &[
            "actions/DescribeFilms.json:27:67: page-size: this asks for 500 items, and a page has 100 at most; correct one of them",
        ],
        together: false,
    },
    Case {
        name: "page of nothing",
        file: LIST,
        change: ("\"default_size\": 10", "\"default_size\": 0"),
        found: &[
            "actions/DescribeFilms.json:14:21: out-of-scale: a page of 0 items is none; correct it, or remove it",
        ],
        together: false,
    },
    Case {
        name: "hours for days",
        file: START,
        change: ("\"session_id_days\": 3", "\"session_id_days\": 72"),
        found: &[
            "actions/CreateFilm.json:7:22: out-of-scale: `72` is more than any API has; it counts days",
        ],
        together: false,
    },
    Case {
        name: "words of another unit",
        file: START,
        change: (
            "\"docs\": \"Size to the side.\"",
            "\"unit\": \"ms\", \"docs\": \"Time of its showing, in seconds.\"",
        ),
        found: &[
            "actions/CreateFilm.json:11:87: unit-words: the words say `seconds`, and `unit` says otherwise; correct one of them",
        ],
        together: false,
    },
    Case {
        name: "words of several units",
        file: START,
        change: (
            "\"docs\": \"Size to the side.\"",
            "\"unit\": \"px\", \"docs\": \"Size in pixels, or in percent.\"",
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "parameter with a small letter",
        file: START,
        change: ("\"name\": \"Actors\"", "\"name\": \"actors\""),
        found: &[
            "actions/CreateFilm.json:12:15: odd-capital: `actors` begins with a small letter, and others do not; write it as the service does",
        ],
        together: false,
    },
    Case {
        name: "summary of another action",
        file: DELETE,
        change: ("Deletes a film.", "Starts to make a film."),
        found: &[
            "actions/DeleteFilm.json:4:14: same-words: this is the summary of `CreateFilm` too; say what differs",
        ],
        together: false,
    },
    Case {
        name: "example that is nearly a known value",
        file: LIST,
        change: ("\"example\": \"drama\"", "\"example\": \"dramma\""),
        found: &[
            "actions/DescribeFilms.json:20:176: unlisted-value: the example `dramma` is not among the known values; write `drama`, or add it to `values`",
        ],
        together: false,
    },
    Case {
        name: "limits that are swapped, and nothing that follows",
        file: START,
        change: (
            "\"min_chars\": 2, \"max_chars\": 8",
            "\"min_chars\": 8, \"max_chars\": 2",
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "task that is misspelt, and nothing that follows",
        file: START,
        change: ("\"task_ids\": [\"TaskId\"]", "\"task_ids\": [\"TaskID\"]"),
        found: &[],
        together: false,
    },
    Case {
        name: "known value with a space, and nothing that follows",
        file: LIST,
        change: ("\"value\": \"drama\"", "\"value\": \"drama \""),
        found: &[
            "actions/DescribeFilms.json:20:96: untidy: `drama ` has a space at its beginning or end; remove it",
        ],
        together: false,
    },
    Case {
        name: "Greek letter that looks like no Latin one",
        file: FILM,
        change: ("Any words.", "Any words of 5 \u{3bc}s."),
        found: &[],
        together: false,
    },
    Case {
        name: "Greek letter that looks like a Latin one",
        file: FILM,
        change: ("Any words.", "Any w\u{3bf}rds."),
        found: &[
            "types/Film.json:6:50: untidy: this has a letter of another alphabet in a word; write it in Latin letters",
        ],
        together: false,
    },
    Case {
        name: "backtick that is missing, and nothing that follows",
        file: FILM,
        change: ("Any words.", "`Any words."),
        found: &[
            "types/Film.json:6:50: untidy: this has a backtick without its partner; add it, or remove this one",
        ],
        together: false,
    },
    Case {
        name: "edition of an action that is the version's",
        file: DELETE,
        change: (
            r#""area": "Studio","#,
            r#""area": "Studio", "edition": "international","#,
        ),
        found: &[
            "actions/DeleteFilm.json:5:21: needless-key: `edition` is the one that the version follows, which says nothing; remove it",
        ],
        together: false,
    },
    Case {
        name: "text of spaces, and nothing that follows",
        file: FILM,
        change: (
            r#""summary": "A film of the library.""#,
            r#""summary": "  ""#,
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "days of a session whose class is missing, and nothing that follows",
        file: START,
        change: (
            r#""retry": "session_id",
  "#,
            r#""#,
        ),
        found: &[],
        together: false,
    },
];
