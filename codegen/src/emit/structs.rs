//! A struct, and how it is built: the part that requests, responses and types share.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::attributes::{IN_BLOCK, deprecated, doc, docs, ident};
use super::scope::Scope;
use crate::docs::Block;
use crate::model::{Builder, Field, Item, Struct};
use crate::names;

/// Beyond this number of arguments, clippy asks for fewer.
const MANY_ARGUMENTS: usize = 7;

/// Methods that look to clippy like an operator's, which they are not.
const OPERATORS: &[&str] = &[
    "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
];

/// ```text
/// /// Runs a back-end function.
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub struct ExecuteFunctionRequest {
///     /// Name of the back-end function.
///     pub function_name: String,
/// }
/// ```
pub(super) fn definition(structure: &Struct, blocks: &[Block], scope: &Scope<'_>) -> TokenStream {
    let name = ident(&structure.name);
    let docs = docs(blocks, 0);
    let deprecated = deprecated(structure.deprecated.as_ref());
    let allow =
        names::is_unusual_type(&structure.name).then(|| quote!(#[allow(non_camel_case_types)]));
    let derived = (!structure.has_secrets()).then(|| quote!(Debug,));
    let debug = debug(structure, scope);
    let fields = structure
        .fields
        .iter()
        .map(|field| field_definition(field, scope));
    quote! {
        #docs
        #deprecated
        #allow
        #[derive(Clone, #derived Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }

        #debug
    }
}

/// ```text
/// impl ::std::fmt::Debug for TempCertificate {
///     fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
///         f.debug_struct("TempCertificate")
///             .field("secret_id", &self.secret_id)
///             .field("secret_key", &Redacted::optional(Wire::view(&self.secret_key)))
///             .finish()
///     }
/// }
/// ```
fn debug(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    if !structure.has_secrets() {
        return TokenStream::new();
    }
    let (name, shown) = (ident(&structure.name), &structure.name);
    let (redacted, trait_) = (scope.path("Redacted"), scope.path("Wire"));
    let fields = structure.fields.iter().map(|field| {
        let (name, shown) = (ident(&field.name), names::file(&field.name));
        match (field.is_secret, field.is_optional) {
            (false, _) => quote!(.field(#shown, &self.#name)),
            (true, true) => {
                quote!(.field(#shown, &#redacted::optional(#trait_::view(&self.#name))))
            }
            (true, false) => quote!(.field(#shown, &#redacted::new(#trait_::view(&self.#name)))),
        }
    });
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#shown) #(#fields)* .finish()
            }
        }
    }
}

/// The imports that print structs with secrets: `use crate::wire::{Redacted, Wire};`
pub(super) fn import_debug(structs: &[&Struct], scope: &Scope<'_>) -> TokenStream {
    match structs.iter().any(|structure| structure.has_secrets()) {
        true => scope.import("wire", &["Redacted", "Wire"]),
        false => TokenStream::new(),
    }
}

fn field_definition(field: &Field, scope: &Scope<'_>) -> TokenStream {
    let name = ident(&field.name);
    let docs = docs(&field.docs, IN_BLOCK);
    let deprecated = deprecated(field.deprecated.as_ref());
    let type_ = scope.field_type(field);
    quote! {
        #docs
        #deprecated
        pub #name: #type_
    }
}

/// ```text
/// impl ExecuteFunctionRequest {
///     /// A request with its required parameters; the others are absent.
///     pub fn new(function_name: impl Into<String>) -> Self {
///         Self {
///             function_name: Some(function_name.into()),
///             ..Self::default()
///         }
///     }
///
///     /// Sets [`sub_app_id`](field@Self::sub_app_id).
///     pub fn sub_app_id(mut self, value: impl Into<Option<u64>>) -> Self {
///         self.sub_app_id = value.into();
///         self
///     }
/// }
/// ```
pub(super) fn builder(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    let Some(builder) = &structure.builder else {
        return TokenStream::new();
    };
    let name = ident(&structure.name);
    let new = new(structure, builder, scope);
    let setters = structure.fields.iter().map(|field| setter(field, scope));
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn new(structure: &Struct, builder: &Builder, scope: &Scope<'_>) -> TokenStream {
    let summary = doc(builder.summary, IN_BLOCK);
    let parameters = builder.arguments.iter().map(|argument| {
        let field = &structure.fields[*argument];
        let (name, type_) = (ident(&field.name), argument_type(field, scope));
        quote!(#name: #type_)
    });
    let allow = (builder.arguments.len() > MANY_ARGUMENTS)
        .then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let body = if builder.arguments.is_empty() {
        default(structure)
    } else {
        let others = builder.arguments.len() < structure.fields.len();
        let fields = structure.fields.iter().enumerate();
        let fields = fields.filter(|(index, _)| !others || builder.arguments.contains(index));
        let fields = fields.map(|(index, field)| {
            let name = ident(&field.name);
            match builder.arguments.contains(&index) {
                true => {
                    let value = converted(field, &name, scope);
                    let value = present(field, value);
                    quote!(#name: #value)
                }
                false => quote!(#name: None),
            }
        });
        let others = others
            .then(|| default(structure))
            .map(|default| quote!(..#default));
        quote!(Self { #(#fields,)* #others })
    };
    quote! {
        #summary
        #allow
        pub fn new(#(#parameters),*) -> Self {
            #body
        }
    }
}

/// The value without any argument; a method that sets a field `Default` hides the trait's.
pub(super) fn default(structure: &Struct) -> TokenStream {
    if structure.fields.iter().any(|field| field.name == "default") {
        quote!(::std::default::Default::default())
    } else {
        quote!(Self::default())
    }
}

fn setter(field: &Field, scope: &Scope<'_>) -> TokenStream {
    let name = ident(&field.name);
    let summary = docs(&field.setter_docs, IN_BLOCK);
    let deprecated = deprecated(field.deprecated.as_ref());
    let allow = OPERATORS
        .contains(&field.name.as_str())
        .then(|| quote!(#[allow(clippy::should_implement_trait)]));
    let (type_, value) = match optional_argument(field, scope) {
        Some(type_) => (type_, quote!(value.into())),
        None => {
            let value = converted(field, &ident("value"), scope);
            (argument_type(field, scope), present(field, value))
        }
    };
    // What is generic is compiled where it is called anyway.
    let is_object = matches!(field.value.item, Item::Struct(_)) && !field.value.is_list;
    let inline = is_object.then(|| quote!(#[inline]));
    quote! {
        #summary
        #deprecated
        #allow
        #inline
        pub fn #name(mut self, value: #type_) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// The value of a field that is an `Option`, or of one that is not.
fn present(field: &Field, value: TokenStream) -> TokenStream {
    match field.is_optional {
        true => quote!(Some(#value)),
        false => value,
    }
}

/// A number may be given as what a response has: an `Option` of it.
fn optional_argument(field: &Field, scope: &Scope<'_>) -> Option<TokenStream> {
    let takes_option = matches!(
        field.value.item,
        Item::Int64 | Item::Uint64 | Item::Float | Item::Bool
    );
    if !takes_option || field.value.is_list || !field.is_optional {
        return None;
    }
    let (into, option) = (scope.path("Into"), scope.path("Option"));
    let type_ = scope.item_type(&field.value.item);
    Some(quote!(impl #into<#option<#type_>>))
}

/// The type of an argument: whatever makes the field's value.
fn argument_type(field: &Field, scope: &Scope<'_>) -> TokenStream {
    let into = || {
        let (into, text) = (scope.path("Into"), scope.item_type(&field.value.item));
        quote!(impl #into<#text>)
    };
    let item = match field.value.item.is_text() {
        true => into(),
        false => scope.item_type(&field.value.item),
    };
    if !field.value.is_list {
        return item;
    }
    let iterator = scope.path("IntoIterator");
    quote!(impl #iterator<Item = #item>)
}

/// The field's value, made from an argument.
fn converted(field: &Field, name: &Ident, scope: &Scope<'_>) -> TokenStream {
    match (field.value.item.is_text(), field.value.is_list) {
        (true, false) => quote!(#name.into()),
        (true, true) => {
            let into = scope.path("Into");
            quote!(#name.into_iter().map(#into::into).collect())
        }
        (false, true) => quote!(#name.into_iter().collect()),
        (false, false) if field.is_boxed => {
            let name_of_box = scope.path("Box");
            quote!(#name_of_box::new(#name))
        }
        (false, false) => quote!(#name),
    }
}
