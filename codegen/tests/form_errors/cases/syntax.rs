//! Texts that are not JSON.

use super::Case;
use crate::base::Edit::{Replace, Write};
use crate::base::{ACTION, ERROR_CODES, SERVICE, TYPE};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "empty file",
        edits: &[Write(TYPE, "")],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:1:1: the file is empty
  |
1 |
  | ^
  = hint: a file of the spec holds one JSON object
"#,
    },
    Case {
        name: "blank file",
        edits: &[Write(TYPE, "\n \n")],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:1:1: the file is empty
  |
1 |
  | ^
  = hint: a file of the spec holds one JSON object
"#,
    },
    Case {
        name: "missing comma",
        edits: &[Replace(SERVICE, r#""vod","#, r#""vod""#)],
        shown: r#"
spec/vod/2018-07-17/service.json:4:3: expected `,` or `}`
  |
4 |   "version": "2018-07-17",
  |   ^
  = hint: is a comma missing before this, or a quote within a string not written `\"`?
"#,
    },
    Case {
        name: "missing comma in a list",
        edits: &[Replace(ACTION, r#"["FileId"]"#, r#"["FileId" "Parts"]"#)],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:7:20: expected `,` or `]`
  |
7 |   "new": ["FileId" "Parts"],
  |                    ^
  = hint: is a comma missing before this, or a quote within a string not written `\"`?
"#,
    },
    Case {
        name: "comma after the last item",
        edits: &[Replace(SERVICE, r#".com""#, r#".com","#)],
        shown: r#"
spec/vod/2018-07-17/service.json:6:40: a comma after the last item
  |
6 |   "endpoint": "vod.tencentcloudapi.com",
  |                                        ^
  = hint: remove it
"#,
    },
    Case {
        name: "missing colon",
        edits: &[Replace(SERVICE, r#""service":"#, r#""service""#)],
        shown: r#"
spec/vod/2018-07-17/service.json:3:13: expected `:`
  |
3 |   "service" "vod",
  |             ^
  = hint: a key and its value are written `"key": value`
"#,
    },
    Case {
        name: "missing brace",
        edits: &[Replace(SERVICE, ".com\"\n}", r#".com""#)],
        shown: r#"
spec/vod/2018-07-17/service.json:6:40: the file ends within an object
  |
6 |   "endpoint": "vod.tencentcloudapi.com"
  |                                        ^
  = hint: a closing bracket, brace or quote is missing
"#,
    },
    Case {
        name: "something after the end",
        edits: &[Replace(SERVICE, ".com\"\n}", ".com\"\n}\n}")],
        shown: r#"
spec/vod/2018-07-17/service.json:8:1: the file goes on after its end
  |
8 | }
  | ^
  = hint: a file holds one JSON object
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
spec/vod/2018-07-17/service.json:5:3: expected a key
  |
5 |   // A title.
  |   ^
  = hint: JSON has no comments: say it in `docs`, or remove it
"#,
    },
    Case {
        name: "comment after a value",
        edits: &[Replace(SERVICE, r#""vod","#, r#""vod", // Of VOD."#)],
        shown: r#"
spec/vod/2018-07-17/service.json:3:21: expected a key
  |
3 |   "service": "vod", // Of VOD.
  |                     ^
  = hint: JSON has no comments: say it in `docs`, or remove it
"#,
    },
    Case {
        name: "single quotes",
        edits: &[Replace(SERVICE, r#""vod""#, "'vod'")],
        shown: r#"
spec/vod/2018-07-17/service.json:3:14: expected a value
  |
3 |   "service": 'vod',
  |              ^
  = hint: strings and keys stand in double quotes
"#,
    },
    Case {
        name: "key without quotes",
        edits: &[Replace(SERVICE, r#""title""#, "title")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:3: expected a key
  |
5 |   title: "Video on Demand",
  |   ^^^^^
  = hint: keys stand in double quotes
"#,
    },
    Case {
        name: "word that is no value",
        edits: &[Replace(ACTION, "true", "True")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:55: expected a value
  |
9 |     { "name": "FileId", "type": "string", "required": True, "max_chars": 40, "docs": "媒体文件的 ID" },
  |                                                       ^^^^
  = hint: a value is `true`, `false`, `null`, a number, a list, an object, or a string in double quotes
"#,
    },
    Case {
        name: "word that begins like a value",
        edits: &[Replace(ACTION, "true", "tru")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:55: this is not a value
  |
9 |     { "name": "FileId", "type": "string", "required": tru, "max_chars": 40, "docs": "媒体文件的 ID" },
  |                                                       ^^^
  = hint: a value is `true`, `false`, `null`, a number, a list, an object, or a string in double quotes
"#,
    },
    Case {
        name: "string that is not closed",
        edits: &[Replace(SERVICE, r#"Demand""#, "Demand")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:29: a line break, tab or other control character within a string
  |
5 |   "title": "Video on Demand,
  |                             ^
  = hint: close the string before it, or write `\n` for a line break and `\t` for a tab
"#,
    },
    Case {
        name: "quote within a string",
        edits: &[Replace(SERVICE, "Demand", r#""Demand""#)],
        shown: r#"
spec/vod/2018-07-17/service.json:5:23: expected `,` or `}`
  |
5 |   "title": "Video on "Demand"",
  |                       ^^^^^^
  = hint: is a comma missing before this, or a quote within a string not written `\"`?
"#,
    },
    Case {
        name: "tab within a string",
        edits: &[Replace(SERVICE, "Demand", "\tDemand")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:22: a line break, tab or other control character within a string
  |
5 |   "title": "Video on  Demand",
  |                      ^
  = hint: close the string before it, or write `\n` for a line break and `\t` for a tab
"#,
    },
    Case {
        name: "backslash within a string",
        edits: &[Replace(SERVICE, "Demand", "\\Demand")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:23: there is no such escape
  |
5 |   "title": "Video on \Demand",
  |                       ^^^^^^
  = hint: a backslash within a string is written `\\`
"#,
    },
    Case {
        name: "half of a character",
        edits: &[Replace(SERVICE, "Demand", "\\ud83d Demand")],
        shown: r#"
spec/vod/2018-07-17/service.json:5:22: half of a character
  |
5 |   "title": "Video on \ud83d Demand",
  |                      ^^^^^^
  = hint: write the character itself, or both of its `\u` escapes, one after the other
"#,
    },
    Case {
        name: "number with a leading zero",
        edits: &[Replace(ACTION, "40", "040")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: invalid number
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": 040, "docs": "媒体文件的 ID" },
  |                                                                          ^^^
  = hint: numbers are written like 5, -1 or 0.25
"#,
    },
    Case {
        name: "number that none can hold",
        edits: &[Replace(ACTION, "0.5", "1e999")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:65: this number is too large
   |
10 |     { "name": "Parts", "type": "[MediaPart]", "range": { "min": 1e999, "max": 7 }, "default": null }
   |                                                                 ^^^^^
   = hint: no double-precision number holds it
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
spec/vod/2018-07-17/error_codes.json:1:1: expected a value
  |
1 |  {
  | ^
  = hint: the file begins with a byte order mark: save it as UTF-8 without one
"#,
    },
];
