//! Pages that are not declared, or not as the parameters are.

use crate::base::{Case, LIST};

pub(crate) const CASES: &[Case] = &[
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
        name: "window that is smaller than a page",
        file: LIST,
        change: (r#""max_size": 100"#, r#""max_size": 100, "window": 50"#),
        found: &[
            "actions/DescribeFilms.json:15:32: page-size: a page has 100 items at most, and all pages together 50; correct one of them",
        ],
        together: false,
    },
    Case {
        name: "window of several pages",
        file: LIST,
        change: (r#""max_size": 100"#, r#""max_size": 100, "window": 5000"#),
        found: &[],
        together: false,
    },
];
