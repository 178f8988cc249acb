//! `VERSION/actions/ACTION.rs`: an action's request, its response, and its method.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::attributes::{IN_BLOCK, allow_deprecated, deprecated, doc, ident};
use super::example;
use super::json;
use super::paging;
use super::scope::Scope;
use super::structs;
use super::tasks;
use crate::docs::Block;
use crate::model::{Action, RetryClass, Version};
use crate::names;

pub(super) fn path(version: &Version, action: &Action) -> String {
    format!(
        "{}/actions/{}.rs",
        version.module,
        names::file(&action.module)
    )
}

/// The request with what builds it, `impl Action`, the response, and the method of `Client`.
pub(super) fn emit(version: &Version, action: &Action) -> TokenStream {
    let items = action.paging.iter().flat_map(|paging| &paging.lists);
    let scope = Scope::new(version, &[&action.request, &action.response])
        .with(items.map(|list| &list.item));
    let allow = allow_deprecated([&action.request, &action.response]);
    let imports = imports(version, action, &scope);

    let mut request_docs = action.request.docs.clone();
    request_docs.extend(example::blocks(version, action));
    let request = structs::definition(&action.request, &request_docs, &scope);
    let builder = structs::builder(&action.request, &scope);
    let request_json = json::accessors(&action.request, &scope);
    let response_json = json::accessors(&action.response, &scope);
    let information = information(version, action, &scope);
    let response_docs = [Block::Paragraph(response_summary(action, &scope))];
    let response = structs::definition(&action.response, &response_docs, &scope);
    let paged = action.paging.as_ref();
    let paged = paged.map(|paging| paging::emit(action, paging, &scope));
    let tasks = tasks::emit(action, &scope);
    let method = method(version, action, &scope);
    quote! {
        #allow
        #imports
        #request
        #builder
        #request_json
        #information
        #response
        #response_json
        #paged
        #tasks
        #method
    }
}

fn imports(version: &Version, action: &Action, scope: &Scope<'_>) -> TokenStream {
    let mut of_action = vec!["Action", "ActionInfo"];
    if action.paging.is_some() {
        of_action.extend(["Page", "Paged", "Paging"]);
    }
    if !action.client_parameters.is_empty() {
        of_action.push("ParameterKind");
    }
    of_action.push("RetryClass");
    if !action.task_ids.is_empty() {
        of_action.push("StartsTasks");
    }
    let of_action = scope.import("action", &of_action);
    let of_types = scope.import_types();
    let of_wire = structs::import_debug(&[&action.request, &action.response], scope);
    let method = own_method(version, action).map(|_| ["Call", "Client"]);
    let types = Scope::core_types(&[&action.request, &action.response]);
    let of_crate: Vec<&str> = method.into_iter().flatten().chain(types).collect();
    let of_crate = scope.import("", &of_crate);
    quote!(#of_action #of_types #of_wire #of_crate)
}

/// ```text
/// impl Action for ExecuteFunctionRequest {
///     type Response = ExecuteFunctionResponse;
///
///     const INFO: ActionInfo = ActionInfo::new("ExecuteFunction", "2018-07-17")
///         .method("execute_function")
///         .area("Custom Development")
///         .retry(RetryClass::SessionId)
///         .retry_unless(&[("Operation", &["Delete"])])
///         .done_codes(&["ResourceNotFound"])
///         .client_parameters(&[("SubAppId", ParameterKind::Integer)])
///         .requests_per_second(100)
///         .task_ids(&["TaskId"])
///         .error_codes(&["FailedOperation"])
///         .docs_url("https://www.tencentcloud.com/document/product/266/34176");
/// }
/// ```
fn information(version: &Version, action: &Action, scope: &Scope<'_>) -> TokenStream {
    let trait_ = scope.path("Action");
    let type_ = scope.path("ActionInfo");
    let retry = scope.path("RetryClass");
    let (request, response) = (ident(&action.request.name), ident(&action.response.name));
    let (name, version) = (&action.name, &version.version);
    let method = action.method.as_deref().map(names::file);
    let method = method.map(|method| quote!(.method(#method)));
    let class = format_ident!(
        "{}",
        match action.retry {
            RetryClass::Read => "Read",
            RetryClass::Idempotent => "Idempotent",
            RetryClass::SessionId => "SessionId",
            RetryClass::Never => "Never",
        }
    );
    let unless = action
        .retry_unless
        .iter()
        .map(|(name, harmless)| quote!((#name, &[#(#harmless),*])));
    let unless = (!action.retry_unless.is_empty()).then(|| quote!(.retry_unless(&[#(#unless),*])));
    let done = &action.done_codes;
    let done = (!done.is_empty()).then(|| quote!(.done_codes(&[#(#done),*])));
    let kind = scope.path("ParameterKind");
    let of_client = action.client_parameters.iter().map(|(name, is_text)| {
        let variant = ident(if *is_text { "Text" } else { "Integer" });
        quote!((#name, #kind::#variant))
    });
    let of_client = (!action.client_parameters.is_empty())
        .then(|| quote!(.client_parameters(&[#(#of_client),*])));
    let rate = action
        .requests_per_second
        .map(proc_macro2::Literal::u32_unsuffixed);
    let rate = rate.map(|rate| quote!(.requests_per_second(#rate)));
    let ids = &action.always_starts;
    let ids = (!ids.is_empty()).then(|| quote!(.task_ids(&[#(#ids),*])));
    let codes = &action.error_codes;
    let codes = (!codes.is_empty()).then(|| quote!(.error_codes(&[#(#codes),*])));
    let area = action.area.as_ref().map(|area| quote!(.area(#area)));
    let unsigned = (!action.is_signed).then(|| quote!(.unsigned()));
    let page = action.page.as_ref().map(|page| quote!(.docs_url(#page)));
    quote! {
        impl #trait_ for #request {
            type Response = #response;
            const INFO: #type_ = #type_::new(#name, #version)
                #method
                #area
                #unsigned
                .retry(#retry::#class)
                #unless
                #done
                #of_client
                #rate
                #ids
                #codes
                #page;
        }
    }
}

/// The method, if it is not one of the crate's trait.
fn own_method<'a>(version: &Version, action: &'a Action) -> Option<&'a str> {
    let methods = &version.package.methods;
    action.method.as_deref().filter(|_| methods.is_none())
}

fn response_summary(action: &Action, scope: &Scope<'_>) -> String {
    match &action.method {
        Some(method) => format!("The response of {}.", scope.link(names::file(method))),
        None => format!("The response to [`{}`].", action.request.name),
    }
}

/// ```text
/// impl Client {
///     /// Runs a back-end function. See [`ExecuteFunctionRequest`].
///     #[inline]
///     pub fn execute_function<'a>(
///         &self,
///         request: &'a ExecuteFunctionRequest,
///     ) -> Call<'a, ExecuteFunctionRequest> {
///         self.send(request)
///     }
/// }
/// ```
fn method(version: &Version, action: &Action, scope: &Scope<'_>) -> TokenStream {
    let Some(method) = own_method(version, action) else {
        return TokenStream::new();
    };
    let name = ident(method);
    let request = ident(&action.request.name);
    let (client, call) = (scope.path("Client"), scope.path("Call"));
    let docs = doc(format!("{} See [`{request}`].", action.summary), IN_BLOCK);
    let deprecated = deprecated(action.deprecated.as_ref());
    quote! {
        impl #client {
            #docs
            #deprecated
            #[inline]
            pub fn #name<'a>(&self, request: &'a #request) -> #call<'a, #request> {
                self.send(request)
            }
        }
    }
}
