//! What is missing or unused, and what the import depends on.

use crate::base::{Case, ERROR_CODES, EVENT, FILM, LIST, SERVICE, START};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "action without its page",
        file: LIST,
        change: (
            ", \"page\": \"https://cloud.tencent.com/document/DescribeFilms\"",
            "",
        ),
        found: &[
            "actions/DescribeFilms.json:3:11: incomplete: `DescribeFilms` has no official page; add `page`, if the official documentation has it",
        ],
        together: false,
    },
    Case {
        name: "action without its area",
        file: LIST,
        change: ("\"area\": \"Library\",", ""),
        found: &[
            "actions/DescribeFilms.json:3:11: incomplete: `DescribeFilms` has no area; add `area`, if the official documentation has it",
            "service.json:7:13: unused: no action belongs to the area `Library`; remove it, or name it as the `area` of an action",
        ],
        together: false,
    },
    Case {
        name: "schema that is somewhere else",
        file: FILM,
        change: ("../../../schema/type", "../../schema/type"),
        found: &[
            "types/Film.json:2:14: schema-path: `../../schema/type.schema.json` is not where the schema is; write \"$schema\": \"../../../schema/type.schema.json\"",
        ],
        together: true,
    },
    Case {
        name: "schema that is missing",
        file: SERVICE,
        change: ("  \"$schema\": \"../../schema/service.schema.json\",\n", ""),
        found: &[
            "service.json:1:1: schema-path: `$schema` is missing; write \"$schema\": \"../../schema/service.schema.json\"",
        ],
        together: true,
    },
    Case {
        name: "fixup that was undone",
        file: EVENT,
        change: (
            "\"type\": \"ProcessImageAsync\"",
            "\"type\": \"ProcessImageAsyncTask\"",
        ),
        found: &[
            "types/EventContent.json:6:57: stale-fixup: the fixup `type_of_process_image_async_complete_event` repairs this, and the spec has what is wrong; run `cargo xtask import` again",
        ],
        together: false,
    },
    Case {
        name: "fixup of another type",
        file: EVENT,
        change: ("\"type\": \"ProcessImageAsync\"", "\"type\": \"Film\""),
        found: &[
            "types/EventContent.json:6:57: stale-fixup: the fixup `type_of_process_image_async_complete_event` makes another type of this; correct it, or remove it from `xtask/src/import/fixups.rs`",
            "types/ProcessImageAsync.json:3:11: unused: no request or response holds the type `ProcessImageAsync`; remove its file, or use it",
        ],
        together: false,
    },
    Case {
        name: "fixup of what is not there",
        file: EVENT,
        change: (
            "\"name\": \"ProcessImageAsyncCompleteEvent\"",
            "\"name\": \"ImageEvent\"",
        ),
        found: &[
            "types/EventContent.json:5:13: stale-fixup: the fixup `type_of_process_image_async_complete_event` repairs a field that is not there; remove it from `xtask/src/import/fixups.rs`",
        ],
        together: true,
    },
    Case {
        name: "types that nothing holds",
        file: START,
        change: ("\"type\": \"EventContent\"", "\"type\": \"Film\""),
        found: &[
            "types/EventContent.json:3:11: unused: no request or response holds the type `EventContent`; remove its file, or use it",
            "types/ProcessImageAsync.json:3:11: unused: no request or response holds the type `ProcessImageAsync`; remove its file, or use it",
        ],
        together: false,
    },
    Case {
        name: "error code that no action lists",
        file: LIST,
        change: ("  \"error_codes\": [\"FilmNotFound\"],\n", ""),
        found: &[
            "actions/DescribeFilms.json:3:11: incomplete: `DescribeFilms` has no error codes; add `error_codes`, if the official documentation has it",
            "error_codes.json:7:15: unused: no action lists the error code `FilmNotFound`; list it where it is answered, move it to `common`, or remove it",
        ],
        together: false,
    },
    Case {
        name: "area without an action",
        file: SERVICE,
        change: ("\"Studio\"", "\"Studio\", \"Cinema\""),
        found: &[
            "service.json:7:34: unused: no action belongs to the area `Cinema`; remove it, or name it as the `area` of an action",
        ],
        together: false,
    },
    Case {
        name: "common code that no action lists",
        file: ERROR_CODES,
        change: ("\"code\": \"InternalError\"", "\"code\": \"OtherError\""),
        found: &[],
        together: false,
    },
    Case {
        name: "a type that is misspelt, and nothing besides",
        file: LIST,
        change: ("\"type\": \"[Film]\"", "\"type\": \"[Flim]\""),
        found: &[],
        together: false,
    },
    Case {
        name: "arguments of a type that no request holds",
        file: FILM,
        change: (
            r#""fields": ["#,
            r#""new": ["Title"], "one_of": [["Title", "Other"]], "fields": [{ "name": "Other", "type": "string", "docs": "Another title." },"#,
        ),
        found: &[
            "types/Film.json:5:3: unused: `new` is for requests, and none holds the type `Film`; remove it",
            "types/Film.json:5:21: unused: `one_of` is for requests, and none holds the type `Film`; remove it",
        ],
        together: false,
    },
];
