//! Resolves names in a generated file.
//!
//! A service may call a type `String` or `Client`: in a file that holds such a type, the other thing of
//! that name is written with its whole path.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::ident;
use crate::model::{Field, Item, OpenSet, Package, Struct, ValueType, Version};

/// The names of the core that generated code uses, and where they are in it.
const OF_CORE: &[(&str, &str)] = &[
    ("Action", "action"),
    ("ActionInfo", "action"),
    ("Call", ""),
    ("Client", ""),
    ("Condition", "wire"),
    ("Empty", "wire"),
    ("Limit", "wire"),
    ("ObjectSlot", "wire"),
    ("ObjectView", "wire"),
    ("Page", "action"),
    ("Paged", "action"),
    ("Paging", "action"),
    ("ParameterKind", "action"),
    ("Redacted", "wire"),
    ("RetryClass", "action"),
    ("Rules", "wire"),
    ("Slot", "wire"),
    ("StartsTasks", "action"),
    ("Timestamp", ""),
    ("UnrecognizedValue", "wire"),
    ("View", "wire"),
    ("Wire", "wire"),
];

/// Those of the standard library, with their whole paths.
const OF_STD: &[(&str, &str)] = &[
    ("Box", "::std::boxed::Box"),
    ("FnMut", "::std::ops::FnMut"),
    ("Into", "::std::convert::Into"),
    ("IntoIterator", "::std::iter::IntoIterator"),
    ("Default", "::std::default::Default"),
    ("Option", "::std::option::Option"),
    ("String", "::std::string::String"),
    ("Vec", "::std::vec::Vec"),
];

/// The names in one file.
pub(super) struct Scope<'a> {
    version: &'a Version,
    /// The structs that the file defines.
    defined: BTreeSet<&'a str>,
    /// The types that their fields have.
    used: BTreeSet<&'a str>,
}

impl<'a> Scope<'a> {
    /// The scope of a file that defines these structs.
    pub(super) fn new(version: &'a Version, structs: &[&'a Struct]) -> Self {
        let fields = structs.iter().flat_map(|structure| &structure.fields);
        let used = fields.filter_map(|field| type_name(version, &field.value.item));
        Self {
            version,
            defined: structs
                .iter()
                .map(|structure| structure.name.as_str())
                .collect(),
            used: used.collect(),
        }
    }

    /// The same of a file that names these items besides.
    pub(super) fn with(mut self, items: impl IntoIterator<Item = &'a Item>) -> Self {
        let version = self.version;
        let names = items
            .into_iter()
            .filter_map(|item| type_name(version, item));
        self.used.extend(names);
        self
    }

    /// The scope of a file that defines an enum.
    pub(super) fn of_open_set(version: &'a Version, set: &'a OpenSet) -> Self {
        Self {
            version,
            defined: BTreeSet::from([set.name.as_str()]),
            used: BTreeSet::new(),
        }
    }

    /// The scope of a file that names these structs, and not the types of their fields.
    pub(super) fn of_names(version: &'a Version, structs: &[&'a Struct]) -> Self {
        Self {
            used: BTreeSet::new(),
            ..Self::new(version, structs)
        }
    }

    /// `crate::v2018_07_17`
    pub(super) fn module(&self) -> TokenStream {
        let module = ident(&self.version.module);
        quote!(crate::#module)
    }

    /// `use crate::v2018_07_17::{…};` for the types that fields have.
    pub(super) fn import_types(&self) -> TokenStream {
        let names = self.used.difference(&self.defined).map(|name| ident(name));
        import(&self.module(), names.map(|name| quote!(#name)).collect())
    }

    /// The types of the core that the fields of these structs have.
    pub(super) fn core_types(structs: &[&Struct]) -> Option<&'static str> {
        let mut fields = structs.iter().flat_map(|structure| &structure.fields);
        let has_times = fields.any(|field| field.value.item == Item::Timestamp);
        has_times.then_some("Timestamp")
    }

    /// `use crate::wire::{…};` for those of the names that mean what they say here; `module` is one of the core, or
    /// empty for its root.
    pub(super) fn import(&self, module: &str, names: &[&str]) -> TokenStream {
        let names = names.iter().filter(|name| !self.hides(name));
        let names = names.map(|name| ident(name));
        let module = in_core(&self.version.package, module);
        import(&module, names.map(|name| quote!(#name)).collect())
    }

    /// A name that is not a type of the API: its name, or the whole path if the name is taken.
    pub(super) fn path(&self, name: &str) -> TokenStream {
        if !self.hides(name) {
            let name = ident(name);
            return quote!(#name);
        }
        if let Some((_, module)) = OF_CORE.iter().find(|(of_core, _)| *of_core == name) {
            let (module, name) = (in_core(&self.version.package, module), ident(name));
            return quote!(#module::#name);
        }
        let path = OF_STD.iter().find(|(of_std, _)| *of_std == name);
        let (_, path) = path.expect("generated code names only what is listed");
        path.parse().expect("the paths are Rust")
    }

    /// A link in documentation to the method of an action.
    pub(super) fn link(&self, method: &str) -> String {
        let package = &self.version.package;
        let name = package.methods.as_deref().unwrap_or("Client");
        if package.methods.is_some() || self.hides(name) {
            format!("[`{name}::{method}`](crate::{name}::{method})")
        } else {
            format!("[`{name}::{method}`]")
        }
    }

    /// The type of a field.
    pub(super) fn field_type(&self, field: &Field) -> TokenStream {
        let mut type_ = self.value_type(&field.value);
        if field.is_boxed {
            let name = self.path("Box");
            type_ = quote!(#name<#type_>);
        }
        if field.is_optional {
            let name = self.path("Option");
            type_ = quote!(#name<#type_>);
        }
        type_
    }

    /// The type of a value.
    pub(super) fn value_type(&self, value: &ValueType) -> TokenStream {
        let item = self.item_type(&value.item);
        if value.is_list {
            let name = self.path("Vec");
            quote!(#name<#item>)
        } else {
            item
        }
    }

    /// The type of a value that is no list.
    pub(super) fn item_type(&self, item: &Item) -> TokenStream {
        match item {
            Item::String => self.path("String"),
            Item::Timestamp => self.path("Timestamp"),
            Item::Int64 => quote!(i64),
            Item::Uint64 => quote!(u64),
            Item::Float => quote!(f64),
            Item::Bool => quote!(bool),
            Item::Struct(index) => {
                let name = ident(&self.version.types[*index].structure.name);
                quote!(#name)
            }
            Item::OpenSet(index) => {
                let name = ident(&self.version.open_sets[*index].name);
                quote!(#name)
            }
        }
    }

    fn hides(&self, name: &str) -> bool {
        self.defined.contains(name) || self.used.contains(name)
    }
}

/// `crate::wire`, or `vod_sdk::wire` in another crate.
pub(super) fn in_core(package: &Package, module: &str) -> TokenStream {
    let path = match module {
        "" => package.core.to_owned(),
        _ => format!("{}::{module}", package.core),
    };
    path.parse().expect("the paths of the core are Rust")
}

/// `use module::name;` or `use module::{name, name};`, or nothing.
fn import(module: &TokenStream, names: Vec<TokenStream>) -> TokenStream {
    match names.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(use #module::#name;),
        names => quote!(use #module::{#(#names),*};),
    }
}

fn type_name<'a>(version: &'a Version, item: &Item) -> Option<&'a str> {
    match item {
        Item::Struct(index) => Some(version.types[*index].structure.name.as_str()),
        Item::OpenSet(index) => Some(version.open_sets[*index].name.as_str()),
        _ => None,
    }
}
