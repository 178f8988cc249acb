//! `client.rs`: the methods of the actions, in a crate for another service than the SDK's own.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::attributes::{IN_BLOCK, deprecated, doc, docs, ident, inner_doc};
use super::scope::in_core;
use crate::docs::{Block, code};
use crate::model::{Action, Api, Version};
use crate::names;

pub(super) fn path() -> String {
    "client.rs".to_owned()
}

/// ```text
/// pub trait QuotaClient: sealed::Sealed {
///     /// Lists the quotas. See [`DescribeQuotasRequest`](crate::v2021_01_01::DescribeQuotasRequest).
///     fn describe_quotas<'a>(
///         &self,
///         request: &'a v2021_01_01::DescribeQuotasRequest,
///     ) -> Call<'a, v2021_01_01::DescribeQuotasRequest>;
/// }
///
/// impl QuotaClient for Client<Quota> { … }
/// ```
pub(super) fn emit(api: &Api, trait_: &str) -> TokenStream {
    let title = inner_doc("The methods of the actions.");
    let (core, name) = (in_core(&api.package, ""), ident(trait_));
    let service = ident(&api.package.service);
    let docs = docs(
        &[
            Block::Paragraph("The methods of the actions, for clients of the service.".to_owned()),
            Block::Paragraph(format!(
                "Such a client is a [`Client<{service}>`]({}::Client), made by \
                 [`build_for`]({}::ClientBuilder::build_for); nothing else has these methods, so that \
                 the service may have further actions.",
                api.package.core, api.package.core
            )),
        ],
        0,
    );
    let methods: Vec<(TokenStream, TokenStream)> = all(api)
        .map(|(version, action, method)| {
            let declared = declared(version, action);
            (declared, signature(version, action, method))
        })
        .collect();
    let declared = methods
        .iter()
        .map(|(declared, signature)| quote!(#declared #signature;));
    let defined = methods.iter().map(|(_, signature)| {
        quote! {
            #[inline]
            #signature {
                self.send(request)
            }
        }
    });
    let versions = all(api).map(|(version, _, _)| ident(&version.module));
    let versions: BTreeSet<Ident> = versions.collect();
    let allow = all(api)
        .any(|(_, action, _)| action.deprecated.is_some())
        .then(|| quote!(#![allow(deprecated)]));
    let call = (!methods.is_empty()).then(|| quote!(Call,));
    quote! {
        #title
        #allow
        use #core::{#call Client};
        use super::{#service, #(#versions),*};

        #docs
        pub trait #name: sealed::Sealed {
            #(#declared)*
        }

        impl #name for Client<#service> {
            #(#defined)*
        }

        impl sealed::Sealed for Client<#service> {}

        mod sealed {
            pub trait Sealed {}
        }
    }
}

/// The actions that have a method, with its name.
fn all(api: &Api) -> impl Iterator<Item = (&Version, &Action, &str)> {
    api.versions.iter().flat_map(|version| {
        let actions = version.actions.iter();
        actions.filter_map(move |action| Some((version, action, action.method.as_deref()?)))
    })
}

fn declared(version: &Version, action: &Action) -> TokenStream {
    let request = &action.request.name;
    let see = format!("[{}](crate::{}::{request})", code(request), version.module);
    let docs = doc(format!("{} See {see}.", action.summary), IN_BLOCK);
    let deprecated = deprecated(action.deprecated.as_ref());
    quote!(#docs #deprecated)
}

fn signature(version: &Version, action: &Action, method: &str) -> TokenStream {
    let (method, request) = (ident(method), ident(&action.request.name));
    let module = ident(names::file(&version.module));
    quote!(fn #method<'a>(&self, request: &'a #module::#request) -> Call<'a, #module::#request>)
}
