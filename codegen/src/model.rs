//! The API as the generated code has it: checked, and with the names of Rust.

use crate::docs::Block;

pub(crate) use crate::spec::{ErrorRetry, Retry};

/// Everything that is generated.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    /// Name of the service in a signature's scope.
    pub(crate) service: String,
    /// Host of the default endpoint.
    pub(crate) host: String,
    /// The versions, sorted.
    pub(crate) versions: Vec<Version>,
    /// The error codes of all versions, sorted by code.
    pub(crate) error_codes: Vec<ErrorCode>,
    /// Every version's `service.json`.
    pub(crate) services_source: Source,
    /// Every version's `error_codes.json`.
    pub(crate) error_codes_source: Source,
}

/// What a generated file is made from.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The file or folder of the spec: `spec/vod/2018-07-17/actions/ExecuteFunction.json`.
    pub(crate) path: String,
    /// The beginning of the SHA-256 of the file's text, in hexadecimal; none for a folder, whose files
    /// are the sources of generated files of their own.
    pub sha256: Option<String>,
}

/// A version of the API.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// The version, as in `X-TC-Version`.
    pub(crate) version: String,
    /// Name of the module.
    pub(crate) module: String,
    /// Documentation of the module, without the list of actions.
    pub(crate) docs: Vec<Block>,
    /// The areas of the API, in the order of the index.
    pub(crate) areas: Vec<String>,
    /// The actions, sorted by name.
    pub(crate) actions: Vec<Action>,
    /// The types, sorted by name.
    pub(crate) types: Vec<Type>,
    /// `service.json`.
    pub(crate) source: Source,
    /// The version's folder.
    pub(crate) folder: Source,
    /// The folder of the actions.
    pub(crate) actions_folder: Source,
    /// The folder of the types.
    pub(crate) types_folder: Source,
}

/// An action.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    /// Name, as in `X-TC-Action`.
    pub(crate) name: String,
    /// Name of the module.
    pub(crate) module: String,
    /// What the action does: a sentence.
    pub(crate) summary: String,
    /// The area that it belongs to.
    pub(crate) area: Option<String>,
    /// That the action is deprecated, and why.
    pub(crate) deprecated: Option<String>,
    /// Whether the response may hold a secret, at any depth.
    pub(crate) has_secret_response: bool,
    /// Whether a call is signed.
    pub(crate) is_signed: bool,
    /// Name of the method of `Client`; none if an older version of the API has it.
    pub(crate) method: Option<String>,
    /// How many requests a second the service accepts.
    pub(crate) requests_per_second: Option<u32>,
    /// Whether a call may be repeated.
    pub(crate) retry: Retry,
    /// For how many days a `SessionId` is remembered.
    pub(crate) session_id_days: Option<u32>,
    /// The fields of the response with ids of tasks, of which every call starts at least one.
    pub(crate) task_ids: Vec<String>,
    /// The documented error codes.
    pub(crate) error_codes: Vec<String>,
    /// Address of the official page.
    pub(crate) page: Option<String>,
    /// The request.
    pub(crate) request: Struct,
    /// The response, with `RequestId`.
    pub(crate) response: Struct,
    /// The example of a call, if the request's methods can express it.
    pub(crate) example: Option<Example>,
    /// The response of the first example that has one, as JSON.
    pub(crate) example_response: Option<String>,
    /// The action's file.
    pub(crate) source: Source,
}

/// A data type.
#[derive(Clone, Debug)]
pub(crate) struct Type {
    /// Name of the module.
    pub(crate) module: String,
    /// The struct.
    pub(crate) structure: Struct,
    /// Whether a request can hold it.
    pub(crate) is_in_requests: bool,
    /// Whether a response can hold it.
    pub(crate) is_in_responses: bool,
    /// The type's file.
    pub(crate) source: Source,
}

/// A struct: a request, a response, or a data type.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    /// Name.
    pub(crate) name: String,
    /// Documentation.
    pub(crate) docs: Vec<Block>,
    /// That it is deprecated, and why.
    pub(crate) deprecated: Option<String>,
    /// The fields.
    pub(crate) fields: Vec<Field>,
    /// How it is built; none for what only the service makes.
    pub(crate) builder: Option<Builder>,
    /// Whether it has a value without any argument.
    pub(crate) has_default: bool,
    /// Whether reading it from JSON refuses what does not fit and what is missing.
    pub(crate) is_strict: bool,
}

/// How a struct is built: by `new()` and one method for each field.
#[derive(Clone, Debug)]
pub(crate) struct Builder {
    /// What `new()` makes: a sentence.
    pub(crate) summary: &'static str,
    /// The fields that `new()` takes, as indices, in order.
    pub(crate) arguments: Vec<usize>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Name on the wire.
    pub(crate) wire_name: String,
    /// Name of the field, and of the method that sets it.
    pub(crate) name: String,
    /// Documentation.
    pub(crate) docs: Vec<Block>,
    /// That it is deprecated, and why.
    pub(crate) deprecated: Option<String>,
    /// What it holds.
    pub(crate) value: ValueType,
    /// What the JSON is that a string holds: a type of the version, or any value.
    pub(crate) json: Option<Json>,
    /// Whether the field is an `Option`.
    pub(crate) is_optional: bool,
    /// Whether the value is boxed, because it may contain the struct that contains it.
    pub(crate) is_boxed: bool,
    /// That a request must have it.
    pub(crate) is_required: bool,
    /// Whether its value is redacted in `Debug`.
    pub(crate) is_secret: bool,
    /// The greatest number of characters.
    pub(crate) max_chars: Option<usize>,
    /// The greatest number of items.
    pub(crate) max_items: Option<usize>,
}

impl Struct {
    /// Whether a field of its own is redacted in `Debug`.
    pub(crate) fn has_secrets(&self) -> bool {
        self.fields.iter().any(|field| field.is_secret)
    }
}

/// A type of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ValueType {
    /// The value, or an item of the list.
    pub(crate) item: Item,
    /// Whether it is a list.
    pub(crate) is_list: bool,
}

/// What the JSON is that a string holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// Any value.
    Any,
    /// A struct of the version, as an index among its types.
    Struct(usize),
}

/// A type of value that is not a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// `String`: text, dates and times, and base64.
    String,
    /// `i64`.
    Int64,
    /// `u64`.
    Uint64,
    /// `f64`.
    Float,
    /// `bool`.
    Bool,
    /// A struct of the version, as an index among its types.
    Struct(usize),
}

/// An example of a call.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// What it shows: a sentence that ends in a colon.
    pub(crate) title: String,
    /// The request, as a Rust expression.
    pub(crate) request: String,
    /// The types that it names, apart from the request.
    pub(crate) types: Vec<String>,
}

/// An error code.
#[derive(Clone, Debug)]
pub(crate) struct ErrorCode {
    /// The code, as the service sends it.
    pub(crate) code: String,
    /// Name of the variant.
    pub(crate) variant: String,
    /// What it means: a sentence.
    pub(crate) meaning: String,
    /// What repeating the call would do.
    pub(crate) retry: ErrorRetry,
}
