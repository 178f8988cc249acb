//! Texts that are nearly JSON: what writers of other notations write.

use super::Case;
use crate::base::Edit::{Replace, Write};
use crate::base::{ACTION, TYPE};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "comma twice",
        edits: &[Replace(ACTION, "\"docs\": [],", "\"docs\": [],,")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:14: this is not JSON: unexpected token in object
  |
4 |   "docs": [],,
  |              ^
  = hint: a comma stands between two values, and none after the last
"#,
    },
    Case {
        name: "block comment",
        edits: &[Replace(ACTION, "\"docs\": [],", "/* none */ \"docs\": [],")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:3: this is not JSON: comments are not allowed
  |
4 |   /* none */ "docs": [],
  |   ^^^^^^^^^^
  = hint: JSON has no comments: say it in `docs`, or remove it
"#,
    },
    Case {
        name: "comment of a shell",
        edits: &[Replace(ACTION, "\"docs\": [],", "# none\n  \"docs\": [],")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:3: this is not JSON: unexpected token
  |
4 |   # none
  |   ^
  = hint: JSON has no comments: say it in `docs`, or remove it
"#,
    },
    Case {
        name: "no number",
        edits: &[Replace(ACTION, "0.5", "NaN")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:65: this is not JSON: unexpected token
   |
10 |     { "name": "Parts", "type": "[MediaPart]", "range": { "min": NaN, "max": 7 }, "default": null }
   |                                                                 ^^^
   = hint: JSON has no such number: leave the key out
"#,
    },
    Case {
        name: "no end",
        edits: &[Replace(ACTION, "\"max\": 7", "\"max\": Infinity")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:77: this is not JSON: unexpected word
   |
10 | … "name": "Parts", "type": "[MediaPart]", "range": { "min": 0.5, "max": Infinity }, "default": null }
   |                                                                         ^^^^^^^^
   = hint: JSON has no such number: leave the key out
"#,
    },
    Case {
        name: "no end below",
        edits: &[Replace(ACTION, "0.5", "-Infinity")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:65: this is not JSON: infinity and NaN are not allowed
   |
10 | …{ "name": "Parts", "type": "[MediaPart]", "range": { "min": -Infinity, "max": 7 }, "default": null }
   |                                                              ^^^^^^^^^
   = hint: JSON has no such number: leave the key out
"#,
    },
    Case {
        name: "nothing, as Python has it",
        edits: &[Replace(ACTION, "\"default\": null", "\"default\": None")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:93: this is not JSON: unexpected word
   |
10 |     { "name": "Parts", "type": "[MediaPart]", "range": { "min": 0.5, "max": 7 }, "default": None }
   |                                                                                             ^^^^
   = hint: leave the key out
"#,
    },
    Case {
        name: "yes",
        edits: &[Replace(ACTION, "true", "yes")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:55: this is not JSON: unexpected token
  |
9 |     { "name": "FileId", "type": "string", "required": yes, "max_chars": 40, "docs": "媒体文件的 ID" },
  |                                                       ^^^
  = hint: write `true`
"#,
    },
    Case {
        name: "word without quotes",
        edits: &[Replace(ACTION, "\"idempotent\"", "idempotent")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:12: this is not JSON: unexpected token
  |
6 |   "retry": idempotent,
  |            ^^^^^^^^^^
  = hint: write it in double quotes
"#,
    },
    Case {
        name: "hexadecimal number",
        edits: &[Replace(ACTION, "\"max_chars\": 40", "\"max_chars\": 0x40")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: this is not JSON: hexadecimal numbers are not allowed
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": 0x40, "docs": "媒体文件的 ID" },
  |                                                                          ^
  = hint: write it in decimal digits
"#,
    },
    Case {
        name: "number with a plus",
        edits: &[Replace(ACTION, "\"max_chars\": 40", "\"max_chars\": +40")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: this is not JSON: unary plus on numbers is not allowed
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": +40, "docs": "媒体文件的 ID" },
  |                                                                          ^
  = hint: write the number without `+`
"#,
    },
    Case {
        name: "number with an underscore",
        edits: &[Replace(ACTION, "\": 100,", "\": 1_00,")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:5:27: this is not JSON: unexpected token
  |
5 |   "requests_per_second": 1_00,
  |                           ^^^
  = hint: write the digits of a number without anything between them
"#,
    },
    Case {
        name: "number with a separator",
        edits: &[Replace(ACTION, "\": 100,", "\": 1,000,")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:5:28: this is not JSON: expected string for object property
  |
5 |   "requests_per_second": 1,000,
  |                            ^
  = hint: write the digits of a number without anything between them
"#,
    },
    Case {
        name: "number without a digit before its point",
        edits: &[Replace(ACTION, "0.5", ".5")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:65: this is not JSON: leading or trailing decimal points on numbers are not allowed
   |
10 |     { "name": "Parts", "type": "[MediaPart]", "range": { "min": .5, "max": 7 }, "default": null }
   |                                                                 ^
   = hint: a number has digits on both sides of its point: `0.5`
"#,
    },
    Case {
        name: "quotes that are no plain ones",
        edits: &[Replace(
            ACTION,
            "\"idempotent\"",
            "\u{201c}idempotent\u{201d}",
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:12: this is not JSON: unexpected token
  |
6 |   "retry": “idempotent”,
  |            ^
  = hint: write plain double quotes: `"`
"#,
    },
    Case {
        name: "quote that is no plain one at the end",
        edits: &[Replace(ACTION, "\"idempotent\"", "\"idempotent\u{201d}")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:12: this is not JSON: the text does not end in its line
  |
6 |   "retry": "idempotent”,
  |            ^^^^^^^^^^^^^
  = hint: write plain double quotes: `"`
"#,
    },
    Case {
        name: "line break within a string",
        edits: &[Replace(ACTION, "Deletes a", "Deletes\n a")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:3:14: this is not JSON: the text does not end in its line
  |
3 |   "summary": "Deletes
  |              ^^^^^^^^
  = hint: end it with `"`; a text has no line break within
"#,
    },
    Case {
        name: "escape of two digits",
        edits: &[Replace(ACTION, "Deletes a", "Deletes\\x20a")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:3:22: this is not JSON: invalid escape
  |
3 |   "summary": "Deletes\x20a media file.",
  |                      ^^
  = hint: write the character itself, or `\u00` before its two digits
"#,
    },
    Case {
        name: "escape of a single quote",
        edits: &[Replace(ACTION, "Deletes a", "Deletes \\'a")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:3:23: this is not JSON: invalid escape in double quote string
  |
3 |   "summary": "Deletes \'a media file.",
  |                       ^^
  = hint: a single quote has no backslash before it
"#,
    },
    Case {
        name: "comma of another keyboard",
        edits: &[Replace(ACTION, "\"docs\": [],", "\"docs\": []\u{ff0c}")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:13: this is not JSON: unexpected token
  |
4 |   "docs": []，
  |             ^^
  = hint: write it as a plain character, as an English keyboard has it
"#,
    },
    Case {
        name: "space that is no plain one",
        edits: &[Replace(ACTION, "  \"docs\": [],", "\u{a0} \"docs\": [],")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:1: this is not JSON: \u{a0} is a space, and none of JSON's
  |
4 |   "docs": [],
  | ^
  = hint: write a plain space
"#,
    },
    Case {
        name: "character that is invisible",
        edits: &[Replace(ACTION, "\"docs\": [],", "\u{200b}\"docs\": [],")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:3: this is not JSON: unexpected token
  |
4 |    "docs": [],
  |   ^
  = hint: remove this character: it is invisible
"#,
    },
    Case {
        name: "semicolon",
        edits: &[Replace(ACTION, "\"docs\": [],", "\"docs\": [];")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:13: this is not JSON: unexpected token
  |
4 |   "docs": [];
  |             ^
  = hint: write a comma
"#,
    },
    Case {
        name: "equals sign",
        edits: &[Replace(ACTION, "\"docs\": []", "\"docs\" = []")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:10: this is not JSON: unexpected token
  |
4 |   "docs" = [],
  |          ^
  = hint: a colon stands between a key and its value
"#,
    },
    Case {
        name: "value that is missing",
        edits: &[Replace(ACTION, "\"docs\": []", "\"docs\": ")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:11: this is not JSON: unexpected comma
  |
4 |   "docs": ,
  |           ^
  = hint: write the value behind the colon, or remove the key
"#,
    },
    Case {
        name: "list in braces",
        edits: &[Replace(ACTION, "[\"FileId\"]", "{\"FileId\"}")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:7:19: this is not JSON: expected colon after the string or word in object property
  |
7 |   "new": {"FileId"},
  |                   ^
  = hint: an object has a value for each key, and a list stands in `[…]`
"#,
    },
    Case {
        name: "list in parentheses",
        edits: &[Replace(ACTION, "[\"FileId\"]", "(\"FileId\")")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:7:10: this is not JSON: unexpected token
  |
7 |   "new": ("FileId"),
  |          ^
  = hint: lists stand in `[…]`, and objects in `{…}`
"#,
    },
    Case {
        name: "list that is not closed",
        edits: &[Replace(ACTION, "[\"FileId\"]", "[\"FileId\"")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:8:15: this is not JSON: unexpected colon
  |
8 |   "parameters": [
  |               ^
  = hint: a list has no keys: is a `]` missing before this one, or a `}` one too many?
"#,
    },
    Case {
        name: "brace too many",
        edits: &[Replace(ACTION, "\"max\": 7 }", "\"max\": 7 }}")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:10:92: this is not JSON: unexpected colon
   |
10 |     { "name": "Parts", "type": "[MediaPart]", "range": { "min": 0.5, "max": 7 }}, "default": null }
   |                                                                                            ^
   = hint: a list has no keys: is a `]` missing before this one, or a `}` one too many?
"#,
    },
    Case {
        name: "dots for the rest",
        edits: &[Replace(ACTION, "[\"FileId\"]", "[\"FileId\", ...]")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:7:21: this is not JSON: unexpected token
  |
7 |   "new": ["FileId", ...],
  |                     ^
  = hint: write out what is meant
"#,
    },
    Case {
        name: "half of a merge conflict",
        edits: &[Replace(
            ACTION,
            "  \"docs\": [],",
            ">>>>>>> other\n  \"docs\": [],",
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:4:1: this is an unresolved merge conflict
  |
4 | >>>>>>> other
  | ^^^^^^^^^^^^^
  = hint: keep one of the two sides, or both, and remove the marks
"#,
    },
    Case {
        name: "two values in a file",
        edits: &[Replace(TYPE, "  ]\n}", "  ]\n}\n{}")],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:8:1: this is not JSON: text cannot contain more than one JSON value
  |
8 | {}
  | ^
  = hint: remove what stands behind the end of the object
"#,
    },
    Case {
        name: "another notation",
        edits: &[Write(TYPE, "name: MediaPart\n")],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:1:1: this is not JSON: unexpected word
  |
1 | name: MediaPart
  | ^^^^
  = hint: a file of the spec begins with `{`
"#,
    },
    Case {
        name: "fence of Markdown",
        edits: &[Write(TYPE, "```json\n{}\n```\n")],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:1:1: this is not JSON: unexpected token
  |
1 | ```json
  | ^
  = hint: a file of the spec begins with `{`
"#,
    },
];
