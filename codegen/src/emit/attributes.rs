//! Documentation, deprecation and lints as attributes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::docs::{Block, lines};
use crate::model::Struct;

/// How far items in a block are indented.
pub(super) const IN_BLOCK: usize = 4;

/// `/// …`, for code that is indented by so many columns.
pub(super) fn docs(blocks: &[Block], indent: usize) -> TokenStream {
    let lines = lines(blocks, indent).into_iter().map(spaced);
    quote!(#(#[doc = #lines])*)
}

/// `/// …`: one paragraph.
pub(super) fn doc(text: impl Into<String>, indent: usize) -> TokenStream {
    docs(&[Block::Paragraph(text.into())], indent)
}

/// `//! …`
pub(super) fn inner_docs(blocks: &[Block]) -> TokenStream {
    let lines = lines(blocks, 0).into_iter().map(spaced);
    quote!(#(#![doc = #lines])*)
}

/// `//! …`: one paragraph.
pub(super) fn inner_doc(text: impl Into<String>) -> TokenStream {
    inner_docs(&[Block::Paragraph(text.into())])
}

/// `#[deprecated(note = "…")]`
pub(super) fn deprecated(note: Option<&String>) -> TokenStream {
    match note {
        Some(note) => quote!(#[deprecated(note = #note)]),
        None => TokenStream::new(),
    }
}

/// `#![allow(deprecated)]`, in files that must name what is deprecated.
pub(super) fn allow_deprecated<'a>(structs: impl IntoIterator<Item = &'a Struct>) -> TokenStream {
    let is_deprecated = |structure: &Struct| {
        structure.deprecated.is_some()
            || structure
                .fields
                .iter()
                .any(|field| field.deprecated.is_some())
    };
    if structs.into_iter().any(is_deprecated) {
        quote!(#![allow(deprecated)])
    } else {
        TokenStream::new()
    }
}

/// A name, which may be `r#…`.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

fn spaced(line: String) -> String {
    if line.is_empty() {
        line
    } else {
        format!(" {line}")
    }
}
