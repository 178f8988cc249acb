//! Several errors, which are all reported at once.

use super::Case;
use crate::base::Edit::{Remove, Replace, Write};
use crate::base::{ACTION, ERROR_CODES, SERVICE, TYPE};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "several errors in one file",
        edits: &[
            Replace(ACTION, "summary", "sumary"),
            Replace(ACTION, "40", r#""40""#),
            Replace(ACTION, r#""DeleteMedia""#, r#""Delete""#),
            Replace(ACTION, r#""title": "Delete all", "#, ""),
        ],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:2:11: the action `Delete` has a different name from its file
  |
2 |   "name": "Delete",
  |           ^^^^^^^^
  = hint: write `DeleteMedia`, or rename the file to `Delete.json`

spec/vod/2018-07-17/actions/DeleteMedia.json:3:3: unknown key `sumary`
  |
3 |   "sumary": "Deletes a media file.",
  |   ^^^^^^^^
  = hint: did you mean `summary`?

spec/vod/2018-07-17/actions/DeleteMedia.json:9:74: expected an integer of at least 0, found a string
  |
9 |     { "name": "FileId", "type": "string", "required": true, "max_chars": "40", "docs": "媒体文件的 ID" },
  |                                                                          ^^^^
  = hint: remove the quotes

spec/vod/2018-07-17/actions/DeleteMedia.json:13:5: the key `title` is missing
   |
13 |     { "request": { "FileId": "1", "Parts": [{ "Type": "Original" }] } }
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   = hint: add it: What the example shows, in a few words. Example: `"Start a task"`.
"#,
    },
    Case {
        name: "errors in several files",
        edits: &[
            Replace(SERVICE, r#""vod","#, r#""vod""#),
            Replace(ACTION, "idempotent", "never?"),
            Replace(TYPE, "summary", "summery"),
            Remove(ERROR_CODES),
            Write("vod/readme.json", "{}"),
        ],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:6:12: unknown value `never?`
  |
6 |   "retry": "never?",
  |            ^^^^^^^^
  = hint: did you mean `never`?

spec/vod/2018-07-17/service.json:1:1: the file `vod/2018-07-17/error_codes.json` is missing
  |
1 | {
  | ^
  = hint: it lists the error codes of the version; without any, it is `{}`

spec/vod/2018-07-17/service.json:3:19: this is not JSON: expected comma
  |
3 |   "service": "vod"
  |                   ^
  = hint: write a comma here

spec/vod/2018-07-17/types/MediaPart.json:3:3: unknown key `summery`
  |
3 |   "summery": "A part of a media file.",
  |   ^^^^^^^^^
  = hint: did you mean `summary`?

spec/vod/readme.json:1:1: this file is not part of a spec
  |
1 | {}
  | ^
  = hint: the files of a spec are `<service>/<version>/service.json`, `<service>/<version>/error_codes.json`, `<service>/<version>/actions/NAME.json` and `<service>/<version>/types/NAME.json`
"#,
    },
];
