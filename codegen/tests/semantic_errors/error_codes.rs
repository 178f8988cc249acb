//! Errors in the error codes, and in what actions say of them.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "error code of an action twice",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""InternalError.","#, r#""FailedOperation","#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:79:5: the error code `FailedOperation` is repeated",
            "hint: remove one of them",
        ],
    },
    Case {
        name: "error code of an action unknown",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""InternalError.","#, r#""InternalErorr.","#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:79:5: the error code `InternalErorr.` is not in `error_codes.json`",
            "hint: did you mean `InternalError.`? Or add it there, with its meaning",
        ],
    },
    Case {
        name: "error code twice",
        file: "2020-01-01/error_codes.json",
        change: Change::Replace(r#""InvalidParameter.Value""#, r#""FailedOperation""#),
        said: &[
            "2020-01-01/error_codes.json:41:15: the error code `FailedOperation` is repeated",
            "hint: keep one of them: `common` is for what any action may return",
        ],
    },
    Case {
        name: "versions that disagree on a code",
        file: "2021-06-30/error_codes.json",
        change: Change::Replace(r#""The service failed.""#, r#""It failed.""#),
        said: &[
            "2021-06-30/error_codes.json:8:5: the error code `InternalError` is defined differently in 2020-01-01",
            "hint: both have one variant: give it one meaning and one `retry`",
        ],
    },
    Case {
        name: "code that is no code",
        file: "2020-01-01/error_codes.json",
        change: Change::Replace(r#""InternalError.""#, r#""Internal Error""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:79:5: the error code `InternalError.` is not in `error_codes.json`",
            "hint: did you mean `InternalError`? Or add it there, with its meaning",
            "2020-01-01/error_codes.json:36:15: `Internal Error` is not an error code",
            "hint: a code begins with a letter and has letters, digits, `.`, `_` and `-`",
        ],
    },
    Case {
        name: "meaning that is empty",
        file: "2020-01-01/error_codes.json",
        change: Change::Replace(r#""The clock is wrong.""#, r#""""#),
        said: &[
            "2020-01-01/error_codes.json:25:18: the meaning is empty",
            "hint: say in one sentence what has happened and what to do",
        ],
    },
    Case {
        name: "error codes that differ in capitals",
        file: "2020-01-01/error_codes.json",
        change: Change::Replace(
            "\"common\": [",
            "\"common\": [\n    { \"code\": \"INTERNALERROR\", \"meaning\": \"It failed.\", \"retry\": \"never\" },",
        ),
        said: &[
            "2020-01-01/error_codes.json:10:15: the error codes `INTERNALERROR` and `InternalError` differ in capitals only",
            "hint: write it as the service does, and remove the other",
        ],
    },
];
