//! The files of the spec, as they are written: one struct per kind of file.
//!
//! The doc comments here are the descriptions in the JSON Schema, which an editor shows while one
//! types. Field order is the order in which the keys are written.

mod error_codes;
mod exclusive;
mod field;
mod pagination;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use error_codes::{ErrorCode, ErrorCodesFile, RetryHint};
pub use field::{Field, KnownValue, Range, TypeRef, Unit};
pub use pagination::{PageStyle, Pagination};

/// What a name of the API looks like.
const NAME: &str = "^[A-Za-z][A-Za-z0-9_]*$";
/// The address of a page.
const ADDRESS: &str = r"^https?://[^\s<>`\\]+$";

/// `service.json`: one version of the service's API.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceFile {
    /// Path of the JSON Schema, for the editor.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    #[schemars(
        example = "../../schema/service.schema.json",
        regex(pattern = r"\.schema\.json$")
    )]
    pub schema: Option<String>,
    /// Name of the service in a signature's scope: `cvm`.
    #[schemars(example = &"cvm", regex(pattern = r"^[A-Za-z0-9_-]+$"))]
    pub service: String,
    /// Version of the API, as the folder is named: `2018-07-17`.
    #[schemars(
        example = "2018-07-17",
        regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    )]
    pub version: String,
    /// Name of the service for a reader.
    #[schemars(
        example = "Tencent Cloud CVM (Cloud Virtual Machine)",
        regex(pattern = r"\S")
    )]
    pub title: String,
    /// Paragraphs with which the page of the version begins: what one does with it.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["Files come in by `ApplyUpload` and `CommitUpload`."]))]
    pub docs: Vec<String>,
    /// Whether every action, type, field and known value has words: `cargo xtask lint` then refuses one that has none.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = true)]
    pub documented: bool,
    /// Host of the default endpoint: `cvm.tencentcloudapi.com`.
    #[schemars(
        example = "cvm.tencentcloudapi.com",
        regex(pattern = r"^[A-Za-z0-9.:-]+$")
    )]
    pub endpoint: String,
    /// Address of the official documentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"https://www.tencentcloud.com/document/product/213", regex(pattern = ADDRESS))]
    pub page: Option<String>,
    /// The edition of the official documentation that the version follows.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = &"international")]
    pub edition: Edition,
    /// Name of the crate that holds the generated code, if it is not `vod-sdk` itself.
    #[serde(rename = "crate", skip_serializing_if = "Option::is_none")]
    #[schemars(
        example = "quota-sdk",
        regex(pattern = r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")
    )]
    pub crate_name: Option<String>,
    /// Parameters that a client can have a value for: it is given to each request that has the parameter and leaves it
    /// out.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["SubAppId"]))]
    pub client_parameters: Vec<String>,
    /// The areas of the API, in the order in which the index of actions lists them.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["Media Upload", "Media Management"]))]
    pub areas: Vec<String>,
}

/// An edition of the official documentation: each describes some actions that the other lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// That of `www.tencentcloud.com`, in English.
    #[default]
    International,
    /// That of `cloud.tencent.com`, in Chinese.
    Mainland,
}

/// `actions/NAME.json`: one action.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = exclusive::of_action()))]
pub struct ActionFile {
    /// Path of the JSON Schema, for the editor.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    #[schemars(
        example = "../../../schema/action.schema.json",
        regex(pattern = r"\.schema\.json$")
    )]
    pub schema: Option<String>,
    /// Name of the action, as the file is named.
    #[schemars(example = &"ExecuteFunction", regex(pattern = NAME))]
    pub name: String,
    /// Its name in Rust, where the rules would give two actions the same: that of the request is made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"DescribeTasksOfUser", regex(pattern = NAME))]
    pub rust_name: Option<String>,
    /// One sentence that says what the action does.
    #[schemars(
        example = "Runs a back-end function that Tencent Cloud has set up for your account.",
        regex(pattern = r"\S")
    )]
    pub summary: String,
    /// Paragraphs with what a caller must know besides.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["Call it when support has asked you to."]))]
    pub docs: Vec<String>,
    /// Address of the official page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"https://www.tencentcloud.com/document/product/213/15707", regex(pattern = ADDRESS))]
    pub page: Option<String>,
    /// The only edition that has the action, if it is not the one that the version follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"mainland")]
    pub edition: Option<Edition>,
    /// The area of the API that the action belongs to: one of `areas` in `service.json`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Media Upload", regex(pattern = r"\S"))]
    pub area: Option<String>,
    /// That the action is deprecated: a sentence that says why, or what to use instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"Use `ModifyMediaInfo`.", regex(pattern = r"\S"))]
    pub deprecated: Option<String>,
    /// That the action is called without a signature.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = true)]
    pub skip_sign: bool,
    /// How many requests the service accepts, in requests a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 100)]
    pub requests_per_second: Option<u32>,
    /// Whether a call whose outcome is unknown may be repeated; absent while nobody has decided it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"session_id")]
    pub retry: Option<RetryClass>,
    /// For how long the service remembers a `SessionId`, in days, if `retry` is `session_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = 7)]
    pub session_id_days: Option<u32>,
    /// Parameters that take the safety of `retry` away where a request has them: with any value, or with one of these.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!({ "AddSubtitles": [], "Operation": ["Insert"] }))]
    pub retry_unless: BTreeMap<String, Vec<String>>,
    /// Codes that mean that what the action asks for is already so. After a lost response, they show that an earlier
    /// attempt was carried out.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["ResourceNotFound.TemplateNotExist"]))]
    pub done_codes: Vec<String>,
    /// How the action hands out a long list in pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!({
        "style": "offset", "position": "Offset", "size": "Limit", "items": ["MediaInfoSet"],
    }))]
    pub pagination: Option<Pagination>,
    /// The fields of the response that hold ids of tasks that the call started.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["TaskId"]))]
    pub task_ids: Vec<String>,
    /// The arguments of the request's `new()`, in order: every required parameter, and those that were
    /// required once. Callers depend on the order: append only.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["FunctionName", "FunctionArg"]))]
    pub new: Vec<String>,
    /// Groups of parameters of which a request has exactly one.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([["Prompt", "ImageInfos"]]))]
    pub one_of: Vec<Vec<String>>,
    /// The parameters of the request.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([{
        "name": "FunctionName", "type": "string", "required": true, "docs": "Name of the function.",
    }]))]
    pub parameters: Vec<Field>,
    /// The fields of the response, apart from `RequestId`, which every response has.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([{
        "name": "Result", "type": "string", "nullable": true, "docs": "What it returned.",
    }]))]
    pub response: Vec<Field>,
    /// The error codes that are documented for the action; each is in `error_codes.json`.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["FailedOperation", "InternalError"]))]
    pub error_codes: Vec<String>,
    /// Example calls: the mock server answers with the first response.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([{
        "title": "Start a task", "request": { "FunctionName": "ExampleFunc", "FunctionArg": "{}" },
    }]))]
    pub examples: Vec<Example>,
}

