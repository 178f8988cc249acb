//! Implementations: inherent items of types, and their traits.

use quote::ToTokens;
use syn::{GenericParam, Generics, ImplItem};

use super::attributes::{self, is_left_out, is_public, tags};
use super::data::{Impl, Line, member};
use super::external;
use super::resolve::resolved;
use super::scope::Scope;
use super::signature::{self, conditions, typed};

/// Outlines an implementation; nothing if it has nothing public.
pub(super) fn outline(item: &syn::ItemImpl, scope: &Scope) -> Option<Impl> {
    let target = resolved(item.self_ty.to_token_stream(), scope);
    let tags = tags(&item.attrs);
    let Some((path, _)) = &item.trait_ else {
        return Some(Impl {
            generics: String::new(),
            implemented: None,
            target,
            condition: String::new(),
            tags,
            lines: own_lines(item, scope),
        });
    };
    let implemented = resolved(path.to_token_stream(), scope);
    Some(Impl {
        generics: spoken_generics(&item.generics, scope),
        implemented: Some(with_types(implemented, &item.items, scope)),
        target,
        condition: conditions(&[None, Some(&item.generics)], scope),
        tags,
        lines: Vec::new(),
    })
}

/// The implementations that a type derives.
pub(super) fn derived(
    name: &syn::Ident,
    generics: &Generics,
    attributes: &[syn::Attribute],
    scope: &Scope,
) -> Vec<Impl> {
    let types: Vec<String> = generics
        .type_params()
        .map(|it| it.ident.to_string())
        .collect();
    let parameters: Vec<String> = generics
        .params
        .iter()
        .map(|parameter| match parameter {
            GenericParam::Lifetime(_) => "'_".to_owned(),
            GenericParam::Type(it) => it.ident.to_string(),
            GenericParam::Const(it) => it.ident.to_string(),
        })
        .collect();
    let mut target = scope.resolve(&[name.to_string()]);
    if !parameters.is_empty() {
        target += &format!("<{}>", parameters.join(", "));
    }
    let derived = attributes::derived(attributes).into_iter();
    derived
        .map(|path| {
            let name = resolved(path.to_token_stream(), scope);
            let implemented = external::derived(&name);
            let bounded = types.iter().map(|it| format!("{it}: {implemented}"));
            let bounded = bounded.collect::<Vec<_>>().join(", ");
            Impl {
                generics: if types.is_empty() {
                    String::new()
                } else {
                    format!("<{bounded}>")
                },
                implemented: Some(implemented),
                target: target.clone(),
                condition: String::new(),
                tags: Vec::new(),
                lines: Vec::new(),
            }
        })
        .collect()
}

/// The parameters of an implementation, unless they are lifetimes that could be any.
fn spoken_generics(generics: &Generics, scope: &Scope) -> String {
    let is_any = |parameter: &GenericParam| match parameter {
        GenericParam::Lifetime(parameter) => parameter.bounds.is_empty(),
        _ => false,
    };
    if generics.params.iter().all(is_any) {
        String::new()
    } else {
        signature::generics(generics, scope)
    }
}

/// `IntoFuture<Output = u8>`: a trait with the types that the implementation chooses.
fn with_types(implemented: String, items: &[ImplItem], scope: &Scope) -> String {
    let chosen = items.iter().filter_map(|item| match item {
        ImplItem::Type(item) => Some(format!(
            "{}{} = {}",
            item.ident,
            signature::generics(&item.generics, scope),
            resolved(item.ty.to_token_stream(), scope)
        )),
        _ => None,
    });
    let chosen = chosen.collect::<Vec<_>>().join(", ");
    match implemented.strip_suffix('>') {
        _ if chosen.is_empty() => implemented,
        Some(implemented) => format!("{implemented}, {chosen}>"),
        None => format!("{implemented}<{chosen}>"),
    }
}

fn own_lines(item: &syn::ItemImpl, scope: &Scope) -> Vec<Line> {
    let generics = Some(&item.generics);
    let public = item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(item) if is_public(&item.vis) && !is_left_out(&item.attrs) => Some(member(
            signature::word(&item.sig),
            format!("::{}", item.sig.ident),
            signature::rest(&item.sig, generics, scope),
            tags(&item.attrs),
        )),
        ImplItem::Const(item) if is_public(&item.vis) && !is_left_out(&item.attrs) => {
            let name = format!("::{}", item.ident);
            Some(member(
                "const",
                name,
                typed(&item.ty, scope),
                tags(&item.attrs),
            ))
        }
        _ => None,
    });
    public.collect()
}
