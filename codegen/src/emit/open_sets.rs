//! `VERSION/types/TYPE.rs` and `VERSION/wire/types/TYPE.rs` of a type with values: an enum, and what all such enums have.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{IN_BLOCK, doc, docs, ident};
use super::scope::Scope;
use crate::model::{OpenSet, Version};
use crate::names;

pub(super) fn path(version: &Version, set: &OpenSet) -> String {
    format!("{}/types/{}.rs", version.module, names::file(&set.module))
}

pub(super) fn wire_path(version: &Version, set: &OpenSet) -> String {
    let file = names::file(&set.module);
    format!("{}/wire/types/{file}.rs", version.module)
}

/// ```text
/// /// The state of a task.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum TaskStatus {
///     /// `FINISH`: the task has ended.
///     Finish,
///
///     /// A value that this version of the SDK does not know.
///     Unrecognized(UnrecognizedValue),
/// }
/// ```
pub(super) fn emit(version: &Version, set: &OpenSet) -> TokenStream {
    let scope = Scope::of_open_set(version, set);
    let import = scope.import("", &["UnrecognizedValue"]);
    let unrecognized = scope.path("UnrecognizedValue");
    let (name, blocks) = (ident(&set.name), docs(&set.docs, 0));
    let allow = names::is_unusual_type(&set.name).then(|| quote!(#[allow(non_camel_case_types)]));
    let variants = set.variants.iter().map(|variant| {
        let (name, docs) = (ident(&variant.name), docs(&variant.docs, IN_BLOCK));
        quote!(#docs #name)
    });
    let other = doc(
        "A value that this version of the SDK does not know.",
        IN_BLOCK,
    );
    quote! {
        #import
        #blocks
        #allow
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
            Unrecognized(#unrecognized),
        }
    }
}

/// ```text
/// wire_values!(Switch { On = "ON", Off = "OFF", } On Off);
/// ```
pub(super) fn emit_wire(version: &Version, set: &OpenSet) -> TokenStream {
    let scope = Scope::of_open_set(version, set);
    let (module, name) = (scope.module(), ident(&set.name));
    let import = scope.import("wire", &["wire_values"]);
    let values = set.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        quote!(#name = #value)
    });
    let switch = set.switch.iter().flatten().map(|name| ident(name));
    quote! {
        use #module::#name;
        #import
        wire_values!(#name { #(#values),* } #(#switch)*);
    }
}
