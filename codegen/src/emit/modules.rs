//! The `mod.rs` of folders: which files they hold.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{ident, inner_doc};
use crate::model::Version;

pub(super) fn actions_path(version: &Version) -> String {
    format!("{}/actions/mod.rs", version.module)
}

pub(super) fn types_path(version: &Version) -> String {
    format!("{}/types/mod.rs", version.module)
}

pub(super) fn wire_path(version: &Version) -> String {
    format!("{}/wire/mod.rs", version.module)
}

pub(super) fn wire_actions_path(version: &Version) -> String {
    format!("{}/wire/actions/mod.rs", version.module)
}

pub(super) fn wire_types_path(version: &Version) -> String {
    format!("{}/wire/types/mod.rs", version.module)
}

/// ```text
/// pub(super) mod execute_function;
/// ```
pub(super) fn emit_actions(version: &Version) -> TokenStream {
    modules(
        version.actions.iter().map(|action| &action.module),
        quote!(pub(super)),
    )
}

/// ```text
/// pub(super) mod media_info;
/// ```
pub(super) fn emit_types(version: &Version) -> TokenStream {
    modules(
        version.all_types().map(|(module, _)| module),
        quote!(pub(super)),
    )
}

/// ```text
/// //! Serializes and deserializes the requests, responses and types as JSON.
///
/// mod actions;
/// mod types;
/// ```
pub(super) fn emit_wire(version: &Version) -> TokenStream {
    let docs = inner_doc("Serializes and deserializes the requests, responses and types as JSON.");
    let actions = (!version.actions.is_empty()).then(|| {
        quote!(
            mod actions;
        )
    });
    let types = (!version.types.is_empty()).then(|| {
        quote!(
            mod types;
        )
    });
    quote!(#docs #actions #types)
}

/// ```text
/// mod execute_function;
/// ```
pub(super) fn emit_wire_actions(version: &Version) -> TokenStream {
    modules(
        version.actions.iter().map(|action| &action.module),
        TokenStream::new(),
    )
}

/// ```text
/// mod media_info;
/// ```
pub(super) fn emit_wire_types(version: &Version) -> TokenStream {
    modules(
        version.types.iter().map(|type_| &type_.module),
        TokenStream::new(),
    )
}

fn modules<'a>(modules: impl Iterator<Item = &'a String>, visibility: TokenStream) -> TokenStream {
    let modules = modules.map(|module| ident(module));
    quote!(#(#visibility mod #modules;)*)
}
