//! Attributes and visibilities, as far as they bear on the public API.

use syn::{Attribute, Meta, Visibility};

use super::tokens;

/// The attributes of an item.
pub(super) fn of(item: &syn::Item) -> &[Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Union(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether an item is there for tests only, or is hidden from the documentation and so no promise.
pub(super) fn is_left_out(attributes: &[Attribute]) -> bool {
    let is = |attribute: &Attribute, name: &str, argument: &str| {
        let Meta::List(list) = &attribute.meta else {
            return false;
        };
        let arguments = list.tokens.to_string();
        list.path.is_ident(name) && arguments.split(',').any(|it| it.trim() == argument)
    };
    attributes
        .iter()
        .any(|attribute| is(attribute, "cfg", "test") || is(attribute, "doc", "hidden"))
}

/// Tags from the attributes: the features that an item requires, and how it must be used.
pub(super) fn tags(attributes: &[Attribute]) -> Vec<String> {
    let mut tags: Vec<String> = attributes.iter().filter_map(tag).collect();
    tags.sort();
    tags
}

fn tag(attribute: &Attribute) -> Option<String> {
    let name = attribute.path().get_ident()?.to_string();
    match (name.as_str(), &attribute.meta) {
        ("deprecated" | "must_use" | "non_exhaustive", _) => Some(name),
        ("cfg", Meta::List(list)) => Some(condition(&tokens::plain(list.tokens.clone()))),
        _ => None,
    }
}

/// `feature = "mock"` as `feature "mock"`, any other condition as it is.
fn condition(condition: &str) -> String {
    match condition.strip_prefix("feature = ") {
        Some(feature) if !feature.contains(',') => format!("feature {feature}"),
        _ => format!("cfg({condition})"),
    }
}

/// Whether there is an attribute of this name.
pub(super) fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}

/// The traits that are derived, as they are written.
pub(super) fn derived(attributes: &[Attribute]) -> Vec<syn::Path> {
    let derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    derives
        .filter_map(|attribute| {
            let list = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
            attribute.parse_args_with(list).ok()
        })
        .flatten()
        .collect()
}

/// Whether an item is public in its module: `pub`, and not `pub(crate)`.
pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
