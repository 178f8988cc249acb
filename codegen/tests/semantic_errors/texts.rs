//! Texts of actions that are empty, and pages without an address.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "summary that is empty",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""Creates an order""#, r#""""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:3:14: the summary is empty",
            "hint: say in one sentence what a reader needs to know first",
        ],
    },
    Case {
        name: "page that is no address",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            "https://kiosk.example.com/docs/CreateOrder",
            "kiosk.example.com/docs",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:7:11: `kiosk.example.com/docs` is not the address of a page",
            "hint: write it as `https://…`, without spaces, or remove it",
        ],
    },
    Case {
        name: "paragraph that is empty",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            "It takes a moment: see https://kiosk.example.com/orders.",
            "",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:5:5: the paragraph is empty",
            "hint: write it, or remove it",
        ],
    },
    Case {
        name: "title that is empty",
        file: "2020-01-01/service.json",
        change: Change::Replace("Kiosk, an invented service", ""),
        said: &[
            "2020-01-01/service.json:4:12: the title is empty",
            "hint: name the service as its documentation does",
        ],
    },
];
