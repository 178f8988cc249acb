//! Defaults, known values and examples that do not fit the field.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
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
