//! Methods that read the JSON that a string holds: a part of a request, a response or a type.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::attributes::{IN_BLOCK, docs, ident};
use super::scope::Scope;
use crate::docs::Block;
use crate::model::{Field, Item, Json, Struct};
use crate::names;

/// ```text
/// impl MediaInfo {
///     /// What the JSON in [`ext_info`](field@Self::ext_info) says.
///     ///
///     /// # Errors
///     ///
///     /// If the text is not JSON.
///     pub fn ext_info_json(&self) -> Option<serde_json::Result<serde_json::Value>> {
///         self.ext_info.as_deref().map(serde_json::from_str)
///     }
/// }
/// ```
pub(super) fn accessors(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    let fields = structure.fields.iter();
    let accessors: Vec<TokenStream> = fields
        .filter_map(|field| field.json.map(|json| accessor(field, json, scope)))
        .collect();
    if accessors.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&structure.name);
    quote! {
        impl #name {
            #(#accessors)*
        }
    }
}

fn accessor(field: &Field, json: Json, scope: &Scope<'_>) -> TokenStream {
    let name = ident(&field.name);
    let plain = names::file(&field.name);
    let method = format_ident!("{plain}_json");
    let misfit = match json {
        Json::Any => "is not JSON",
        Json::Struct(_) => "is not JSON of this type",
    };
    let docs = docs(
        &[
            Block::Paragraph(format!(
                "What the JSON in [`{plain}`](field@Self::{plain}) says."
            )),
            Block::Heading("Errors"),
            Block::Paragraph(format!("If the text {misfit}.")),
        ],
        IN_BLOCK,
    );
    let value = match json {
        Json::Any => quote!(serde_json::Value),
        Json::Struct(index) => {
            let (module, item) = (scope.module(), scope.item_type(&Item::Struct(index)));
            quote!(#module::#item)
        }
    };
    if !field.is_optional {
        return quote! {
            #docs
            pub fn #method(&self) -> serde_json::Result<#value> {
                serde_json::from_str(&self.#name)
            }
        };
    }
    let option = scope.path("Option");
    quote! {
        #docs
        pub fn #method(&self) -> #option<serde_json::Result<#value>> {
            self.#name.as_deref().map(serde_json::from_str)
        }
    }
}
