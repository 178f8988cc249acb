//! What newcomers do wrong, and the one mistake that is named where several follow from it.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "misspelt in `new`, and so not missing there",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            "\"Item\",\n    \"OrderName\"",
            "\"Itm\",\n    \"OrderName\"",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:12:5: `Itm` is not a parameter of `CreateOrder`",
            "hint: did you mean `Item`?",
        ],
    },
    Case {
        name: "renamed, and not in `new`",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            "    \"OrderName\",\n    \"Extras\"\n  ],",
            "    \"Title\",\n    \"Extras\"\n  ],",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:13:5: `Title` is not a parameter of `CreateOrder`",
            "hint: did you mean `OrderName`?",
        ],
    },
    Case {
        name: "renamed, and not in the example",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"request\": {\n        \"Day\"",
            "\"request\": {\n        \"Date\"",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:76:9: `Date` is not a field of the request of `DescribeOrders`",
            "hint: did you mean `Day`?",
        ],
    },
    Case {
        name: "common parameter in an example",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"Limit\": 10,",
            "\"Limit\": 10, \"Action\": \"DescribeOrders\",",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:85:22: `Action` is not a field of the request of `DescribeOrders`",
            "hint: every request has it, in the header `X-TC-Action`: remove it from the example",
        ],
    },
    Case {
        name: "response with its envelope",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"response\": {\n        \"TotalCount\": 0,",
            "\"response\": { \"Response\": {} ,\n        \"TotalCount\": 0,",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:88:21: the response stands without its envelope",
            "hint: write what is in it, without `Response` around it",
        ],
    },
    Case {
        name: "response of a call that failed",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"response\": {\n        \"TotalCount\": 0,",
            "\"response\": { \"Error\": { \"Code\": \"A\" },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:88:21: this is the response of a call that failed",
            "hint: write the response of a call that succeeds, or leave it out",
        ],
    },
    Case {
        name: "group with a parameter twice",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"one_of\": [[\"OrderIds\", \"OrderIds\"]],",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:27: `OrderIds` is repeated",
            "hint: remove one of them",
        ],
    },
    Case {
        name: "group twice",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"one_of\": [[\"OrderIds\", \"Offset\"], [\"OrderIds\", \"Offset\"]],",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:38: this group is repeated",
            "hint: keep one of them",
        ],
    },
    Case {
        name: "value of a field with a name in Rust",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            "\"value\": \"red\"",
            "\"value\": \"red\", \"rust_name\": \"Red\"",
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:61:27: `rust_name` is for the values of a type",
            "hint: remove it",
        ],
    },
    Case {
        name: "limits and examples of a list that is none",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"type\": \"[string]\",\n      \"docs\": \"Ids of the orders.\"",
            "\"type\": \"string\",\n      \"docs\": \"Ids of the orders.\"",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:19:7: `max_items` is for lists, and `OrderIds` is `string`",
            "hint: remove it, or correct the type",
        ],
    },
    Case {
        name: "text that is said to be an integer",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            "\"example\": \"A-1\"",
            "\"as_text\": true, \"example\": \"A-1\"",
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:19:7: `as_text` is for an integer",
            "hint: remove it, or correct the type",
        ],
    },
    Case {
        name: "JSON of any kind in other words",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace("\"example\": \"A-1\"", "\"json\": \"Any\""),
        said: &[
            "2020-01-01/types/OrderItem.json:19:15: `Any` is not a type of the spec",
            "hint: name a type of `types/`, or write `any`",
        ],
    },
    Case {
        name: "JSON of a type with values",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace("\"example\": \"A-1\"", "\"json\": \"OnOff\""),
        said: &[
            "2020-01-01/types/OrderItem.json:19:15: `OnOff` has values, and what JSON holds is an object",
            "hint: name a type with fields, or write `any`",
        ],
    },
    Case {
        name: "code that is not Rust",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace("let item = OrderItem::new(", "let item = = OrderItem::new("),
        said: &[
            "2020-01-01/types/OrderItem.json:10:14: this is not Rust: expected an expression",
            "hint: write it as in a function that has a `client`",
        ],
    },
    Case {
        name: "name in Rust that is empty",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            "\"name\": \"Sku\",",
            "\"name\": \"Sku\", \"rust_name\": \"\",",
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:13:35: the `rust_name` is empty",
            "hint: write it, or remove the key",
        ],
    },
    Case {
        name: "name of a type in small letters",
        file: "2020-01-01/types/OrderState.json",
        change: Change::Replace("\"rust_name\": \"State\"", "\"rust_name\": \"order_state\""),
        said: &[
            "2020-01-01/types/OrderState.json:3:16: `order_state` is not written as the names of types are",
            "hint: write `OrderState`",
        ],
    },
    Case {
        name: "name of a value in small letters",
        file: "2020-01-01/types/OrderState.json",
        change: Change::Replace(
            "\"rust_name\": \"ThirdParty\"",
            "\"rust_name\": \"third_party\"",
        ),
        said: &[
            "2020-01-01/types/OrderState.json:17:20: `third_party` cannot be a name in Rust",
            "hint: write a capital letter, then letters and digits",
        ],
    },
    Case {
        name: "letter of another alphabet in an error code",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace("\"FailedOperation\"", "\"Failed\u{41e}peration\""),
        said: &[
            "2020-01-01/actions/CreateOrder.json:78:5: the error code `Failed\\u{41e}peration` is not in `error_codes.json`",
            "hint: did you mean `FailedOperation`? Or add it there, with its meaning",
        ],
    },
    Case {
        name: "letter of another alphabet in a type",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace("\"type\": \"Category\"", "\"type\": \"\u{421}ategory\""),
        said: &[
            "2020-01-01/actions/CreateOrder.json:39:15: the type `\\u{421}ategory` is unknown",
            "hint: did you mean `Category`?",
        ],
    },
    Case {
        name: "done codes while nobody has decided",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            "\"retry\": \"session_id\",\n  \"session_id_days\": 3,",
            "\"done_codes\": [\"NoSuch\"],",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:9:18: the error code `NoSuch` is not in `error_codes.json`",
            "hint: add it there, with its meaning",
        ],
    },
    Case {
        name: "value of a field that its type does not have",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"value\": \"done\"", "\"value\": \"Done\""),
        said: &[
            "2020-01-01/types/Everything.json:116:20: `Done` is no value of the type `OrderState`",
            "hint: did you mean `DONE`?",
        ],
    },
    Case {
        name: "value twice, by two names",
        file: "2020-01-01/types/OnOff.json",
        change: Change::Replace(
            "\"value\": \"OFF\"",
            "\"value\": \"ON\", \"rust_name\": \"Off\"",
        ),
        said: &[
            "2020-01-01/types/OnOff.json:9:16: the value `ON` is repeated",
            "hint: remove one of them",
            "2020-01-01/types/OnOff.json:13:12: `OFF` is none of the values",
            "hint: name one of them",
        ],
    },
    Case {
        name: "value of a switch that is refused, and nothing that follows",
        file: "2020-01-01/types/OnOff.json",
        change: Change::Replace(r#""value": "OFF""#, r#""value": "OFF", "rust_name": "On""#),
        said: &[
            "2020-01-01/types/OnOff.json:9:16: `ON` and `OFF` would both be called `On`",
            "hint: give one of them a `rust_name`",
        ],
    },
    Case {
        name: "error code that another version has in other capitals",
        file: "2020-01-01/error_codes.json",
        change: Change::Replace("RequestLimitExceeded", "requestLimitExceeded"),
        said: &[
            "2021-06-30/error_codes.json:19:15: the error codes `requestLimitExceeded` and `RequestLimitExceeded` differ in capitals only",
            "hint: write it as the service does, and remove the other",
        ],
    },
];
