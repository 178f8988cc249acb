//! Names from outside of the crate.

/// Traits and types of Rust's prelude, by the path of their definition.
const PRELUDE: &[&str] = &[
    "std::borrow::ToOwned",
    "std::boxed::Box",
    "std::clone::Clone",
    "std::cmp::Eq",
    "std::cmp::Ord",
    "std::cmp::PartialEq",
    "std::cmp::PartialOrd",
    "std::convert::AsMut",
    "std::convert::AsRef",
    "std::convert::From",
    "std::convert::Into",
    "std::convert::TryFrom",
    "std::convert::TryInto",
    "std::default::Default",
    "std::future::Future",
    "std::future::IntoFuture",
    "std::iter::DoubleEndedIterator",
    "std::iter::ExactSizeIterator",
    "std::iter::Extend",
    "std::iter::FromIterator",
    "std::iter::IntoIterator",
    "std::iter::Iterator",
    "std::marker::Copy",
    "std::marker::Send",
    "std::marker::Sized",
    "std::marker::Sync",
    "std::marker::Unpin",
    "std::ops::Drop",
    "std::ops::Fn",
    "std::ops::FnMut",
    "std::ops::FnOnce",
    "std::option::Option",
    "std::result::Result",
    "std::string::String",
    "std::string::ToString",
    "std::vec::Vec",
];

/// The one spelling of an external path, of the several that mean the same.
pub(super) fn spelled(path: &str) -> String {
    let inner = path
        .strip_prefix("core::")
        .or_else(|| path.strip_prefix("alloc::"));
    let path = inner.map_or_else(|| path.to_owned(), |inner| format!("std::{inner}"));
    // `Option::Some` of an imported `std::option::Option` is not written in signatures.
    if PRELUDE.binary_search(&path.as_str()).is_ok() {
        return path.rsplit("::").next().unwrap_or_default().to_owned();
    }
    path
}

/// The trait that a derive macro of the prelude implements.
pub(super) fn derived(name: &str) -> String {
    match name {
        "Debug" => "std::fmt::Debug".to_owned(),
        "Hash" => "std::hash::Hash".to_owned(),
        name => name.to_owned(),
    }
}
