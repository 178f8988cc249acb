//! Errors in what is said of a field.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "characters that contradict",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(r#""min_chars": 1,"#, r#""min_chars": 13,"#),
        said: &[
            "2020-01-01/types/OrderItem.json:17:20: `min_chars` is 13 and `max_chars` is 12: nothing fits both",
            "hint: swap them, or correct one",
        ],
    },
    Case {
        name: "a type in another notation: [uint64",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "[uint64","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `[uint64` is unknown",
            "hint: a list is written `[uint64]`",
        ],
    },
    Case {
        name: "a type in another notation: uint64[]",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "uint64[]","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `uint64[]` is unknown",
            "hint: a list is written `[uint64]`",
        ],
    },
    Case {
        name: "unit of a text",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""name": "Text","#, r#""name": "Text", "unit": "s","#),
        said: &[
            "2020-01-01/types/Everything.json:6:23: `unit` is for numbers, and `Text` is `string`",
            "hint: remove it, or correct the type",
        ],
    },
    Case {
        name: "a type in another notation: Vec<String>",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "Vec<String>","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `Vec<String>` is unknown",
            "hint: a list is written `[string]`",
        ],
    },
    Case {
        name: "a type in another notation: Option<String>",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "Option<String>","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `Option<String>` is unknown",
            "hint: write `string`: what is not `required` is optional",
        ],
    },
    Case {
        name: "a type in another notation: Array of Integer",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "Array of Integer","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `Array of Integer` is unknown",
            "hint: a list is written `[int64]`",
        ],
    },
    Case {
        name: "a type in another notation: Integer",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "Integer","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `Integer` is unknown",
            "hint: write `int64`",
        ],
    },
    Case {
        name: "a type in another notation: [Boolean]",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "[Boolean]","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `[Boolean]` is unknown",
            "hint: write `[bool]`",
        ],
    },
    Case {
        name: "a type in another notation: object",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "object","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `object` is unknown",
            "hint: an object has a file in `types/`: write its name",
        ],
    },
    Case {
        name: "a type in another notation: list",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "list","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `list` is unknown",
            "hint: a list is written `[string]`",
        ],
    },
    Case {
        name: "a type in another notation: ",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type is empty",
            "hint: name a type; a list is written in brackets: `[string]`",
        ],
    },
    Case {
        name: "a type in another notation: two words",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""type": "uint64","#, r#""type": "two words","#),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `two words` is unknown",
            "hint: use a type that is known",
        ],
    },
    Case {
        name: "a type that requires itself",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""fields": ["#,
            r#""fields": [
    { "name": "Inner", "type": "OrderItem", "docs": "Another.", "required": true },"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:86:17: the example lacks `Inner`, which is required",
            "hint: add it, or correct what is said of the field",
            "2020-01-01/types/OrderItem.json:12:15: the field `Inner` is required and not in `new`",
            "hint: append \"Inner\" to `new`; if programs have been compiled without it, say `required_later` in place of `required`",
            "2020-01-01/types/OrderItem.json:12:77: `Inner` is required, and its type requires `OrderItem` again: no value of either can be made",
            "hint: one of the fields on this way is not required",
        ],
    },
    Case {
        name: "deprecated and required",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(
            r#""name": "Sku","#,
            r#""name": "Sku",
      "deprecated": "Gone.","#,
        ),
        said: &[
            "2020-01-01/types/OrderItem.json:14:7: the field `Sku` is deprecated and required",
            "hint: no caller could do without it: drop `required` or `deprecated`",
        ],
    },
    Case {
        name: "characters of a number",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(
            r#""type": "uint64","#,
            r#""type": "uint64",
      "max_chars": 5,"#,
        ),
        said: &[
            "2020-01-01/types/Everything.json:19:7: `max_chars` is for text, and `Unsigned` is `uint64`",
            "hint: remove it, or correct the type",
        ],
    },
    Case {
        name: "items of no list",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(
            r#""name": "Text","#,
            r#""name": "Text",
      "min_items": 5,"#,
        ),
        said: &[
            "2020-01-01/types/Everything.json:7:7: `min_items` is for lists, and `Text` is `string`",
            "hint: remove it, or correct the type",
        ],
    },
    Case {
        name: "range of a text",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(
            r#""name": "Text","#,
            r#""name": "Text",
      "range": { "min": 1 },"#,
        ),
        said: &[
            "2020-01-01/types/Everything.json:7:7: `range` is for numbers, and `Text` is `string`",
            "hint: remove it, or correct the type",
        ],
    },
    Case {
        name: "items that contradict",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""max_items": 1,"#, r#""max_items": 0,"#),
        said: &[
            "2020-01-01/types/Everything.json:56:20: `min_items` is 1 and `max_items` is 0: nothing fits both",
            "hint: swap them, or correct one",
        ],
    },
    Case {
        name: "range that is reversed",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(r#""max": 99"#, r#""max": 0"#),
        said: &[
            "2020-01-01/types/OrderItem.json:27:16: the range begins at 1 and ends at 0: nothing is in it",
            "hint: swap them, or correct one",
        ],
    },
    Case {
        name: "range without ends",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""min": -5"#, ""),
        said: &[
            "2020-01-01/types/Everything.json:12:16: the range has neither `min` nor `max`",
            "hint: give one of them, or remove the range",
        ],
    },
    Case {
        name: "range of fractions for whole numbers",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""min": -5"#, r#""min": -5.5"#),
        said: &[
            "2020-01-01/types/Everything.json:13:16: `Signed` is a whole number, and this end of its range is not",
            "hint: round it, or correct the type",
        ],
    },
    Case {
        name: "default of another type",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""default": false"#, r#""default": "false""#),
        said: &[
            "2020-01-01/types/Everything.json:34:18: `Flag` is true or false, and this is text",
            "hint: write it without quotes",
        ],
    },
    Case {
        name: "known value of another type",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(r#""value": "paper""#, r#""value": 7"#),
        said: &[
            "2020-01-01/types/OrderItem.json:47:20: `Type` is text, and this is the number 7",
            "hint: write it in double quotes",
        ],
    },
    Case {
        name: "known value that is a list",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(r#""value": "red""#, r#""value": ["red"]"#),
        said: &[
            "2020-01-01/types/OrderItem.json:61:20: `Labels` is text, and this is a list",
            "hint: write it in double quotes",
        ],
    },
    Case {
        name: "example of another type",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(
            r#""example": "2020-01-01T00:00:00Z""#,
            r#""example": { "Year": 2020 }"#,
        ),
        said: &[
            "2020-01-01/types/Everything.json:39:18: `CreatedAt` is a time, and this is an object",
            "hint: write it in double quotes",
        ],
    },
    Case {
        name: "example that is no list",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(
            r#""example": [
        "a",
        "b"
      ]"#,
            r#""example": "a""#,
        ),
        said: &[
            "2020-01-01/types/Everything.json:58:18: `Texts` is a list, and this is text",
            "hint: write it in brackets: `[…]`",
        ],
    },
    Case {
        name: "item of an example",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(
            r#"        "b"
"#,
            r#"        1
"#,
        ),
        said: &[
            "2020-01-01/types/Everything.json:60:9: `Texts` is text, and this is the number 1",
            "hint: write it in double quotes",
        ],
    },
    Case {
        name: "note that is empty",
        file: "2020-01-01/types/OrderItem.json",
        change: Change::Replace(r#""Use `Labels`.""#, r#"" ""#),
        said: &[
            "2020-01-01/types/OrderItem.json:72:21: the note on the deprecation is empty",
            "hint: say why, or what to use instead",
        ],
    },
    Case {
        name: "null and always returned",
        file: "2020-01-01/types/Receipt.json",
        change: Change::Replace(
            r#""nullable": true"#,
            r#""nullable": true, "always_returned": true"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:97:20: the example lacks `Codes`, which is always returned",
            "hint: add it, or correct what is said of the field",
            "2020-01-01/types/Receipt.json:31:7: the field `Codes` may be null, and is always returned",
            "hint: `always_returned` says that it is never null: drop one of them",
        ],
    },
    Case {
        name: "parameter that may be null",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""max_chars": 20"#, r#""nullable": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:22:7: `nullable` is for the fields of a response",
            "hint: remove it",
        ],
    },
    Case {
        name: "parameter that is always returned",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""max_chars": 20"#, r#""always_returned": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:22:7: `always_returned` is for the fields of a response",
            "hint: remove it",
        ],
    },
    Case {
        name: "required in two ways",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""required": true"#,
            r#""required": true, "required_later": true"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:21:25: the parameter `OrderName` is required once, and later",
            "hint: with `required` it is an argument of `new()`: drop one of them",
        ],
    },
    Case {
        name: "response field that is required later",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""always_returned": true"#, r#""required_later": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:63:7: `required_later` is for the fields of a request",
            "hint: remove it",
        ],
    },
    Case {
        name: "parameter that says whether it is an option",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""max_chars": 20"#, r#""optional": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:22:7: `optional` is for the fields of responses and types",
            "hint: remove it",
        ],
    },
    Case {
        name: "object that is no option",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""type": "Receipt""#,
            r#""type": "Receipt", "optional": false"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:67:26: the field `Receipt` is an object, and always an `Option`",
            "hint: remove `optional`",
        ],
    },
    Case {
        name: "response field that is required",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""always_returned": true"#, r#""required": true"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:63:7: `required` is for the fields of a request",
            "hint: remove it",
        ],
    },
    Case {
        name: "a range of what is never negative",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"max\": 5", "\"min\": -5, \"max\": 5"),
        said: &[
            "2020-01-01/types/Everything.json:20:16: `Unsigned` is never negative, and its range begins so",
            "hint: correct the range, or write the type `int64`",
        ],
    },
    Case {
        name: "a type in another notation: map<string,string>",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"type\": \"uint64\",", "\"type\": \"map<string,string>\","),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `map<string,string>` is unknown",
            "hint: a map has no type: an object has a file in `types/`, with its fields",
        ],
    },
    Case {
        name: "a type in another notation: any",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"type\": \"uint64\",", "\"type\": \"any\","),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `any` is unknown",
            "hint: JSON in a text is a `string` with \"json\": \"any\"",
        ],
    },
    Case {
        name: "a type in another notation: null",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"type\": \"uint64\",", "\"type\": \"null\","),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `null` is unknown",
            "hint: name the type that it has where it is not null",
        ],
    },
    Case {
        name: "a type in another notation: i64",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"type\": \"uint64\",", "\"type\": \"i64\","),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `i64` is unknown",
            "hint: write `int64`",
        ],
    },
    Case {
        name: "a type in another notation: json",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"type\": \"uint64\",", "\"type\": \"json\","),
        said: &[
            "2020-01-01/types/Everything.json:18:15: the type `json` is unknown",
            "hint: JSON in a text is a `string` with \"json\": \"any\"",
        ],
    },
    Case {
        name: "a text of digits that is none",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"example\": \"12\"", "\"example\": \"12***\""),
        said: &[
            "2020-01-01/types/Everything.json:124:18: `Number` is an integer in a text, and this is not",
            "hint: write digits in double quotes",
        ],
    },
    Case {
        name: "a text of digits that is a number",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"example\": \"12\"", "\"example\": 12"),
        said: &[
            "2020-01-01/types/Everything.json:124:18: `Number` is text, and this is the number 12",
            "hint: write it in double quotes",
        ],
    },
    Case {
        name: "a boolean in a text",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(
            "\"type\": \"bool\",",
            "\"type\": \"bool\",\n      \"as_text\": true,",
        ),
        said: &[
            "2020-01-01/types/Everything.json:34:7: `as_text` is for an integer",
            "hint: remove it, or correct the type",
            "2020-01-01/types/Everything.json:35:18: `Flag` is text, and this is true or false",
            "hint: write it in double quotes",
        ],
    },
];
