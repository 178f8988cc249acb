//! The tasks that an action starts: what `Call::task` must know.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::ident;
use super::scope::Scope;
use crate::model::{Action, TaskIds};

/// ```text
/// impl StartsTasks for ProcessMediaRequest {
///     fn task_ids(response: &ProcessMediaResponse) -> Vec<String> {
///         [std::slice::from_ref(&response.task_id)].concat()
///     }
/// }
/// ```
pub(super) fn emit(action: &Action, scope: &Scope<'_>) -> Option<TokenStream> {
    if action.task_ids.is_empty() {
        return None;
    }
    let (request, response) = (ident(&action.request.name), ident(&action.response.name));
    let trait_ = scope.path("StartsTasks");
    let (vec, string) = (scope.path("Vec"), scope.path("String"));
    let slices = action.task_ids.iter().map(slice);
    Some(quote! {
        impl #trait_ for #request {
            fn task_ids(response: &#response) -> #vec<#string> {
                [#(#slices),*].concat()
            }
        }
    })
}

fn slice(ids: &TaskIds) -> TokenStream {
    let field = ident(&ids.field);
    match (ids.is_list, ids.is_optional) {
        (false, false) => quote!(::std::slice::from_ref(&response.#field)),
        (true, true) => quote!(response.#field.as_deref().unwrap_or_default()),
        _ => quote!(response.#field.as_slice()),
    }
}
