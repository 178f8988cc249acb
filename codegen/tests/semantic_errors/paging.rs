//! Errors in what is said of pages.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "page of a field that is not there",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace(
            r#"["Owner.Robots", "Spares"]"#,
            r#"["Ownr", "Owner.Name.First"]"#,
        ),
        said: &[
            "2020-01-01/actions/ListRobots.json:10:15: there is no field `Ownr` here",
            "hint: did you mean `Owner`?",
            "2020-01-01/actions/ListRobots.json:10:23: there is no field `First` here",
            "hint: name a field, or a path such as `Details.Data`",
        ],
    },
    Case {
        name: "pages by token without a token",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace("    \"next\": \"NextMarker\",\n", ""),
        said: &[
            "2020-01-01/actions/ListRobots.json:6:17: pages by token need the field that has the next token",
            "hint: name it as `next`",
        ],
    },
    Case {
        name: "token of pages by offset",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace("\"style\": \"token\"", "\"style\": \"offset\""),
        said: &[
            "2020-01-01/actions/ListRobots.json:12:5: `next` is for pages by token: an offset is counted by the caller",
            "hint: remove it, or correct `style`",
        ],
    },
    Case {
        name: "a page without items",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Offset\", \"items\": [] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:69: a page has items",
            "hint: name the list that a page is",
        ],
    },
    Case {
        name: "items twice",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Offset\", \"items\": [\"Orders\", \"Orders\"] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:80: `Orders` is repeated",
            "hint: remove one of them",
        ],
    },
    Case {
        name: "a size that is the position",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Offset\", \"size\": \"Offset\", \"items\": [\"Orders\"] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:68: `Offset` is the position already",
            "hint: name the parameter that bounds the number of items, or remove `size`",
        ],
    },
    Case {
        name: "a position that is no parameter",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Start\", \"items\": [\"Orders\"] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:50: there is no field `Start` here",
            "hint: name a parameter of the action",
        ],
    },
    Case {
        name: "a path through a list",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Offset\", \"items\": [\"Orders.Texts\"] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:70: `Orders` is a list, and a path goes through objects",
            "hint: name the list itself",
        ],
    },
    Case {
        name: "pages of the wrong types",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"token\", \"position\": \"Offset\", \"items\": [\"TotalCount\"], \"total\": \"Orders\", \"next\": \"TotalCount\", \"more\": \"TotalCount\" },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:49: `Offset` is not a text: it is `int64`",
            "hint: name another field, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:69: `TotalCount` is not a list: it is `uint64`",
            "hint: name another field, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:93: `Orders` is not a `uint64`: it is `[Everything]`",
            "hint: name another field, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:111: `TotalCount` is not a text: it is `uint64`",
            "hint: name another field, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:133: `TotalCount` is not `true` or `false`: it is `uint64`",
            "hint: name another field, or correct its type",
        ],
    },
];
