//! Error codes, and those of an action.

use serde_json::json;

use crate::base::Case;

const CODES: &str = "2020-01-01/error_codes.json";
const CODES_OF_2021: &str = "2021-06-30/error_codes.json";
const ORDER: &str = "2020-01-01/actions/CreateOrder.json";
const MOVE: &str = "2020-01-01/actions/Move.json";

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "codes, each as the code that it refines",
        edit: |spec| {
            let code =
                json!({ "code": "FailedOperation.Ice", "meaning": "Ice.", "retry": "never" });
            spec.push(CODES, "/codes", code);
            let code = json!({ "code": "Storm", "meaning": "Storm.", "retry": "transient" });
            spec.push(CODES, "/codes", code);
        },
        changes: &[
            "additive/docs error_code_added 2020-01-01 error_codes.FailedOperation.Ice: new",
            "additive/additive error_code_added 2020-01-01 error_codes.Storm: new",
        ],
    },
    Case {
        name: "codes that are not as the code that they refine",
        edit: |spec| {
            let code = json!({ "code": "InternalError.Ice", "meaning": "Ice.", "retry": "never" });
            spec.push(CODES, "/codes", code);
            let code = json!({
                "code": "FailedOperation.Ice", "meaning": "Ice.", "retry": "throttled",
            });
            spec.push(CODES, "/codes", code);
        },
        changes: &[
            "additive/additive error_code_added 2020-01-01 error_codes.FailedOperation.Ice: new, `retry` throttled instead of never",
            "additive/additive error_code_added 2020-01-01 error_codes.InternalError.Ice: new, `retry` never instead of transient",
        ],
    },
    Case {
        name: "a code that has gone, and was as the one that it refines",
        edit: |spec| {
            spec.unset(CODES, "/codes/0");
            spec.unset(ORDER, "/error_codes/1");
        },
        changes: &[
            "breaking/docs error_code_removed 2020-01-01 error_codes.InternalError.: gone",
            "docs/docs action_error_codes 2020-01-01 CreateOrder.error_codes: no longer `InternalError.`",
        ],
    },
    Case {
        name: "codes that call for another answer",
        edit: |spec| {
            for file in [CODES, CODES_OF_2021] {
                spec.set(file, "/common/0/retry", "transient");
                spec.set(file, "/common/1/retry", "never");
                spec.set(file, "/common/4/retry", "credential");
            }
        },
        changes: &[
            "docs/breaking error_code_retry 2020-01-01 error_codes.AuthFailure.SignatureExpire: `retry` credential instead of clock",
            "docs/breaking error_code_retry 2020-01-01 error_codes.InternalError: `retry` never instead of transient",
            "docs/additive error_code_retry 2020-01-01 error_codes.FailedOperation: `retry` transient instead of never",
        ],
    },
    Case {
        name: "another meaning, in both versions",
        edit: |spec| {
            for file in [CODES, CODES_OF_2021] {
                spec.set(file, "/common/0/meaning", "It did not work.");
            }
        },
        changes: &["docs/docs words 2020-01-01 error_codes.FailedOperation: other words"],
    },
    Case {
        name: "lists of codes",
        edit: |spec| {
            let code = json!({
                "code": "ResourceNotFound.Shelf", "meaning": "There is no such shelf.",
            });
            let mut code = code;
            code["retry"] = "never".into();
            spec.push(CODES, "/codes", code);
            spec.unset(CODES_OF_2021, "/common/5");
        },
        changes: &[
            "docs/docs error_code_listed 2020-01-01 error_codes.ResourceNotFound.Shelf: listed for this version too",
            "docs/docs error_code_listed 2021-06-30 error_codes.AuthFailure.TokenFailure: no longer listed for this version",
        ],
    },
    Case {
        name: "a code that makes another give up its name",
        edit: |spec| {
            let code =
                json!({ "code": "LimitExceeded.SYSERR", "meaning": "Full.", "retry": "never" });
            spec.push(CODES, "/codes", code);
            let code =
                json!({ "code": "InternalError..", "meaning": "Dots.", "retry": "transient" });
            spec.push(CODES, "/codes", code);
        },
        changes: &[
            "breaking/docs rust 2020-01-01 error_codes.LimitExceeded.SYS_ERR: called `ErrorCode::LimitExceededDotSYSERR2` instead of `ErrorCode::LimitExceededSYSERR`",
            "additive/docs error_code_added 2020-01-01 error_codes.InternalError..: new",
            "additive/docs error_code_added 2020-01-01 error_codes.LimitExceeded.SYSERR: new",
        ],
    },
    Case {
        name: "a code whose name another takes over",
        edit: |spec| {
            spec.set(CODES, "/codes/1/code", "InvalidParameterValue_");
            spec.set(CODES, "/codes/3/code", "ResourceNotFoundOrderId");
            spec.unset(MOVE, "/error_codes/0");
        },
        changes: &[
            "breaking/docs error_code_removed 2020-01-01 error_codes.InvalidParameter.Value: gone",
            "docs/breaking error_code_removed 2020-01-01 error_codes.ResourceNotFound.orderId: gone, and `ErrorCode::ResourceNotFoundOrderId` is `ResourceNotFoundOrderId`",
            "additive/docs error_code_added 2020-01-01 error_codes.InvalidParameterValue_: new",
            "docs/docs action_error_codes 2020-01-01 Move.error_codes: no longer `ResourceNotFound.orderId`",
            "docs/docs error_code_added 2020-01-01 error_codes.ResourceNotFoundOrderId: new",
        ],
    },
    Case {
        name: "the codes of an action",
        edit: |spec| {
            spec.push(MOVE, "/error_codes", "InternalError");
            spec.unset(ORDER, "/error_codes/1");
        },
        changes: &[
            "docs/additive action_error_codes 2020-01-01 Move.error_codes: `InternalError` too",
            "docs/docs action_error_codes 2020-01-01 CreateOrder.error_codes: no longer `InternalError.`",
        ],
    },
    Case {
        name: "the codes of an action in another order",
        edit: |spec| spec.swap(ORDER, "/error_codes"),
        changes: &["docs/docs order 2020-01-01 CreateOrder.error_codes: another order"],
    },
];
