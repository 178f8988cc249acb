//! How tasks end.

use serde::Serialize;
use serde_json::Value;

/// How a task of the mock's library ends: see [`Library::next_task_ends`](super::Library::next_task_ends).
///
/// ```
/// use serde_json::json;
/// use vod_sdk::mock::TaskEnding;
///
/// let broken = TaskEnding::failed("SourceFileError", "The file is damaged.");
/// let partly = TaskEnding::failed_in_part("70000", "Try again.");
/// let own = TaskEnding::json(json!({ "Output": { "Suggestion": "block" } }));
/// # let _ = (broken, partly, own);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TaskEnding(pub(super) Ending);

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Ending {
    #[default]
    Succeeded,
    Failed {
        code: String,
        message: String,
    },
    FailedInPart {
        code: String,
        message: String,
    },
    Aborted,
    Json(Value),
}

impl TaskEnding {
    /// It succeeds, and produces what was asked for.
    pub fn succeeded() -> Self {
        Self(Ending::Succeeded)
    }

    /// It fails as a whole, with all of its parts. The code is the `ErrCodeExt` of kinds of tasks that have one, and the
    /// `ErrCode` if it is a number; if it is none, the `ErrCode` is 70000.
    pub fn failed(code: impl Into<String>, message: impl Into<String>) -> Self {
        let (code, message) = (code.into(), message.into());
        Self(Ending::Failed { code, message })
    }

    /// The first of its parts fails, the others succeed. A task without parts fails as a whole.
    pub fn failed_in_part(code: impl Into<String>, message: impl Into<String>) -> Self {
        let (code, message) = (code.into(), message.into());
        Self(Ending::FailedInPart { code, message })
    }

    /// It is aborted while it waits.
    pub fn aborted() -> Self {
        Self(Ending::Aborted)
    }

    /// It succeeds, but with these fields in place of those that the library would give to the task, such as its
    /// `ProcedureTask`. They go out as they are, whether or not the API has them.
    ///
    /// # Panics
    ///
    /// Panics if it is not a JSON object.
    pub fn json(fields: impl Serialize) -> Self {
        match serde_json::to_value(fields) {
            Ok(fields @ Value::Object(_)) => Self(Ending::Json(fields)),
            Ok(other) => panic!("the fields of a task must be a JSON object, but this is {other}"),
            Err(error) => panic!("the fields of the task cannot be written as JSON: {error}"),
        }
    }
}
