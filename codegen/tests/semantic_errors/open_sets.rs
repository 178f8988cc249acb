//! Errors in types with values.

use super::base::{Case, Change};

const STATE: &str = "2020-01-01/types/OrderState.json";
const SWITCH: &str = "2020-01-01/types/OnOff.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "a type with values and fields",
        file: STATE,
        change: Change::Replace(
            r#""rust_name": "State","#,
            r#""rust_name": "State", "fields": [{ "name": "A", "type": "string" }],"#,
        ),
        said: &[
            "2020-01-01/types/OrderState.json:3:25: `OrderState` has `values`, and `fields`",
            "hint: a type is a text or an object: remove one of them",
        ],
    },
    Case {
        name: "a value that is no text",
        file: STATE,
        change: Change::Replace(r#""value": "open""#, r#""value": 1"#),
        said: &[
            "2020-01-01/types/OrderState.json:9:16: the values of a type are texts",
            "hint: write it in double quotes",
        ],
    },
    Case {
        name: "a value that makes no name",
        file: STATE,
        change: Change::Replace(",\n      \"rust_name\": \"ThirdParty\"", ""),
        said: &[
            "2020-01-01/types/OrderState.json:16:16: `3rd_party` makes no name in Rust",
            "hint: give it a `rust_name`: a capital letter, then letters and digits",
        ],
    },
    Case {
        name: "a name of a value that is none",
        file: STATE,
        change: Change::Replace(r#""rust_name": "ThirdParty""#, r#""rust_name": "3rd""#),
        said: &[
            "2020-01-01/types/OrderState.json:17:20: `3rd` cannot be a name in Rust",
            "hint: write a capital letter, then letters and digits",
        ],
    },
    Case {
        name: "two values of one name",
        file: STATE,
        change: Change::Replace(r#""value": "open""#, r#""value": "on_hold""#),
        said: &[
            "2020-01-01/types/OrderState.json:12:16: `on_hold` and `on-hold` would both be called `OnHold`",
            "hint: give one of them a `rust_name`",
        ],
    },
    Case {
        name: "a value twice",
        file: STATE,
        change: Change::Replace(r#""value": "open""#, r#""value": "unknown""#),
        said: &[
            "2020-01-01/types/OrderState.json:27:16: the value `unknown` is repeated",
            "hint: remove one of them",
        ],
    },
    Case {
        name: "a value called as what is not known",
        file: STATE,
        change: Change::Replace(r#""value": "open""#, r#""value": "unrecognized""#),
        said: &[
            "2020-01-01/types/OrderState.json:9:16: `unrecognized` would be called `Unrecognized`, which is what the SDK does not know",
            "hint: give it another `rust_name`",
        ],
    },
    Case {
        name: "a switch that is only switched on",
        file: SWITCH,
        change: Change::Replace(",\n  \"false\": \"OFF\"", ""),
        said: &[
            "2020-01-01/types/OnOff.json:12:11: `true` needs another value for `false`",
            "hint: a switch has a value for each",
        ],
    },
    Case {
        name: "a switch between one value",
        file: SWITCH,
        change: Change::Replace(r#""false": "OFF""#, r#""false": "ON""#),
        said: &[
            "2020-01-01/types/OnOff.json:13:12: `false` needs another value for `true`",
            "hint: a switch has a value for each",
        ],
    },
    Case {
        name: "a switch to what is no value",
        file: SWITCH,
        change: Change::Replace(r#""false": "OFF""#, r#""false": "Off""#),
        said: &[
            "2020-01-01/types/OnOff.json:13:12: `Off` is none of the values",
            "hint: did you mean `OFF`?",
        ],
    },
    Case {
        name: "a number as a value of a type",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""default": "OFF""#, r#""default": 0"#),
        said: &[
            "2020-01-01/types/Everything.json:101:18: `Gift` is text, and this is the number 0",
            "hint: write it in double quotes",
        ],
    },
    Case {
        name: "switch without values, and nothing that follows",
        file: "2020-01-01/types/OnOff.json",
        change: Change::Replace(
            "  \"values\": [\n    {\n      \"value\": \"ON\"\n    },\n    {\n      \"value\": \"OFF\"\n    }\n  ],\n",
            "",
        ),
        said: &[
            "2020-01-01/types/OnOff.json:4:3: `true` is one of `values`, and there are none",
            "hint: list them, or remove `true` and `false`",
        ],
    },
    Case {
        name: "switch with fields",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            "\"name\": \"OrderItem\",",
            "\"name\": \"OrderItem\", \"false\": \"OFF\",",
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:2:24: `false` is one of `values`, and there are none",
            "hint: list them, or remove `true` and `false`",
        ],
    },
    Case {
        name: "type that has neither fields nor values",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never",
  "parameters": [{ "name": "Key", "type": "Nothing" }],
  "examples": [
    { "title": "With a key", "request": { "Key": "a" } },
    { "title": "With another", "request": { "Key": { "Teeth": 5 } } },
    { "title": "Without one", "request": { "Key": {} } }
  ] }"#,
        ),
        said: &[
            "2020-01-01/types/Nothing.json:2:11: `Nothing` has neither `fields` nor `values`, and examples show values of it",
            "hint: add `values` for texts, or `fields` for objects",
        ],
    },
];
