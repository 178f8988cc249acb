//! Limits, defaults, known values and words.

use serde_json::json;

use crate::base::Case;

const ORDER: &str = "2020-01-01/actions/CreateOrder.json";
const ORDERS: &str = "2020-01-01/actions/DescribeOrders.json";
const SEND: &str = "2020-01-01/actions/Send.json";
const OWNER: &str = "2020-01-01/types/Owner.json";
const ITEM: &str = "2020-01-01/types/OrderItem.json";
const RECEIPT: &str = "2020-01-01/types/Receipt.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "limits, stricter",
        edit: |spec| {
            spec.set(ORDER, "/parameters/0/max_chars", 10);
            spec.set(ITEM, "/fields/4/max_items", 4);
            spec.set(ITEM, "/fields/0/min_chars", 2);
            spec.set(ITEM, "/fields/1/range", json!({ "min": 2, "max": 98 }));
        },
        changes: &[
            "docs/breaking limit 2020-01-01 CreateOrder.parameters.OrderName: `max_chars` 10 instead of 20",
            "docs/breaking limit 2020-01-01 OrderItem.fields.Labels: `max_items` 4 instead of 5",
            "docs/breaking limit 2020-01-01 OrderItem.fields.Quantity: `range.max` 98 instead of 99",
            "docs/breaking limit 2020-01-01 OrderItem.fields.Quantity: `range.min` 2 instead of 1",
            "docs/breaking limit 2020-01-01 OrderItem.fields.Sku: `min_chars` 2 instead of 1",
        ],
    },
    Case {
        name: "secrets",
        edit: |spec| {
            spec.set(ORDER, "/parameters/0/secret", true);
            spec.set(ITEM, "/fields/0/secret", false);
        },
        changes: &[
            "docs/docs secret 2020-01-01 CreateOrder.parameters.OrderName: secret now: redacted in `Debug`, errors and logs",
        ],
    },
    Case {
        name: "no longer a secret",
        edit: |spec| {
            spec.unset("2020-01-01/types/Owner.json", "/fields/0/secret");
        },
        changes: &[
            "docs/docs secret 2020-01-01 Owner.fields.Name: no longer secret: shown in `Debug`, errors and logs",
        ],
    },
    Case {
        name: "limits, looser",
        edit: |spec| {
            spec.set(ORDER, "/parameters/0/max_chars", 30);
            spec.set(ITEM, "/fields/0/min_chars", 0);
            spec.set(ITEM, "/fields/1/range", json!({ "min": 0, "max": 100 }));
        },
        changes: &[
            "docs/additive limit 2020-01-01 CreateOrder.parameters.OrderName: `max_chars` 30 instead of 20",
            "docs/additive limit 2020-01-01 OrderItem.fields.Quantity: `range.max` 100 instead of 99",
            "docs/additive limit 2020-01-01 OrderItem.fields.Quantity: `range.min` 0 instead of 1",
            "docs/additive limit 2020-01-01 OrderItem.fields.Sku: `min_chars` 0 instead of 1",
        ],
    },
    Case {
        name: "limits, stated for the first time",
        edit: |spec| {
            spec.set(ORDER, "/parameters/6/min_chars", 1);
            spec.set(SEND, "/parameters/0/max_items", 10);
            spec.set(ORDERS, "/parameters/5/range", json!({ "min": 0 }));
        },
        changes: &[
            "docs/breaking limit 2020-01-01 Send.parameters.OrderIds: `max_items` 10, not stated before",
            "docs/docs limit 2020-01-01 CreateOrder.parameters.SessionId: `min_chars` 1, not stated before",
            "docs/docs limit 2020-01-01 DescribeOrders.parameters.Offset: `range.min` 0, not stated before",
        ],
    },
    Case {
        name: "limits, no longer stated",
        edit: |spec| {
            spec.unset(ORDER, "/parameters/0/max_chars");
            spec.unset(ITEM, "/fields/0/min_chars");
            spec.unset(ITEM, "/fields/1/range");
        },
        changes: &[
            "docs/additive limit 2020-01-01 CreateOrder.parameters.OrderName: `max_chars` no longer stated, 20 before",
            "docs/docs limit 2020-01-01 OrderItem.fields.Quantity: `range.max` no longer stated, 99 before",
            "docs/docs limit 2020-01-01 OrderItem.fields.Quantity: `range.min` no longer stated, 1 before",
            "docs/docs limit 2020-01-01 OrderItem.fields.Sku: `min_chars` no longer stated, 1 before",
        ],
    },
    Case {
        name: "limits of what only responses have",
        edit: |spec| {
            spec.set(ORDER, "/response/0/max_chars", 10);
            spec.set(RECEIPT, "/fields/4/max_items", 10);
        },
        changes: &[
            "docs/docs limit 2020-01-01 CreateOrder.response.OrderId: `max_chars` 10, not stated before",
            "docs/docs limit 2020-01-01 Receipt.fields.Codes: `max_items` 10, not stated before",
        ],
    },
    Case {
        name: "defaults",
        edit: |spec| {
            spec.set(ORDERS, "/parameters/3/default", 10);
            spec.set(ORDERS, "/parameters/4/default", false);
            spec.unset(ITEM, "/fields/3/default");
        },
        changes: &[
            "docs/breaking default 2020-01-01 DescribeOrders.parameters.Limit: `default` 10 instead of 20",
            "docs/docs default 2020-01-01 DescribeOrders.parameters.Detailed: `default` false, not stated before",
            "docs/docs default 2020-01-01 OrderItem.fields.Type: `default` no longer stated, \"paper\" before",
        ],
    },
    Case {
        name: "values that come and go",
        edit: |spec| {
            spec.set(ITEM, "/fields/3/values/1/value", "glass");
            spec.set(ORDER, "/response/0/values", json!([{ "value": "o-1" }]));
        },
        changes: &[
            "docs/breaking values 2020-01-01 OrderItem.fields.Type: no longer known to be `\"paper\"`",
            "docs/additive values 2020-01-01 CreateOrder.response.OrderId: may be `\"o-1\"` too",
            "docs/additive values 2020-01-01 OrderItem.fields.Type: may be `\"glass\"` too",
        ],
    },
    Case {
        name: "values in another order and in other words",
        edit: |spec| {
            spec.swap(ITEM, "/fields/3/values");
            spec.set(ITEM, "/fields/4/values/0/docs", "The colour.");
        },
        changes: &[
            "docs/docs words 2020-01-01 OrderItem.fields.Labels: its values in other words",
            "docs/docs order 2020-01-01 OrderItem.fields.Type: its values in another order",
        ],
    },
    Case {
        name: "conditions",
        edit: |spec| {
            spec.set(ITEM, "/fields/4/required_if", json!({ "Type": ["paper"] }));
            spec.set(ORDER, "/one_of", json!([["Category", "Original"]]));
            spec.set(ORDER, "/examples", json!([]));
            spec.set(OWNER, "/one_of", json!([]));
        },
        changes: &[
            "docs/docs condition 2020-01-01 CreateOrder: one of other parameters is given",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
            "docs/docs condition 2020-01-01 OrderItem.fields.Labels: required under other conditions",
            "docs/docs condition 2020-01-01 Owner: one of other fields is given",
        ],
    },
    Case {
        name: "words and examples",
        edit: |spec| {
            spec.set(ITEM, "/fields/0/docs", "Its number.");
            spec.set(ITEM, "/fields/0/example", "A-2");
            spec.set(ORDERS, "/response/1/docs", "The count.");
            spec.set(ORDERS, "/response/1/unit", "bytes");
        },
        changes: &[
            "docs/docs unit 2020-01-01 DescribeOrders.response.TotalCount: counts something else, or says what it counts",
            "docs/docs words 2020-01-01 DescribeOrders.response.TotalCount: other words",
            "docs/docs words 2020-01-01 OrderItem.fields.Sku: other words",
            "docs/docs example 2020-01-01 OrderItem.fields.Sku: another example",
        ],
    },
];
