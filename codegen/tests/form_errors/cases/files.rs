//! What is shown of a place, and files that are missing, misnamed or too many.

use super::Case;
use crate::base::Edit::{Remove, Rename, Replace, Write};
use crate::base::{ACTION, ERROR_CODES, SERVICE, TYPE};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "Chinese text before the column",
        edits: &[Replace(
            ACTION,
            r#"媒体文件的 ID" }"#,
            r#"媒体文件的 ID", "值": 1 }"#,
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:9:98: unknown key `值`
  |
9 | …"name": "FileId", "type": "string", "required": true, "max_chars": 40, "docs": "媒体文件的 ID", "值": 1 },
  |                                                                                                  ^^^^
  = hint: known keys: `always_returned`, `as_text`, `default`, `deprecated`, `docs`, `example`, `json`, `max_chars`, `max_items`, `min_chars`, `min_items`, `name`, `nullable`, `optional`, `range`, `required`, `required_if`, `required_later`, `rust_name`, `secret`, `type`, `unit`, `values`
"#,
    },
    Case {
        name: "control characters are not sent to the terminal",
        edits: &[Replace(ACTION, "summary", "\\u001b[31m")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:1:1: the key `summary` is missing
  |
1 | {
  | ^
  = hint: add it: One sentence that says what the action does. Example: `"Runs a back-end function that Tencent Cloud has set up for your account."`.

spec/vod/2018-07-17/actions/DeleteMedia.json:3:3: unknown key `\u{1b}[31m`
  |
3 |   "\u001b[31m": "Deletes a media file.",
  |   ^^^^^^^^^^^^
  = hint: known keys: `$schema`, `area`, `deprecated`, `docs`, `done_codes`, `edition`, `error_codes`, `examples`, `name`, `new`, `one_of`, `page`, `pagination`, `parameters`, `requests_per_second`, `response`, `retry`, `retry_unless`, `rust_name`, `session_id_days`, `skip_sign`, `summary`, `task_ids`
"#,
    },
    Case {
        name: "file of another kind than its place",
        edits: &[Replace(
            ACTION,
            "\"name\": \"DeleteMedia\"",
            "\"$schema\": \"../../../schema/type.schema.json\",\n  \"name\": \"DeleteMedia\"",
        )],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:2:14: this is a type by its schema, and stands where an action belongs
  |
2 |   "$schema": "../../../schema/type.schema.json",
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = hint: move it to `types/`, or name `action.schema.json`
"#,
    },
    Case {
        name: "action in a file of another name",
        edits: &[Rename(ACTION, "vod/2018-07-17/actions/DeleteMedias.json")],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedias.json:2:11: the action `DeleteMedia` has a different name from its file
  |
2 |   "name": "DeleteMedia",
  |           ^^^^^^^^^^^^^
  = hint: write `DeleteMedias`, or rename the file to `DeleteMedia.json`
"#,
    },
    Case {
        name: "type in a file of another name",
        edits: &[Replace(TYPE, r#""MediaPart""#, r#""MediaParts""#)],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart.json:2:11: the type `MediaParts` has a different name from its file
  |
2 |   "name": "MediaParts",
  |           ^^^^^^^^^^^^
  = hint: write `MediaPart`, or rename the file to `MediaParts.json`
"#,
    },
    Case {
        name: "version in a folder of another name",
        edits: &[Rename("vod/2018-07-17", "vod/2018-07-18")],
        shown: r#"
spec/vod/2018-07-18/service.json:4:14: the version `2018-07-17` has a different name from its folder
  |
4 |   "version": "2018-07-17",
  |              ^^^^^^^^^^^^
  = hint: write `2018-07-18`, or rename the folder to `2018-07-17`
"#,
    },
    Case {
        name: "missing service.json",
        edits: &[Remove(SERVICE)],
        shown: r#"
spec/vod/2018-07-17/error_codes.json:1:1: the file `vod/2018-07-17/service.json` is missing
  |
1 | {
  | ^
  = hint: it names the service, its version and its endpoint
"#,
    },
    Case {
        name: "missing error_codes.json",
        edits: &[Remove(ERROR_CODES)],
        shown: r#"
spec/vod/2018-07-17/service.json:1:1: the file `vod/2018-07-17/error_codes.json` is missing
  |
1 | {
  | ^
  = hint: it lists the error codes of the version; without any, it is `{}`
"#,
    },
    Case {
        name: "file that is not part of a spec",
        edits: &[Write("vod/2018-07-17/actions/media/DeleteMedia.json", "{}")],
        shown: r#"
spec/vod/2018-07-17/actions/media/DeleteMedia.json:1:1: this file is not part of a spec
  |
1 | {}
  | ^
  = hint: the files of a spec are `<service>/<version>/service.json`, `<service>/<version>/error_codes.json`, `<service>/<version>/actions/NAME.json` and `<service>/<version>/types/NAME.json`
"#,
    },
    Case {
        name: "file outside of a version",
        edits: &[Write("vod/service.json", "")],
        shown: r#"
spec/vod/service.json:1:1: this file is not part of a spec
  |
1 |
  | ^
  = hint: the files of a spec are `<service>/<version>/service.json`, `<service>/<version>/error_codes.json`, `<service>/<version>/actions/NAME.json` and `<service>/<version>/types/NAME.json`
"#,
    },
    Case {
        name: "several services",
        edits: &[
            Write(
                "live/2018-08-01/service.json",
                r#"{ "service": "live", "version": "2018-08-01", "title": "", "endpoint": "" }"#,
            ),
            Write("live/2018-08-01/error_codes.json", "{}"),
        ],
        shown: r#"
spec/vod/2018-07-17/actions/DeleteMedia.json:1:1: the spec has folders of several services: `live`, `vod`
  |
1 | {
  | ^
  = hint: one SDK is generated from one service: keep one of the folders
"#,
    },
    Case {
        name: "no file at all",
        edits: &[
            Remove(SERVICE),
            Remove(ERROR_CODES),
            Remove(ACTION),
            Remove(TYPE),
        ],
        shown: r#"
the spec has no files
 = hint: the files of a spec are `<service>/<version>/service.json`, `<service>/<version>/error_codes.json`, `<service>/<version>/actions/NAME.json` and `<service>/<version>/types/NAME.json`
"#,
    },
    Case {
        name: "copy of a file with the name of the first",
        edits: &[Write(
            "vod/2018-07-17/types/MediaParts.json",
            "{ \"name\": \"MediaPart\" }",
        )],
        shown: r#"
spec/vod/2018-07-17/types/MediaParts.json:1:11: the type `MediaPart` has a different name from its file
  |
1 | { "name": "MediaPart" }
  |           ^^^^^^^^^^^
  = hint: write `MediaParts`, or remove the file: there is `MediaPart.json`
"#,
    },
    Case {
        name: "copy of a file under a name that is none",
        edits: &[Write(
            "vod/2018-07-17/types/MediaPart copy.json",
            "{ \"name\": \"MediaPart\" }",
        )],
        shown: r#"
spec/vod/2018-07-17/types/MediaPart copy.json:1:11: the type `MediaPart` has a different name from its file
  |
1 | { "name": "MediaPart" }
  |           ^^^^^^^^^^^
  = hint: remove the file: there is `MediaPart.json`
"#,
    },
    Case {
        name: "folder with another name",
        edits: &[Rename(ACTION, "vod/2018-07-17/action/DeleteMedia.json")],
        shown: r#"
spec/vod/2018-07-17/action/DeleteMedia.json:1:1: this file is not part of a spec
  |
1 | {
  | ^
  = hint: did you mean `vod/2018-07-17/actions/DeleteMedia.json`?
"#,
    },
    Case {
        name: "error codes in a file of another name",
        edits: &[Rename(ERROR_CODES, "vod/2018-07-17/error_code.json")],
        shown: r#"
spec/vod/2018-07-17/error_code.json:1:1: this file is not part of a spec
  |
1 | {
  | ^
  = hint: did you mean `vod/2018-07-17/error_codes.json`?
"#,
    },
];
