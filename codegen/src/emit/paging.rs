//! The pages of an action: what `Call::items` and `Call::pages` must know.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::attributes::{IN_BLOCK, doc, ident};
use super::scope::Scope;
use crate::model::{Action, FieldPath, PageList, PageStyle, Paging};

/// ```text
/// impl Paged for SearchMediaRequest {
///     type Item = MediaInfo;
///
///     const PAGING: Paging = Paging::offset("Offset").size("Limit").max_size(100);
///
///     fn page(response: &SearchMediaResponse) -> Page {
///         Page::new(response.media_info_set.len()).total(response.total_count)
///     }
///
///     fn items(response: SearchMediaResponse) -> Vec<MediaInfo> {
///         response.media_info_set
///     }
/// }
/// ```
pub(super) fn emit(action: &Action, paging: &Paging, scope: &Scope<'_>) -> TokenStream {
    let (request, response) = (ident(&action.request.name), ident(&action.response.name));
    let (trait_, type_, page) = (
        scope.path("Paged"),
        scope.path("Paging"),
        scope.path("Page"),
    );
    let vec = scope.path("Vec");
    let item = item(paging, scope);
    let definition = definition(action, paging, scope);
    let constant = constant(paging);
    let lengths = paging.lists.iter().map(|list| length(&list.path, scope));
    let facts = [
        ("total", &paging.total, false),
        ("next", &paging.next, true),
        ("has_more", &paging.more, false),
    ];
    let facts = facts.into_iter().filter_map(|(method, path, is_text)| {
        let (method, value) = (ident(method), copied(path.as_ref()?, is_text));
        Some(quote!(.#method(#value)))
    });
    let items = items(paging);
    quote! {
        impl #trait_ for #request {
            type Item = #item;

            const PAGING: #type_ = #type_::#constant;

            fn page(response: &#response) -> #page {
                #page::new(#(#lengths)+*) #(#facts)*
            }

            fn items(response: #response) -> #vec<#item> {
                #items
            }
        }

        #definition
    }
}

fn item(paging: &Paging, scope: &Scope<'_>) -> TokenStream {
    match (&paging.item, paging.lists.first()) {
        (Some(name), _) => {
            let name = ident(name);
            quote!(#name)
        }
        (None, list) => list.map_or_else(TokenStream::new, |list| scope.item_type(&list.item)),
    }
}

/// The enum of the items, if a page has several lists.
fn definition(action: &Action, paging: &Paging, scope: &Scope<'_>) -> Option<TokenStream> {
    let name = ident(paging.item.as_ref()?);
    let docs = doc(
        format!("An item of the pages of [`{}`].", action.request.name),
        0,
    );
    let variants = paging.lists.iter().map(|list| {
        let (variant, type_) = (ident(&list.variant), scope.item_type(&list.item));
        let field = list.path.0.last().map_or("", |(name, _)| name);
        let docs = doc(
            format!("One of [`{field}`]({}::{field}).", action.response.name),
            IN_BLOCK,
        );
        quote!(#docs #variant(#type_))
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    })
}

fn constant(paging: &Paging) -> TokenStream {
    let position = &paging.position;
    let style = ident(match paging.style {
        PageStyle::Offset => "offset",
        PageStyle::Token => "token",
    });
    let size = paging.size.as_ref().map(|size| quote!(.size(#size)));
    let number = |method: &str, value: Option<u32>| {
        let value = Literal::u32_unsuffixed(value?);
        let method = ident(method);
        Some(quote!(.#method(#value)))
    };
    let max_size = number("max_size", paging.max_size);
    let window = number("window", paging.window);
    let whole_pages = paging.whole_pages.then(|| quote!(.whole_pages()));
    quote!(#style(#position) #size #max_size #window #whole_pages)
}

/// The number of items of a list.
fn length(path: &FieldPath, scope: &Scope<'_>) -> TokenStream {
    let vec = scope.path("Vec");
    match owner_and_field(path, &quote!(.as_ref())) {
        (None, (name, false)) => quote!(response.#name.len()),
        (None, (name, true)) => quote!(response.#name.as_ref().map_or(0, #vec::len)),
        (Some(owner), (name, false)) => quote!(#owner.map_or(0, |it| it.#name.len())),
        (Some(owner), (name, true)) => {
            quote!(#owner.and_then(|it| it.#name.as_ref()).map_or(0, #vec::len))
        }
    }
}

/// A value, or an `Option` of it; a text is cloned.
fn copied(path: &FieldPath, is_text: bool) -> TokenStream {
    let clone = is_text.then(|| quote!(.clone()));
    match owner_and_field(path, &quote!(.as_ref())) {
        (None, (name, _)) => quote!(response.#name #clone),
        (Some(owner), (name, false)) => quote!(#owner.map(|it| it.#name #clone)),
        (Some(owner), (name, true)) => quote!(#owner.and_then(|it| it.#name #clone)),
    }
}

/// The items of all lists.
fn items(paging: &Paging) -> TokenStream {
    let Some(name) = &paging.item else {
        let list = paging.lists.first();
        return list.map_or_else(TokenStream::new, |list| taken(&list.path));
    };
    let name = ident(name);
    let lists = paging.lists.iter().map(|PageList { path, variant, .. }| {
        let (list, variant) = (taken(path), ident(variant));
        quote!(#list.into_iter().map(#name::#variant))
    });
    let chained = lists.reduce(|all, list| quote!(#all.chain(#list)));
    quote!(#chained.collect())
}

/// A list, taken out of the response.
fn taken(path: &FieldPath) -> TokenStream {
    match owner_and_field(path, &TokenStream::new()) {
        (None, (name, false)) => quote!(response.#name),
        (None, (name, true)) => quote!(response.#name.unwrap_or_default()),
        (Some(owner), (name, false)) => quote!(#owner.map(|it| it.#name).unwrap_or_default()),
        (Some(owner), (name, true)) => quote!(#owner.and_then(|it| it.#name).unwrap_or_default()),
    }
}

/// The object that the last field of a path is in, if that is not the response, and the last field. An object in a
/// response is an `Option`; `borrow` is put behind each.
fn owner_and_field(path: &FieldPath, borrow: &TokenStream) -> (Option<TokenStream>, (Ident, bool)) {
    let (last, objects) = path.0.split_last().expect("a path has a field");
    let owner = objects
        .iter()
        .fold(None, |owner: Option<TokenStream>, (name, _)| {
            let name = ident(name);
            Some(match owner {
                None => quote!(response.#name #borrow),
                Some(owner) => quote!(#owner.and_then(|it| it.#name #borrow)),
            })
        });
    (owner, (ident(&last.0), last.1))
}
