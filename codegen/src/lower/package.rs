//! The crate that holds the generated code.

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::model::Package;
use crate::problem::Place;
use crate::read::Spec;
use crate::spec::ServiceFile;

use super::problems::Problems;

/// The crate of the SDK, in Rust.
const SDK: &str = "vod_sdk";

/// The crate that `service.json` names, or the SDK.
pub(super) fn lower(spec: &Spec) -> Package {
    let service = &spec.versions[0].service.value;
    let marker = service.service.to_upper_camel_case();
    match &service.crate_name {
        None => Package {
            name: SDK.to_owned(),
            service: marker,
            core: "crate",
            methods: None,
        },
        Some(name) => Package {
            name: name.to_snake_case(),
            methods: Some(format!("{marker}Client")),
            service: marker,
            core: SDK,
        },
    }
}

/// Checks that the name is one for a crate, and not the SDK's.
pub(super) fn check(service: &ServiceFile, place: &Place, problems: &mut Problems) {
    let Some(name) = &service.crate_name else {
        return;
    };
    let place = place.key("crate");
    if !is_crate_name(name) {
        let message = format!("`{name}` is not the name of a crate");
        let hint =
            "it begins with a small letter and has small letters, digits and `-`: `quota-sdk`";
        problems.add(place, message, hint);
    } else if name.to_snake_case() == SDK {
        let message = format!("`{name}` is the SDK's own crate");
        problems.add(
            place,
            message,
            "leave `crate` out for the SDK, or name another one",
        );
    }
}

fn is_crate_name(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        !part.is_empty() && part.chars().all(is_allowed)
    };
    // A keyword is no name either.
    let is_name = syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_ok();
    is_name && name.split(['-', '_']).all(is_part)
}
