//! Keys that are unknown, missing or repeated.

use super::Case;
use crate::base::Edit::{Replace, Write};
use crate::base::{ACTION, ERROR_CODES, SERVICE, TYPE};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "unknown key, misspelled",
        edits: &[Replace(ACTION, "summary", "sumary")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:3:3: unknown key `sumary`
  |
3 |   "sumary": "Deletes a media file.",
  |   ^^^^^^^^
  = hint: did you mean `summary`?
"#,
    },
    Case {
        name: "unknown key, unlike any other",
        edits: &[Replace(
            TYPE,
            r#""fields""#,
            r#""attributes": [], "fields""#,
        )],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:4:3: unknown key `attributes`
  |
4 |   "attributes": [], "fields": [
  |   ^^^^^^^^^^^^
  = hint: known keys: `$schema`, `code`, `docs`, `edition`, `false`, `fields`, `name`, `new`, `one_of`, `rust_name`, `summary`, `true`, `values`
"#,
    },
    Case {
        name: "unknown key in a nested object",
        edits: &[Replace(ACTION, "max_chars", "maxchars")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:61: unknown key `maxchars`
  |
9 |     { "name": "FileId", "type": "string", "required": true, "maxchars": 40, "docs": "媒体文件的 ID" },
  |                                                             ^^^^^^^^^^
  = hint: did you mean `max_chars`?
"#,
    },
    Case {
        name: "key of another kind of file",
        edits: &[Replace(TYPE, r#""fields""#, r#""parameters""#)],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:4:3: unknown key `parameters`
  |
4 |   "parameters": [
  |   ^^^^^^^^^^^^
  = hint: known keys: `$schema`, `code`, `docs`, `edition`, `false`, `fields`, `name`, `new`, `one_of`, `rust_name`, `summary`, `true`, `values`
"#,
    },
    Case {
        name: "repeated key",
        edits: &[Replace(
            ACTION,
            r#""docs": [],"#,
            r#""docs": [], "docs": [],"#,
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:15: the key `docs` is repeated
  |
4 |   "docs": [], "docs": [],
  |               ^^^^^^
  = hint: keep one of them
"#,
    },
    Case {
        name: "repeated key within an example",
        edits: &[Replace(
            ACTION,
            r#""FileId": "1""#,
            r#""FileId": "1", "FileId": "2""#,
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:13:58: the key `FileId` is repeated
   |
13 | …tle": "Delete all", "request": { "FileId": "1", "FileId": "2", "Parts": [{ "Type": "Original" }] } }
   |                                                  ^^^^^^^^
   = hint: keep one of them
"#,
    },
    Case {
        name: "missing key",
        edits: &[Replace(SERVICE, r#""title": "Video on Demand","#, "")],
        shown: r#"
spec/vod/2018-07-17/service.json:1:1: the key `title` is missing
  |
1 | {
  | ^
  = hint: add it: Name of the service for a reader. Example: `"Tencent Cloud CVM (Cloud Virtual Machine)"`.
"#,
    },
    Case {
        name: "missing key with known values",
        edits: &[Replace(ERROR_CODES, r#", "retry": "transient""#, "")],
        shown: r#"
spec/vod/2018-07-17/error_codes.json:3:5: the key `retry` is missing
  |
3 |     { "code": "InternalError", "meaning": "The service failed." }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = hint: add it: What repeating the call would do. One of `never`, `throttled`, `transient`, `clock`, `credential`, `duplicate`
"#,
    },
    Case {
        name: "several missing keys",
        edits: &[Write(ACTION, "{}")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:1:1: the key `name` is missing
  |
1 | {}
  | ^^
  = hint: add it: Name of the action, as the file is named. Example: `"ExecuteFunction"`.

spec/vod/2018-07-17/actions/DeleteMedia.json:1:1: the key `summary` is missing
  |
1 | {}
  | ^^
  = hint: add it: One sentence that says what the action does. Example: `"Runs a back-end function that Tencent Cloud has set up for your account."`.
"#,
    },
    Case {
        name: "key of JSON Schema for words",
        edits: &[Replace(
            ACTION,
            "\"required\": true, \"max_chars\": 40, \"docs\"",
            "\"required\": true, \"max_chars\": 40, \"description\"",
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:78: unknown key `description`
  |
9 | … "name": "FileId", "type": "string", "required": true, "max_chars": 40, "description": "媒体文件的 ID" },
  |                                                                          ^^^^^^^^^^^^^
  = hint: did you mean `docs`?
"#,
    },
    Case {
        name: "key of JSON Schema for a range",
        edits: &[Replace(ACTION, "\"max_chars\": 40", "\"maximum\": 40")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:61: unknown key `maximum`
  |
9 |     { "name": "FileId", "type": "string", "required": true, "maximum": 40, "docs": "媒体文件的 ID" },
  |                                                             ^^^^^^^^^
  = hint: did you mean `range`?
"#,
    },
    Case {
        name: "description of an error code",
        edits: &[Replace(ERROR_CODES, "\"meaning\"", "\"description\"")],
        shown: r#"
spec/vod/2018-07-17/error_codes.json:3:32: unknown key `description`
  |
3 |     { "code": "InternalError", "description": "The service failed.", "retry": "transient" }
  |                                ^^^^^^^^^^^^^
  = hint: did you mean `meaning`?
"#,
    },
    Case {
        name: "both keys of JSON Schema for a range",
        edits: &[Replace(
            ACTION,
            r#""max_chars": 40"#,
            r#""min": 4, "max": 40"#,
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:61: unknown key `min`
  |
9 | …  { "name": "FileId", "type": "string", "required": true, "min": 4, "max": 40, "docs": "媒体文件的 ID" },
  |                                                            ^^^^^
  = hint: did you mean `range`?

spec/vod/2018-07-17/actions/DeleteMedia.json:9:71: unknown key `max`
  |
9 | …  { "name": "FileId", "type": "string", "required": true, "min": 4, "max": 40, "docs": "媒体文件的 ID" },
  |                                                                      ^^^^^
  = hint: did you mean `range`?
"#,
    },
    Case {
        name: "parameters of an example",
        edits: &[Replace(ACTION, "\"request\"", "\"parameters\"")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:13:30: unknown key `parameters`
   |
13 |     { "title": "Delete all", "parameters": { "FileId": "1", "Parts": [{ "Type": "Original" }] } }
   |                              ^^^^^^^^^^^^
   = hint: did you mean `request`?
"#,
    },
];
