//! Right and wrong parameters, as tables.

use serde_json::json;

use super::*;
use crate::schema::TypeSchema;

const fn field(name: &'static str, kind: Kind) -> FieldSchema {
    FieldSchema::new(name, kind)
}

const fn required(name: &'static str, kind: Kind) -> FieldSchema {
    field(name, kind).required()
}

static FILTER: TypeSchema = TypeSchema {
    fields: &[
        required("Name", Kind::String),
        field("Values", Kind::List(&Kind::String))
            .max_chars(3)
            .max_items(2),
        field("Nested", Kind::Object(&FILTER)),
    ],
};

static SCHEMA: &[FieldSchema] = &[
    required("Id", Kind::String),
    field("Title", Kind::String).max_chars(4),
    field("Label", Kind::String).max_chars(4),
    field("Note", Kind::String).max_chars(4),
    field("Signed", Kind::Int64),
    field("Unsigned", Kind::Uint64),
    field("Ratio", Kind::Float),
    field("Flag", Kind::Bool),
    field("Filters", Kind::List(&Kind::Object(&FILTER))),
];

fn check(request: &Value) -> Result<(), Refusal> {
    let documented = &[
        "InvalidParameterValue.Label",
        "InvalidParameterValue.Title",
        "InvalidParameterValue.TitleTooLong",
    ];
    Parameters {
        schema: SCHEMA,
        documented,
    }
    .check(request.as_object().expect("an object"))
}

#[test]
fn right_parameters_are_accepted() {
    for request in [
        json!({"Id": "a"}),
        json!({"Id": "", "Title": "四个字符", "Label": null, "Flag": false}),
        json!({"Id": "a", "Signed": i64::MIN, "Unsigned": u64::MAX, "Ratio": 3}),
        json!({"Id": "a", "Signed": 5, "Unsigned": 0, "Ratio": -0.5, "Filters": []}),
        json!({"Id": "a", "Filters": [{"Name": "n", "Values": ["abc"],
            "Nested": {"Name": "m", "Nested": {"Name": "l"}}}]}),
    ] {
        assert_eq!(check(&request), Ok(()), "{request}");
    }
}

#[test]
fn wrong_parameters_are_refused_by_path() {
    for (request, code, path) in [
        (json!({}), "MissingParameter", "Id"),
        (json!({"Id": null}), "MissingParameter", "Id"),
        (json!({"Id": "a", "id": "b"}), "UnknownParameter", "id"),
        (json!({"Id": 1}), "InvalidParameter", "Id"),
        (
            json!({"Id": "a", "Signed": "1"}),
            "InvalidParameter",
            "Signed",
        ),
        (
            json!({"Id": "a", "Signed": 1.0}),
            "InvalidParameter",
            "Signed",
        ),
        (
            json!({"Id": "a", "Signed": u64::MAX}),
            "InvalidParameter",
            "Signed",
        ),
        (
            json!({"Id": "a", "Unsigned": -1}),
            "InvalidParameter",
            "Unsigned",
        ),
        (
            json!({"Id": "a", "Ratio": "1"}),
            "InvalidParameter",
            "Ratio",
        ),
        (json!({"Id": "a", "Flag": 1}), "InvalidParameter", "Flag"),
        (
            json!({"Id": "a", "Filters": {}}),
            "InvalidParameter",
            "Filters",
        ),
        (
            json!({"Id": "a", "Filters": [[]]}),
            "InvalidParameter",
            "Filters.0",
        ),
        (
            json!({"Id": "a", "Filters": [null]}),
            "InvalidParameter",
            "Filters.0",
        ),
        (
            json!({"Id": "a", "Filters": [{}]}),
            "MissingParameter",
            "Filters.0.Name",
        ),
        (
            json!({"Id": "a", "Filters": [{"Name": "n"}, {"Name": "n", "X": 1}]}),
            "UnknownParameter",
            "Filters.1.X",
        ),
        (
            json!({"Id": "a", "Filters": [{"Name": "n", "Values": ["a", 2]}]}),
            "InvalidParameter",
            "Filters.0.Values.1",
        ),
        (
            json!({"Id": "a", "Filters": [{"Name": "n", "Nested": {"Name": 1}}]}),
            "InvalidParameter",
            "Filters.0.Nested.Name",
        ),
        (
            json!({"Id": "a", "Filters": [{"Name": "n", "Values": ["a", "b", "c"]}]}),
            "InvalidParameterValue",
            "Filters.0.Values",
        ),
        (
            json!({"Id": "a", "Filters": [{"Name": "n", "Values": ["a", "abcd"]}]}),
            "InvalidParameterValue",
            "Filters.0.Values.1",
        ),
        (
            json!({"Id": "a", "Title": "五个字符啊"}),
            "InvalidParameterValue.TitleTooLong",
            "Title",
        ),
        (
            json!({"Id": "a", "Label": "12345"}),
            "InvalidParameterValue.Label",
            "Label",
        ),
        (
            json!({"Id": "a", "Note": "12345"}),
            "InvalidParameterValue",
            "Note",
        ),
    ] {
        let refusal = check(&request).expect_err("a refusal");
        assert_eq!(refusal.code, code, "{request}");
        assert!(
            refusal.message.contains(&format!("`{path}`")),
            "{}",
            refusal.message
        );
    }
}
