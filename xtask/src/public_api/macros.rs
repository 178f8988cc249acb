//! Calls of macros in the place of items. None is expanded: what they declare has to be known here.

use proc_macro2::TokenTree;
use quote::ToTokens;

use super::attributes;
use super::data::Impl;
use super::scope::Scope;

/// The macros of the crate that only implement traits, for each type that they name, and the traits.
const IMPLEMENTING: [(&str, &[&str]); 1] = [(
    "wire_object",
    &["serde::Serialize", "serde::Deserialize<'de>"],
)];

/// The implementations that a call declares.
///
/// # Errors
///
/// A macro that may declare anything else.
pub(super) fn outline(item: &syn::ItemMacro, scope: &Scope) -> Result<Vec<Impl>, String> {
    let name = item.mac.path.to_token_stream().to_string();
    let known = IMPLEMENTING.iter().find(|(known, _)| *known == name);
    match known {
        Some((_, traits)) => Ok(named_types(item)
            .iter()
            .flat_map(|name| {
                traits
                    .iter()
                    .map(|trait_| implementation(trait_, name, scope))
            })
            .collect()),
        None if has_private_statics_only(item) => Ok(Vec::new()),
        None => Err(format!(
            "what `{name}!` declares is not known: write the items out, or add it to the macros that only \
             implement traits, in `xtask/src/public_api/macros.rs`"
        )),
    }
}

/// `A` and `B` of `A, B = Default`.
fn named_types(item: &syn::ItemMacro) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_first = true;
    for token in item.mac.tokens.clone() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => is_first = true,
            TokenTree::Ident(name) if is_first => {
                names.push(name.to_string());
                is_first = false;
            }
            _ => is_first = false,
        }
    }
    names
}

fn implementation(implemented: &str, target: &str, scope: &Scope) -> Impl {
    Impl {
        generics: String::new(),
        implemented: Some(implemented.to_owned()),
        target: scope.resolve(&[target.to_owned()]),
        condition: String::new(),
        tags: Vec::new(),
        lines: Vec::new(),
    }
}

/// Whether a call, such as one of `thread_local!`, holds nothing but private statics.
fn has_private_statics_only(item: &syn::ItemMacro) -> bool {
    let Ok(file) = syn::parse2::<syn::File>(item.mac.tokens.clone()) else {
        return false;
    };
    file.items.iter().all(|item| match item {
        syn::Item::Static(item) => !attributes::is_public(&item.vis),
        _ => false,
    })
}
