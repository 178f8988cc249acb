//! Parameters and fields of other types, and what Rust makes of them.

use serde_json::json;

use crate::base::Case;

const ORDER: &str = "2020-01-01/actions/CreateOrder.json";
const ORDERS: &str = "2020-01-01/actions/DescribeOrders.json";
const MOVE: &str = "2020-01-01/actions/Move.json";
const ROBOTS: &str = "2020-01-01/actions/ListRobots.json";
const ITEM: &str = "2020-01-01/types/OrderItem.json";
const RECEIPT: &str = "2020-01-01/types/Receipt.json";
const AWKWARD: &str = "2020-01-01/types/AwkwardNames.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "another type of a parameter",
        edit: |spec| {
            spec.set(ORDERS, "/parameters/4/type", "string");
            spec.unset(ORDERS, "/examples/0");
        },
        changes: &[
            "breaking/breaking type 2020-01-01 DescribeOrders.parameters.Detailed: `string` instead of `bool`",
            "docs/docs examples 2020-01-01 DescribeOrders: other example calls",
        ],
    },
    Case {
        name: "another type of an argument",
        edit: |spec| {
            spec.set(MOVE, "/parameters/1/type", "string");
            spec.unset(MOVE, "/examples/0");
        },
        changes: &[
            "breaking/breaking type 2020-01-01 Move.parameters.Shelf: `string` instead of `int64`",
            "docs/docs examples 2020-01-01 Move: other example calls",
        ],
    },
    Case {
        name: "a list where there was one",
        edit: |spec| {
            spec.set(ORDER, "/response/1/type", "[Receipt]");
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "breaking/breaking type 2020-01-01 CreateOrder.response.Receipt: `[Receipt]` instead of `Receipt`",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
        ],
    },
    Case {
        name: "another format of a text",
        edit: |spec| {
            spec.set(ORDERS, "/parameters/0/type", "timestamp");
            spec.set(ORDERS, "/response/2/type", "float");
        },
        changes: &[
            "breaking/breaking type 2020-01-01 DescribeOrders.parameters.Day: `timestamp` instead of `date`",
            "breaking/breaking type 2020-01-01 DescribeOrders.response.Offset: `float` instead of `int64`",
        ],
    },
    Case {
        name: "a format of a text that had none",
        edit: |spec| {
            spec.set(MOVE, "/parameters/0/type", "timestamp");
            spec.unset(MOVE, "/examples/0");
        },
        changes: &[
            "breaking/docs type 2020-01-01 Move.parameters.OrderId: `timestamp` instead of `string`",
            "docs/docs examples 2020-01-01 Move: other example calls",
        ],
    },
    Case {
        name: "more and fewer numbers",
        edit: |spec| {
            spec.set(ORDERS, "/parameters/3/type", "int64");
            spec.set(ORDERS, "/parameters/2/type", "[int64]");
            spec.set(ORDERS, "/response/1/type", "int64");
            spec.set(ORDERS, "/response/2/type", "uint64");
            spec.unset(ORDERS, "/examples/0");
        },
        changes: &[
            "breaking/additive type 2020-01-01 DescribeOrders.parameters.Limit: `int64` instead of `uint64`",
            "breaking/breaking type 2020-01-01 DescribeOrders.parameters.Prices: `[int64]` instead of `[float]`",
            "breaking/docs type 2020-01-01 DescribeOrders.response.Offset: `uint64` instead of `int64`",
            "breaking/breaking type 2020-01-01 DescribeOrders.response.TotalCount: `int64` instead of `uint64`",
            "docs/docs examples 2020-01-01 DescribeOrders: other example calls",
        ],
    },
    Case {
        name: "a type of the same fields by another name",
        edit: |spec| {
            let fields = json!([
                { "name": "Lat", "type": "float" },
                { "name": "Lon", "type": "float" },
            ]);
            let place = json!({ "name": "Place", "summary": "A place.", "fields": fields });
            spec.add("2020-01-01/types/Place.json", place);
            spec.set(AWKWARD, "/fields/11/type", "Place");
        },
        changes: &[
            "breaking/docs type 2020-01-01 AwkwardNames.fields.Place: `Place` instead of `geo_point`",
            "additive/docs type_added 2020-01-01 Place: new",
        ],
    },
    Case {
        name: "a type of other fields",
        edit: |spec| spec.set(AWKWARD, "/fields/11/type", "Nothing"),
        changes: &[
            "breaking/breaking type 2020-01-01 AwkwardNames.fields.Place: `Nothing` instead of `geo_point`",
        ],
    },
    Case {
        name: "returned always, and never again",
        edit: |spec| {
            spec.unset(ORDER, "/response/0/always_returned");
            spec.set(RECEIPT, "/fields/5/always_returned", true);
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "breaking/breaking always_returned 2020-01-01 CreateOrder.response.OrderId: no longer always returned: `CreateOrderResponse.order_id` is `Option<String>` instead of `String`",
            "breaking/additive always_returned 2020-01-01 Receipt.fields.Paid: always returned now: `Receipt.paid` is `bool` instead of `Option<bool>`",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
        ],
    },
    Case {
        name: "returned always, where it makes no difference in Rust",
        edit: |spec| {
            spec.set(ORDER, "/response/1/always_returned", true);
            spec.unset(ORDER, "/response/2/nullable");
            spec.set(ITEM, "/fields/3/always_returned", true);
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "docs/additive always_returned 2020-01-01 CreateOrder.response.Receipt: always returned now",
            "docs/additive always_returned 2020-01-01 OrderItem.fields.Type: always returned now",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
            "docs/docs nullable 2020-01-01 CreateOrder.response.Warnings: no longer said to be null",
        ],
    },
    Case {
        name: "null",
        edit: |spec| {
            spec.set(ORDER, "/response/1/nullable", true);
            spec.unset(RECEIPT, "/fields/4/nullable");
        },
        changes: &[
            "docs/docs nullable 2020-01-01 CreateOrder.response.Receipt: may be null now",
            "docs/docs nullable 2020-01-01 Receipt.fields.Codes: no longer said to be null",
        ],
    },
    Case {
        name: "JSON in strings",
        edit: |spec| {
            spec.set(ROBOTS, "/parameters/2/json", "Category");
            spec.unset(ROBOTS, "/response/3/json");
            spec.set(ROBOTS, "/response/2/json", "any");
        },
        changes: &[
            "breaking/docs json 2020-01-01 ListRobots.parameters.Plan: `json` Category instead of Owner",
            "breaking/docs json 2020-01-01 ListRobots.response.WakeId: `json` no longer stated, any before",
            "additive/docs json 2020-01-01 ListRobots.response.NextMarker: `json` any, not stated before",
        ],
    },
    Case {
        name: "another order",
        edit: |spec| {
            spec.swap(ORDERS, "/parameters");
            spec.swap(RECEIPT, "/fields");
        },
        changes: &[
            "docs/docs order 2020-01-01 DescribeOrders.parameters: another order",
            "docs/docs order 2020-01-01 Receipt.fields: another order",
        ],
    },
    Case {
        name: "the other of two of one name has it now",
        edit: |spec| {
            spec.set(AWKWARD, "/fields/6/deprecated", "Use `Etag`.");
            spec.unset(AWKWARD, "/fields/7/deprecated");
        },
        changes: &[
            "docs/breaking rust 2020-01-01 AwkwardNames.fields.ETag: called `etag_2` instead of `etag` in Rust, and `etag` is `Etag`",
            "docs/breaking rust 2020-01-01 AwkwardNames.fields.Etag: called `etag` instead of `etag_2` in Rust, and `etag_2` is `ETag`",
            "additive/docs deprecated 2020-01-01 AwkwardNames.fields.ETag: deprecated: Use `Etag`.",
            "docs/docs deprecated 2020-01-01 AwkwardNames.fields.Etag: no longer deprecated",
        ],
    },
    Case {
        name: "the same name by other capitals",
        edit: |spec| {
            spec.set(ORDER, "/parameters/5/name", "ORIGINAL");
            spec.set(ORDER, "/response/2/name", "WARNINGS");
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "docs/breaking field_removed 2020-01-01 CreateOrder.parameters.Original: gone",
            "docs/breaking field_removed 2020-01-01 CreateOrder.response.Warnings: gone",
            "docs/additive field_added 2020-01-01 CreateOrder.parameters.ORIGINAL: new",
            "docs/additive field_added 2020-01-01 CreateOrder.response.WARNINGS: new",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
        ],
    },
    Case {
        name: "types that contain each other",
        edit: |spec| {
            let names = json!({ "name": "Names", "type": "AwkwardNames" });
            spec.push("2020-01-01/types/geo_point.json", "/fields", names);
        },
        changes: &[
            "breaking/docs rust 2020-01-01 AwkwardNames.fields.Place: different in Rust: `AwkwardNames.place` is `Option<Box<geo_point>>` instead of `Option<geo_point>`",
            "additive/additive field_added 2020-01-01 geo_point.fields.Names: new",
        ],
    },
];
