//! How the files look.

use std::path::Path;

use vod_codegen::spec::{ActionFile, ErrorCodesFile, ServiceFile, TypeFile};
use vod_codegen::{CHECKSUM, SpecFile, generate};

use super::{TypeFields, action, data_type, error_codes, format, service};
use crate::spec_files;

#[track_caller]
fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("a file of the spec")
}

/// Checks that a text is what its contents are written as.
#[track_caller]
fn assert_action(text: &str) {
    assert_eq!(action(&read(text), &TypeFields::default()), text);
}

#[test]
fn the_files_that_were_written_by_hand_are_canonical() {
    assert_action(include_str!(
        "../../../spec/vod/2018-07-17/actions/ExecuteFunction.json"
    ));
    let text = include_str!("../../../spec/vod/2018-07-17/service.json");
    assert_eq!(service(&read::<ServiceFile>(text)), text);
    let text = include_str!("../../../spec/vod/2018-07-17/error_codes.json");
    assert_eq!(error_codes(&read::<ErrorCodesFile>(text)), text);
}

#[test]
fn what_fits_stands_on_one_line_and_the_rest_is_broken() {
    let text = r#"{
  "name": "Order",
  "new": ["Table"],
  "fields": [
    {
      "name": "Table",
      "type": "uint64",
      "required": true,
      "range": { "min": 1, "max": 12.5 },
      "docs": "Number of the table: “五”.",
      "values": [{ "value": 1, "docs": "By the door." }, { "value": 2 }],
      "example": 5
    },
    {
      "name": "Dishes",
      "type": "[string]",
      "values": [
        { "value": "SOUP", "docs": "Of the day." },
        { "value": "ROAST", "docs": "With \"dumplings\", or without." },
        { "value": "PIE" }
      ],
      "example": [
        "a dish with a name so long that no line of this width could hold two of them at once",
        "SOUP"
      ]
    }
  ]
}
"#;
    let file: TypeFile = read(text);
    assert_eq!(data_type(&file, &TypeFields::default()), text);
}

#[test]
fn a_line_of_100_columns_holds_its_comma() {
    let file = |length: usize| {
        let mut file: TypeFile = read(r#"{ "name": "T", "new": ["", "b"], "fields": [] }"#);
        file.new[0] = "a".repeat(length);
        data_type(&file, &TypeFields::default())
    };
    let longest = file(100 - r#"  "new": ["", "b"],"#.len());
    assert!(longest.contains("\"b\"]"), "{longest}");
    let too_long = file(101 - r#"  "new": ["", "b"],"#.len());
    assert!(too_long.contains("\n    \"b\"\n  ]"), "{too_long}");
}

#[test]
fn keys_of_values_stand_in_the_order_of_their_fields() {
    let point: TypeFile = read(
        r#"{ "name": "Point", "fields": [{ "name": "Y", "type": "float" }, { "name": "X", "type": "float" }] }"#,
    );
    let types = TypeFields::of([&point]);
    let file: ActionFile = read(
        r#"{
            "name": "Move", "summary": "Moves.", "retry": "idempotent",
            "parameters": [
                { "name": "To", "type": "[Point]", "example": [{ "X": 1, "Y": 2 }] },
                { "name": "By", "type": "Point" }
            ],
            "response": [{ "name": "At", "type": "Point" }],
            "examples": [{
                "title": "Move",
                "request": { "By": { "Z": 0, "X": 1, "A": { "d": 1, "c": 2 }, "Y": 2 }, "To": [] },
                "response": { "RequestId": "r", "At": { "X": 1, "Y": 2.0 } }
            }]
        }"#,
    );
    let written = action(&file, &types);
    for line in [
        r#""example": [{ "Y": 2, "X": 1 }]"#,
        r#""request": { "To": [], "By": { "Y": 2, "X": 1, "A": { "c": 2, "d": 1 }, "Z": 0 } },"#,
        r#""response": { "At": { "Y": 2.0, "X": 1 }, "RequestId": "r" }"#,
    ] {
        assert!(written.contains(line), "{line} is not in\n{written}");
    }
    assert_eq!(action(&read(&written), &types), written);
}

#[test]
fn an_empty_file_stays_short() {
    let nothing: ErrorCodesFile = read("{}");
    assert_eq!(error_codes(&nothing), "{}\n");
}

#[test]
fn the_canonical_form_of_the_files_makes_no_difference_but_to_the_sums() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../codegen/tests/data/golden/kiosk/spec"
    );
    let files = spec_files::read(Path::new(folder))
        .expect("the kiosk's spec")
        .files;
    let mut canonical = files.clone();
    let texts = format(&files).expect("the spec has no errors");
    for (file, text) in canonical.iter_mut().zip(texts) {
        file.text = text;
    }
    assert_ne!(
        files.iter().map(|file| &file.text).collect::<Vec<_>>(),
        canonical.iter().map(|file| &file.text).collect::<Vec<_>>()
    );
    let again = format(&canonical).expect("the spec has no errors");
    assert!(canonical.iter().map(|file| &file.text).eq(&again));

    let without_sums = |files: &[SpecFile]| {
        let generated = generate(files).expect("the spec has no errors");
        let lines = generated.files.into_iter().map(|file| {
            let lines = file.text.lines().filter(|line| !line.contains(CHECKSUM));
            (file.path, lines.map(str::to_owned).collect::<Vec<_>>())
        });
        lines.collect::<Vec<_>>()
    };
    assert!(without_sums(&files) == without_sums(&canonical));
}

#[test]
fn error_codes_are_in_the_order_of_the_alphabet() {
    let text = r#"{
  "codes": [
    { "code": "B", "meaning": "Second.", "retry": "never" },
    { "code": "A.B", "meaning": "Of the first.", "retry": "never" },
    { "code": "A", "meaning": "First.", "retry": "never" }
  ]
}"#;
    let written = error_codes(&read::<ErrorCodesFile>(text));
    let places: Vec<_> = ["\"A\"", "\"A.B\"", "\"B\""]
        .map(|code| written.find(code))
        .to_vec();
    assert!(places.is_sorted() && places[0].is_some(), "{written}");
    let text = r#"{ "name": "A", "summary": "Does it.", "docs": [], "error_codes": ["B", "A"] }"#;
    let written = action(&read::<ActionFile>(text), &TypeFields::default());
    let (_, codes) = written.split_once("error_codes").expect("they are written");
    assert!(codes.find("\"A\"") < codes.find("\"B\""), "{written}");
}
