//! The `mod.rs` of folders: which files they hold.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::attributes::{IN_BLOCK, docs, ident, inner_doc};
use crate::docs::Block;
use crate::model::{Area, Version};

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

/// The modules in the order of the areas, which is that of the methods on the page of `Client`, each area with its heading.
///
/// ```text
/// mod heading_1 {
///     /// # Other
///     impl crate::Client {}
/// }
/// pub(super) mod execute_function;
/// ```
pub(super) fn emit_actions(version: &Version) -> TokenStream {
    let areas = version.areas.iter().enumerate().map(|(index, area)| {
        let heading = heading(version, index, area);
        let actions = area.actions.iter().map(|index| &version.actions[*index]);
        let modules = modules(actions.map(|action| &action.module), quote!(pub(super)));
        quote!(#heading #modules)
    });
    quote!(#(#areas)*)
}

/// The heading of an area, if the methods of its actions are `Client`'s own.
fn heading(version: &Version, index: usize, area: &Area) -> Option<TokenStream> {
    let name = area.name.clone()?;
    let actions = area.actions.iter().map(|index| &version.actions[*index]);
    let has_methods = actions.clone().any(|action| action.method.is_some());
    if version.package.methods.is_some() || !has_methods {
        return None;
    }
    let (module, core) = (
        format_ident!("heading_{}", index + 1),
        ident(version.package.core),
    );
    let docs = docs(&[Block::Title(name)], IN_BLOCK);
    Some(quote! {
        mod #module {
            #docs
            impl #core::Client {}
        }
    })
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