/// Whether a call whose outcome is unknown may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetryClass {
    /// The action only reads.
    Read,
    /// Doing it twice leaves the same state as doing it once.
    Idempotent,
    /// Safe with a `SessionId`: the service refuses a second request with the same id.
    SessionId,
    /// Doing it twice is not the same as doing it once.
    Never,
}

/// `types/NAME.json`: one data type.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = exclusive::of_type()))]
pub struct TypeFile {
    /// Path of the JSON Schema, for the editor.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    #[schemars(
        example = "../../../schema/type.schema.json",
        regex(pattern = r"\.schema\.json$")
    )]
    pub schema: Option<String>,
    /// Name of the type, as the file is named.
    #[schemars(example = &"MediaInfo", regex(pattern = NAME))]
    pub name: String,
    /// Its name in Rust, where the rules would give two types the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"TaskOfUser", regex(pattern = NAME))]
    pub rust_name: Option<String>,
    /// One sentence that says what the type holds.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = &"A span of time.")]
    pub summary: String,
    /// Paragraphs with what a reader must know besides.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["Either end may be left out."]))]
    pub docs: Vec<String>,
    /// Rust that shows how it is used, line by line: it is compiled with the documentation, in a function that has a
    /// `client` and returns a `Result`.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["let response = client.describe_media_infos(&request).await?;"]))]
    pub code: Vec<String>,
    /// The only edition that has the type, if it is not the one that the version follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"mainland")]
    pub edition: Option<Edition>,
    /// The arguments of `new()`, in order, if the type is used in requests: every required field, and
    /// those that were required once. Callers depend on the order: append only.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!(["After"]))]
    pub new: Vec<String>,
    /// Groups of fields of which a request has exactly one.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([["FileId", "Url"]]))]
    pub one_of: Vec<Vec<String>>,
    /// The fields.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(example = json!([{
        "name": "After", "type": "timestamp", "required": true, "docs": "The beginning, included.",
    }]))]
    pub fields: Vec<Field>,
    /// In place of fields: the known values of a text that the service may give others.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(min = 1), example = json!([{ "value": "FINISH", "docs": "The task has ended." }]))]
    pub values: Vec<KnownValue>,
    /// The value that means `true`, if the values are those of a switch.
    #[serde(rename = "true", skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"ON")]
    pub on: Option<String>,
    /// The value that means `false`, if the values are those of a switch.
    #[serde(rename = "false", skip_serializing_if = "Option::is_none")]
    #[schemars(example = &"OFF")]
    pub off: Option<String>,
}

impl TypeFile {
    /// Whether it is an open set of values, and has no fields. What is a switch without values is meant to be one.
    pub fn is_open_set(&self) -> bool {
        let is_switch = self.on.is_some() || self.off.is_some();
        !self.values.is_empty() || (is_switch && self.fields.is_empty())
    }
}

/// An example call.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What the example shows, in a few words.
    #[schemars(example = &"Start a task", regex(pattern = r"\S"))]
    pub title: String,
    /// The request's JSON.
    #[schemars(example = json!({ "FunctionName": "ExampleFunc", "FunctionArg": "{}" }))]
    pub request: Value,
    /// The response's JSON, without the envelope.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!({ "Result": "done", "RequestId": "8ad61e3a" }))]
    pub response: Option<Value>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
