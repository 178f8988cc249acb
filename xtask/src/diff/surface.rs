//! The public API of generated code: what callers see of a spec.
//!
//! It is read from the code itself, so that whatever an emitter prints is compared, and no rule of the
//! emitters is repeated here.

use vod_codegen::emit::{Output, outputs};
use vod_codegen::model::Api;

use crate::public_api::{Crate, Outline, public_api};

/// The name of the crate that the code is in.
pub(super) const CRATE: &str = "vod_sdk";

/// The items of the handwritten core that generated code refers to or extends.
const CORE: &str = "
    mod generated;
    pub use generated::*;
    pub struct Call;
    pub struct Client;
    pub struct UnknownErrorCode;
    pub mod action { pub trait Action {} }
    pub mod wire { pub struct UnrecognizedValue; }
";

/// The public items of an API's code, one line each.
pub(super) fn of(api: &Api) -> String {
    let core = Outline::parse("lib.rs", CORE).expect("the core is Rust");
    let generated = outputs(api).into_iter().filter_map(outline);
    let krate = Crate {
        name: CRATE.to_owned(),
        features: Vec::new(),
        outlines: generated.chain([core]).collect(),
    };
    let api = public_api(&krate).expect("emitters call no macros in public modules");
    // What is deprecated is compared by what the specs say of it.
    api.replace(" [deprecated]", "")
}

/// Outlines a file; `None` if nothing in it is public.
fn outline(output: Output<'_>) -> Option<Outline> {
    if matches!(
        output,
        Output::Schema(_)
            | Output::WireModules(_)
            | Output::WireActionModules(_)
            | Output::WireAction(..)
            | Output::WireTypeModules(_)
            | Output::WireType(..)
    ) {
        return None;
    }
    let file = syn::parse2(output.tokens()).expect("emitters print Rust");
    Some(Outline::of_generated(&output.path(), &file))
}
