//! Errors in the limits of a field.

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
        name: "unit of a text",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace(r#""name": "Text","#, r#""name": "Text", "unit": "s","#),
        said: &[
            "2020-01-01/types/Everything.json:6:23: `unit` is for numbers, and `Text` is `string`",
            "hint: remove it, or correct the type",
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
        name: "a range of what is never negative",
        file: "2020-01-01/types/Everything.json",
        change: Change::Replace("\"max\": 5", "\"min\": -5, \"max\": 5"),
        said: &[
            "2020-01-01/types/Everything.json:20:16: `Unsigned` is never negative, and its range begins so",
            "hint: correct the range, or write the type `int64`",
        ],
    },
];
