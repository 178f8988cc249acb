//! Versions and actions that come, go, and are called otherwise.

use serde_json::json;

use crate::base::Case;

const OLD: &str = "2020-01-01/service.json";
const NEW: &str = "2021-06-30/service.json";
const ORDER: &str = "2020-01-01/actions/CreateOrder.json";
const MOVE: &str = "2020-01-01/actions/Move.json";
const ORDERS: &str = "2020-01-01/actions/DescribeOrders.json";
const PING: &str = "2020-01-01/actions/Ping.json";
const ROBOTS: &str = "2020-01-01/actions/ListRobots.json";
const SEND: &str = "2020-01-01/actions/Send.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "nothing",
        edit: |_| {},
        changes: &[],
    },
    Case {
        name: "an action, and one that is deprecated from the beginning",
        edit: |spec| {
            let eat = json!({ "name": "Eat", "summary": "Eats.", "retry": "never" });
            spec.add("2020-01-01/actions/Eat.json", eat);
            let drink = json!({
                "name": "Drink", "summary": "Drinks.", "retry": "never", "deprecated": "Use `Eat`.",
            });
            spec.add("2020-01-01/actions/Drink.json", drink);
        },
        changes: &[
            "additive/additive action_added 2020-01-01 Drink: new, deprecated: Use `Eat`.",
            "additive/additive action_added 2020-01-01 Eat: new",
        ],
    },
    Case {
        name: "an action that has gone",
        edit: |spec| spec.remove(SEND),
        changes: &["breaking/breaking action_removed 2020-01-01 Send: gone"],
    },
    Case {
        name: "an action whose method another version takes over",
        edit: |spec| spec.remove(ORDERS),
        changes: &[
            "breaking/breaking action_removed 2020-01-01 DescribeOrders: gone",
            "breaking/docs method 2021-06-30 DescribeOrders: called with `KioskClient::describe_orders` instead of `Client::send`",
            "docs/docs direction 2020-01-01 AwkwardNames: used in requests only now",
            "docs/docs direction 2020-01-01 Everything: used in requests only now",
            "docs/docs direction 2020-01-01 Nothing: used in requests only now",
            "docs/docs direction 2020-01-01 geo_point: used in requests only now",
        ],
    },
    Case {
        name: "an action in an older version, which has the method then",
        edit: |spec| {
            let shelves =
                json!({ "name": "DescribeShelves", "summary": "Lists.", "retry": "read" });
            spec.add("2020-01-01/actions/DescribeShelves.json", shelves);
        },
        changes: &[
            "breaking/additive action_added 2020-01-01 DescribeShelves: new",
            "breaking/docs method 2021-06-30 DescribeShelves: called with `Client::send` instead of `KioskClient::describe_shelves`",
        ],
    },
    Case {
        name: "a version that has gone",
        edit: |spec| spec.remove("2021-06-30/"),
        changes: &[
            "breaking/breaking version_removed 2021-06-30: gone, with 2 actions and 1 type",
            "breaking/docs error_code_removed 2021-06-30 error_codes.ResourceNotFound.Shelf: gone",
        ],
    },
    Case {
        name: "a version",
        edit: |spec| {
            let mut service = json!({
                "service": "kiosk", "version": "2022-01-01", "title": "Kiosk", "crate": "kiosk-sdk",
            });
            service["endpoint"] = "kiosk.example.com".into();
            spec.add("2022-01-01/service.json", service);
            spec.add("2022-01-01/error_codes.json", json!({}));
            let wave = json!({ "name": "Wave", "summary": "Waves.", "retry": "never" });
            spec.add("2022-01-01/actions/Wave.json", wave);
        },
        changes: &["additive/additive version_added 2022-01-01: new, with 1 action and 0 types"],
    },
    Case {
        name: "another service",
        edit: |spec| {
            for file in [OLD, NEW] {
                spec.set(file, "/endpoint", "stand.example.com");
                spec.set(file, "/service", "stand");
            }
        },
        changes: &[
            "docs/breaking service 2020-01-01: `endpoint` stand.example.com instead of kiosk.example.com",
            "docs/breaking service 2020-01-01: `service` stand instead of kiosk",
            "breaking/docs rust 2020-01-01: different in Rust: `Client<Kiosk>` no longer has `KioskClient`",
            "breaking/docs rust 2020-01-01: different in Rust: `KioskClient` is gone",
            "breaking/docs rust 2020-01-01: different in Rust: `Kiosk` is gone",
            "additive/docs rust 2020-01-01: different in Rust: `Client<Stand>` has `StandClient`",
            "additive/docs rust 2020-01-01: different in Rust: `StandClient` is new",
            "additive/docs rust 2020-01-01: different in Rust: `Stand` is new",
            "docs/docs method 2020-01-01 CreateOrder: called with `StandClient::create_order` instead of `KioskClient::create_order`",
            "docs/docs method 2020-01-01 DescribeOrders: called with `StandClient::describe_orders` instead of `KioskClient::describe_orders`",
            "docs/docs method 2020-01-01 ListRobots: called with `StandClient::list_robots` instead of `KioskClient::list_robots`",
            "docs/docs method 2020-01-01 Move: called with `StandClient::r#move` instead of `KioskClient::r#move`",
            "docs/docs method 2020-01-01 Ping: called with `StandClient::ping` instead of `KioskClient::ping`",
            "docs/docs method 2020-01-01 Ping_: called with `StandClient::ping_again` instead of `KioskClient::ping_again`",
            "docs/docs method 2020-01-01 PutSettings: called with `StandClient::put_settings` instead of `KioskClient::put_settings`",
            "docs/docs method 2020-01-01 RegisterClient: called with `StandClient::register_client` instead of `KioskClient::register_client`",
            "docs/docs method 2020-01-01 Send: called with `StandClient::send_` instead of `KioskClient::send_`",
            "docs/docs method 2021-06-30 DescribeShelves: called with `StandClient::describe_shelves` instead of `KioskClient::describe_shelves`",
        ],
    },
    Case {
        name: "what a version is called, and its areas",
        edit: |spec| {
            spec.set(OLD, "/title", "Kiosk");
            spec.set(OLD, "/page", "https://kiosk.example.com/");
            spec.push(OLD, "/areas", "More");
            spec.set(SEND, "/area", "More");
            spec.unset(ROBOTS, "/area");
        },
        changes: &[
            "docs/docs words 2020-01-01: another title",
            "docs/docs area 2020-01-01: other areas",
            "docs/docs page 2020-01-01: another official page",
            "docs/docs area 2020-01-01 ListRobots: `area` no longer stated, Orders before",
            "docs/docs area 2020-01-01 Send: `area` More, not stated before",
        ],
    },
    Case {
        name: "less may be repeated",
        edit: |spec| {
            spec.set(ORDERS, "/retry", "never");
            spec.set(ORDER, "/retry", "never");
            spec.unset(ORDER, "/session_id_days");
        },
        changes: &[
            "docs/breaking retry 2020-01-01 CreateOrder: `retry` never instead of session_id",
            "docs/breaking retry 2020-01-01 DescribeOrders: `retry` never instead of read",
        ],
    },
    Case {
        name: "more may be repeated",
        edit: |spec| {
            spec.set(SEND, "/retry", "idempotent");
            spec.set(MOVE, "/retry", "read");
        },
        changes: &[
            "docs/additive retry 2020-01-01 Send: `retry` idempotent instead of never",
            "docs/docs retry 2020-01-01 Move: `retry` read instead of idempotent",
        ],
    },
    Case {
        name: "repeated with exceptions, and an end by codes",
        edit: |spec| {
            spec.set(ORDERS, "/retry_unless", json!({ "OrderIds": [] }));
            spec.set(MOVE, "/done_codes", json!(["FailedOperation"]));
        },
        changes: &[
            "docs/breaking retry_unless 2020-01-01 DescribeOrders: other parameters take the retry class away",
            "docs/additive done_codes 2020-01-01 Move: `done_codes` `FailedOperation`, not stated before",
        ],
    },
    Case {
        name: "a shorter memory",
        edit: |spec| spec.set(ORDER, "/session_id_days", 1),
        changes: &[
            "docs/breaking session_id_days 2020-01-01 CreateOrder: `session_id_days` 1 instead of 3",
        ],
    },
    Case {
        name: "a longer memory",
        edit: |spec| spec.set(ORDER, "/session_id_days", 7),
        changes: &[
            "docs/additive session_id_days 2020-01-01 CreateOrder: `session_id_days` 7 instead of 3",
        ],
    },
    Case {
        name: "rates, lower and new",
        edit: |spec| {
            spec.set(ORDER, "/requests_per_second", 10);
            spec.set(MOVE, "/requests_per_second", 10);
        },
        changes: &[
            "docs/breaking requests_per_second 2020-01-01 CreateOrder: `requests_per_second` 10 instead of 20",
            "docs/breaking requests_per_second 2020-01-01 Move: `requests_per_second` 10, not stated before",
        ],
    },
    Case {
        name: "rates, higher and none",
        edit: |spec| {
            spec.set(ORDER, "/requests_per_second", 100);
            spec.unset(SEND, "/requests_per_second");
        },
        changes: &[
            "docs/additive requests_per_second 2020-01-01 CreateOrder: `requests_per_second` 100 instead of 20",
            "docs/additive requests_per_second 2020-01-01 Send: `requests_per_second` no longer stated, 1 before",
        ],
    },
    Case {
        name: "signatures",
        edit: |spec| {
            spec.unset(PING, "/skip_sign");
            spec.set(SEND, "/skip_sign", true);
        },
        changes: &[
            "docs/breaking skip_sign 2020-01-01 Ping: called with a signature now",
            "docs/additive skip_sign 2020-01-01 Send: called without a signature now",
        ],
    },
    Case {
        name: "pages of another kind",
        edit: |spec| {
            spec.set(ROBOTS, "/pagination/style", "offset");
            spec.set(ROBOTS, "/pagination/position", "Limit");
            spec.unset(ROBOTS, "/pagination/size");
            spec.unset(ROBOTS, "/pagination/next");
            spec.unset(ROBOTS, "/pagination/total");
            spec.set(ROBOTS, "/pagination/default_size", 10);
            spec.set(ROBOTS, "/pagination/max_size", 50);
        },
        changes: &[
            "docs/breaking pagination 2020-01-01 ListRobots.pagination: `default_size` 10 instead of 20",
            "docs/breaking pagination 2020-01-01 ListRobots.pagination: `max_size` 50 instead of 100",
            "docs/breaking pagination 2020-01-01 ListRobots.pagination: `next` no longer stated, NextMarker before",
            "docs/breaking pagination 2020-01-01 ListRobots.pagination: `position` Limit instead of Marker",
            "docs/breaking pagination 2020-01-01 ListRobots.pagination: `size` no longer stated, Limit before",
            "docs/breaking pagination 2020-01-01 ListRobots.pagination: `style` offset instead of token",
            "docs/breaking pagination 2020-01-01 ListRobots.pagination: `total` no longer stated, TotalCount before",
        ],
    },
    Case {
        name: "larger pages, and pages where there were none",
        edit: |spec| {
            spec.set(ROBOTS, "/pagination/max_size", 500);
            let pages = json!({ "style": "offset", "position": "Offset", "items": ["Orders"] });
            spec.set(ORDERS, "/pagination", pages);
        },
        changes: &[
            "additive/docs rust 2020-01-01 DescribeOrders: different in Rust: `DescribeOrdersRequest` has `action::Paged<Item = Everything>`",
            "docs/additive pagination 2020-01-01 DescribeOrders.pagination: described now",
            "docs/additive pagination 2020-01-01 ListRobots.pagination: `max_size` 500 instead of 100",
        ],
    },
    Case {
        name: "no pages any more",
        edit: |spec| spec.unset(ROBOTS, "/pagination"),
        changes: &[
            "breaking/docs rust 2020-01-01: different in Rust: `ListRobotsItem` is gone",
            "breaking/docs rust 2020-01-01 ListRobots: different in Rust: `ListRobotsRequest` no longer has `action::Paged<Item = ListRobotsItem>`",
            "docs/breaking pagination 2020-01-01 ListRobots.pagination: no longer described",
        ],
    },
    Case {
        name: "tasks",
        edit: |spec| {
            spec.set(ROBOTS, "/task_ids", json!(["NextMarker"]));
            spec.set(ORDER, "/task_ids", json!(["OrderId"]));
        },
        changes: &[
            "docs/breaking task_ids 2020-01-01 ListRobots.task_ids: no longer `WakeId`",
            "additive/docs rust 2020-01-01 CreateOrder: different in Rust: `CreateOrderRequest` has `action::StartsTasks`",
            "docs/additive task_ids 2020-01-01 CreateOrder.task_ids: `OrderId` too",
            "docs/additive task_ids 2020-01-01 ListRobots.task_ids: `NextMarker` too",
        ],
    },
    Case {
        name: "deprecation",
        edit: |spec| {
            spec.unset(MOVE, "/deprecated");
            spec.set(SEND, "/deprecated", "Use `CreateOrder`.");
            spec.set(ORDERS, "/parameters/5/deprecated", "Use `Day`.");
            spec.set(ORDERS, "/parameters/4/deprecated", "No longer used.");
        },
        changes: &[
            "additive/docs deprecated 2020-01-01 DescribeOrders.parameters.Detailed: deprecated: No longer used.",
            "additive/docs deprecated 2020-01-01 Send: deprecated: Use `CreateOrder`.",
            "docs/docs words 2020-01-01 DescribeOrders.parameters.Offset: deprecated in other words",
            "docs/docs deprecated 2020-01-01 Move: no longer deprecated",
        ],
    },
    Case {
        name: "words, pages and examples",
        edit: |spec| {
            spec.set(ORDER, "/summary", "Creates an order of things");
            spec.push(
                PING,
                "/examples",
                json!({ "title": "Again", "request": {} }),
            );
            spec.unset(ORDER, "/page");
        },
        changes: &[
            "docs/docs words 2020-01-01 CreateOrder: other words",
            "docs/docs page 2020-01-01 CreateOrder: another official page",
            "docs/docs examples 2020-01-01 Ping: other example calls",
        ],
    },
    Case {
        name: "another form of the same",
        edit: |spec| {
            spec.set(ORDER, "/$schema", "../../../schema/action.schema.json");
            spec.set(SEND, "/skip_sign", false);
            spec.set(SEND, "/docs", json!([]));
        },
        changes: &[],
    },
];
