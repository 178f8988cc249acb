//! `error_code.rs`: the error codes of all versions.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::attributes::{IN_BLOCK, doc, docs, ident, inner_doc};
use super::scope::in_core;
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
///     pub fn as_str(self) -> &'static str { … }
/// }
///
/// pub(crate) static ERROR_CODES: [ErrorCodeInfo; ErrorCode::ALL.len()] = [
///     ErrorCodeInfo::new("FailedOperation", "The operation failed."),
///     ErrorCodeInfo::new("InternalError", "The service failed.").retry(RetryHint::Transient),
/// ];
/// ```
pub(super) fn emit(api: &Api) -> TokenStream {
    let title = inner_doc("The error codes of the service.");
    let enumeration = enumeration(api);
    let all = all(&api.error_codes);
    let table = table(&api.error_codes);
    let traits = traits();
    let core = in_core(&api.package, "");
    quote! {
        #title
        use std::fmt;
        use std::str::FromStr;
        use #core::UnknownErrorCode;
        use #core::action::{ErrorCodeInfo, RetryHint};
        #enumeration
        #all
        #traits
        #table
    }
}

fn enumeration(api: &Api) -> TokenStream {
    let core = api.package.core;
    let codes = &api.error_codes;
    let docs = docs(
        &[
            Block::Paragraph("An error code that is known to this version of the SDK.".to_owned()),
            Block::Paragraph(format!(
                "The service may respond with others: [`Error::code`]({core}::Error::code) has the code \
                 as it was sent, known or not."
            )),
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

            /// The code as the service sends it.
            pub fn as_str(self) -> &'static str {
                self.info().code
            }

            /// What the code means.
            pub fn meaning(self) -> &'static str {
                self.info().meaning
            }

            /// What repeating a call would do that failed with the code.
            pub fn retry(self) -> RetryHint {
                self.info().retry
            }

            /// The code that this one refines, if that is a code too: `RequestLimitExceeded` for
            /// `RequestLimitExceeded.UinLimitExceeded`.
            pub fn parent(self) -> Option<Self> {
                let (mut parent, _) = self.as_str().rsplit_once('.')?;
                loop {
                    match parent.parse() {
                        Ok(code) => return Some(code),
                        Err(_) => (parent, _) = parent.rsplit_once('.')?,
                    }
                }
            }

            fn info(self) -> &'static ErrorCodeInfo {
                &ERROR_CODES[self as usize]
            }
        }
    }
}

fn traits() -> TokenStream {
    quote! {
        impl AsRef<str> for ErrorCode {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for ErrorCode {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for ErrorCode {
            type Err = UnknownErrorCode;

            fn from_str(code: &str) -> Result<Self, UnknownErrorCode> {
                let index = ERROR_CODES.binary_search_by(|known| known.code.cmp(code));
                index
                    .map(|index| Self::ALL[index])
                    .map_err(|_| UnknownErrorCode::new(code))
            }
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
