//! Whether a call may be repeated, and what starts a task.

use crate::base::{Case, DELETE, ERROR_CODES, LIST, START};

pub(crate) const CASES: &[Case] = &[
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
            "\"Genre\", \"type\": \"string\", \"docs\": \"Omit all others now.\", \"values\": [{ \"value\": \"drama\", \"docs\": \"Sad.\" }, { \"value\": \"comedy\"",
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
        name: "days of a session that is not used, and nothing that follows",
        file: START,
        change: ("\"retry\": \"session_id\"", "\"retry\": \"never\""),
        found: &[],
        together: false,
    },
    Case {
        name: "code of a repetition that is none, and nothing that follows",
        file: DELETE,
        change: ("\"retry\": \"idempotent\"", "\"retry\": \"read\""),
        found: &[],
        together: false,
    },
];
