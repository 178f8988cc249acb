//! Errors in what is said of a field besides its limits and values.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "a type that requires itself",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""fields": ["#,
            r#""fields": [
    { "name": "Inner", "type": "OrderItem", "docs": "Another.", "required": true },"#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:12:77: `Inner` is required, and its type requires `OrderItem` again: no value of either can be made",
            "hint: one of the fields on this way is not required",
        ],
    },
    Case {
        name: "deprecated and required",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""name": "Sku","#,
            r#""name": "Sku",
      "deprecated": "Gone.","#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:14:7: the field `Sku` is deprecated and required",
            "hint: no caller could do without it: drop `required` or `deprecated`",
        ],
    },
    Case {
        name: "note that is empty",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(r#""Use `Labels`.""#, r#"" ""#),
        said: &[
            "2020-01-01/types/OrderItem.json:72:21: the note on the deprecation is empty",
            "hint: say why, or what to use instead",
        ],
    },
    Case {
        name: "null and always returned",
        file: "2020-01-01/types/Receipt.json",
        change: Change::Replace(
            r#""nullable": true"#,
            r#""nullable": true, "always_returned": true"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:97:20: the example lacks `Codes`, which is always returned",
            "hint: add it, or correct what is said of the field",
            "2020-01-01/types/Receipt.json:31:7: the field `Codes` may be null, and is always returned",
            "hint: `always_returned` says that it is never null: drop one of them",
        ],
    },
    Case {
        name: "parameter that may be null",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""max_chars": 20"#, r#""nullable": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:22:7: `nullable` is for the fields of a response",
            "hint: remove it",
        ],
    },
    Case {
        name: "parameter that is always returned",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""max_chars": 20"#, r#""always_returned": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:22:7: `always_returned` is for the fields of a response",
            "hint: remove it",
        ],
    },
    Case {
        name: "required in two ways",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""required": true"#,
            r#""required": true, "required_later": true"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:21:25: the parameter `OrderName` is required once, and later",
            "hint: with `required` it is an argument of `new()`: drop one of them",
        ],
    },
    Case {
        name: "response field that is required later",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""always_returned": true"#, r#""required_later": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:63:7: `required_later` is for the fields of a request",
            "hint: remove it",
        ],
    },
    Case {
        name: "parameter that says whether it is an option",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""max_chars": 20"#, r#""optional": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:22:7: `optional` is for the fields of responses and types",
            "hint: remove it",
        ],
    },
    Case {
        name: "object that is no option",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""type": "Receipt""#,
            r#""type": "Receipt", "optional": false"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:67:26: the field `Receipt` is an object, and always an `Option`",
            "hint: remove `optional`",
        ],
    },
    Case {
        name: "response field that is required",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""always_returned": true"#, r#""required": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:63:7: `required` is for the fields of a request",
            "hint: remove it",
        ],
    },
    Case {
        name: "JSON in what is no string",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace(
            r#""type": "uint64" }"#,
            r#""type": "uint64", "json": "any" }"#,
        ),
        said: &[
            "2020-01-01/actions/ListRobots.json:19:42: `json` is for a field of type `string`",
            "hint: remove it, or correct the type",
        ],
    },
    Case {
        name: "JSON of an unknown type",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace(r#""json": "Owner""#, r#""json": "Ownr""#),
        said: &[
            "2020-01-01/actions/ListRobots.json:20:49: the type `Ownr` is unknown",
            "hint: did you mean `Owner`?",
        ],
    },
    Case {
        name: "default of a response",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "response": [{ "name": "Sum", "type": "int64", "default": 5 }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:2:50: `default` is for the fields of a request",
            "hint: remove it",
        ],
    },
];
