//! The API as the generated code has it: checked, and with the names of Rust.

mod paging;
mod structs;
mod tasks;

use std::fmt;

use crate::docs::Block;

pub use crate::spec::{PageStyle, RetryClass, RetryHint};
pub use paging::{FieldPath, PageList, Paging};
pub use structs::{Builder, Condition, Field, Item, Json, Struct, ValueType};
pub use tasks::TaskIds;

/// Everything that is generated.
#[derive(Clone, Debug)]
pub struct Api {
    /// The crate that holds it.
    pub package: Package,
    /// Name of the service in a signature's scope.
    pub service: String,
    /// Name of the service for a reader.
    pub title: String,
    /// Host of the default endpoint.
    pub host: String,
    /// The versions, sorted.
    pub versions: Vec<Version>,
    /// The error codes of all versions, sorted by code.
    pub error_codes: Vec<ErrorCode>,
    /// Every version's `service.json`, and its actions.
    pub services_source: Source,
    /// The same for a second generated file.
    pub methods_source: Source,
    /// Every version's `error_codes.json`.
    pub error_codes_source: Source,
}

/// The crate that holds the generated code: the SDK itself, or one for another service that stands on it.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name in Rust: `vod_sdk`.
    pub name: String,
    /// The type that stands for the service: `Vod`.
    pub service: String,
    /// Where it finds the SDK's core: `crate`, or `vod_sdk` in another crate.
    pub core: &'static str,
    /// The trait with the methods of the actions, as only the SDK's own crate can add them to `Client`.
    pub methods: Option<String>,
}

impl Package {
    /// An example in code: imports, and lines of a function that has a client and returns a result.
    pub fn example(
        &self,
        imports: impl IntoIterator<Item = String>,
        lines: impl IntoIterator<Item = String>,
    ) -> Vec<String> {
        let mut code: Vec<String> = imports.into_iter().collect();
        let is_end = |c: char| !c.is_alphanumeric() && c != '_';
        let mut imported = code.iter().flat_map(|line| line.split(is_end));
        let result = match imported.any(|name| name == "Result") {
            true => "std::result::Result",
            false => "Result",
        };
        let mut client = "vod_sdk::Client".to_owned();
        if let Some(methods) = &self.methods {
            code.push(format!("use {}::{methods} as _;", self.name));
            client += &format!("<{}::{}>", self.name, self.service);
        }
        code.extend([
            String::new(),
            format!("# async fn example(client: {client}) -> {result}<(), vod_sdk::Error> {{"),
        ]);
        code.extend(lines);
        code.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
        code
    }
}

/// The source of a generated file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file or folder of the spec: `spec/vod/2018-07-17/actions/ExecuteFunction.json`.
    pub path: String,
    /// A folder of the spec from whose files it has something besides.
    pub besides: Option<String>,
    /// The beginning of the SHA-256 of the file's text, in hexadecimal; `None` if it is a folder, or if another generated
    /// file has it.
    pub sha256: Option<String>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        match &self.besides {
            Some(folder) => write!(f, " and {folder}"),
            None => Ok(()),
        }
    }
}

/// A version of the API.
#[derive(Clone, Debug)]
pub struct Version {
    /// The crate that holds it.
    pub package: Package,
    /// The version, as in `X-TC-Version`.
    pub version: String,
    /// Name of the module.
    pub module: String,
    /// Documentation of the module, without the list of actions.
    pub docs: Vec<Block>,
    /// The areas of the API that have actions, in the order of the index.
    pub areas: Vec<Area>,
    /// The actions, sorted by name.
    pub actions: Vec<Action>,
    /// The types with fields, sorted by name.
    pub types: Vec<Type>,
    /// The types with values, sorted by name.
    pub open_sets: Vec<OpenSet>,
    /// `service.json`, and the actions.
    pub source: Source,
    /// The same for a second generated file.
    pub index_source: Source,
    /// The version's folder.
    pub folder: Source,
    /// The folder of the actions.
    pub actions_folder: Source,
    /// The folder of the types.
    pub types_folder: Source,
}

impl Version {
    /// Whether it has types of either kind.
    pub fn has_types(&self) -> bool {
        self.all_types().next().is_some()
    }

