//! Lists of fields and example calls that stand in each other's place, and nothing that follows from it.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "`parameters` and `response`, swapped",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "new": ["Key"],
  "parameters": [{ "name": "Sum", "type": "int64", "always_returned": true }],
  "response": [{ "name": "Key", "type": "string", "required": true }],
  "examples": [{ "title": "Open it", "request": { "Key": "a" }, "response": { "Sum": 1, "RequestId": "r" } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:3:3: `parameters` has the fields of the response, and `response` those of the request",
            "hint: swap them: `new` and the example calls have them so",
        ],
    },
    Case {
        name: "`parameters` and `response`, swapped, and a mistake besides",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "new": ["Key"], "page": "none",
  "parameters": [{ "name": "Sum", "type": "int64", "always_returned": true }],
  "response": [{ "name": "Key", "type": "string", "required": true }],
  "examples": [{ "title": "Open it", "request": { "Key": "a" }, "response": { "Sum": 1, "RequestId": "r" } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:2:27: `none` is not the address of a page",
            "hint: write it as `https://…`, without spaces, or remove it",
            "2020-01-01/actions/OpenTill.json:3:3: `parameters` has the fields of the response, and `response` those of the request",
            "hint: swap them: `new` and the example calls have them so",
        ],
    },
    Case {
        name: "fields of a response, and no parameters",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",

  "parameters": [{ "name": "Sum", "type": "int64", "always_returned": true }],
  "response": [],
  "examples": [{ "title": "Open it", "request": {}, "response": { "Sum": 1 } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:3:3: `parameters` has the fields of the response, and `response` those of the request",
            "hint: swap them: `new` and the example calls have them so",
        ],
    },
    Case {
        name: "`parameters` as in `response`",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "new": ["Key"],
  "parameters": [{ "name": "Sum", "type": "int64", "always_returned": true }],
  "response": [{ "name": "Sum", "type": "int64", "always_returned": true }],
  "examples": [{ "title": "Open it", "request": { "Key": "a" }, "response": { "Sum": 1, "RequestId": "r" } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:3:3: `parameters` has the fields of `response`",
            "hint: list the parameters that `new` and the example calls have",
        ],
    },
    Case {
        name: "`response` as in `parameters`",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "new": ["Key"],
  "parameters": [{ "name": "Key", "type": "string", "required": true }],
  "response": [{ "name": "Key", "type": "string", "required": true }],
  "examples": [{ "title": "Open it", "request": { "Key": "a" }, "response": { "Sum": 1, "RequestId": "r" } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:4:3: `response` has the fields of `parameters`",
            "hint: list the fields that the example calls have",
        ],
    },
    Case {
        name: "`request` and `response` of an example, swapped",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "new": ["Key"],
  "parameters": [{ "name": "Key", "type": "string", "required": true }],
  "response": [{ "name": "Sum", "type": "int64", "always_returned": true }],
  "examples": [{ "title": "Open it", "request": { "Sum": 1, "RequestId": "r" }, "response": { "Key": "a" } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:5:16: `request` has the fields of the response, and `response` those of the request",
            "hint: swap them",
        ],
    },
    Case {
        name: "a field of `response` in a request, which is no swap",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "new": ["Key"],
  "parameters": [{ "name": "Key", "type": "string", "required": true }],
  "response": [{ "name": "Sum", "type": "int64", "always_returned": true }],
  "examples": [{ "title": "Open it", "request": { "Key": "a", "Sum": 1 }, "response": { "Sum": 1 } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:5:63: `Sum` is not a field of the request of `OpenTill`",
            "hint: add the field, or remove it from the example",
        ],
    },
    Case {
        name: "a field that both lists have, and another",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "new": ["Key"],
  "parameters": [{ "name": "Key", "type": "string", "required": true }, { "name": "Sum", "type": "int64" }],
  "response": [{ "name": "Sum", "type": "int64", "always_returned": true }],
  "examples": [{ "title": "Open it", "request": { "Key": "a", "Sum": 1 }, "response": { "Key": "a", "Sum": 1 } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:5:89: `Key` is not a field of the response of `OpenTill`",
            "hint: add the field, or remove it from the example",
        ],
    },
];
