//! `mod.rs`: the versions, the service, and the list of all actions.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{doc, ident, inner_doc};
use super::scope::in_core;
use crate::docs::code;
use crate::model::Api;

pub(super) fn path() -> String {
    "mod.rs".to_owned()
}

/// ```text
/// pub(crate) mod error_code;
/// pub mod v2018_07_17;
///
/// pub use error_code::ErrorCode;
///
/// pub enum Vod {}
///
/// impl Service for Vod { … }
///
/// pub static SERVICE: ServiceInfo = ServiceInfo::new(…).actions(ACTIONS);
/// pub static ACTIONS: &[&ActionInfo] = &[…];
///
/// impl crate::schema::Mocked for Vod { … }
/// ```
pub(super) fn emit(api: &Api) -> TokenStream {
    let docs = inner_doc("Everything that the generator wrote.");
    let has_actions = api
        .versions
        .iter()
        .any(|version| !version.actions.is_empty());
    let action = has_actions.then(|| quote!(Action,));
    let versions = api.versions.iter().map(|version| ident(&version.module));
    let service = service(api);
    let actions = actions(api);
    let schemas = schemas(api);
    let of_action = in_core(&api.package, "action");
    let methods = api.package.methods.as_ref().map(|name| {
        let name = ident(name);
        (
            quote!(
                mod client;
            ),
            quote!(pub use client::#name;),
        )
    });
    let (methods, use_methods) = methods.unzip();
    let marker = marker(api);
    quote! {
        #docs
        use #of_action::{#action ActionInfo, Service, ServiceInfo};
        #methods
        pub(crate) mod error_code;
        #(pub mod #versions;)*
        #use_methods
        pub use error_code::ErrorCode;
        #marker
        #service
        #actions
        #schemas
    }
}

fn marker(api: &Api) -> TokenStream {
    let name = ident(&api.package.service);
    let shown = match &api.package.methods {
        Some(_) => format!("Client<{name}>"),
        None => "Client".to_owned(),
    };
    let docs = doc(
        format!("The service, as the type of its clients: {}.", code(&shown)),
        0,
    );
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub enum #name {}

        impl Service for #name {
            const INFO: &'static ServiceInfo = &SERVICE;
        }
    }
}

fn service(api: &Api) -> TokenStream {
    let docs = doc("The service and its default endpoint.", 0);
    let (name, host) = (&api.service, &api.host);
    let secrets = secrets(api);
    quote! {
        #docs
        pub static SERVICE: ServiceInfo =
            ServiceInfo::new(#name, #host, &error_code::ERROR_CODES)
                .actions(ACTIONS)
                #secrets;
    }
}

/// ```text
/// .secret_responses(&["ApplyUpload"])
/// .secret_fields(&["SecretKey", "Token"])
/// ```
fn secrets(api: &Api) -> TokenStream {
    let actions = || api.versions.iter().flat_map(|version| &version.actions);
    let types = api.versions.iter().flat_map(|version| &version.types);
    let responses = actions().filter(|action| action.has_secret_response);
    let responses: BTreeSet<&str> = responses.map(|action| action.name.as_str()).collect();
    let structs = actions()
        .flat_map(|action| [&action.request, &action.response])
        .chain(types.map(|type_| &type_.structure));
    let fields = structs.flat_map(|structure| &structure.fields);
    let fields = fields.filter(|field| field.is_secret);
    let fields: BTreeSet<&str> = fields.map(|field| field.wire_name.as_str()).collect();
    let list = |method: &str, names: BTreeSet<&str>| {
        let (method, names) = (ident(method), names.into_iter());
        (names.len() > 0).then(|| quote!(.#method(&[#(#names),*])))
    };
    let responses = list("secret_responses", responses);
    let fields = list("secret_fields", fields);
    quote!(#responses #fields)
}

fn actions(api: &Api) -> TokenStream {
    let docs = doc(
        "Every action that the SDK knows, sorted by version and name.",
        0,
    );
    let mut all = api.versions.iter().flat_map(|version| &version.actions);
    let allow = all
        .any(|action| action.deprecated.is_some())
        .then(|| quote!(#[allow(deprecated)]));
    let actions = api.versions.iter().flat_map(|version| {
        let module = ident(&version.module);
        version.actions.iter().map(move |action| {
            let request = ident(&action.request.name);
            quote!(&#module::#request::INFO)
        })
    });
    quote! {
        #docs
        #allow
        pub static ACTIONS: &[&ActionInfo] = &[#(#actions),*];
    }
}

fn schemas(api: &Api) -> TokenStream {
    let name = ident(&api.package.service);
    let schema = in_core(&api.package, "schema");
    let modules = api.versions.iter().map(|version| ident(&version.module));
    quote! {
        #[cfg(feature = "mock")]
        impl #schema::Mocked for #name {
            const ACTIONS: &'static [&'static [#schema::ActionSchema]] =
                &[#(#modules::schema::ACTIONS),*];
        }
    }
}
