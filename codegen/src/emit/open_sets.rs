//! `VERSION/types/TYPE.rs` of a type with values: an enum, and what all such enums have.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{IN_BLOCK, doc, docs, ident};
use super::scope::Scope;
use crate::model::{OpenSet, Version};
use crate::names;

pub(super) fn path(version: &Version, set: &OpenSet) -> String {
    format!("{}/types/{}.rs", version.module, names::file(&set.module))
}

/// ```text
/// /// The state of a task.
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum TaskStatus {
///     /// `FINISH`: the task has ended.
///     Finish,
///     /// Any other value, as the service may add some.
///     Unrecognized(UnrecognizedValue),
/// }
///
/// wire_values!(TaskStatus { Finish = "FINISH" });
/// ```
pub(super) fn emit(version: &Version, set: &OpenSet) -> TokenStream {
    let scope = Scope::of_open_set(version, set);
    let import = scope.import("wire", &["UnrecognizedValue", "wire_values"]);
    let unrecognized = scope.path("UnrecognizedValue");
    let (name, blocks) = (ident(&set.name), docs(&set.docs, 0));
    let allow = names::is_unusual_type(&set.name).then(|| quote!(#[allow(non_camel_case_types)]));
    let variants = set.variants.iter().map(|variant| {
        let (name, docs) = (ident(&variant.name), docs(&variant.docs, IN_BLOCK));
        quote!(#docs #name)
    });
    let other = doc("Any other value, as the service may add some.", IN_BLOCK);
    let values = set.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), &variant.value);
        quote!(#name = #value)
    });
    let switch = set.switch.iter().flatten().map(|name| ident(name));
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

        wire_values!(#name { #(#values),* } #(#switch)*);
    }
}
