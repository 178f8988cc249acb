//! Parameters and fields that come and go.

use serde_json::json;

use crate::base::Case;

const ORDER: &str = "2020-01-01/actions/CreateOrder.json";
const MOVE: &str = "2020-01-01/actions/Move.json";
const ORDERS: &str = "2020-01-01/actions/DescribeOrders.json";
const ITEM: &str = "2020-01-01/types/OrderItem.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "an optional parameter",
        edit: |spec| {
            spec.push(
                ORDER,
                "/parameters",
                json!({ "name": "Note", "type": "string" }),
            );
        },
        changes: &["additive/additive field_added 2020-01-01 CreateOrder.parameters.Note: new"],
    },
    Case {
        name: "a deprecated parameter",
        edit: |spec| {
            let parameter = json!({ "name": "Note", "type": "string", "deprecated": "Of old." });
            spec.push(ORDER, "/parameters", parameter);
        },
        changes: &[
            "additive/additive field_added 2020-01-01 CreateOrder.parameters.Note: new, deprecated",
        ],
    },
    Case {
        name: "a required parameter",
        edit: |spec| {
            let parameter = json!({ "name": "Note", "type": "string", "required": true });
            spec.push(ORDER, "/parameters", parameter);
            spec.push(ORDER, "/new", "Note");
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "breaking/breaking field_added 2020-01-01 CreateOrder.parameters.Note: new, required, an argument of `CreateOrderRequest::new`",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
        ],
    },
    Case {
        name: "a parameter that is required of programs which are compiled without it",
        edit: |spec| {
            let parameter = json!({ "name": "Note", "type": "string", "required_later": true });
            spec.push(ORDER, "/parameters", parameter);
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "additive/additive field_added 2020-01-01 CreateOrder.parameters.Note: new, required later",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
        ],
    },
    Case {
        name: "a parameter that has gone",
        edit: |spec| {
            spec.unset(ORDERS, "/parameters/2");
            spec.unset(ORDERS, "/examples/0");
        },
        changes: &[
            "breaking/breaking field_removed 2020-01-01 DescribeOrders.parameters.Prices: gone",
            "docs/docs examples 2020-01-01 DescribeOrders: other example calls",
        ],
    },
    Case {
        name: "an argument that has gone",
        edit: |spec| {
            spec.unset(MOVE, "/parameters/1");
            spec.unset(MOVE, "/new/1");
            spec.unset(MOVE, "/examples/0");
        },
        changes: &[
            "breaking/breaking field_removed 2020-01-01 Move.parameters.Shelf: gone",
            "docs/docs examples 2020-01-01 Move: other example calls",
        ],
    },
    Case {
        name: "an argument in the place of another of its type",
        edit: |spec| {
            spec.set(MOVE, "/parameters/0/name", "OrderNumber");
            spec.set(MOVE, "/new", json!(["OrderNumber", "Shelf"]));
            spec.unset(MOVE, "/examples/0");
        },
        changes: &[
            "docs/breaking new 2020-01-01 Move.new: (OrderNumber, Shelf) instead of (OrderId, Shelf): callers of `MoveRequest::new` compile as before and send the wrong values",
            "breaking/breaking field_removed 2020-01-01 Move.parameters.OrderId: gone",
            "additive/breaking field_added 2020-01-01 Move.parameters.OrderNumber: new, required, an argument of `MoveRequest::new`",
            "docs/docs examples 2020-01-01 Move: other example calls",
        ],
    },
    Case {
        name: "a response field",
        edit: |spec| {
            spec.push(
                ORDER,
                "/response",
                json!({ "name": "Queue", "type": "int64" }),
            );
        },
        changes: &["additive/additive field_added 2020-01-01 CreateOrder.response.Queue: new"],
    },
    Case {
        name: "a response field that has gone",
        edit: |spec| spec.unset(ORDERS, "/response/3"),
        changes: &[
            "breaking/breaking field_removed 2020-01-01 DescribeOrders.response.Names: gone",
            "docs/docs direction 2020-01-01 AwkwardNames: used in requests only now",
            "docs/docs direction 2020-01-01 Nothing: used in requests only now",
            "docs/docs direction 2020-01-01 geo_point: used in requests only now",
        ],
    },
    Case {
        name: "a required field of a type of requests and responses",
        edit: |spec| {
            let field = json!({ "name": "Weight", "type": "float", "required": true });
            spec.push(ITEM, "/fields", field);
            spec.push(ITEM, "/new", "Weight");
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "breaking/breaking field_added 2020-01-01 OrderItem.fields.Weight: new, required, an argument of `OrderItem::new`",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
        ],
    },
];
