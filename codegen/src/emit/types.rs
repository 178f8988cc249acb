//! `VERSION/types/TYPE.rs`: a data type, and what builds it if it is used in requests.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::allow_deprecated;
use super::json;
use super::scope::Scope;
use super::structs;
use crate::model::{Type, Version};
use crate::names;

pub(super) fn path(version: &Version, type_: &Type) -> String {
    format!("{}/types/{}.rs", version.module, names::file(&type_.module))
}

/// The struct, as [`structs::definition`] and [`structs::builder`] print it.
pub(super) fn emit(version: &Version, type_: &Type) -> TokenStream {
    let structure = &type_.structure;
    let scope = Scope::new(version, &[structure]);
    let allow = allow_deprecated([structure]);
    let imports = scope.import_types();
    let of_core: Vec<&str> = Scope::core_types(&[structure]).into_iter().collect();
    let of_core = scope.import("", &of_core);
    let of_wire = structs::import_debug(&[structure], &scope);
    let definition = structs::definition(structure, &structure.docs, &scope);
    let builder = structs::builder(structure, &scope);
    let json = json::accessors(structure, &scope);
    quote!(#allow #of_core #imports #of_wire #definition #builder #json)
}
