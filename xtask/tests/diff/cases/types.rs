//! Types that come, go, and are used elsewhere.

use serde_json::json;

use crate::base::Case;

const ORDER: &str = "2020-01-01/actions/CreateOrder.json";
const REGISTER: &str = "2020-01-01/actions/RegisterClient.json";
const AWKWARD: &str = "2020-01-01/types/AwkwardNames.json";
const ITEM: &str = "2020-01-01/types/OrderItem.json";
const RECEIPT: &str = "2020-01-01/types/Receipt.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "a type, and a field of it",
        edit: |spec| {
            let fields = json!([{ "name": "Good", "type": "bool", "required": true }]);
            let type_ = json!({ "name": "Mood", "new": ["Good"], "fields": fields });
            spec.add("2020-01-01/types/Mood.json", type_);
            spec.push(
                ORDER,
                "/parameters",
                json!({ "name": "Mood", "type": "Mood" }),
            );
        },
        changes: &[
            "additive/additive field_added 2020-01-01 CreateOrder.parameters.Mood: new",
            "additive/docs type_added 2020-01-01 Mood: new",
        ],
    },
    Case {
        name: "a type that has gone",
        edit: |spec| {
            spec.remove("2020-01-01/types/geo_point.json");
            spec.unset(AWKWARD, "/fields/11");
        },
        changes: &[
            "breaking/breaking field_removed 2020-01-01 AwkwardNames.fields.Place: gone",
            "breaking/docs type_removed 2020-01-01 geo_point: gone",
        ],
    },
    Case {
        name: "a type of responses that requests use now",
        edit: |spec| {
            spec.push(
                ORDER,
                "/parameters",
                json!({ "name": "Old", "type": "Receipt" }),
            );
        },
        changes: &[
            "breaking/docs direction 2020-01-01 Receipt: used in requests and responses now: `Receipt.codes` is `Option<Vec<i64>>` instead of `Vec<i64>`, `Receipt.lines` is `Option<Vec<OrderItem>>` instead of `Vec<OrderItem>`, `Receipt.receipt_no` is `Option<String>` instead of `String`, and 9 more",
            "additive/additive field_added 2020-01-01 CreateOrder.parameters.Old: new",
        ],
    },
    Case {
        name: "the same, of a type that loses its list and has nothing but optional fields then",
        edit: |spec| {
            let order = json!({ "name": "Where", "type": "Shelf" });
            let action = "2021-06-30/actions/DescribeOrders.json";
            spec.push(action, "/parameters", order);
            spec.unset("2021-06-30/types/Shelf.json", "/fields/1");
        },
        changes: &[
            "breaking/breaking field_removed 2021-06-30 Shelf.fields.Shelves: gone",
            "additive/additive field_added 2021-06-30 DescribeOrders.parameters.Where: new",
            "additive/docs direction 2021-06-30 Shelf: used in requests and responses now: `Shelf::name` is new, `Shelf::new` is new",
        ],
    },
    Case {
        name: "a type of requests that responses use now",
        edit: |spec| {
            spec.push(
                ORDER,
                "/response",
                json!({ "name": "Original", "type": "CreateOrderRequest" }),
            );
        },
        changes: &[
            "additive/additive field_added 2020-01-01 CreateOrder.response.Original: new",
            "docs/docs direction 2020-01-01 CreateOrderRequest: used in requests and responses now",
        ],
    },
    Case {
        name: "a type of both that requests do not use any more",
        edit: |spec| {
            spec.unset(REGISTER, "/parameters/2");
            spec.set("2020-01-01/types/Client.json", "/fields/0/type", "string");
        },
        changes: &[
            "breaking/breaking field_removed 2020-01-01 RegisterClient.parameters.Nicknames: gone",
            "breaking/breaking type 2020-01-01 Client.fields.Name: `string` instead of `String`",
            "breaking/docs direction 2020-01-01 String: used in responses only now: `String.words` is `Vec<String>` instead of `Option<Vec<String>>`, `String::language` is gone, `String::new` is gone, and 2 more",
        ],
    },
    Case {
        name: "a direction and a fact at once",
        edit: |spec| {
            spec.push(
                ORDER,
                "/parameters",
                json!({ "name": "Old", "type": "Receipt" }),
            );
            spec.unset(RECEIPT, "/fields/0/always_returned");
            spec.set(RECEIPT, "/fields/1/type", "string");
            spec.unset(ORDER, "/examples/0");
        },
        changes: &[
            "breaking/docs direction 2020-01-01 Receipt: used in requests and responses now: `Receipt.codes` is `Option<Vec<i64>>` instead of `Vec<i64>`, `Receipt.lines` is `Option<Vec<OrderItem>>` instead of `Vec<OrderItem>`, `Receipt.receipt_no` is `Option<String>` instead of `String`, and 7 more",
            "breaking/breaking type 2020-01-01 Receipt.fields.Total: `string` instead of `float`",
            "additive/additive field_added 2020-01-01 CreateOrder.parameters.Old: new",
            "docs/docs examples 2020-01-01 CreateOrder: other example calls",
            "docs/docs always_returned 2020-01-01 Receipt.fields.ReceiptNo: no longer always returned",
        ],
    },
    Case {
        name: "a direction and what requests must have",
        edit: |spec| {
            spec.push(
                ORDER,
                "/parameters",
                json!({ "name": "Old", "type": "Receipt" }),
            );
            spec.set(RECEIPT, "/fields/1/required", true);
            spec.set(RECEIPT, "/new", json!(["Total"]));
        },
        changes: &[
            "breaking/docs direction 2020-01-01 Receipt: used in requests and responses now: `Receipt.codes` is `Option<Vec<i64>>` instead of `Vec<i64>`, `Receipt.lines` is `Option<Vec<OrderItem>>` instead of `Vec<OrderItem>`, `Receipt.receipt_no` is `Option<String>` instead of `String`, and 9 more",
            "additive/additive field_added 2020-01-01 CreateOrder.parameters.Old: new",
            "docs/docs required 2020-01-01 Receipt.fields.Total: required now",
        ],
    },
    Case {
        name: "requests alone, where responses had it too",
        edit: |spec| {
            spec.unset("2020-01-01/actions/DescribeOrders.json", "/response/3");
            spec.set(
                "2020-01-01/types/geo_point.json",
                "/fields/0/required",
                true,
            );
            spec.set("2020-01-01/types/geo_point.json", "/new", json!(["Lat"]));
        },
        changes: &[
            "breaking/breaking field_removed 2020-01-01 DescribeOrders.response.Names: gone",
            "breaking/breaking required 2020-01-01 geo_point.fields.Lat: required now: `geo_point::new` takes `(lat: f64)` instead of `()`",
            "docs/docs direction 2020-01-01 AwkwardNames: used in requests only now",
            "docs/docs direction 2020-01-01 Nothing: used in requests only now",
            "docs/docs direction 2020-01-01 geo_point: used in requests only now",
        ],
    },
    Case {
        name: "an action whose request is called as the type",
        edit: |spec| {
            let fields = json!([{ "name": "Tip", "type": "float" }]);
            let type_ = json!({ "name": "TipRequest", "fields": fields });
            spec.add("2020-01-01/types/TipRequest.json", type_);
            spec.add(
                "2020-01-01/actions/Tip.json",
                json!({ "name": "Tip", "summary": "Gives a tip.", "retry": "never" }),
            );
        },
        changes: &[
            "additive/additive action_added 2020-01-01 Tip: new",
            "additive/docs type_added 2020-01-01 TipRequest: new",
        ],
    },
    Case {
        name: "other words",
        edit: |spec| {
            spec.set(ITEM, "/summary", "A thing.");
            spec.unset(RECEIPT, "/summary");
        },
        changes: &[
            "docs/docs words 2020-01-01 OrderItem: other words",
            "docs/docs words 2020-01-01 Receipt: other words",
        ],
    },
];
