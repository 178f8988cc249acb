//! `VERSION/wire/actions/ACTION.rs` and `VERSION/wire/types/TYPE.rs`: how structs meet JSON, apart from
//! the structs that people read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::attributes::{allow_deprecated, ident};
use super::scope::Scope;
use crate::model::{Action, Condition, Struct, Type, Version};
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
    let import_support = scope.import("wire", &support(structs, &scope));
    let impls = structs.iter().map(|structure| object(structure, &scope));
    quote! {
        #allow
        #import_structs
        #import_support
        #(#impls)*
        wire_object!(#(#names),*);
    }
}

/// The items of the core that the impls refer to.
fn support(structs: &[&Struct], scope: &Scope<'_>) -> Vec<&'static str> {
    let any = |test: fn(&Struct, &Scope<'_>) -> bool| structs.iter().any(|s| test(s, scope));
    let has_fields = any(|structure, _| !structure.fields.is_empty());
    let has_rules = any(|structure, scope| !rules(structure, scope).is_empty());
    let has_limits = any(|structure, scope| !limits(structure, scope).is_empty());
    let mut support = vec!["ObjectSlot", "ObjectView", "wire_object"];
    support.extend(
        has_fields
            .then_some(["Slot", "View", "Wire"])
            .into_iter()
            .flatten(),
    );
    support.extend(has_rules.then_some("Rules"));
    support.extend(has_limits.then_some("Limit"));
    let has_conditions = any(|structure, _| !structure.conditions.is_empty());
    support.extend(has_conditions.then_some("Condition"));
    support.sort_unstable();
    support
}

/// ```text
/// impl ObjectView for ExecuteFunctionRequest {
///     fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) { … }
///     fn limits(&self) -> &'static [(&'static str, Limit)] { … }
///     fn conditions(&self) -> &'static [Condition] { … }
/// }
///
/// impl ObjectSlot for ExecuteFunctionRequest {
///     fn field(&mut self, name: &str) -> Option<Slot<'_>> { … }
///     fn rules(&self) -> Rules { … }
/// }
/// ```
fn object(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    let (view, slot) = (scope.path("ObjectView"), scope.path("ObjectSlot"));
    let name = ident(&structure.name);
    let fields = fields(structure, scope);
    let limits = limits(structure, scope);
    let conditions = conditions(structure, scope);
    let field = field(structure, scope);
    let rules = rules(structure, scope);
    quote! {
        impl #view for #name {
            #fields
            #limits
            #conditions
        }

        impl #slot for #name {
            #field
            #rules
        }
    }
}

/// ```text
/// #[inline]
/// fn fields(&self, visit: &mut dyn FnMut(&str, View<'_>)) {
///     visit("FunctionName", Wire::view(&self.function_name));
/// }
/// ```
fn fields(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    if structure.fields.is_empty() {
        return TokenStream::new();
    }
    let (trait_, view) = (scope.path("Wire"), scope.path("View"));
    let function = scope.path("FnMut");
    let visits = structure.fields.iter().map(|field| {
        let (wire_name, name) = (&field.wire_name, ident(&field.name));
        let as_text = field.is_text.then(|| quote!(.as_text()));
        let given = field.is_left_out_if_empty.then(|| quote!(.unless_empty()));
        quote!(visit(#wire_name, #trait_::view(&self.#name) #given #as_text);)
    });
    quote! {
        #[inline]
        fn fields(&self, visit: &mut dyn #function(&str, #view<'_>)) {
            #(#visits)*
        }
    }
}

/// ```text
/// #[inline]
/// fn field(&mut self, name: &str) -> Option<Slot<'_>> {
///     match name {
///         "FunctionName" => Some(Wire::slot(&mut self.function_name)),
///         _ => None,
///     }
/// }
/// ```
fn field(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    if structure.fields.is_empty() {
        return TokenStream::new();
    }
    let (option, trait_) = (scope.path("Option"), scope.path("Wire"));
    let slot = scope.path("Slot");
    let arms = structure.fields.iter().map(|field| {
        let (wire_name, name) = (&field.wire_name, ident(&field.name));
        quote!(#wire_name => Some(#trait_::slot(&mut self.#name)),)
    });
    quote! {
        #[inline]
        fn field(&mut self, name: &str) -> #option<#slot<'_>> {
            match name {
                #(#arms)*
                _ => None,
            }
        }
    }
}

/// ```text
/// fn rules(&self) -> Rules {
///     Rules::STRICT
/// }
/// ```
fn rules(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    if !structure.is_strict {
        return TokenStream::new();
    }
    let type_ = scope.path("Rules");
    quote! {
        #[inline]
        fn rules(&self) -> #type_ {
            #type_::STRICT
        }
    }
}

/// ```text
/// fn limits(&self) -> &'static [(&'static str, Limit)] {
///     &[("FunctionName", Limit::Required), ("SessionId", Limit::MaxChars(50))]
/// }
/// ```
fn limits(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    let type_ = scope.path("Limit");
    let fields = structure.fields.iter();
    let limits = fields.flat_map(|field| {
        let limit = |name, max: Option<usize>| {
            let (wire_name, name) = (&field.wire_name, ident(name));
            let max = max.map(Literal::usize_unsuffixed);
            max.map(|max| quote!((#wire_name, #type_::#name(#max))))
        };
        let wire_name = &field.wire_name;
        let required = quote!((#wire_name, #type_::Required));
        [
            field.is_required.then_some(required),
            limit("MaxItems", field.max_items),
            limit("MaxChars", field.max_chars),
        ]
    });
    let limits: Vec<TokenStream> = limits.flatten().collect();
    if limits.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[inline]
        fn limits(&self) -> &'static [(&'static str, #type_)] {
            &[#(#limits),*]
        }
    }
}

/// ```text
/// fn conditions(&self) -> &'static [Condition] {
///     &[
///         Condition::RequiredIf("ImageTemplate", &[("Type", &["image"])]),
///         Condition::OneOf(&["Prompt", "ImageInfos"]),
///     ]
/// }
/// ```
fn conditions(structure: &Struct, scope: &Scope<'_>) -> TokenStream {
    if structure.conditions.is_empty() {
        return TokenStream::new();
    }
    let type_ = scope.path("Condition");
    let conditions = structure
        .conditions
        .iter()
        .map(|condition| match condition {
            Condition::RequiredIf(field, cases) => {
                let cases = cases
                    .iter()
                    .map(|(name, values)| quote!((#name, &[#(#values),*])));
                quote!(#type_::RequiredIf(#field, &[#(#cases),*]))
            }
            Condition::OneOf(names) => quote!(#type_::OneOf(&[#(#names),*])),
        });
    quote! {
        #[inline]
        fn conditions(&self) -> &'static [#type_] {
            &[#(#conditions),*]
        }
    }
}
