//! `error_codes.json`: every error code of a version.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::is_default;

/// `error_codes.json`: every error code of the version.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorCodesFile {
    /// Path of the JSON Schema, for the editor.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    #[schemars(
        example = "../../schema/error_codes.schema.json",
        regex(pattern = r"\.schema\.json$")
    )]
    pub schema: Option<String>,
    /// The codes that any action of the platform may return.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([{
        "code": "InternalError", "meaning": "Something went wrong inside the service.", "retry": "transient",
    }]))]
    pub common: Vec<ErrorCode>,
    /// The codes of the service.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([{
        "code": "FailedOperation.NotActivated", "meaning": "The service is not activated for the account.", "retry": "never",
    }]))]
    pub codes: Vec<ErrorCode>,
}

/// An error code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// The code, as the service sends it.
    #[schemars(
        example = "InvalidParameterValue.FunctionName",
        regex(pattern = r"^[A-Za-z][A-Za-z0-9._-]*$")
    )]
    pub code: String,
    /// What it means, in one sentence.
    #[schemars(example = &"The function does not exist.", regex(pattern = r"\S"))]
    pub meaning: String,
    /// What repeating the call would do.
    #[schemars(example = &"never")]
    pub retry: RetryHint,
}

/// The effect of repeating a call that failed with an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetryHint {
    /// The same request gets the same response.
    Never,
    /// The request was refused before it was executed: any action may be repeated after a pause.
    Throttled,
    /// The service failed, perhaps after it had begun: only what is safe to repeat may be repeated.
    Transient,
    /// Once, after the local clock has been corrected.
    Clock,
    /// Once, after temporary credentials have been renewed.
    Credential,
    /// The service has had a request with the same `SessionId`: after a lost response, the call was
    /// accepted.
    Duplicate,
}
