//! Texts that are not JSON.

use super::Case;
use crate::base::Edit::{Replace, Write};
use crate::base::{ACTION, ERROR_CODES, SERVICE, TYPE};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "empty file",
        edits: &[Write(TYPE, "")],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:1:1: the file is empty: a file of the spec holds one JSON object
  |
1 |
  | ^
"#,
    },
    Case {
        name: "blank file",
        edits: &[Write(TYPE, "\n \n")],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:1:1: the file is empty: a file of the spec holds one JSON object
  |
1 |
  | ^
"#,
    },
    Case {
        name: "missing comma",
        edits: &[Replace(SERVICE, r#""vod","#, r#""vod""#)],
        shown: r#"
spec/vod/2018-07-17/service.json:3:19: this is not JSON: expected comma
  |
3 |   "service": "vod"
  |                   ^
  = hint: write a comma here
"#,
    },
    Case {
        name: "missing comma in a list",
        edits: &[Replace(ACTION, r#"["FileId"]"#, r#"["FileId" "Parts"]"#)],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:7:19: this is not JSON: expected comma
  |
7 |   "new": ["FileId" "Parts"],
  |                   ^
  = hint: write a comma here
"#,
    },
    Case {
        name: "comma after the last item",
        edits: &[Replace(SERVICE, r#".com""#, r#".com","#)],
        shown: r#"
spec/vod/2018-07-17/service.json:6:40: this is not JSON: trailing commas are not allowed
  |
6 |   "endpoint": "vod.tencentcloudapi.com",
  |                                        ^
  = hint: a comma stands between two values, and none after the last
"#,
    },
    Case {
        name: "missing colon",
        edits: &[Replace(SERVICE, r#""service":"#, r#""service""#)],
        shown: r#"
spec/vod/2018-07-17/service.json:3:13: this is not JSON: expected colon after the string or word in object property
  |
3 |   "service" "vod",
  |             ^^^^^
  = hint: a colon stands between a key and its value
"#,
    },
    Case {
        name: "missing brace",
        edits: &[Replace(SERVICE, ".com\"\n}", r#".com""#)],
        shown: r#"
spec/vod/2018-07-17/service.json:1:1: this is not JSON: unterminated object
  |
1 | {
  | ^
  = hint: a bracket, a brace or a quote is not closed
"#,
    },
    Case {
        name: "something after the end",
        edits: &[Replace(SERVICE, ".com\"\n}", ".com\"\n}\n}")],
        shown: r#"
spec/vod/2018-07-17/service.json:8:1: this is not JSON: text cannot contain more than one JSON value
  |
8 | }
  | ^
  = hint: remove what stands behind the end of the object
"#,
    },
    Case {
        name: "comment",
        edits: &[Replace(
            SERVICE,
            r#"  "title""#,
            "  // A title.\n  \"title\"",
        )],
        shown: r#"
spec/vod/2018-07-17/service.json:5:3: this is not JSON: comments are not allowed
  |
5 |   // A title.
  |   ^^^^^^^^^^^
  = hint: JSON has no comments: say it in `docs`, or remove it
"#,
    },
    Case {
        name: "comment after a value",
        edits: &[Replace(SERVICE, r#""vod","#, r#""vod", // Of VOD."#)],
        shown: r#"
spec/vod/2018-07-17/service.json:3:21: this is not JSON: comments are not allowed
  |
3 |   "service": "vod", // Of VOD.
  |                     ^^^^^^^^^^
  = hint: JSON has no comments: say it in `docs`, or remove it
"#,
    },
    Case {
        name: "single quotes",
        edits: &[Replace(SERVICE, r#""vod""#, "'vod'")],
        shown: r#"
spec/vod/2018-07-17/service.json:3:14: this is not JSON: single-quoted strings are not allowed
  |
3 |   "service": 'vod',
  |              ^
  = hint: write plain double quotes: `"`
"#,
    },
    Case {
        name: "key without quotes",
        edits: &[Replace(SERVICE, r#""title""#, "title")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:3: this is not JSON: expected string for object property
  |
5 |   title: "Video on Demand",
  |   ^^^^^
  = hint: write the key in double quotes
"#,
    },
    Case {
        name: "word that is no value",
        edits: &[Replace(ACTION, "true", "True")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:55: this is not JSON: unexpected token
  |
9 |     { "name": "FileId", "type": "string", "required": True, "max_chars": 40, "docs": "媒体文件的 ID" },
  |                                                       ^^^^
  = hint: write `true`
"#,
    },
    Case {
        name: "word that begins like a value",
        edits: &[Replace(ACTION, "true", "tru")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:55: this is not JSON: unexpected token
  |
9 |     { "name": "FileId", "type": "string", "required": tru, "max_chars": 40, "docs": "媒体文件的 ID" },
  |                                                       ^^^
  = hint: write `true`
"#,
    },
    Case {
        name: "string that is not closed",
        edits: &[Replace(SERVICE, r#"Demand""#, "Demand")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:12: this is not JSON: the text does not end in its line
  |
5 |   "title": "Video on Demand,
  |            ^^^^^^^^^^^^^^^^^
  = hint: end it with `"`; a text has no line break within
"#,
    },
    Case {
        name: "quote within a string",
        edits: &[Replace(SERVICE, "Demand", r#""Demand""#)],
        shown: r#"
spec/vod/2018-07-17/service.json:5:23: this is not JSON: unexpected token
  |
5 |   "title": "Video on "Demand"",
  |                       ^^^^^^
  = hint: write a double quote within a text as `\"`, or use backticks
"#,
    },
    Case {
        name: "tab within a string",
        edits: &[Replace(SERVICE, "Demand", "\tDemand")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:22: this is not JSON: a control character stands in a text
  |
5 |   "title": "Video on  Demand",
  |                      ^
  = hint: write a space, or `\t` for a tab
"#,
    },
    Case {
        name: "backslash within a string",
        edits: &[Replace(SERVICE, "Demand", "\\Demand")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:22: this is not JSON: invalid escape
  |
5 |   "title": "Video on \Demand",
  |                      ^^
  = hint: write a backslash as `\\`
"#,
    },
    Case {
        name: "half of a character",
        edits: &[Replace(SERVICE, "Demand", "\\ud83d Demand")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:22: this is not JSON: invalid unicode escape sequence. 'd83d (unpaired high surrogate)' is not a valid UTF8 character
  |
5 |   "title": "Video on \ud83d Demand",
  |                      ^^^^^^^
  = hint: write the character itself
"#,
    },
    Case {
        name: "number with a leading zero",
        edits: &[Replace(ACTION, "40", "040")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:75: this is not JSON: expected comma
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": 040, "docs": "媒体文件的 ID" },
  |                                                                           ^
  = hint: a number has no zero at its beginning
"#,
    },
    Case {
        name: "number that none can hold",
        edits: &[Replace(ACTION, "0.5", "1e999")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:69: number out of range
   |
10 |     { "name": "Parts", "type": "[MediaPart]", "range": { "min": 1e999, "max": 7 }, "default": null }
   |                                                                     ^
"#,
    },
    Case {
        name: "byte order mark",
        edits: &[Replace(
            ERROR_CODES,
            "{\n  \"common\"",
            "\u{feff}{\n  \"common\"",
        )],
        shown: r#"
spec/vod/2018-07-17/error_codes.json:1:1: the file begins with a byte order mark
  |
1 |  {
  | ^
  = hint: save it as UTF-8 without one
"#,
    },
    Case {
        name: "merge conflict",
        edits: &[Replace(
            ERROR_CODES,
            "{\n  \"common\"",
            "{\n<<<<<<< HEAD\n=======\n>>>>>>> other\n  \"common\"",
        )],
        shown: r#"
spec/vod/2018-07-17/error_codes.json:2:1: this is an unresolved merge conflict
  |
2 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  = hint: keep one of the two sides, or both, and remove the marks
"#,
    },
    Case {
        name: "lines that end in carriage returns alone",
        edits: &[Write(ERROR_CODES, "{\r  \"common\": 5\r}\r")],
        shown: r#"
spec/vod/2018-07-17/error_codes.json:1:2: the lines of this file end in a carriage return alone
  |
1 | {   "common": 5 }
  |  ^
  = hint: save it with line feeds as line ends, as Unix has them
"#,
    },
    Case {
        name: "line with the mark of a diff",
        edits: &[Replace(ACTION, "  \"docs\": [],", "+  \"docs\": [],")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:1: this is not JSON: the line has the mark of a diff
  |
4 | +  "docs": [],
  | ^
  = hint: remove the `+` at the beginning of lines, and the lines with a `-`
"#,
    },
    Case {
        name: "lines with their numbers",
        edits: &[Write(ERROR_CODES, "1\t{\n2\t  \"common\": []\n3\t}\n")],
        shown: r#"
spec/vod/2018-07-17/error_codes.json:1:1: this is not JSON: the line has its number before it
  |
1 | 1 {
  | ^^^
  = hint: remove the numbers of the lines
"#,
    },
];