    /// The types of both kinds: the module and the name of each.
    pub fn all_types(&self) -> impl Iterator<Item = (&String, &String)> {
        let types = self.types.iter();
        let types = types.map(|type_| (&type_.module, &type_.structure.name));
        types.chain(self.open_sets.iter().map(|set| (&set.module, &set.name)))
    }
}

/// An area of the API: actions that belong together.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its name; `None` for the actions of an API without areas.
    pub name: Option<String>,
    /// The actions, as indices, in the order of their names.
    pub actions: Vec<usize>,
}

/// An action.
#[derive(Clone, Debug)]
pub struct Action {
    /// Name, as in `X-TC-Action`.
    pub name: String,
    /// Name of the module.
    pub module: String,
    /// The summary: a sentence.
    pub summary: String,
    /// The area that it belongs to.
    pub area: Option<String>,
    /// Why the action is deprecated, if it is.
    pub deprecated: Option<String>,
    /// Whether the response may hold a secret, at any depth.
    pub has_secret_response: bool,
    /// Whether a call is signed.
    pub is_signed: bool,
    /// Name of the method of `Client`; `None` if an older version of the API has it.
    pub method: Option<String>,
    /// How many requests a second the service accepts.
    pub requests_per_second: Option<u32>,
    /// Whether a call may be repeated.
    pub retry: RetryClass,
    /// The parameters with which it may not be, and the values of each with which it still may.
    pub retry_unless: Vec<(String, Vec<String>)>,
    /// The codes that mean that an earlier attempt was carried out.
    pub done_codes: Vec<String>,
    /// For how many days a `SessionId` is remembered.
    pub session_id_days: Option<u32>,
    /// The parameters that a client can have a value for, and whether they are texts and no integers.
    pub client_parameters: Vec<(String, bool)>,
    /// The fields of the response with ids of tasks on the wire, if every call starts at least one task.
    pub always_starts: Vec<String>,
    /// The fields of the response with ids of tasks.
    pub task_ids: Vec<TaskIds>,
    /// How it hands out a long list in pages.
    pub paging: Option<Paging>,
    /// The documented error codes.
    pub error_codes: Vec<String>,
    /// Address of the official page.
    pub page: Option<String>,
    /// The request.
    pub request: Struct,
    /// The response, with `RequestId`.
    pub response: Struct,
    /// The example of a call, if the request's methods can express it.
    pub example: Option<Example>,
    /// The response of the first example that has one, as JSON.
    pub example_response: Option<String>,
    /// The action's file.
    pub source: Source,
    /// The same for the wire form.
    pub wire_source: Source,
}

/// A data type.
#[derive(Clone, Debug)]
pub struct Type {
    /// Name of the module.
    pub module: String,
    /// The struct.
    pub structure: Struct,
    /// Whether a request can hold it.
    pub is_in_requests: bool,
    /// Whether a response can hold it.
    pub is_in_responses: bool,
    /// The type's file.
    pub source: Source,
    /// The same for the wire form.
    pub wire_source: Source,
}

/// A type of texts of which some are known: an enum.
#[derive(Clone, Debug)]
pub struct OpenSet {
    /// Name of the module.
    pub module: String,
    /// Name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<Block>,
    /// The known values, in their order.
    pub variants: Vec<Variant>,
    /// The variants that mean `true` and `false`, if it is a switch.
    pub switch: Option<[String; 2]>,
    /// The type's file.
    pub source: Source,
}

/// A known value.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Name of the variant.
    pub name: String,
    /// The value on the wire.
    pub value: String,
    /// Documentation.
    pub docs: Vec<Block>,
}

/// An example of a call.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows: a sentence that ends in a colon.
    pub title: Option<String>,
    /// The request, as a Rust expression.
    pub request: String,
    /// The types that it names, apart from the request.
    pub types: Vec<String>,
}

/// An error code.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    /// The code, as the service sends it.
    pub code: String,
    /// Name of the variant.
    pub variant: String,
    /// What it means: a sentence.
    pub meaning: String,
    /// What repeating the call would do.
    pub retry: RetryHint,
}
