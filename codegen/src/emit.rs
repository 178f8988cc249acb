//! From the model to tokens: one emitter per kind of file. Nothing is decided here.
//!
//! | file | emitter |
//! | --- | --- |
//! | `mod.rs` | `root` |
//! | `error_code.rs` | `error_code` |
//! | `client.rs`, if the crate is not the SDK | `client` |
//! | `VERSION/mod.rs` | `version` |
//! | `VERSION/actions/ACTION.rs` | `action` |
//! | `VERSION/types/TYPE.rs` | `types` |
//! | `VERSION/wire/actions/ACTION.rs`, `VERSION/wire/types/TYPE.rs` | `wire` |
//! | `VERSION/types/TYPE.rs` of a type with values | `open_sets` |
//! | `VERSION/schema.rs` | `schema` |
//! | the other `mod.rs` | `modules` |

mod action;
mod attributes;
mod client;
mod error_code;
mod example;
mod json;
mod modules;
mod open_sets;
mod paging;
mod root;
mod schema;
mod scope;
mod structs;
mod tasks;
mod types;
mod version;
mod wire;

use proc_macro2::TokenStream;

use crate::model::{Action, Api, OpenSet, Source, Type, Version};

/// A file to be generated.
#[derive(Clone, Copy, Debug)]
pub enum Output<'a> {
    /// `mod.rs`.
    Root(&'a Api),
    /// `error_code.rs`.
    ErrorCodes(&'a Api),
    /// `client.rs` with this trait.
    Methods(&'a Api, &'a str),
    /// `VERSION/mod.rs`.
    Version(&'a Version),
    /// `VERSION/actions/mod.rs`.
    ActionModules(&'a Version),
    /// `VERSION/actions/ACTION.rs`.
    Action(&'a Version, &'a Action),
    /// `VERSION/types/mod.rs`.
    TypeModules(&'a Version),
    /// `VERSION/types/TYPE.rs`.
    Type(&'a Version, &'a Type),
    /// The same of a type with values.
    OpenSet(&'a Version, &'a OpenSet),
    /// `VERSION/wire/mod.rs`.
    WireModules(&'a Version),
    /// `VERSION/wire/actions/mod.rs`.
    WireActionModules(&'a Version),
    /// `VERSION/wire/actions/ACTION.rs`.
    WireAction(&'a Version, &'a Action),
    /// `VERSION/wire/types/mod.rs`.
    WireTypeModules(&'a Version),
    /// `VERSION/wire/types/TYPE.rs`.
    WireType(&'a Version, &'a Type),
    /// `VERSION/schema.rs`.
    Schema(&'a Version),
}

/// Every file of an API.
pub fn outputs(api: &Api) -> Vec<Output<'_>> {
    let mut outputs = vec![Output::Root(api), Output::ErrorCodes(api)];
    let methods = api.package.methods.as_deref();
    outputs.extend(methods.map(|name| Output::Methods(api, name)));
    for version in &api.versions {
        outputs.extend([
            Output::Version(version),
            Output::WireModules(version),
            Output::Schema(version),
        ]);
        if !version.actions.is_empty() {
            outputs.extend([
                Output::ActionModules(version),
                Output::WireActionModules(version),
            ]);
        }
        if version.has_types() {
            outputs.push(Output::TypeModules(version));
        }
        if !version.types.is_empty() {
            outputs.push(Output::WireTypeModules(version));
        }
        for action in &version.actions {
            outputs.extend([
                Output::Action(version, action),
                Output::WireAction(version, action),
            ]);
        }
        for type_ in &version.types {
            outputs.extend([
                Output::Type(version, type_),
                Output::WireType(version, type_),
            ]);
        }
        for set in &version.open_sets {
            outputs.push(Output::OpenSet(version, set));
        }
    }
    outputs
}

impl<'a> Output<'a> {
    /// The path below the folder of the generated code.
    pub fn path(self) -> String {
        match self {
            Self::Root(_) => root::path(),
            Self::ErrorCodes(_) => error_code::path(),
            Self::Methods(..) => client::path(),
            Self::Version(version) => version::path(version),
            Self::ActionModules(version) => modules::actions_path(version),
            Self::Action(version, action) => action::path(version, action),
            Self::TypeModules(version) => modules::types_path(version),
            Self::Type(version, type_) => types::path(version, type_),
            Self::WireModules(version) => modules::wire_path(version),
            Self::WireActionModules(version) => modules::wire_actions_path(version),
            Self::WireAction(version, action) => wire::action_path(version, action),
            Self::WireTypeModules(version) => modules::wire_types_path(version),
            Self::WireType(version, type_) => wire::type_path(version, type_),
            Self::OpenSet(version, set) => open_sets::path(version, set),
            Self::Schema(version) => schema::path(version),
        }
    }

    /// The source of the file.
    pub fn source(self) -> &'a Source {
        match self {
            Self::Root(api) => &api.services_source,
            Self::Methods(api, _) => &api.methods_source,
            Self::ErrorCodes(api) => &api.error_codes_source,
            Self::Version(version) => &version.source,
            Self::WireModules(version) | Self::Schema(version) => &version.folder,
            Self::ActionModules(version) => &version.index_source,
            Self::WireActionModules(version) => &version.actions_folder,
            Self::TypeModules(version) | Self::WireTypeModules(version) => &version.types_folder,
            Self::Action(_, action) => &action.source,
            Self::WireAction(_, action) => &action.wire_source,
            Self::Type(_, type_) => &type_.source,
            Self::WireType(_, type_) => &type_.wire_source,
            Self::OpenSet(_, set) => &set.source,
        }
    }

    /// The contents.
    pub fn tokens(self) -> TokenStream {
        match self {
            Self::Root(api) => root::emit(api),
            Self::ErrorCodes(api) => error_code::emit(api),
            Self::Methods(api, name) => client::emit(api, name),
            Self::Version(version) => version::emit(version),
            Self::ActionModules(version) => modules::emit_actions(version),
            Self::Action(version, action) => action::emit(version, action),
            Self::TypeModules(version) => modules::emit_types(version),
            Self::Type(version, type_) => types::emit(version, type_),
            Self::WireModules(version) => modules::emit_wire(version),
            Self::WireActionModules(version) => modules::emit_wire_actions(version),
            Self::WireAction(version, action) => wire::emit_action(version, action),
            Self::WireTypeModules(version) => modules::emit_wire_types(version),
            Self::WireType(version, type_) => wire::emit_type(version, type_),
            Self::OpenSet(version, set) => open_sets::emit(version, set),
            Self::Schema(version) => schema::emit(version),
        }
    }
}
