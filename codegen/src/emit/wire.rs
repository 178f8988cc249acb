//! `VERSION/wire/actions/ACTION.rs` and `VERSION/wire/types/TYPE.rs`: how structs meet JSON, apart from
//! the structs that people read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::{allow_deprecated, ident};
use super::scope::Scope;
use crate::model::{Action, Struct, Type, Version};
use crate::names;

pub(super) fn action_path(version: &Version, action: &Action) -> String {
    format!(
        "{}/wire/actions/{}.rs",
        version.module,
        names::file(&action.module)
    )
}

pub(super) fn type_path(version: &Version, type_: &Type) -> String {
    format!(
        "{}/wire/types/{}.rs",
        version.module,
        names::file(&type_.module)
    )
}

/// The request and the response of an action.
pub(super) fn emit_action(version: &Version, action: &Action) -> TokenStream {
    emit(version, &[&action.request, &action.response])
}

/// A data type.
pub(super) fn emit_type(version: &Version, type_: &Type) -> TokenStream {
    emit(version, &[&type_.structure])
}

fn emit(version: &Version, structs: &[&Struct]) -> TokenStream {
    // The fields' own types are not named here, so only the structs can hide anything.
    let scope = Scope::of_names(version, structs);
    let allow = allow_deprecated(structs.iter().copied());
    let names: Vec<_> = structs
        .iter()
        .map(|structure| ident(&structure.name))
        .collect();
    let module = scope.module();
    let import_structs = match names.as_slice() {
        [name] => quote!(use #module::#name;),
        names => quote!(use #module::{#(#names),*};),
    };
    let has_limits = structs
        .iter()
        .any(|structure| !limits(structure, &scope).is_empty());
    let support: &[&str] = if has_limits {
        &["Limit", "Wire"]
    } else {
        &["Wire"]
    };
    let support = [&["serde_through_wire"], support].concat();
    let import_support = scope.import(&quote!(crate::wire), &support);
    let impls = structs.iter().map(|structure| wire(structure, &scope));
    quote! {
        #allow
        #import_structs
        #import_support
        #(#impls)*
        serde_through_wire!(#(#names),*);
    }
}

/// ```text
/// impl Wire for ExecuteFunctionRequest {
///     fn blank() -> Self { … }
///     fn fields(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) { … }
///     fn field(&mut self, name: &str) -> Option<&mut dyn Wire> { … }
///     fn is_strict(&self) -> bool { true }
///     fn required(&self) -> &'static [&'static str] { … }
///     fn limits(&self) -> &'static [(&'static str, Limit)] { … }
/// }
/// ```
fn wire(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    let trait_ = scope.path("Wire");
    let name = ident(&structure.name);
    let blank = blank(structure, scope);
    let fields = fields(structure, scope);
    let field = field(structure, scope);
    let strict = strict(structure);
    let required = required(structure);
    let limits = limits(structure, scope);
    quote! {
        impl #trait_ for #name {
            #blank
            #fields
            #field
            #strict
            #required
            #limits
        }
    }
}

/// ```text
/// fn blank() -> Self {
///     Self {
///         function_name: Wire::blank(),
///         sub_app_id: None,
///     }
/// }
/// ```
fn blank(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    if structure.has_default {
        return quote! {
            fn blank() -> Self {
                Self::default()
            }
        };
    }
    let trait_ = scope.path("Wire");
    let fields = structure.fields.iter().map(|field| {
        let name = ident(&field.name);
        if field.is_optional {
            quote!(#name: None)
        } else {
            quote!(#name: #trait_::blank())
        }
    });
    quote! {
        fn blank() -> Self {
            Self { #(#fields,)* }
        }
    }
}

/// ```text
/// #[inline]
/// fn fields(&self, visit: &mut dyn FnMut(&str, &dyn Wire)) {
///     visit("FunctionName", &self.function_name);
/// }
/// ```
fn fields(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    if structure.fields.is_empty() {
        return TokenStream::new();
    }
    let trait_ = scope.path("Wire");
    let function = scope.path("FnMut");
    let visits = structure.fields.iter().map(|field| {
        let (wire_name, name) = (&field.wire_name, ident(&field.name));
        quote!(visit(#wire_name, &self.#name);)
    });
    quote! {
        #[inline]
        fn fields(&self, visit: &mut dyn #function(&str, &dyn #trait_)) {
            #(#visits)*
        }
    }
}

/// ```text
/// #[inline]
/// fn field(&mut self, name: &str) -> Option<&mut dyn Wire> {
///     let field: &mut dyn Wire = match name {
///         "FunctionName" => &mut self.function_name,
///         _ => return None,
///     };
///     Some(field)
/// }
/// ```
fn field(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    if structure.fields.is_empty() {
        return TokenStream::new();
    }
    let (option, trait_) = (scope.path("Option"), scope.path("Wire"));
    let arms = structure.fields.iter().map(|field| {
        let (wire_name, name) = (&field.wire_name, ident(&field.name));
        quote!(#wire_name => &mut self.#name,)
    });
    quote! {
        #[inline]
        fn field(&mut self, name: &str) -> #option<&mut dyn #trait_> {
            let field: &mut dyn #trait_ = match name {
                #(#arms)*
                _ => return None,
            };
            Some(field)
        }
    }
}

fn strict(structure: &Struct) -> TokenStream {
    if !structure.is_strict {
        return TokenStream::new();
    }
    quote! {
        fn is_strict(&self) -> bool {
            true
        }
    }
}

fn required(structure: &Struct) -> TokenStream {
    let required = structure.fields.iter().filter(|field| field.is_required);
    let required: Vec<&String> = required.map(|field| &field.wire_name).collect();
    if required.is_empty() || !structure.is_strict {
        return TokenStream::new();
    }
    quote! {
        fn required(&self) -> &'static [&'static str] {
            &[#(#required),*]
        }
    }
}

/// ```text
/// fn limits(&self) -> &'static [(&'static str, Limit)] {
///     &[("SessionId", Limit::MaxChars(50))]
/// }
/// ```
fn limits(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    let type_ = scope.path("Limit");
    let limits: Vec<TokenStream> = structure
        .fields
        .iter()
        .flat_map(|field| {
            let limit = |name, max: Option<usize>| {
                let (wire_name, name) = (&field.wire_name, ident(name));
                let max = max.map(Literal::usize_unsuffixed);
                max.map(|max| quote!((#wire_name, #type_::#name(#max))))
            };
            [
                limit("MaxItems", field.max_items),
                limit("MaxChars", field.max_chars),
            ]
        })
        .flatten()
        .collect();
    if limits.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn limits(&self) -> &'static [(&'static str, #type_)] {
            &[#(#limits),*]
        }
    }
}
