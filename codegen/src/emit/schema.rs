//! `VERSION/schema.rs`: what the mock server checks requests against, and what it responds with.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::attributes::{ident, inner_doc};
use super::scope::in_core;
use crate::model::{Action, Field, Item, Type, ValueType, Version};
use crate::names;

pub(super) fn path(version: &Version) -> String {
    format!("{}/schema.rs", version.module)
}

/// One `static` for the actions, and one for each type that a request can hold.
pub(super) fn emit(version: &Version) -> TokenStream {
    let docs =
        inner_doc("What the mock server checks requests against, and what it responds with.");
    let imports = imports(version);
    let actions = version
        .actions
        .iter()
        .map(|action| action_schema(version, action));
    let mut all = version.actions.iter();
    let allow = all
        .any(|action| action.deprecated.is_some())
        .then(|| quote!(#[allow(deprecated)]));
    let types = in_requests(version).map(|type_| type_schema(version, type_));
    quote! {
        #docs
        #imports
        #allow
        pub(crate) static ACTIONS: &[ActionSchema] = &[#(#actions),*];
        #(#types)*
    }
}

fn in_requests(version: &Version) -> impl Iterator<Item = &Type> {
    version.types.iter().filter(|type_| type_.is_in_requests)
}

fn imports(version: &Version) -> TokenStream {
    let has_types = in_requests(version).next().is_some();
    let of_actions = version.actions.iter().map(|action| &action.request.fields);
    let of_types = in_requests(version).map(|type_| &type_.structure.fields);
    let has_fields = of_actions.chain(of_types).any(|fields| !fields.is_empty());
    let field = has_fields.then(|| quote!(, FieldSchema, Kind));
    let type_ = has_types.then(|| quote!(, TypeSchema));
    let schema = in_core(&version.package, "schema");
    quote!(use #schema::{ActionSchema #field #type_};)
}

/// ```text
/// ActionSchema::of::<super::ExecuteFunctionRequest>()
///     .parameters(&[…])
///     .session_id_days(7)
///     .response("{\"Result\":\"taskId\"}")
/// ```
fn action_schema(version: &Version, action: &Action) -> TokenStream {
    let request = ident(&action.request.name);
    let parameters = fields(version, &action.request.fields);
    let days = setter(
        "session_id_days",
        action.session_id_days.map(Literal::u32_unsuffixed),
    );
    let response = setter("response", action.example_response.as_ref());
    let parameters = (!action.request.fields.is_empty()).then(|| quote!(.parameters(#parameters)));
    quote!(ActionSchema::of::<super::#request>() #parameters #days #response)
}

/// ```text
/// static TYPE_MEDIA_INFO: TypeSchema = TypeSchema { fields: &[…] };
/// ```
fn type_schema(version: &Version, type_: &Type) -> TokenStream {
    let name = static_name(type_);
    let fields = fields(version, &type_.structure.fields);
    quote! {
        static #name: TypeSchema = TypeSchema { fields: #fields };
    }
}

/// The prefix keeps a type `Actions` apart from the list of actions.
fn static_name(type_: &Type) -> proc_macro2::Ident {
    format_ident!("TYPE_{}", names::file(&type_.module).to_uppercase())
}

/// ```text
/// FieldSchema::new("FunctionName", Kind::String).required().max_chars(64)
/// ```
fn fields(version: &Version, fields: &[Field]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let name = &field.wire_name;
        let kind = match field.is_text {
            true => quote!(Kind::String),
            false => kind(version, &field.value),
        };
        let required = field.is_required.then(|| quote!(.required()));
        let max_chars = setter("max_chars", field.max_chars.map(Literal::usize_unsuffixed));
        let max_items = setter("max_items", field.max_items.map(Literal::usize_unsuffixed));
        quote!(FieldSchema::new(#name, #kind) #required #max_chars #max_items)
    });
    quote!(&[#(#fields),*])
}

fn kind(version: &Version, value: &ValueType) -> TokenStream {
    let item = match value.item {
        Item::String | Item::Timestamp | Item::OpenSet(_) => quote!(Kind::String),
        Item::Int64 => quote!(Kind::Int64),
        Item::Uint64 => quote!(Kind::Uint64),
        Item::Float => quote!(Kind::Float),
        Item::Bool => quote!(Kind::Bool),
        Item::Struct(index) => {
            let name = static_name(&version.types[index]);
            quote!(Kind::Object(&#name))
        }
    };
    if value.is_list {
        quote!(Kind::List(&#item))
    } else {
        item
    }
}

/// `.NAME(value)`, if there is one.
fn setter<T: quote::ToTokens>(name: &str, value: Option<T>) -> Option<TokenStream> {
    let name = ident(name);
    value.map(|value| quote!(.#name(#value)))
}
