//! Values that break a limit, and limits that make no sense.

use crate::base::{Case, LIST, START};

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
            "actions/CreateFilm.json:11:187: broken-limit: `8` breaks the range, which begins at 16; correct one of them, or list the number in `values` if it is allowed all the same",
        ],
        together: true,
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
];
