//! Errors in what is said of repeating an action, and of the tasks that it starts.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
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
        name: "days and no class",
        file: "2020-01-01/actions/CreateOrder.json",
        change: Change::Replace(
            r#""retry": "session_id",
  "#,
            r#""#,
        ),
        said: &[
            "2020-01-01/actions/CreateOrder.json:9:3: `session_id_days` is there, and `retry` is missing",
            "hint: add \"retry\": \"session_id\", or remove it",
        ],
    },
];
