//! `error_code.rs`: the error codes of all versions.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::attributes::{IN_BLOCK, doc, docs, ident, inner_doc};
use crate::docs::{Block, code, continued, prose};
use crate::model::{Api, ErrorCode, RetryHint};

pub(super) fn path() -> String {
    "error_code.rs".to_owned()
}

/// ```text
/// pub enum ErrorCode {
///     /// `FailedOperation`: the operation failed.
///     FailedOperation,
/// }
///
/// impl ErrorCode {
///     pub const ALL: &'static [Self] = &[Self::FailedOperation];
/// }
///
/// pub(crate) static ERROR_CODES: [ErrorCodeInfo; ErrorCode::ALL.len()] = [
///     ErrorCodeInfo::new("FailedOperation", "The operation failed."),
///     ErrorCodeInfo::new("InternalError", "The service failed.").retry(RetryHint::Transient),
/// ];
/// ```
pub(super) fn emit(api: &Api) -> TokenStream {
    let title = inner_doc("The error codes of the service.");
    let enumeration = enumeration(&api.error_codes);
    let all = all(&api.error_codes);
    let table = table(&api.error_codes);
    let has_hint = api.error_codes.iter().any(|error| retry(error).is_some());
    let retry = has_hint.then(|| quote!(, RetryHint));
    quote! {
        #title
        use crate::action::{ErrorCodeInfo #retry};
        #enumeration
        #all
        #table
    }
}

fn enumeration(codes: &[ErrorCode]) -> TokenStream {
    let docs = docs(
        &[
            Block::Paragraph("An error code that is known to this version of the SDK.".to_owned()),
            Block::Paragraph(
                "The service may return with others: [`Error::code`](crate::Error::code) has the \
                 code as it was sent, known or not."
                    .to_owned(),
            ),
        ],
        0,
    );
    let variants = codes.iter().map(|error| {
        let meaning = continued(&prose(&error.meaning));
        let docs = doc(format!("{}: {meaning}", code(&error.code)), IN_BLOCK);
        let variant = ident(&error.variant);
        quote!(#docs #variant)
    });
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants,)*
        }
    }
}

fn all(codes: &[ErrorCode]) -> TokenStream {
    let docs = doc(
        "Every known error code, sorted by [`as_str`](Self::as_str).",
        IN_BLOCK,
    );
    let variants = codes.iter().map(|error| ident(&error.variant));
    quote! {
        impl ErrorCode {
            #docs
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
        }
    }
}

fn table(codes: &[ErrorCode]) -> TokenStream {
    let docs = doc(
        "What is known of each error code, in the order of [`ErrorCode::ALL`].",
        0,
    );
    let rows = codes.iter().map(|error| {
        let (code, meaning) = (&error.code, &error.meaning);
        let retry = retry(error).map(|hint| quote!(.retry(RetryHint::#hint)));
        quote!(ErrorCodeInfo::new(#code, #meaning) #retry)
    });
    quote! {
        #docs
        pub(crate) static ERROR_CODES: [ErrorCodeInfo; ErrorCode::ALL.len()] = [#(#rows),*];
    }
}

/// The variant of the hint; `None` for the one that a code has by default.
fn retry(error: &ErrorCode) -> Option<Ident> {
    let hint = match error.retry {
        RetryHint::Never => return None,
        RetryHint::Throttled => "Throttled",
        RetryHint::Transient => "Transient",
        RetryHint::Clock => "Clock",
        RetryHint::Credential => "Credential",
        RetryHint::Duplicate => "Duplicate",
    };
    Some(ident(hint))
}
