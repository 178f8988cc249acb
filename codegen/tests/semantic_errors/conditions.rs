//! Errors in the conditions on what a request holds.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "a condition on a field that is not there",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""required_if": { "Type": ["food"] },"#,
            r#""required_if": { "Typ": ["food"] },"#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:56:31: there is no field `Typ` here",
            "hint: did you mean `Type`?",
        ],
    },
    Case {
        name: "a condition on no value",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""required_if": { "Type": ["food"] },"#,
            r#""required_if": { "Type": [] },"#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:56:32: no value of `Type` is named",
            "hint: name those with which the field is required",
        ],
    },
    Case {
        name: "a condition on an unknown value",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""required_if": { "Type": ["food"] },"#,
            r#""required_if": { "Type": ["foot"] },"#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:56:33: `foot` is no known value of `Type`",
            "hint: correct it, or add it to the known values",
        ],
    },
    Case {
        name: "a condition on a value of another type",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""required_if": { "Type": ["food"] },"#,
            r#""required_if": { "Type": [7] },"#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:56:33: `Type` is text, and this is the number 7",
            "hint: write it in double quotes",
        ],
    },
    Case {
        name: "a condition for what is required",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""docs": "Number of the thing.","#,
            r#""docs": "Number of the thing.", "required_if": { "Type": ["food"] },"#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:15:39: `Sku` is required anyway",
            "hint: remove `required_if`, or `required`",
        ],
    },
    Case {
        name: "a group of one",
        file: "2020-01-01/types/Owner.json",
        change: Change::Replace(
            r#""one_of": [["Name", "Favourite"]],"#,
            r#""one_of": [["Name"]],"#,
        ),
        said: &[
            "2020-01-01/types/Owner.json:4:14: a group of which one is given has two fields at least",
            "hint: name the others, or remove it",
        ],
    },
    Case {
        name: "a group with a field that is not there",
        file: "2020-01-01/types/Owner.json",
        change: Change::Replace(
            r#""one_of": [["Name", "Favourite"]],"#,
            r#""one_of": [["Name", "Favorite"]],"#,
        ),
        said: &[
            "2020-01-01/types/Owner.json:4:23: there is no field `Favorite` here",
            "hint: did you mean `Favourite`?",
        ],
    },
    Case {
        name: "a group with a required field",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""fields": ["#,
            r#""one_of": [["Sku", "Remark"]], "fields": ["#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:11:15: `Sku` is required, so that it is always the one",
            "hint: remove `required`, or the group",
        ],
    },
    Case {
        name: "required by itself",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace("{ \"Type\": [\"food\"] }", "{ \"Labels\": [\"red\"] }"),
        said: &[
            "2020-01-01/types/OrderItem.json:56:24: `Labels` is required by a value of itself",
            "hint: name another field",
        ],
    },
    Case {
        name: "an example that breaks what is said of parameters together",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            "\"new\": [",
            "\"one_of\": [[\"Category\", \"Original\"]],\n  \"new\": [",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:86:18: one of `Category`, `Original` is given, and here are 0",
            "hint: correct the example, or `one_of`",
        ],
    },
    Case {
        name: "group with a required parameter, and nothing that follows",
        file: "2020-01-01/actions/OpenTill.json",
        change: Change::Add(
            r#"{ "name": "OpenTill", "summary": "Opens the till.", "retry": "never", "new": ["Key"],
  "one_of": [["Key", "Code"]],
  "parameters": [{ "name": "Key", "type": "string", "required": true }, { "name": "Code", "type": "string" }],
  "examples": [{ "title": "With both", "request": { "Key": "a", "Code": "b" } }] }"#,
        ),
        said: &[
            "2020-01-01/actions/OpenTill.json:2:15: `Key` is required, so that it is always the one",
            "hint: remove `required`, or the group",
        ],
    },
];
