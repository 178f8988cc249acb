//! Facts that contradict each other, or that nothing needs.

use crate::base::{Case, DELETE, ERROR_CODES, EVENT, FILM, LIST, SERVICE, START};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "default outside of its range",
        file: LIST,
        change: ("\"default\": 10", "\"default\": 0"),
        found: &[
            "actions/DescribeFilms.json:14:21: page-size: `default_size` is 10, and `Limit` says 0 in its `default`; correct one of them",
            "actions/DescribeFilms.json:19:117: broken-limit: `0` breaks the range, which begins at 1; correct one of them, or list the number in `values` if it is allowed all the same",
        ],
        together: true,
    },
    Case {
        name: "example outside of its range",
        file: START,
        change: ("\"example\": 640", "\"example\": 8"),
        found: &[
            "actions/CreateFilm.json:11:186: broken-limit: `8` breaks the range, which begins at 16; correct one of them, or list the number in `values` if it is allowed all the same",
        ],
        together: true,
    },
    Case {
        name: "retry class that nobody has decided",
        file: LIST,
        change: ("\"retry\": \"read\",", ""),
        found: &[
            "actions/DescribeFilms.json:3:11: undecided-retry: whether `DescribeFilms` may be repeated is not decided; add `retry`: \"read\", \"idempotent\" or \"never\"",
        ],
        together: false,
    },
    Case {
        name: "retry class that nobody has decided, of an action that takes a session id",
        file: START,
        change: ("\"retry\": \"session_id\",\n  \"session_id_days\": 3,", ""),
        found: &[
            "actions/CreateFilm.json:3:11: undecided-retry: whether `CreateFilm` may be repeated is not decided; add \"retry\": \"session_id\", and `session_id_days`: the days that the service remembers an id",
        ],
        together: false,
    },
    Case {
        name: "code that says after a lost response that the film is deleted",
        file: DELETE,
        change: ("\"done_codes\": [\"ResourceNotFound.Film\"],", ""),
        found: &[
            "actions/DeleteFilm.json:13:19: unnamed-done-code: after a lost response, `ResourceNotFound.Film` means that it was carried out; name it in `done_codes`",
        ],
        together: true,
    },
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
        name: "page of somebody",
        file: LIST,
        change: (
            "https://cloud.tencent.com/document/DescribeFilms",
            "https://cloud.tencent.com.example.org/",
        ),
        found: &[
            "actions/DescribeFilms.json:3:36: foreign-page: `https://cloud.tencent.com.example.org` is no official page; write its address on `https://www.tencentcloud.com`, or remove it",
        ],
        together: false,
    },
    Case {
        name: "default of a required parameter",
        file: LIST,
        change: (
            "\"docs\": \"How many films to skip.\"",
            "\"docs\": \"How many films to skip.\", \"required\": true, \"default\": 0",
        ),
        found: &[
            "actions/DescribeFilms.json:18:96: needless-default: it is required, and so its default is never taken; remove `default`, or `required`",
        ],
        together: false,
    },
    Case {
        name: "example call that breaks a limit",
        file: START,
        change: (
            "\"request\": { \"Title\": \"Alien\" }",
            "\"request\": { \"Title\": \"Alien\", \"Width\": 8, \"Actors\": [\"A\", \"B\", \"C\"] }",
        ),
        found: &[
            "actions/CreateFilm.json:19:77: broken-limit: `8` breaks the range, which begins at 16; correct one of them, or list the number in `values` if it is allowed all the same",
            "actions/CreateFilm.json:19:90: broken-limit: `[\"A\",\"B\",\"C\"]` breaks `max_items` 2, with 3; correct one of them",
        ],
        together: false,
    },
    Case {
        name: "example call with an unknown value",
        file: LIST,
        change: (
            "\"request\": { \"Limit\": 5 }",
            "\"request\": { \"Limit\": 5, \"Genre\": \"western\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:27:79: unlisted-value: the value `western` is not among the known values; add it to `values`, or correct it",
        ],
        together: false,
    },
    Case {
        name: "days that no calendar has",
        file: START,
        change: (
            "{ \"name\": \"SessionId\"",
            "{ \"name\": \"Day\", \"type\": \"date\", \"docs\": \"Shown then.\", \"example\": \"2021-13-04\" },\n    { \"name\": \"Hour\", \"type\": \"timestamp\", \"docs\": \"Shown then.\", \"example\": \"2021-12-04T25:00:00Z\" },\n    { \"name\": \"Never\", \"type\": \"timestamp\", \"docs\": \"Shown then.\", \"example\": \"9999-12-31T23:59:59Z\" },\n    { \"name\": \"SessionId\"",
        ),
        found: &[
            "actions/CreateFilm.json:13:72: text-time: `2021-13-04` is not a valid date; correct the example",
            "actions/CreateFilm.json:14:78: text-time: `2021-12-04T25:00:00Z` is not a valid date; correct the example",
        ],
        together: false,
    },
    Case {
        name: "numbers out of any sense",
        file: START,
        change: (
            "\"session_id_days\": 3,",
            "\"session_id_days\": 3000, \"requests_per_second\": 1000000,",
        ),
        found: &[
            "actions/CreateFilm.json:7:22: out-of-scale: `3000` is more than any API has; it counts days",
            "actions/CreateFilm.json:7:51: out-of-scale: `1000000` is more than any API has; count the digits",
        ],
        together: false,
    },
    Case {
        name: "greatest length that nothing fits",
        file: START,
        change: (
            "\"docs\": \"Tells copies off.\"",
            "\"docs\": \"Tells copies off.\", \"max_chars\": 0",
        ),
        found: &[
            "actions/CreateFilm.json:13:88: out-of-scale: a maximum length of 0 allows nothing; correct it, or remove it",
        ],
        together: false,
    },
    Case {
        name: "address of somebody",
        file: LIST,
        change: (
            "\"request\": { \"Limit\": 5 }",
            "\"request\": { \"Limit\": 5, \"Genre\": \"http://a-name.cos.myqcloud.com/a/film.mp4?sign=1\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:27:79: foreign-address: `http://a-name.cos.myqcloud.com/a/film.mp4?sign=1` is somebody's address; write `http://example.com/film.mp4`",
            "actions/DescribeFilms.json:27:79: unlisted-value: the value `http://a-name.cos.myqcloud.com/a/film.mp4?sign=1` is not among the known values; add it to `values`, or correct it",
        ],
        together: false,
    },
    Case {
        name: "secret of which nothing is said",
        file: FILM,
        change: (
            "\"fields\": [",
            "\"fields\": [{ \"name\": \"StudioAPIKeys\", \"type\": \"[string]\", \"docs\": \"Opens doors.\" },",
        ),
        found: &[
            "types/Film.json:5:24: undecided-secret: `StudioAPIKeys` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
        ],
        together: false,
    },
    Case {
        name: "names of secrets of which it is said, that are chosen among known values, or that are no text",
        file: FILM,
        change: (
            "\"fields\": [",
            "\"fields\": [\n    { \"name\": \"Token\", \"type\": \"string\", \"secret\": true, \"docs\": \"Opens doors.\" },\n    { \"name\": \"TagKey\", \"type\": \"string\", \"secret\": false, \"docs\": \"No door opens.\" },\n    { \"name\": \"SignType\", \"type\": \"string\", \"docs\": \"How it is signed.\", \"values\": [{ \"value\": \"A\", \"docs\": \"By hand.\" }] },\n    { \"name\": \"MaxKeys\", \"type\": \"uint64\", \"docs\": \"How many.\" },\n    { \"name\": \"Keyword\", \"type\": \"string\", \"docs\": \"Search by it, often.\" },",
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "example that is too long",
        file: START,
        change: (
            "\"example\": \"Alien\"",
            "\"example\": \"Solaris, the film\"",
        ),
        found: &[
            "actions/CreateFilm.json:10:115: broken-limit: `Solaris, the film` breaks `max_chars` 8, with 17; correct one of them",
        ],
        together: true,
    },
    Case {
        name: "example of too many items, one of which is too long",
        file: START,
        change: (
            "\"max_items\": 2, \"docs\": \"Who plays.\", \"example\": [\"Ann\", \"Bob\"]",
            "\"max_items\": 1, \"max_chars\": 3, \"docs\": \"Who plays.\", \"example\": [\"Ann\", \"Bobby\"]",
        ),
        found: &[
            "actions/CreateFilm.json:12:110: broken-limit: `[\"Ann\",\"Bobby\"]` breaks `max_items` 1, with 2; correct one of them",
            "actions/CreateFilm.json:12:118: broken-limit: `Bobby` breaks `max_chars` 3, with 5; correct one of them",
        ],
        together: false,
    },
    Case {
        name: "known value that is too short",
        file: START,
        change: (
            "\"docs\": \"What posters show.\"",
            "\"docs\": \"What posters show.\", \"values\": [{ \"value\": \"M\", \"docs\": \"A classic.\" }, { \"value\": \"Alien\", \"docs\": \"In space.\" }]",
        ),
        found: &[
            "actions/CreateFilm.json:10:126: broken-limit: `M` breaks `min_chars` 2, with 1; correct one of them",
            "actions/CreateFilm.json:10:126: cut-value: `M` is one letter among words; write the whole value, or remove it",
        ],
        together: false,
    },
    Case {
        name: "example that is not listed",
        file: LIST,
        change: ("\"example\": \"drama\"", "\"example\": \"Drama\""),
        found: &[
            "actions/DescribeFilms.json:20:175: unlisted-value: the example `Drama` is not among the known values; write `drama`, or add it to `values`",
        ],
        together: true,
    },
    Case {
        name: "value that is listed twice",
        file: LIST,
        change: ("\"value\": \"comedy\"", "\"value\": \"drama\""),
        found: &[
            "actions/DescribeFilms.json:20:133: repeated-value: `drama` is repeated; keep one of them",
        ],
        together: true,
    },
    Case {
        name: "default that is cut off",
        file: LIST,
        change: (
            "\"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\", \"docs\": \"Funny.\" }], \"example\": \"drama\"",
            "\"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now\", \"default\": \"film\", \"example\": \"film noir\"",
        ),
        found: &[
            "actions/DescribeFilms.json:20:84: cut-value: `film` is the beginning of `film noir`; write the whole value, or list both in `values`",
        ],
        together: false,
    },
    Case {
        name: "known value of one letter",
        file: LIST,
        change: ("\"value\": \"comedy\"", "\"value\": \"c\""),
        found: &[
            "actions/DescribeFilms.json:20:133: cut-value: `c` is one letter among words; write the whole value, or remove it",
        ],
        together: false,
    },
    Case {
        name: "known value with a capital of its own",
        file: LIST,
        change: (
            "{ \"value\": \"comedy\", \"docs\": \"Funny.\" }",
            "{ \"value\": \"comedy\", \"docs\": \"Funny.\" }, { \"value\": \"Crime\", \"docs\": \"Dark.\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:20:174: odd-capital: `Crime` alone begins with a capital letter; write it as the service does",
        ],
        together: false,
    },
    Case {
        name: "ends of a range that are listed",
        file: LIST,
        change: (
            "\"docs\": \"How many to list.\", \"default\": 10",
            "\"docs\": \"How many to list.\", \"default\": 10, \"values\": [{ \"value\": 1, \"docs\": \"One.\" }, { \"value\": 100, \"docs\": \"Many.\" }]",
        ),
        found: &[
            "actions/DescribeFilms.json:19:131: ends-as-values: the known values are the ends of the range; remove them, and say what the ends mean in `docs`",
        ],
        together: false,
    },
    Case {
        name: "range that has lost its 0",
        file: FILM,
        change: (
            "{ \"name\": \"Title\"",
            "{ \"name\": \"Width\", \"type\": \"uint64\", \"range\": { \"min\": 16, \"max\": 512 }, \"docs\": \"Side to side.\" },\n    { \"name\": \"Title\"",
        ),
        found: &[
            "types/Film.json:6:51: lost-zero: another `Width` knows 0 besides its range, and this does not; list 0 in `values`, or the field in `xtask/src/lint/lists.rs`",
        ],
        together: true,
    },
    Case {
        name: "JSON that is not said to be JSON",
        file: START,
        change: (
            "\"docs\": \"What posters show.\", \"example\": \"Alien\"",
            "\"docs\": \"What posters show.\", \"example\": \"{\\\"a\\\":1}\"",
        ),
        found: &[
            "actions/CreateFilm.json:10:115: text-json: the example is JSON, but the field has no `json`; write \"json\": \"any\", or the type that it holds",
        ],
        together: false,
    },
    Case {
        name: "time that is not said to be a time",
        file: START,
        change: (
            "\"docs\": \"Tells copies off.\"",
            "\"docs\": \"Tells copies off.\", \"example\": \"2018-10-01T10:00:00.5+08:00\"",
        ),
        found: &[
            "actions/CreateFilm.json:13:86: text-time: `2018-10-01T10:00:00.5+08:00` is a time, and the type `string`; write the type `timestamp`",
        ],
        together: true,
    },
    Case {
        name: "time in another form",
        file: START,
        change: (
            "{ \"name\": \"SessionId\"",
            "{ \"name\": \"Premieres\", \"type\": \"[timestamp]\", \"docs\": \"Shown on that day.\", \"example\": [\"2018-10-01 10:00:00\", \"2018-10-01\"] },\n    { \"name\": \"SessionId\"",
        ),
        found: &[
            "actions/CreateFilm.json:13:116: text-time: `2018-10-01` is no `timestamp`; correct the example, or the type",
        ],
        together: false,
    },
    Case {
        name: "pages that nobody declares",
        file: LIST,
        change: (
            r#"  "pagination": {
    "style": "offset",
    "position": "Offset",
    "size": "Limit",
    "items": ["FilmSet"],
    "total": "TotalCount",
    "default_size": 10,
    "max_size": 100
  },
"#,
            "",
        ),
        found: &[
            "actions/DescribeFilms.json:8:17: unpaged: it has `Offset` and `Limit`, and no `pagination`; declare how it is paginated",
        ],
        together: false,
    },
    Case {
        name: "pages without a size that is there",
        file: LIST,
        change: ("    \"size\": \"Limit\",\n", ""),
        found: &[
            "actions/DescribeFilms.json:8:17: unpaged: the action has `Limit`, and `pagination` no `size`; add \"size\": \"Limit\"",
        ],
        together: false,
    },
    Case {
        name: "pages by offset without any size",
        file: LIST,
        change: (
            "    \"size\": \"Limit\",\n    \"items\": [\"FilmSet\"],\n    \"total\": \"TotalCount\",\n    \"default_size\": 10,\n    \"max_size\": 100\n  },\n  \"parameters\": [\n    { \"name\": \"Offset\", \"type\": \"uint64\", \"docs\": \"How many films to skip.\" },\n    { \"name\": \"Limit\"",
            "    \"items\": [\"FilmSet\"],\n    \"total\": \"TotalCount\"\n  },\n  \"parameters\": [\n    { \"name\": \"Offset\", \"type\": \"uint64\", \"docs\": \"How many films to skip.\" },\n    { \"name\": \"Most\"",
        ),
        found: &[
            "actions/DescribeFilms.json:8:17: unpaged: pages are chosen by offset, and no parameter says how many items one has; name the parameter as `size`",
        ],
        together: false,
    },
    Case {
        name: "page that is larger than it can be",
        file: LIST,
        change: ("\"max_size\": 100", "\"max_size\": 9"),
        found: &[
            "actions/DescribeFilms.json:15:17: page-size: `max_size` is 9, and `Limit` says 100 in its `range`; correct one of them",
        ],
        together: false,
    },
    Case {
        name: "reading that is said to change something",
        file: LIST,
        change: ("\"retry\": \"read\"", "\"retry\": \"never\""),
        found: &[
            "actions/DescribeFilms.json:7:12: retry-class: `DescribeFilms` only reads by its name, and `retry` says otherwise; write `read`, or name the task that it starts in `task_ids`",
        ],
        together: true,
    },
    Case {
        name: "change that is said to read only",
        file: START,
        change: (
            "\"retry\": \"session_id\",\n  \"session_id_days\": 3",
            "\"retry\": \"read\"",
        ),
        found: &[
            "actions/CreateFilm.json:6:12: retry-class: `CreateFilm` changes something by its name, and `retry` says that it only reads; write `idempotent` if twice is the same as once, or else `never`",
        ],
        together: false,
    },
    Case {
        name: "creation that is said to be the same twice",
        file: START,
        change: (
            "\"retry\": \"session_id\",\n  \"session_id_days\": 3",
            "\"retry\": \"idempotent\"",
        ),
        found: &[
            "actions/CreateFilm.json:6:12: retry-class: `CreateFilm` creates something, and `retry` says that twice is the same as once; write `session_id` if it takes one, `done_codes` if the service refuses a second one, or else `never`",
        ],
        together: false,
    },
    Case {
        name: "billed call that is repeated",
        file: LIST,
        change: ("The newest film comes first.", "Billed per film."),
        found: &[
            "actions/DescribeFilms.json:7:12: billed-repetition: a call is billed, and `retry` lets the client make it twice; write `never`",
        ],
        together: false,
    },
    Case {
        name: "reading that is billed and never repeated",
        file: LIST,
        change: (
            "The newest film comes first. A film that is being made is not listed.\"],\n  \"area\": \"Library\",\n  \"retry\": \"read\"",
            "There are fees.\"],\n  \"area\": \"Library\",\n  \"retry\": \"never\"",
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "insertion that is said to be the same twice",
        file: LIST,
        change: (
            "\"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\"",
            "\"Operation\", \"type\": \"string\", \"docs\": \"What to do.\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"InsertTemporary\"",
        ),
        found: &[
            "actions/DescribeFilms.json:7:12: adding-twice: `Operation` adds objects, and `retry` says that twice is the same as once; write `never`, or name it in `retry_unless`",
        ],
        together: false,
    },
    Case {
        name: "added objects that are said to be the same twice",
        file: LIST,
        change: (
            "{ \"name\": \"Offset\"",
            "{ \"name\": \"AddFilms\", \"type\": \"[Film]\", \"docs\": \"Taken in too.\" },\n    { \"name\": \"Offset\"",
        ),
        found: &[
            "actions/DescribeFilms.json:7:12: adding-twice: `AddFilms` adds objects, and `retry` says that twice is the same as once; write `never`, or name it in `retry_unless`",
        ],
        together: false,
    },
    Case {
        name: "dropped request that is taken for a refused one",
        file: ERROR_CODES,
        change: (
            "There is no film of this name.",
            "A request for the film was made before, so this one was dropped.",
        ),
        found: &[
            "error_codes.json:7:119: duplicate-code: `FilmNotFound` is returned for a request that was dropped, but `retry` says otherwise; write `duplicate`",
        ],
        together: false,
    },
    Case {
        name: "session that is not used",
        file: START,
        change: (
            "\"retry\": \"session_id\",\n  \"session_id_days\": 3",
            "\"retry\": \"never\"",
        ),
        found: &[
            "actions/CreateFilm.json:6:12: session-window: it takes a `SessionId`, and `retry` is `never`; write `session_id`, and for how many days an id is remembered in `session_id_days`",
        ],
        together: false,
    },
    Case {
        name: "task that is not named",
        file: START,
        change: ("  \"task_ids\": [\"TaskId\"],\n", ""),
        found: &[
            "actions/CreateFilm.json:15:15: unnamed-task: `task_ids` does not name `TaskId`; add \"TaskId\" to it, if the call has started that task",
        ],
        together: true,
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
        name: "a time in a call that is none",
        file: LIST,
        change: (
            "\"How many films there are.\" }\n  ],\n  \"error_codes\": [\"FilmNotFound\"],\n  \"examples\": [{ \"title\": \"The first page\", \"request\": { \"Limit\": 5 } }]",
            "\"How many films there are.\" },\n    { \"name\": \"Days\", \"type\": \"[timestamp]\", \"docs\": \"When they were shot.\" }\n  ],\n  \"error_codes\": [\"FilmNotFound\"],\n  \"examples\": [{ \"title\": \"The first page\", \"request\": { \"Limit\": 5 }, \"response\": { \"Days\": [\"yesterday\", \"2020-02-30T00:00:00Z\", \"\", \"2020-02-29T00:00:00Z\"] } }]",
        ),
        found: &[
            "actions/DescribeFilms.json:28:95: text-time: `yesterday` is no `timestamp`; correct the example, or the type",
            "actions/DescribeFilms.json:28:108: text-time: `2020-02-30T00:00:00Z` is not a valid date; correct the example",
        ],
        together: false,
    },
    Case {
        name: "json that is none",
        file: LIST,
        change: (
            "\"type\": \"string\", \"docs\": \"Omit all others now\"",
            "\"type\": \"string\", \"json\": \"any\", \"docs\": \"Omit all others now\"",
        ),
        found: &[
            "actions/DescribeFilms.json:20:190: text-json: `drama` is no JSON, and `json` says that it is; correct the example, or remove `json`",
        ],
        together: false,
    },
    Case {
        name: "a page that is none of the documentation",
        file: LIST,
        change: (
            "https://cloud.tencent.com/document/DescribeFilms",
            "https://cloud.tencent.com/",
        ),
        found: &[
            "actions/DescribeFilms.json:3:36: foreign-page: `cloud.tencent.com/` is no page of the documentation; write its address below `https://www.tencentcloud.com/document/product`",
        ],
        together: false,
    },
    Case {
        name: "a known value with a space",
        file: LIST,
        change: ("\"value\": \"drama\"", "\"value\": \"drama \""),
        found: &[
            "actions/DescribeFilms.json:20:95: untidy: `drama ` has a space at its beginning or end; remove it",
        ],
        together: false,
    },
    Case {
        name: "a known value with a letter of another alphabet",
        file: LIST,
        change: ("\"value\": \"comedy\"", "\"value\": \"cоmedy\""),
        found: &[
            "actions/DescribeFilms.json:20:133: untidy: `c\\u{43e}medy` has a letter of another alphabet in a word; write it in Latin letters",
        ],
        together: false,
    },
    Case {
        name: "a cookie",
        file: LIST,
        change: (
            "{ \"name\": \"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\", \"docs\": \"Funny.\" }], \"example\": \"drama\" }",
            "{ \"name\": \"SessionCookie\", \"type\": \"string\", \"docs\": \"Made by them.\" }, { \"name\": \"AuthHeader\", \"type\": \"string\", \"docs\": \"Made by them.\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:20:15: undecided-secret: `SessionCookie` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
            "actions/DescribeFilms.json:20:87: undecided-secret: `AuthHeader` looks like a secret; say `\"secret\": true`, or `\"secret\": false` if it may be shown",
        ],
        together: false,
    },
    Case {
        name: "a type that is misspelt, and nothing besides",
        file: LIST,
        change: ("\"type\": \"[Film]\"", "\"type\": \"[Flim]\""),
        found: &[],
        together: false,
    },
];
