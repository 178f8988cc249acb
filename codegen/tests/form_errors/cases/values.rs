//! Values that are not what the key wants.

use super::Case;
use crate::base::Edit::{Replace, Write};
use crate::base::{ACTION, SERVICE, TYPE};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "number for a string",
        edits: &[Replace(SERVICE, r#""Video on Demand""#, "5")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:12: expected a string, found a number
  |
5 |   "title": 5,
  |            ^
  = hint: write it in double quotes
"#,
    },
    Case {
        name: "string for a number",
        edits: &[Replace(ACTION, "40", r#""40""#)],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: expected an integer of at least 0, found a string
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": "40", "docs": "媒体文件的 ID" },
  |                                                                          ^^^^
  = hint: remove the quotes
"#,
    },
    Case {
        name: "word for a number",
        edits: &[Replace(ACTION, "40", r#""many""#)],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: expected an integer of at least 0, found a string
  |
9 | …  { "name": "FileId", "type": "string", "required": true, "max_chars": "many", "docs": "媒体文件的 ID" },
  |                                                                         ^^^^^^
  = hint: The greatest length, in characters (Unicode scalar values), of each item for a list of strings. Checked before sending. Example: `50`.
"#,
    },
    Case {
        name: "string for a limit of a range",
        edits: &[Replace(ACTION, "0.5", r#""0.5""#)],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:65: expected a number, found a string
   |
10 |     { "name": "Parts", "type": "[MediaPart]", "range": { "min": "0.5", "max": 7 }, "default": null }
   |                                                                 ^^^^^
   = hint: remove the quotes
"#,
    },
    Case {
        name: "negative number",
        edits: &[Replace(ACTION, "40", "-40")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: expected an integer of at least 0, found `-40`
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": -40, "docs": "媒体文件的 ID" },
  |                                                                          ^^^
  = hint: The greatest length, in characters (Unicode scalar values), of each item for a list of strings. Checked before sending. Example: `50`.
"#,
    },
    Case {
        name: "number too large",
        edits: &[Replace(ACTION, ": 100", ": 4294967296")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:5:26: expected an integer from 0 to 4294967295, found `4294967296`
  |
5 |   "requests_per_second": 4294967296,
  |                          ^^^^^^^^^^
  = hint: How many requests the service accepts, in requests a second. Example: `100`.
"#,
    },
    Case {
        name: "fraction",
        edits: &[Replace(ACTION, ": 100", ": 1.5")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:5:26: expected an integer from 0 to 4294967295, found `1.5`
  |
5 |   "requests_per_second": 1.5,
  |                          ^^^
  = hint: How many requests the service accepts, in requests a second. Example: `100`.
"#,
    },
    Case {
        name: "string for true",
        edits: &[Replace(ACTION, "true", r#""true""#)],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:55: expected `true` or `false`, found a string
  |
9 |     { "name": "FileId", "type": "string", "required": "true", "max_chars": 40, "docs": "媒体文件的 ID" },
  |                                                       ^^^^^^
  = hint: remove the quotes
"#,
    },
    Case {
        name: "null for true",
        edits: &[Replace(ACTION, "true", "null")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:55: expected `true` or `false`, found `null`
  |
9 |     { "name": "FileId", "type": "string", "required": null, "max_chars": 40, "docs": "媒体文件的 ID" },
  |                                                       ^^^^
  = hint: That a request must have it.
"#,
    },
    Case {
        name: "string for a list",
        edits: &[Replace(ACTION, r#"["FileId"]"#, r#""FileId""#)],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:7:10: expected a list, found a string
  |
7 |   "new": "FileId",
  |          ^^^^^^^^
  = hint: write it in brackets, even if it is the only item
"#,
    },
    Case {
        name: "list for an object",
        edits: &[Replace(ACTION, r#"{ "min": 0.5, "max": 7 }"#, "[0.5, 7]")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:56: expected an object, found a list
   |
10 |     { "name": "Parts", "type": "[MediaPart]", "range": [0.5, 7], "default": null }
   |                                                        ^^^^^^^^
   = hint: The range of a number, both ends included, in the unit in which the field is written. Written as an object: `{ "…": … }`
"#,
    },
    Case {
        name: "object for a string in a list",
        edits: &[Replace(ACTION, r#""docs": []"#, r#""docs": [{}]"#)],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:12: expected a string, found an object
  |
4 |   "docs": [{}],
  |            ^^
  = hint: Paragraphs with what a caller must know besides.
"#,
    },
    Case {
        name: "list for the whole file",
        edits: &[Write(TYPE, "[]")],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:1:1: expected an object, found a list
  |
1 | []
  | ^^
  = hint: `types/NAME.json`: one data type. Written as an object: `{ "…": … }`
"#,
    },
    Case {
        name: "unknown value, misspelled",
        edits: &[Replace(ACTION, "idempotent", "idempotant")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:12: unknown value `idempotant`
  |
6 |   "retry": "idempotant",
  |            ^^^^^^^^^^^^
  = hint: did you mean `idempotent`?
"#,
    },
    Case {
        name: "unknown value, unlike any other",
        edits: &[Replace(ACTION, "idempotent", "maybe")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:12: unknown value `maybe`
  |
6 |   "retry": "maybe",
  |            ^^^^^^^
  = hint: known values: `read`, `idempotent`, `session_id`, `never`
"#,
    },
    Case {
        name: "object for one of known values",
        edits: &[Replace(
            ACTION,
            r#""idempotent""#,
            r#"{ "idempotent": null }"#,
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:12: expected a string, found an object
  |
6 |   "retry": { "idempotent": null },
  |            ^^^^^^^^^^^^^^^^^^^^^^
  = hint: known values: `read`, `idempotent`, `session_id`, `never`
"#,
    },
    Case {
        name: "number for one of known values",
        edits: &[Replace(ACTION, r#""idempotent""#, "1")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:12: expected a string, found a number
  |
6 |   "retry": 1,
  |            ^
  = hint: known values: `read`, `idempotent`, `session_id`, `never`
"#,
    },
    Case {
        name: "whole number with a point",
        edits: &[Replace(ACTION, "\"max_chars\": 40", "\"max_chars\": 40.0")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: expected an integer of at least 0, found `40.0`
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": 40.0, "docs": "媒体文件的 ID" },
  |                                                                          ^^^^
  = hint: write it in digits alone, without a point or an exponent
"#,
    },
    Case {
        name: "whole number with an exponent",
        edits: &[Replace(ACTION, "\"max_chars\": 40", "\"max_chars\": 4e1")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: expected an integer of at least 0, found `4e1`
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": 4e1, "docs": "媒体文件的 ID" },
  |                                                                          ^^^
  = hint: write it in digits alone, without a point or an exponent
"#,
    },
    Case {
        name: "list of texts for a list of lists",
        edits: &[Replace(
            ACTION,
            "\"retry\":",
            "\"one_of\": [\"FileId\", \"Parts\"],\n  \"retry\":",
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:13: expected a list of lists, found a list
  |
6 |   "one_of": ["FileId", "Parts"],
  |             ^^^^^^^^^^^^^^^^^^^
  = hint: it holds lists: write `[[…]]`, even if there is one of them
"#,
    },
    Case {
        name: "values of a type that are none",
        edits: &[Write(
            TYPE,
            "{\n  \"name\": \"MediaPart\",\n  \"values\": [],\n  \"true\": \"ON\", \"false\": \"OFF\"\n}",
        )],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:3:13: the list is empty
  |
3 |   "values": [],
  |             ^^
  = hint: In place of fields: the known values of a text that the service may give others.
"#,
    },
    Case {
        name: "texts for objects",
        edits: &[Replace(
            TYPE,
            r#"[{ "value": "Original", "docs": "" }]"#,
            r#"["Original", "Cover"]"#,
        )],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:5:51: expected a list of objects, found a list of strings
  |
5 |     { "name": "Type", "type": "string", "values": ["Original", "Cover"] }
  |                                                   ^^^^^^^^^^^^^^^^^^^^^
  = hint: write each as `{ "value": … }`
"#,
    },
    Case {
        name: "objects by their names for a list of them",
        edits: &[Write(
            TYPE,
            r#"{
  "name": "MediaPart",
  "fields": { "Type": { "type": "string" }, "Url": { "type": "string" } }
}"#,
        )],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:3:13: expected a list, found an object
  |
3 |   "fields": { "Type": { "type": "string" }, "Url": { "type": "string" } }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = hint: write the objects in brackets, one after the other, without keys before them
"#,
    },
    Case {
        name: "no object for no list",
        edits: &[Replace(ACTION, "\"docs\": []", "\"docs\": {}")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:11: expected a list, found an object
  |
4 |   "docs": {},
  |           ^^
  = hint: write `[]`
"#,
    },
];
