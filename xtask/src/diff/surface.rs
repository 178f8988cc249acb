//! What the generated code offers to those who call it: every public item, and its signature.
//!
//! It is read from the code itself, so that whatever an emitter prints is compared, and no rule of the
//! emitters stands here again.

mod signature;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, Visibility};

use vod_codegen::emit::{Output, outputs};
use vod_codegen::model::Api;

use signature::Names;

/// The items, by the paths that callers know them by, and their signatures:
/// `v2018_07_17::MediaInfo.file_id` is `Option<String>`.
pub(super) type Surface = BTreeMap<String, String>;

/// The public items of an API's code.
pub(super) fn of(api: &Api) -> Surface {
    let mut surface = Surface::new();
    for output in outputs(api) {
        let module = match output {
            Output::Root(_) | Output::ErrorCodes(_) => "",
            Output::Action(version, _) | Output::Type(version, _) => &version.module,
            // These name what stands elsewhere, or have nothing public.
            _ => continue,
        };
        add_file(output.tokens(), module, &mut surface);
    }
    surface
}

fn add_file(tokens: TokenStream, module: &str, surface: &mut Surface) {
    let file: syn::File = syn::parse2(tokens).expect("emitters print Rust");
    let mut reader = Reader {
        module,
        names: Names::of(&file.items, module),
        surface,
    };
    for item in &file.items {
        reader.item(item);
    }
}

/// Reads the items of a file.
struct Reader<'a> {
    /// The module in which callers find them; empty for the crate's root.
    module: &'a str,
    names: Names,
    surface: &'a mut Surface,
}

impl Reader<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => self.structure(item),
            Item::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            Item::Impl(item) => self.implementation(item),
            Item::Mod(item) if is_public(&item.vis) => self.add(item.ident.to_string(), "mod"),
            Item::Static(item) if is_public(&item.vis) => {
                let type_ = self.names.written(&item.ty);
                self.add(item.ident.to_string(), &type_);
            }
            Item::Const(item) if is_public(&item.vis) => {
                let type_ = self.names.written(&item.ty);
                self.add(self.path(&item.ident.to_string()), &type_);
            }
            Item::Type(item) if is_public(&item.vis) => {
                let type_ = self.names.written(&item.ty);
                self.add(self.path(&item.ident.to_string()), &type_);
            }
            Item::Fn(item) if is_public(&item.vis) => {
                let signature = self.names.of_function(&item.sig);
                self.add(self.path(&item.sig.ident.to_string()), &signature);
            }
            // What is imported is public where it is defined.
            Item::Use(_) => {}
            Item::Struct(_) | Item::Enum(_) | Item::Mod(_) | Item::Static(_) => {}
            Item::Const(_) | Item::Type(_) | Item::Fn(_) => {}
            other => not_compared(other),
        }
    }

    fn structure(&mut self, item: &ItemStruct) {
        let name = self.path(&item.ident.to_string());
        self.add(name.clone(), "struct");
        self.derives(&name, &item.attrs);
        for field in &item.fields {
            let field_name = field.ident.as_ref().expect("structs have named fields");
            let type_ = self.names.written(&field.ty);
            self.add(format!("{name}.{field_name}"), &type_);
        }
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let name = self.path(&item.ident.to_string());
        self.add(name.clone(), "enum");
        self.derives(&name, &item.attrs);
        for variant in &item.variants {
            self.add(format!("{name}::{}", variant.ident), "variant");
        }
    }

    fn derives(&mut self, name: &str, attributes: &[syn::Attribute]) {
        for attribute in attributes {
            if attribute.path().is_ident("derive") {
                let list = attribute.meta.require_list().expect("derives are a list");
                let traits = list.tokens.to_string();
                for derived in traits.split(',').map(str::trim) {
                    self.add(format!("{name}: {derived}"), "implemented");
                }
            }
        }
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let type_ = self.names.written(&item.self_ty);
        let Some((trait_, _)) = &item.trait_ else {
            for item in &item.items {
                self.member(&type_, item);
            }
            return;
        };
        let name = format!("{type_}: {}", self.names.written(trait_));
        self.add(name.clone(), "implemented");
        for item in &item.items {
            if let ImplItem::Type(item) = item {
                let type_ = self.names.written(&item.ty);
                self.add(format!("{name}::{}", item.ident), &type_);
            }
        }
    }

    fn member(&mut self, type_: &str, item: &ImplItem) {
        match item {
            ImplItem::Fn(item) if is_public(&item.vis) => {
                let signature = self.names.of_function(&item.sig);
                self.add(format!("{type_}::{}", item.sig.ident), &signature);
            }
            ImplItem::Const(item) if is_public(&item.vis) => {
                let signature = self.names.written(&item.ty);
                self.add(format!("{type_}::{}", item.ident), &signature);
            }
            ImplItem::Fn(_) | ImplItem::Const(_) => {}
            other => not_compared(other),
        }
    }

    /// The path of something that the file defines.
    fn path(&self, name: &str) -> String {
        if self.module.is_empty() {
            name.to_owned()
        } else {
            format!("{}::{name}", self.module)
        }
    }

    fn add(&mut self, path: String, signature: &str) {
        self.surface.insert(path, signature.to_owned());
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn not_compared(item: &impl ToTokens) -> ! {
    panic!(
        "an emitter prints what is not compared: {}",
        item.to_token_stream()
    )
}
