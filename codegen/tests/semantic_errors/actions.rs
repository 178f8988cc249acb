//! Errors in what is said of an action, of the service and of its error codes.

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
        name: "summary that is empty",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""Creates an order""#, r#""""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:3:14: the summary is empty",
            "hint: say in one sentence what a reader needs to know first",
        ],
    },
    Case {
        name: "session without a parameter",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""name": "SessionId""#, r#""name": "SessionKey""#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:9:12: `retry` is `session_id`, and there is no parameter `SessionId` of type `string`",
            "hint: add the parameter, or choose another `retry`",
        ],
    },
    Case {
        name: "session with a parameter of another type",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""name": "SessionId",
      "type": "string""#,
            r#""name": "SessionId",
      "type": "[string]""#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:9:12: `retry` is `session_id`, and there is no parameter `SessionId` of type `string`",
            "hint: add the parameter, or choose another `retry`",
        ],
    },
    Case {
        name: "session without days",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#"  "session_id_days": 3,
"#,
            "",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:9:12: `retry` is `session_id`, and `session_id_days` is missing",
            "hint: say for how many days the service remembers an id",
        ],
    },
    Case {
        name: "session of no days",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(r#""session_id_days": 3"#, r#""session_id_days": 0"#),
        said: &[
            "2020-01-01/actions/CreateOrder.json:10:22: an id that is remembered for 0 days protects nothing",
            "hint: correct it, or `retry`",
        ],
    },
    Case {
        name: "days without session",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            r#""retry": "read""#,
            r#""retry": "read",
  "session_id_days": 3"#,
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:3: `session_id_days` is for actions whose `retry` is `session_id`",
            "hint: remove it, or correct `retry`",
        ],
    },
    Case {
        name: "rate of nothing",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""requests_per_second": 20"#,
            r#""requests_per_second": 0"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:8:26: an action that may be called 0 times a second cannot be called",
            "hint: correct it, or remove it",
        ],
    },
    Case {
        name: "page that is no address",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            "https://kiosk.example.com/docs/CreateOrder",
            "kiosk.example.com/docs",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:7:11: `kiosk.example.com/docs` is not the address of a page",
            "hint: write it as `https://…`, without spaces, or remove it",
        ],
    },
    Case {
        name: "paragraph that is empty",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            "It takes a moment: see https://kiosk.example.com/orders.",
            "",
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:5:5: the paragraph is empty",
            "hint: write it, or remove it",
        ],
    },
    Case {
        name: "title that is empty",
        file: "2020-01-01/service.json",
        change: Change::Replace("Kiosk, an invented service", ""),
        said: &[
            "2020-01-01/service.json:4:12: the title is empty",
            "hint: name the service as its documentation does",
        ],
    },
    Case {
        name: "service that is no name",
        file: "2020-01-01/service.json",
        change: Change::Replace(r#""service": "kiosk""#, r#""service": "ki osk""#),
        said: &[
            "2020-01-01/service.json:2:14: `ki osk` is not the name of a service",
            "hint: write it as in the scope of a signature: `vod`",
        ],
    },
    Case {
        name: "host that is no host",
        file: "2020-01-01/service.json",
        change: Change::Replace(r#""kiosk.example.com""#, r#""https://kiosk.example.com""#),
        said: &[
            "2020-01-01/service.json:5:15: `https://kiosk.example.com` is not the name of a host",
            "hint: write the host alone, without `https://` and path: `vod.tencentcloudapi.com`",
        ],
    },
    Case {
        name: "versions that disagree on the host",
        file: "2021-06-30/service.json",
        change: Change::Replace("kiosk.example.com", "other.example.com"),
        said: &[
            "2021-06-30/service.json:5:15: the endpoint is `other.example.com` here and `kiosk.example.com` in the oldest version",
            "hint: one SDK has one service: all versions must agree",
        ],
    },
    Case {
        name: "parameter of the client that no action has",
        file: "2021-06-30/service.json",
        change: Change::Replace(
            "\"crate\"",
            "\"client_parameters\": [\"Limt\"],\n  \"crate\"",
        ),
        said: &[
            "2021-06-30/service.json:6:25: no action has a parameter `Limt`",
            "hint: remove it",
        ],
    },
    Case {
        name: "crate that cannot be one",
        file: "2020-01-01/service.json",
        change: Change::Replace("kiosk-sdk", "Kiosk SDK"),
        said: &[
            "2020-01-01/service.json:7:12: `Kiosk SDK` is not the name of a crate",
            "hint: it begins with a small letter and has small letters, digits and `-`: `quota-sdk`",
            "2021-06-30/service.json:6:12: the crate is `kiosk-sdk` here and `Kiosk SDK` in the oldest version",
            "hint: one SDK has one service: all versions must agree",
        ],
    },
    Case {
        name: "crate of one version only",
        file: "2021-06-30/service.json",
        change: Change::Replace(",\n  \"crate\": \"kiosk-sdk\"", ""),
        said: &[
            "2021-06-30/service.json:1:1: the crate is not named here and `kiosk-sdk` in the oldest version",
            "hint: one SDK has one service: all versions must agree",
        ],
    },
    Case {
        name: "area that the service does not have",
        file: "2020-01-01/actions/Ping.json",
        change: Change::Replace("Housekeeping", "Housekeepin"),
        said: &[
            "2020-01-01/actions/Ping.json:4:11: the area `Housekeepin` is not in `service.json`",
            "hint: did you mean `Housekeeping`? Or add it to `areas` there",
        ],
    },
    Case {
        name: "page of a field that is not there",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace(
            r#"["Owner.Robots", "Spares"]"#,
            r#"["Ownr", "Owner.Name.First"]"#,
        ),
        said: &[
            "2020-01-01/actions/ListRobots.json:10:15: there is no field `Ownr` here",
            "hint: did you mean `Owner`?",
            "2020-01-01/actions/ListRobots.json:10:23: there is no field `First` here",
            "hint: name a field, or a path such as `Details.Data`",
        ],
    },
    Case {
        name: "pages by token without a token",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace("    \"next\": \"NextMarker\",\n", ""),
        said: &[
            "2020-01-01/actions/ListRobots.json:6:17: pages by token need the field that has the next token",
            "hint: name it as `next`",
        ],
    },
    Case {
        name: "token of pages by offset",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace("\"style\": \"token\"", "\"style\": \"offset\""),
        said: &[
            "2020-01-01/actions/ListRobots.json:12:5: `next` is for pages by token: an offset is counted by the caller",
            "hint: remove it, or correct `style`",
        ],
    },
    Case {
        name: "what cannot be repeated, and a code for its repetition",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""retry": "session_id","#,
            r#""retry": "session_id", "retry_unless": { "Itm": [] }, "done_codes": ["LimitExceeded.SYS_ER"],"#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:9:26: `retry_unless` is for actions whose `retry` is `read` or `idempotent`",
            "hint: remove it, or correct `retry`",
            "2020-01-01/actions/CreateOrder.json:9:44: there is no parameter `Itm` here",
            "hint: did you mean `Item`?",
            "2020-01-01/actions/CreateOrder.json:9:57: `done_codes` is for actions whose `retry` is `idempotent`: no other call changes something and is repeated after a lost response",
            "hint: remove it, or correct `retry`",
            "2020-01-01/actions/CreateOrder.json:9:72: the error code `LimitExceeded.SYS_ER` is not in `error_codes.json`",
            "hint: did you mean `LimitExceeded.SYS_ERR`? Or add it there, with its meaning",
        ],
    },
    Case {
        name: "value that a parameter is not known to have",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            r#""retry": "read","#,
            r#""retry": "read", "retry_unless": { "Day": ["Monday"] },"#,
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:4:46: `Monday` is no known value of `Day`",
            "hint: list it in the parameter's `values`",
        ],
    },
    Case {
        name: "task id that is no field",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace(r#"["WakeId"]"#, r#"["TaskId"]"#),
        said: &[
            "2020-01-01/actions/ListRobots.json:16:16: there is no field `TaskId` here",
            "hint: name a field of the response",
        ],
    },
    Case {
        name: "JSON in what is no string",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace(
            r#""type": "uint64" }"#,
            r#""type": "uint64", "json": "any" }"#,
        ),
        said: &[
            "2020-01-01/actions/ListRobots.json:19:42: `json` is for a field of type `string`",
            "hint: remove it, or correct the type",
        ],
    },
    Case {
        name: "JSON of an unknown type",
        file: "2020-01-01/actions/ListRobots.json",
        change: Change::Replace(r#""json": "Owner""#, r#""json": "Ownr""#),
        said: &[
            "2020-01-01/actions/ListRobots.json:20:49: the type `Ownr` is unknown",
            "hint: did you mean `Owner`?",
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
        name: "a page without items",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Offset\", \"items\": [] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:69: a page has items",
            "hint: name the list that a page is",
        ],
    },
    Case {
        name: "items twice",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Offset\", \"items\": [\"Orders\", \"Orders\"] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:80: `Orders` is repeated",
            "hint: remove one of them",
        ],
    },
    Case {
        name: "a size that is the position",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Offset\", \"size\": \"Offset\", \"items\": [\"Orders\"] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:68: `Offset` is the position already",
            "hint: name the parameter that bounds the number of items, or remove `size`",
        ],
    },
    Case {
        name: "a position that is no parameter",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Start\", \"items\": [\"Orders\"] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:50: there is no field `Start` here",
            "hint: name a parameter of the action",
        ],
    },
    Case {
        name: "a path through a list",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"offset\", \"position\": \"Offset\", \"items\": [\"Orders.Texts\"] },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:70: `Orders` is a list, and a path goes through objects",
            "hint: name the list itself",
        ],
    },
    Case {
        name: "pages of the wrong types",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"pagination\": { \"style\": \"token\", \"position\": \"Offset\", \"items\": [\"TotalCount\"], \"total\": \"Orders\", \"next\": \"TotalCount\", \"more\": \"TotalCount\" },",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:49: `Offset` is not a text: it is `int64`",
            "hint: name another field, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:69: `TotalCount` is not a list: it is `uint64`",
            "hint: name another field, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:93: `Orders` is not a `uint64`: it is `[Everything]`",
            "hint: name another field, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:111: `TotalCount` is not a text: it is `uint64`",
            "hint: name another field, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:133: `TotalCount` is not `true` or `false`: it is `uint64`",
            "hint: name another field, or correct its type",
        ],
    },
    Case {
        name: "ids of tasks that are numbers",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"task_ids\": [\"TotalCount\", \"Order\"],",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:16: the ids of tasks are texts, and `TotalCount` is `uint64`",
            "hint: name the field that has them, or correct its type",
            "2020-01-01/actions/DescribeOrders.json:5:30: there is no field `Order` here",
            "hint: did you mean `Orders`?",
        ],
    },
    Case {
        name: "codes of what only reads",
        file: "2020-01-01/actions/DescribeOrders.json",
        change: Change::Replace(
            "\"retry\": \"read\",",
            "\"retry\": \"read\",\n  \"done_codes\": [\"InternalError\"],",
        ),
        said: &[
            "2020-01-01/actions/DescribeOrders.json:5:3: `done_codes` is for actions whose `retry` is `idempotent`: no other call changes something and is repeated after a lost response",
            "hint: remove it, or correct `retry`",
        ],
    },
    Case {
        name: "an area twice, and one with a space",
        file: "2020-01-01/service.json",
        change: Change::Replace(
            "\"areas\": [\"Orders\", \"Nothing yet\", \"Housekeeping\"]",
            "\"areas\": [\"Orders\", \"Nothing yet\", \"Orders\", \"Housekeeping \"]",
        ),
        said: &[
            "2020-01-01/service.json:8:38: `Orders` is repeated",
            "hint: remove one of them",
            "2020-01-01/service.json:8:48: `Housekeeping ` is not the name of an area",
            "hint: write it without spaces around it",
        ],
    },
    Case {
        name: "a parameter of the client twice",
        file: "2020-01-01/service.json",
        change: Change::Replace(
            "\"crate\": \"kiosk-sdk\",",
            "\"crate\": \"kiosk-sdk\",\n  \"client_parameters\": [\"Limit\", \"Limit\"],",
        ),
        said: &[
            "2020-01-01/service.json:8:34: `Limit` is repeated",
            "hint: remove one of them",
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
