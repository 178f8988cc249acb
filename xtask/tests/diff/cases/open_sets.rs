//! Types with values.

use serde_json::json;

use crate::base::Case;

const EVERYTHING: &str = "2020-01-01/types/Everything.json";
const STATE: &str = "2020-01-01/types/OrderState.json";
const SWITCH: &str = "2020-01-01/types/OnOff.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "one more value",
        edit: |spec| spec.push(STATE, "/values", json!({ "value": "lost" })),
        changes: &["additive/additive values 2020-01-01 OrderState: may be `\"lost\"` too"],
    },
    Case {
        name: "a value less",
        edit: |spec| spec.unset(STATE, "/values/5"),
        changes: &[
            "breaking/breaking values 2020-01-01 OrderState: no longer known to be `\"unknown\"`",
        ],
    },
    Case {
        name: "a value of another name",
        edit: |spec| spec.set(STATE, "/values/2/rust_name", "Third"),
        changes: &[
            "breaking/docs rust 2020-01-01 OrderState: different in Rust: `State::ThirdParty` is gone, `State::Third` is new",
        ],
    },
    Case {
        name: "a set of another name",
        edit: |spec| spec.set(STATE, "/rust_name", "Condition"),
        changes: &[
            "breaking/docs rust 2020-01-01 Everything.fields.Last: different in Rust: `Everything.last` is `Option<Condition>` instead of `Option<State>`, `Everything::last` takes `(self, value: impl Into<Condition>)` instead of `(self, value: impl Into<State>)`",
            "breaking/docs rust 2020-01-01 Everything.fields.States: different in Rust: `Everything.states` is `Option<Vec<Condition>>` instead of `Option<Vec<State>>`, `Everything::states` takes `(self, value: impl IntoIterator<Item = impl Into<Condition>>)` instead of `(self, value: impl IntoIterator<Item = impl Into<State>>)`",
            "breaking/docs rust 2020-01-01 OrderState: called `Condition` instead of `State` in Rust",
        ],
    },
    Case {
        name: "values in another order and words",
        edit: |spec| {
            spec.set(STATE, "/values/0/value", "done");
            spec.set(STATE, "/values/4/value", "open");
            spec.set(STATE, "/summary", "The state of an order.");
        },
        changes: &[
            "docs/docs order 2020-01-01 OrderState: its values in another order",
            "docs/docs words 2020-01-01 OrderState: other words",
        ],
    },
    Case {
        name: "no longer a switch",
        edit: |spec| {
            spec.unset(SWITCH, "/true");
            spec.unset(SWITCH, "/false");
        },
        changes: &[
            "breaking/docs rust 2020-01-01 OnOff: different in Rust: `OnOff` no longer has `From<bool>`, `OnOff::as_bool` is gone",
        ],
    },
    Case {
        name: "a text that has a type now",
        edit: |spec| spec.set(EVERYTHING, "/fields/0/type", "OrderState"),
        changes: &[
            "breaking/docs type 2020-01-01 Everything.fields.Text: `OrderState` instead of `string`",
        ],
    },
    Case {
        name: "a set that has gone",
        edit: |spec| {
            spec.remove(SWITCH);
            spec.set(EVERYTHING, "/fields/17/type", "string");
        },
        changes: &[
            "breaking/docs type 2020-01-01 Everything.fields.Gift: `string` instead of `OnOff`",
            "breaking/docs type_removed 2020-01-01 OnOff: gone",
        ],
    },
];
