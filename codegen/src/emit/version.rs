//! `VERSION/mod.rs`: the names of a version, and the index of its actions.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{ident, inner_docs};
use crate::docs::Block;
use crate::model::{Action, Version};

pub(super) fn path(version: &Version) -> String {
    format!("{}/mod.rs", version.module)
}

/// ```text
/// //! Version 2018-07-17 of the API of Tencent Cloud VOD.
/// //!
/// //! | action | what it does |
/// //! | --- | --- |
/// //! | [`ExecuteFunction`](ExecuteFunctionRequest) | Runs a back-end function. |
///
/// mod actions;
/// #[cfg(feature = "mock")]
/// pub(crate) mod schema;
/// mod types;
/// mod wire;
///
/// pub use actions::execute_function::{ExecuteFunctionRequest, ExecuteFunctionResponse};
/// pub use types::media_info::MediaInfo;
/// ```
pub(super) fn emit(version: &Version) -> TokenStream {
    let mut blocks = version.docs.clone();
    if !version.actions.is_empty() {
        blocks.extend(index(version));
    }
    let docs = inner_docs(&blocks);
    let actions = (!version.actions.is_empty()).then(|| {
        quote!(
            mod actions;
        )
    });
    let types = version.has_types().then(|| {
        quote!(
            mod types;
        )
    });
    let use_actions = version.actions.iter().map(use_action);
    let use_types = version.all_types().map(|(module, name)| {
        let (module, name) = (ident(module), ident(name));
        quote!(pub use types::#module::#name;)
    });
    quote! {
        #docs
        #actions
        #[cfg(feature = "mock")]
        pub(crate) mod schema;
        #types
        mod wire;
        #(#use_actions)*
        #(#use_types)*
    }
}

/// A table for each area, and one for what belongs to none.
fn index(version: &Version) -> Vec<Block> {
    let mut blocks = Vec::new();
    for area in &version.areas {
        let actions = area.actions.iter().map(|index| &version.actions[*index]);
        blocks.extend(area.name.clone().map(Block::Title));
        blocks.push(table(actions));
    }
    blocks
}

fn table<'a>(actions: impl Iterator<Item = &'a Action>) -> Block {
    let heading = vec!["action".to_owned(), "what it does".to_owned()];
    let rows = actions.map(|action| {
        let link = format!("[`{}`]({})", action.name, action.request.name);
        let deprecated = if action.deprecated.is_some() {
            "Deprecated. "
        } else {
            ""
        };
        vec![link, format!("{deprecated}{}", action.summary)]
    });
    Block::Table(std::iter::once(heading).chain(rows).collect())
}

fn use_action(action: &Action) -> TokenStream {
    let module = ident(&action.module);
    let (request, response) = (ident(&action.request.name), ident(&action.response.name));
    let item = action.paging.as_ref().and_then(|it| it.item.as_ref());
    let item = item.map(|name| ident(name)).into_iter();
    let allow = action
        .deprecated
        .as_ref()
        .map(|_| quote!(#[allow(deprecated)]));
    quote! {
        #allow
        pub use actions::#module::{#(#item,)* #request, #response};
    }
}
