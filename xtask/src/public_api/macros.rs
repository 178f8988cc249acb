//! Calls of macros in the place of items. None is expanded: what they declare has to be known here.

use proc_macro2::TokenTree;
use quote::ToTokens;

use super::attributes;
use super::data::{Impl, member};
use super::scope::Scope;

/// The macro that implements traits for each type that it names, and the traits.
const OBJECT: (&str, &[&str]) = (
    "wire_object",
    &["serde::Serialize", "serde::Deserialize<'de>"],
);

/// The macro that makes of one enum the type of an open set of values, with the traits, and what a switch has besides.
const VALUES: (&str, &[&str], &str) = (
    "wire_values",
    &[
        "Default",
        "From<&str>",
        "From<String>",
        "PartialEq<&str>",
        "PartialEq<str>",
        "serde::Serialize",
        "serde::Deserialize<'de>",
        "std::fmt::Display",
    ],
    "From<bool>",
);

/// The implementations that a call declares.
///
/// # Errors
///
/// A macro that may declare anything else.
pub(super) fn outline(item: &syn::ItemMacro, scope: &Scope) -> Result<Vec<Impl>, String> {
    let name = item.mac.path.to_token_stream().to_string();
    let names = named_types(item);
    let all = |traits: &[&str]| -> Vec<Impl> {
        let of = |name: &String| -> Vec<Impl> {
            let traits = traits.iter();
            traits
                .map(|trait_| implementation(trait_, name, scope))
                .collect()
        };
        names.iter().flat_map(of).collect()
    };
    if name == OBJECT.0 {
        Ok(all(OBJECT.1))
    } else if name == VALUES.0 {
        Ok(all(VALUES.1)
            .into_iter()
            .chain(of_values(item, &names, scope))
            .collect())
    } else if has_private_statics_only(item) {
        Ok(Vec::new())
    } else {
        Err(format!(
            "what `{name}!` declares is not known: write the items out, or add it to the macros that only \
             implement traits, in `xtask/src/public_api/macros.rs`"
        ))
    }
}

/// The methods of an open set, and what concerns other types.
fn of_values(item: &syn::ItemMacro, names: &[String], scope: &Scope) -> Vec<Impl> {
    let mut tokens = item.mac.tokens.clone().into_iter();
    let is_switch = tokens.nth(2).is_some();
    let Some(name) = names.first() else {
        return Vec::new();
    };
    let mut methods = vec![
        ("as_str", "(&self) -> &str"),
        ("is_known", "(&self) -> bool"),
    ];
    methods.extend(is_switch.then_some(("as_bool", "(&self) -> Option<bool>")));
    let lines = methods
        .into_iter()
        .map(|(name, rest)| member("fn", format!("::{name}"), rest.to_owned(), Vec::new()));
    let own = Impl {
        implemented: None,
        lines: lines.collect(),
        ..implementation("", name, scope)
    };
    let resolved = &own.target;
    let into_string = Impl {
        target: "String".to_owned(),
        ..implementation(&format!("From<{resolved}>"), name, scope)
    };
    let from_bool = is_switch.then(|| implementation(VALUES.2, name, scope));
    [own, into_string].into_iter().chain(from_bool).collect()
}

/// `A` and `B` of `A, B`, and `A` of `A { … }`.
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
