//! Errors in example calls.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "request with an unknown parameter",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(r#""Detailed": true"#, r#""Detailled": true"#),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:86:9: `Detailled` is not a field of the request of `DescribeOrders`",
            "hint: did you mean `Detailed`?",
        ],
    },
    Case {
        name: "request with another type",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(r#""Limit": 10"#, r#""Limit": -10"#),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:85:18: `Limit` is a whole number from 0, and this is the number -10",
            "hint: write it without quotes, sign and fraction",
        ],
    },
    Case {
        name: "request with null",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(r#""Limit": 10"#, r#""Limit": null"#),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:85:18: `Limit` is a whole number from 0, and this is null",
            "hint: leave it out where it has no value",
        ],
    },
    Case {
        name: "request that lacks a parameter",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            r#""Day": "2020-01-01",
        "OrderIds""#,
            r#""OrderIds""#,
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:75:18: the example lacks `Day`, which is required",
            "hint: add it, or correct what is said of the field",
        ],
    },
    Case {
        name: "request that lacks a field",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""Sku": "A-1",
          "Quantity""#,
            r#""Quantity""#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:86:17: the example lacks `Sku`, which is required",
            "hint: add it, or correct what is said of the field",
        ],
    },
    Case {
        name: "request that is no object",
        file: "2020-01-01/actions/Ping.json",
        change: Change::Replace(r#""request": {}"#, r#""request": []"#),
        said: &[
            "2020-01-01/actions/Ping.json:10:18: the request of `Ping` is an object, and this is not",
            "hint: write it in braces: `{…}`",
        ],
    },
    Case {
        name: "response with an unknown field of a type",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""ReceiptNo": "7""#, r#""ReceiptNr": "7""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:99:11: `ReceiptNr` is not a field of the type `Receipt`",
            "hint: did you mean `ReceiptNo`?",
        ],
    },
    Case {
        name: "response with another type",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""Total": 1"#, r#""Total": "1""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:98:20: `Total` is a number, and this is text",
            "hint: write it without quotes",
        ],
    },
    Case {
        name: "response that lacks what is always returned",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            r#""TotalCount": 0,
        "#,
            "",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:88:19: the example lacks `TotalCount`, which is always returned",
            "hint: add it, or correct what is said of the field",
        ],
    },
    Case {
        name: "response with null for what is always returned",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(r#""TotalCount": 0"#, r#""TotalCount": null"#),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:89:23: `TotalCount` is null, and is said to be always returned",
            "hint: drop `always_returned`, or correct the example",
        ],
    },
    Case {
        name: "example without a title",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(r#""title": "The orders of a day""#, r#""title": """#),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:74:16: the title is empty",
            "hint: say in a few words what the example shows",
        ],
    },
    Case {
        name: "request in the notation of a query",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never", "new": ["Keys"],
  "parameters": [{ "name": "Keys", "type": "[string]", "required": true }, { "name": "By.Whom", "type": "string" }],
  "examples": [{ "title": "With two keys", "request": { "Keys.0": "a", "Keys.1": "b", "By.Whom": "c", "On.Day": "d" } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:3:57: `Keys.0` is in the notation of a query, and the request of `OpenTill` is JSON",
            "hint: write all of `Keys` as one value: a list in `[…]`, an object in `{…}`",
            "2020-01-01/actions/OpenTill.json:3:103: `On.Day` is not a field of the request of `OpenTill`",
            "hint: add the field, or remove it from the example",
        ],
    },
    Case {
        name: "request of another action",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never", "new": ["Key"],
  "parameters": [{ "name": "Key", "type": "string", "required": true }],
  "examples": [{ "title": "With a key", "request": { "Customers": ["a"], "Weekday": 5 } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:3:52: no key of this object is a field of the request of `OpenTill`",
            "hint: is it an example of something else?",
        ],
    },
];
