//! Signatures of functions, and generic parameters.

use quote::ToTokens;
use syn::{FnArg, Generics, ReturnType, Signature};

use super::resolve::resolved;
use super::scope::Scope;

/// `<T: Clone>(&self, value: T) -> Option<T> where …`.
pub(super) fn rest(signature: &Signature, above: Option<&Generics>, scope: &Scope) -> String {
    let arguments: Vec<String> = signature
        .inputs
        .iter()
        .map(|argument| self::argument(argument, scope))
        .collect();
    let output = match &signature.output {
        ReturnType::Default => String::new(),
        output => format!(" {}", resolved(output.to_token_stream(), scope)),
    };
    format!(
        "{}({}){output}{}",
        generics(&signature.generics, scope),
        arguments.join(", "),
        conditions(&[above, Some(&signature.generics)], scope),
    )
}

/// The word for a function: `const fn`, `unsafe fn`.
pub(super) fn word(signature: &Signature) -> String {
    let constness = signature.constness.to_token_stream();
    let asyncness = signature.asyncness.to_token_stream();
    let safety = signature.safety.to_token_stream();
    let mut word = String::new();
    for qualifier in [constness, asyncness, safety] {
        if !qualifier.is_empty() {
            word.push_str(&format!("{qualifier} "));
        }
    }
    word + "fn"
}

/// `<'a, T: Clone>`, or nothing.
pub(super) fn generics(generics: &Generics, scope: &Scope) -> String {
    resolved(generics.to_token_stream(), scope)
}

/// ` where T: Clone`, or nothing: the conditions of all of these, with the bounds of the first in it.
pub(super) fn conditions(all: &[Option<&Generics>; 2], scope: &Scope) -> String {
    let mut conditions: Vec<String> = Vec::new();
    if let Some(above) = all[0] {
        conditions.extend(bounds(above, scope));
    }
    let clauses = all
        .iter()
        .flatten()
        .filter_map(|it| it.where_clause.as_ref());
    for clause in clauses {
        let predicates = clause.predicates.iter();
        conditions.extend(predicates.map(|it| resolved(it.to_token_stream(), scope)));
    }
    if conditions.is_empty() {
        return String::new();
    }
    format!(" where {}", conditions.join(", "))
}

/// The bounds in the parameter list of an implementation.
fn bounds(generics: &Generics, scope: &Scope) -> Vec<String> {
    let bounded = generics.params.iter().filter(|parameter| match parameter {
        syn::GenericParam::Type(parameter) => !parameter.bounds.is_empty(),
        syn::GenericParam::Lifetime(parameter) => !parameter.bounds.is_empty(),
        _ => false,
    });
    bounded
        .map(|parameter| resolved(parameter.to_token_stream(), scope))
        .collect()
}

fn argument(argument: &FnArg, scope: &Scope) -> String {
    match argument {
        FnArg::Receiver(receiver) => receiver_text(receiver, scope),
        FnArg::Typed(typed) => {
            let name = match &*typed.pat {
                syn::Pat::Ident(pattern) => pattern.ident.to_string(),
                _ => "_".to_owned(),
            };
            format!("{name}: {}", resolved(typed.ty.to_token_stream(), scope))
        }
    }
}

/// `self`, `&self`, `&mut self`; that it is `mut` inside of the function is the function's own affair.
fn receiver_text(receiver: &syn::Receiver, scope: &Scope) -> String {
    let text = resolved(receiver.to_token_stream(), scope);
    match text.strip_prefix("mut ") {
        Some(text) => text.to_owned(),
        None => text,
    }
}

/// `: Option<String>`.
pub(super) fn typed(type_: &syn::Type, scope: &Scope) -> String {
    format!(": {}", resolved(type_.to_token_stream(), scope))
}
