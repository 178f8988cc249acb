//! Types in another notation than the spec's.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
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
];
