//! What is wrong in meaning: one change to the spec each, and what is said of it.

use vod_codegen::{SpecFile, generate};

const FOLDER: &str = "vod/2018-07-17/";
const FILES: [(&str, &str); 3] = [
    (
        "service.json",
        include_str!("../../spec/vod/2018-07-17/service.json"),
    ),
    (
        "error_codes.json",
        include_str!("../../spec/vod/2018-07-17/error_codes.json"),
    ),
    (
        "actions/ExecuteFunction.json",
        include_str!("../../spec/vod/2018-07-17/actions/ExecuteFunction.json"),
    ),
];

struct Case {
    name: &'static str,
    file: &'static str,
    replace: &'static str,
    by: &'static str,
    said: &'static [&'static str],
}

#[test]
fn every_kind_of_error_is_said_with_its_place_and_a_hint() {
    for case in CASES {
        assert_eq!(said_of(case), case.said, "{}", case.name);
    }
}

#[test]
fn the_unchanged_spec_is_right() {
    let files = FILES.map(|(path, text)| spec_file(path, text.to_owned()));
    assert!(generate(&files).is_ok());
}

/// The first line and the hint of each error, with the replacement made.
fn said_of(case: &Case) -> Vec<String> {
    let files = FILES.map(|(path, text)| {
        if path != case.file {
            return spec_file(path, text.to_owned());
        }
        assert!(
            text.contains(case.replace),
            "{}: nothing to replace",
            case.name
        );
        spec_file(path, text.replacen(case.replace, case.by, 1))
    });
    let errors = generate(&files).expect_err(case.name);
    let lines = errors.iter().flat_map(|error| {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default().to_owned();
        let hint = text
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("= "));
        let hint: Vec<String> = hint.map(str::to_owned).collect();
        std::iter::once(first).chain(hint)
    });
    lines.collect()
}

fn spec_file(path: &str, text: String) -> SpecFile {
    SpecFile {
        shown: path.to_owned(),
        path: format!("{FOLDER}{path}"),
        text,
    }
}

const CASES: &[Case] = &[
    Case {
        name: "unknown type",
        file: "actions/ExecuteFunction.json",
        replace: r#""type": "uint64""#,
        by: r#""type": "uint46""#,
        said: &[
            r#"actions/ExecuteFunction.json:30:15: the type `uint46` is unknown"#,
            r#"hint: did you mean `uint64`?"#,
        ],
    },
    Case {
        name: "duplicate parameter",
        file: "actions/ExecuteFunction.json",
        replace: r#""name": "ExtInfo""#,
        by: r#""name": "SessionId""#,
        said: &[
            r#"actions/ExecuteFunction.json:48:15: the parameter `SessionId` stands twice"#,
            r#"hint: remove one of them"#,
        ],
    },
    Case {
        name: "duplicate error code",
        file: "error_codes.json",
        replace: r#""code": "InvalidParameterValue.FunctionName""#,
        by: r#""code": "FailedOperation""#,
        said: &[
            r#"actions/ExecuteFunction.json:67:5: the error code `InvalidParameterValue.FunctionName` is not in `error_codes.json`"#,
            r#"hint: did you mean `InvalidParameterValue.FunctionArg`? Or add it there, with its meaning"#,
            r#"error_codes.json:46:15: the error code `FailedOperation` stands twice"#,
            r#"hint: keep one of them: `common` is for what any action may answer"#,
        ],
    },
    Case {
        name: "duplicate code of action",
        file: "actions/ExecuteFunction.json",
        replace: r#""FailedOperation.InvalidVodUser","#,
        by: r#""FailedOperation.InvalidVodUser",
    "FailedOperation.InvalidVodUser","#,
        said: &[
            r#"actions/ExecuteFunction.json:65:5: the error code `FailedOperation.InvalidVodUser` stands twice"#,
            r#"hint: remove one of them"#,
        ],
    },
    Case {
        name: "swap",
        file: "actions/ExecuteFunction.json",
        replace: r#""new": ["FunctionName", "FunctionArg"]"#,
        by: r#""new": ["FunctionArg", "FunctionName"]"#,
        said: &[
            r#"actions/ExecuteFunction.json:15:15: `FunctionName` now stands before `FunctionArg`, and both are `string`: swapped arguments of `new()` would compile in every caller and send the wrong values"#,
            r#"hint: put them in the order of `new`; `new` itself is append-only, so undo the change if it was made there"#,
        ],
    },
    Case {
        name: "collide",
        file: "actions/ExecuteFunction.json",
        replace: r#""name": "ExtInfo""#,
        by: r#""name": "SessionID""#,
        said: &[
            r#"actions/ExecuteFunction.json:48:15: the parameters `SessionId` and `SessionID` would both be called `session_id`"#,
            r#"hint: one of them needs a rule of its own: see `codegen/src/names.rs`"#,
        ],
    },
    Case {
        name: "deprecated and required",
        file: "actions/ExecuteFunction.json",
        replace: r#""required": true,
      "docs": "Name"#,
        by: r#""required": true,
      "deprecated": "Gone.",
      "docs": "Name"#,
        said: &[
            r#"actions/ExecuteFunction.json:18:7: the parameter `FunctionName` is deprecated and required"#,
            r#"hint: no caller could do without it: drop `required` or `deprecated`"#,
        ],
    },
    Case {
        name: "min over max",
        file: "actions/ExecuteFunction.json",
        replace: r#""max_chars": 50"#,
        by: r#""min_chars": 51,
      "max_chars": 50"#,
        said: &[
            r#"actions/ExecuteFunction.json:43:20: `min_chars` is 51 and `max_chars` is 50: nothing fits both"#,
            r#"hint: swap them, or correct one"#,
        ],
    },
    Case {
        name: "unknown code",
        file: "actions/ExecuteFunction.json",
        replace: r#""UnauthorizedOperation""#,
        by: r#""UnauthorizedOperatoin""#,
        said: &[
            r#"actions/ExecuteFunction.json:69:5: the error code `UnauthorizedOperatoin` is not in `error_codes.json`"#,
            r#"hint: did you mean `UnauthorizedOperation`? Or add it there, with its meaning"#,
        ],
    },
    Case {
        name: "empty summary",
        file: "actions/ExecuteFunction.json",
        replace: r#"Runs a back-end function that Tencent Cloud has set up for your account."#,
        by: r#""#,
        said: &[
            r#"actions/ExecuteFunction.json:4:14: the summary is empty"#,
            r#"hint: say in one sentence what a reader needs to know first"#,
        ],
    },
];
