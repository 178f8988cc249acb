//! What a request must have, and the arguments of `new()`.

use crate::base::Case;

const ORDER: &str = "2020-01-01/actions/CreateOrder.json";
const MOVE: &str = "2020-01-01/actions/Move.json";
const ORDERS: &str = "2020-01-01/actions/DescribeOrders.json";
const SETTINGS: &str = "2020-01-01/actions/PutSettings.json";
const ITEM: &str = "2020-01-01/types/OrderItem.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "required, and optional before",
        edit: |spec| {
            spec.set(ORDERS, "/parameters/1/required", true);
            spec.push(ORDERS, "/new", "OrderIds");
        },
        changes: &[
            "breaking/breaking required 2020-01-01 DescribeOrders.parameters.OrderIds: required now: `DescribeOrdersRequest::new` takes `(day: impl Into<String>, order_ids: impl IntoIterator<Item = impl Into<String>>)` instead of `(day: impl Into<String>)`",
        ],
    },
    Case {
        name: "required, and programs are compiled without it",
        edit: |spec| spec.set(ORDERS, "/parameters/1/required_later", true),
        changes: &[
            "docs/additive required 2020-01-01 DescribeOrders.parameters.OrderIds: required later",
        ],
    },
    Case {
        name: "required again, and an argument all the time",
        edit: |spec| spec.set(MOVE, "/parameters/1/required", true),
        changes: &["docs/breaking required 2020-01-01 Move.parameters.Shelf: required now"],
    },
    Case {
        name: "optional, and required before",
        edit: |spec| spec.unset(MOVE, "/parameters/0/required"),
        changes: &["docs/additive required 2020-01-01 Move.parameters.OrderId: optional now"],
    },
    Case {
        name: "optional in requests, where responses have it too",
        edit: |spec| spec.unset(ITEM, "/fields/0/required"),
        changes: &["docs/additive required 2020-01-01 OrderItem.fields.Sku: optional now"],
    },
    Case {
        name: "required in requests, where nobody has to say so in Rust",
        edit: |spec| {
            spec.set(ITEM, "/fields/2/required", true);
            spec.push(ITEM, "/new", "UnitPrice");
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "breaking/breaking required 2020-01-01 OrderItem.fields.UnitPrice: required now: `OrderItem::new` takes `(sku: impl Into<String>, quantity: u64, unit_price: f64)` instead of `(sku: impl Into<String>, quantity: u64)`",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
        ],
    },
    Case {
        name: "an argument more, which is optional",
        edit: |spec| spec.push(ORDERS, "/new", "OrderIds"),
        changes: &[
            "breaking/docs new 2020-01-01 DescribeOrders.new: (Day, OrderIds) instead of (Day)",
        ],
    },
    Case {
        name: "an argument less, which is optional",
        edit: |spec| spec.unset(MOVE, "/new/1"),
        changes: &["breaking/docs new 2020-01-01 Move.new: (OrderId) instead of (OrderId, Shelf)"],
    },
    Case {
        name: "arguments of one type that swap places",
        edit: |spec| {
            spec.swap(SETTINGS, "/new");
            spec.swap(SETTINGS, "/parameters");
        },
        changes: &[
            "docs/breaking new 2020-01-01 PutSettings.new: (B, A, C, D, E, F, G, H) instead of (A, B, C, D, E, F, G, H): callers of `PutSettingsRequest::new` compile as before and send the wrong values",
            "docs/docs order 2020-01-01 PutSettings.parameters: another order",
        ],
    },
    Case {
        name: "arguments of two types that swap places",
        edit: |spec| spec.swap(ORDER, "/new"),
        changes: &[
            "breaking/docs new 2020-01-01 CreateOrder.new: (OrderName, Item, Extras) instead of (Item, OrderName, Extras)",
        ],
    },
];
