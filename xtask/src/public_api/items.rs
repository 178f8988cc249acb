//! The lines of named items: functions, structs, enums, traits and the rest.

use quote::ToTokens;
use syn::{Field, Fields, Generics};

use super::attributes::{is_left_out, is_public, tags};
use super::data::{Impl, Item, Line, member};
use super::impls;
use super::resolve::resolved;
use super::scope::Scope;
use super::signature::{self, conditions, generics, typed};

/// The tag of a struct with private fields, which only its own crate can build by its fields.
const PRIVATE_FIELDS: &str = "private fields";

/// Outlines an item that has a name, and what it derives; nothing if it has none.
pub(super) fn outline(item: &syn::Item, scope: &Scope) -> Option<(Item, Vec<Impl>)> {
    let named = |ident: &syn::Ident, visibility, attributes, lines| Item {
        name: ident.to_string(),
        is_public: is_public(visibility),
        tags: tags(attributes),
        lines,
    };
    let of_type = |ident, generics, attributes, visibility, lines| {
        let derived = impls::derived(ident, generics, attributes, scope);
        Some((named(ident, visibility, attributes, lines), derived))
    };
    let plain = |ident, attributes, visibility, line| {
        Some((named(ident, visibility, attributes, vec![line]), Vec::new()))
    };
    match item {
        syn::Item::Struct(item) => {
            let lines = structure("struct", &item.generics, &item.fields, scope);
            of_type(&item.ident, &item.generics, &item.attrs, &item.vis, lines)
        }
        syn::Item::Union(item) => {
            let lines = structure("union", &item.generics, &item.fields.named, scope);
            of_type(&item.ident, &item.generics, &item.attrs, &item.vis, lines)
        }
        syn::Item::Enum(item) => {
            let lines = enumeration(item, scope);
            of_type(&item.ident, &item.generics, &item.attrs, &item.vis, lines)
        }
        syn::Item::Trait(item) => {
            let item_ = named(&item.ident, &item.vis, &item.attrs, trait_(item, scope));
            Some((item_, Vec::new()))
        }
        syn::Item::Fn(item) => {
            let rest = signature::rest(&item.sig, None, scope);
            let line = line(signature::word(&item.sig), rest);
            plain(&item.sig.ident, &item.attrs, &item.vis, line)
        }
        syn::Item::Const(item) => {
            let line = line("const", typed(&item.ty, scope));
            plain(&item.ident, &item.attrs, &item.vis, line)
        }
        syn::Item::Static(item) => {
            let line = line("static", typed(&item.ty, scope));
            plain(&item.ident, &item.attrs, &item.vis, line)
        }
        syn::Item::Type(item) => {
            let line = line("type", alias(&item.generics, &item.ty, scope));
            plain(&item.ident, &item.attrs, &item.vis, line)
        }
        _ => None,
    }
}

/// A macro that is exported; it is in the crate's root wherever it is written.
pub(super) fn exported_macro(name: &syn::Ident, attributes: &[syn::Attribute]) -> Item {
    Item {
        name: name.to_string(),
        is_public: true,
        tags: tags(attributes),
        lines: vec![line("macro", "!".to_owned())],
    }
}

fn line(word: impl Into<String>, rest: String) -> Line {
    member(word, String::new(), rest, Vec::new())
}

/// `<T> = Vec<T>`.
pub(super) fn alias(generics: &Generics, type_: &syn::Type, scope: &Scope) -> String {
    format!(
        "{} = {}",
        self::generics(generics, scope),
        resolved(type_.to_token_stream(), scope)
    )
}

fn head(word: &str, generics: &Generics, scope: &Scope) -> Line {
    let parameters = self::generics(generics, scope);
    let conditions = conditions(&[None, Some(generics)], scope);
    line(word, parameters + &conditions)
}

fn structure<'a>(
    word: &str,
    generics: &Generics,
    fields: impl IntoIterator<Item = &'a Field>,
    scope: &Scope,
) -> Vec<Line> {
    let fields: Vec<&Field> = fields.into_iter().collect();
    let mut head = head(word, generics, scope);
    if fields.iter().any(|field| !is_public(&field.vis)) {
        head.tags.push(PRIVATE_FIELDS.to_owned());
    }
    let mut lines = vec![head];
    let public = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| is_public(&field.vis) && !is_left_out(&field.attrs));
    lines.extend(public.map(|(index, field)| {
        let name = match &field.ident {
            Some(ident) => ident.to_string(),
            None => index.to_string(),
        };
        let rest = typed(&field.ty, scope);
        member("field", format!("::{name}"), rest, tags(&field.attrs))
    }));
    lines
}

fn enumeration(item: &syn::ItemEnum, scope: &Scope) -> Vec<Line> {
    let mut lines = vec![head("enum", &item.generics, scope)];
    let variants = item.variants.iter().filter(|it| !is_left_out(&it.attrs));
    lines.extend(variants.map(|variant| {
        let name = format!("::{}", variant.ident);
        member(
            "variant",
            name,
            payload(&variant.fields, scope),
            tags(&variant.attrs),
        )
    }));
    lines
}

/// The fields of a variant as one text, because they are as public as the variant.
fn payload(fields: &Fields, scope: &Scope) -> String {
    let types = fields.iter().map(|field| {
        let type_ = resolved(field.ty.to_token_stream(), scope);
        match &field.ident {
            Some(name) => format!("{name}: {type_}"),
            None => type_,
        }
    });
    let types = types.collect::<Vec<_>>().join(", ");
    match fields {
        Fields::Named(_) => format!(" {{ {types} }}"),
        Fields::Unnamed(_) => format!("({types})"),
        Fields::Unit => String::new(),
    }
}

fn trait_(item: &syn::ItemTrait, scope: &Scope) -> Vec<Line> {
    let mut head = head(
        if item.unsafety.is_some() {
            "unsafe trait"
        } else {
            "trait"
        },
        &item.generics,
        scope,
    );
    if !item.supertraits.is_empty() {
        let above = resolved(item.supertraits.to_token_stream(), scope);
        let parameters = generics(&item.generics, scope);
        let conditions = conditions(&[None, Some(&item.generics)], scope);
        head.rest = format!("{parameters}: {above}{conditions}");
    }
    let mut lines = vec![head];
    lines.extend(item.items.iter().filter_map(|item| trait_item(item, scope)));
    lines
}

fn trait_item(item: &syn::TraitItem, scope: &Scope) -> Option<Line> {
    let has_default = |it: bool| if it { "provided" } else { "required" };
    let (attributes, word, ident, rest) = match item {
        syn::TraitItem::Fn(item) => (
            &item.attrs,
            format!(
                "{} {}",
                has_default(item.default.is_some()),
                signature::word(&item.sig)
            ),
            &item.sig.ident,
            signature::rest(&item.sig, None, scope),
        ),
        syn::TraitItem::Const(item) => (
            &item.attrs,
            format!("{} const", has_default(item.default.is_some())),
            &item.ident,
            typed(&item.ty, scope),
        ),
        syn::TraitItem::Type(item) => {
            let mut rest = generics(&item.generics, scope);
            if !item.bounds.is_empty() {
                rest += &format!(": {}", resolved(item.bounds.to_token_stream(), scope));
            }
            rest += &conditions(&[None, Some(&item.generics)], scope);
            (&item.attrs, "required type".to_owned(), &item.ident, rest)
        }
        _ => return None,
    };
    if is_left_out(attributes) {
        return None;
    }
    Some(member(word, format!("::{ident}"), rest, tags(attributes)))
}
