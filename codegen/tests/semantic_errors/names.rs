//! Errors in names, and in what stands where.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "parameter twice",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""name": "Category""#, r#""name": "Names""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:43:15: the parameter `Names` is repeated",
            "hint: remove one of them",
        ],
    },
    Case {
        name: "parameter with a space in its name",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""name": "Category""#, r#""name": "The Category""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:38:15: `The Category` cannot be a name on the wire",
            "hint: write it as the service does: Latin letters, digits, `_`, `-` and `.`",
        ],
    },
    Case {
        name: "parameter with a letter that looks like a Latin one",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""name": "Category""#, "\"name\": \"\u{421}ategory\""),
        said: &[
            "2020-01-01/actions/CreateOrder.json:38:15: `\\u{421}ategory` cannot be a name on the wire",
            "hint: write it as the service does: Latin letters, digits, `_`, `-` and `.`",
        ],
    },
    Case {
        name: "name in Rust that is none of a field",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""name": "Category""#,
            r#""name": "Category", "rust_name": "TheCategory""#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:38:40: `TheCategory` is not written as the names of fields are",
            "hint: write `the_category`",
        ],
    },
    Case {
        name: "parameters that would share a name",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""name": "Category""#, r#""name": "SessionID""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:52:15: the parameters `SessionID` and `SessionId` would both be called `session_id`",
            "hint: give one of them a `rust_name`",
        ],
    },
    Case {
        name: "swapped",
        file: "2020-01-01/actions/PutSettings.json",
        change: Change::Replace(
            r#""new": [
    "A",
    "B""#,
            r#""new": [
    "B",
    "A""#,
        ),
        said: &[
            "2020-01-01/actions/PutSettings.json:17:15: `A` now comes before `B`, and both are `string`: swapped arguments of `new()` would compile in every caller and send the wrong values",
            "hint: put them in the order of `new`; `new` itself is append-only, so undo the change if it was made there",
        ],
    },
    Case {
        name: "type of a type unknown",
        file: "2020-01-01/types/Category.json",
        change: Change::Replace(r#""type": "Owner""#, r#""type": "Ovner""#),
        said: &[
            "2020-01-01/types/Category.json:27:15: the type `Ovner` is unknown",
            "hint: did you mean `Owner`?",
        ],
    },
    Case {
        name: "list of lists",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "[string]""#, r#""type": "[[string]]""#),
        said: &[
            "2020-01-01/types/Everything.json:55:15: `[[string]]` is a list of lists",
            "hint: put a type with one list between them",
        ],
    },
    Case {
        name: "types that differ in capitals only",
        file: "2020-01-01/types/everything.json",
        change: Change::Add(r#"{ "name": "everything", "summary": "S." }"#),
        said: &[
            "2020-01-01/types/everything.json:1:11: the types `Everything` and `everything` differ in capitals only",
            "hint: their files would be the same where file names are case-insensitive: keep one of them",
        ],
    },
    Case {
        name: "types that would share a module",
        file: "2020-01-01/types/Order_Item.json",
        change: Change::Add(r#"{ "name": "Order_Item", "summary": "S." }"#),
        said: &[
            "2020-01-01/types/Order_Item.json:1:11: the types `OrderItem` and `Order_Item` would share the module `order_item`",
            "hint: give one of them a `rust_name`",
        ],
    },
    Case {
        name: "actions that differ in capitals only",
        file: "2020-01-01/actions/createOrder.json",
        change: Change::Add(r#"{ "name": "createOrder", "summary": "S.", "retry": "read" }"#),
        said: &[
            "2020-01-01/actions/createOrder.json:1:11: the actions `CreateOrder` and `createOrder` differ in capitals only",
            "hint: their files would be the same where file names are case-insensitive: keep one of them",
        ],
    },
    Case {
        name: "actions that would share a method",
        file: "2020-01-01/actions/Create_Order.json",
        change: Change::Add(r#"{ "name": "Create_Order", "summary": "S.", "retry": "read" }"#),
        said: &[
            "2020-01-01/actions/Create_Order.json:1:11: the actions `CreateOrder` and `Create_Order` would share the method `create_order`",
            "hint: give one of them a `rust_name`",
            "2020-01-01/actions/Create_Order.json:1:11: the actions `CreateOrder` and `Create_Order` would share the module `create_order`",
            "hint: give one of them a `rust_name`",
        ],
    },
    Case {
        name: "name of a type that is no name",
        file: "2020-01-01/types/A-B.json",
        change: Change::Add(r#"{ "name": "A-B", "summary": "S." }"#),
        said: &[
            "2020-01-01/types/A-B.json:1:11: `A-B` cannot be a name in Rust",
            "hint: a name begins with a letter and has letters, digits and `_`",
        ],
    },
    Case {
        name: "name of a field that is no name",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""name": "Text""#, r#""name": "文""#),
        said: &[
            "2020-01-01/types/Everything.json:6:15: `文` cannot be a name on the wire",
            "hint: write it as the service does: Latin letters, digits, `_`, `-` and `.`",
        ],
    },
    Case {
        name: "type called as a scalar",
        file: "2020-01-01/types/float.json",
        change: Change::Add(r#"{ "name": "float", "summary": "S." }"#),
        said: &[
            "2020-01-01/types/float.json:1:11: `float` is a type already",
            "hint: a type in a file of its own needs another name",
        ],
    },
    Case {
        name: "type called as another that made way",
        file: "2020-01-01/types/CreateOrderRequestData.json",
        change: Change::Add(r#"{ "name": "CreateOrderRequestData", "summary": "S." }"#),
        said: &[
            "2020-01-01/types/CreateOrderRequestData.json:1:11: the types `CreateOrderRequest` and `CreateOrderRequestData` would both be called `CreateOrderRequestData`",
            "hint: give one of them a `rust_name`",
        ],
    },
    Case {
        name: "response with a field of its own that collides",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(r#""name": "TotalCount""#, r#""name": "RequestID""#),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:55:15: the fields `RequestId` and `RequestID` would both be called `request_id`",
            "hint: give one of them a `rust_name`",
            "2020-01-01/actions/DescribeOrders.json:89:9: `TotalCount` is not a field of the response of `DescribeOrders`",
            "hint: did you mean `RequestID`?",
        ],
    },
    Case {
        name: "response that lists RequestId",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(r#""name": "TotalCount""#, r#""name": "RequestId""#),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:55:15: every response has `RequestId` anyway",
            "hint: remove it",
            "2020-01-01/actions/DescribeOrders.json:89:9: `TotalCount` is not a field of the response of `DescribeOrders`",
            "hint: did you mean `RequestId`?",
        ],
    },
    Case {
        name: "required and not in new",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#"    "OrderName",
    "Extras""#,
            r#"    "Extras""#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:17:15: the parameter `OrderName` is required and not in `new`",
            r#"hint: append "OrderName" to `new`; if programs have been compiled without it, say `required_later` in place of `required`"#,
        ],
    },
    Case {
        name: "in new twice",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#"    "Extras"
"#,
            r#"    "Extras",
    "Item"
"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:15:5: `new` names `Item` twice",
            "hint: remove one of them",
        ],
    },
    Case {
        name: "in new and unknown",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#"    "Quantity"
  ]"#,
            r#"    "Quantity",
    "Skus"
  ]"#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:7:5: `Skus` is not a field of `OrderItem`",
            "hint: did you mean `Sku`?",
        ],
    },
    Case {
        name: "swapped in a type",
        file: "2020-01-01/types/AwkwardNames.json",
        change: Change::Replace(
            r#""summary""#,
            r#""new": ["Add", "Match", "Self"],
  "summary""#,
        ),
        said: &[
            "2020-01-01/types/AwkwardNames.json:7:15: `Self` now comes before `Match`, and both are `string`: swapped arguments of `new()` would compile in every caller and send the wrong values",
            "hint: put them in the order of `new`; `new` itself is append-only, so undo the change if it was made there",
        ],
    },
    Case {
        name: "swapped, of types that take the same literals",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "new": ["Until", "Key", "Most", "Least", "Quiet"],
  "parameters": [
    { "name": "Quiet", "type": "bool", "required": true },
    { "name": "Key", "type": "string", "required": true },
    { "name": "Until", "type": "timestamp", "required": true },
    { "name": "Least", "type": "int64", "required": true },
    { "name": "Most", "type": "uint64", "required": true }
  ] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:5:15: `Key` now comes before `Until`, and both take texts: swapped arguments of `new()` would compile in callers that pass literals and send the wrong values",
            "hint: put them in the order of `new`; `new` itself is append-only, so undo the change if it was made there",
            "2020-01-01/actions/OpenTill.json:7:15: `Least` now comes before `Most`, and both take integers: swapped arguments of `new()` would compile in callers that pass literals and send the wrong values",
            "hint: put them in the order of `new`; `new` itself is append-only, so undo the change if it was made there",
        ],
    },
];
