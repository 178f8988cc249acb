//! The parts of a source file that can be public, as strings only: they are sent between threads,
//! which a syntax tree does not.

use vod_codegen::FOLDER;

use super::data::{Child, Module};
use super::scope::Scope;
use super::{SourceError, attributes, impls, items, macros};

/// The parts of a source file that can be public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The path below the crate's `src`.
    pub(super) path: String,
    /// The module that the file is, and the modules that are written out in it.
    pub(super) modules: Vec<Module>,
}

impl Outline {
    /// Outlines a file by its text. `path` is that below the crate's `src`, with `/`.
    pub fn parse(path: &str, text: &str) -> Result<Self, SourceError> {
        let file = syn::parse_file(text).map_err(|error| SourceError {
            path: path.to_owned(),
            message: format!("this is not Rust: {error}; `cargo check` shows the line"),
        })?;
        Ok(Self::of(path, &file))
    }

    /// Outlines a generated file. `path` is that below the folder of the generated code.
    pub(crate) fn of_generated(path: &str, file: &syn::File) -> Self {
        Self::of(&format!("{FOLDER}/{path}"), file)
    }

    /// Outlines a file that has been parsed.
    pub(crate) fn of(path: &str, file: &syn::File) -> Self {
        let mut modules = Vec::new();
        outline_module(module_path(path), &file.items, &mut modules);
        Self {
            path: path.to_owned(),
            modules,
        }
    }
}

fn outline_module(path: String, items: &[syn::Item], modules: &mut Vec<Module>) {
    let (scope, uses) = Scope::of(&path, items);
    let mut module = Module {
        path,
        scope,
        uses,
        ..Module::default()
    };
    for item in items {
        add(&mut module, item, modules);
    }
    modules.push(module);
}

fn add(module: &mut Module, item: &syn::Item, modules: &mut Vec<Module>) {
    if attributes::is_left_out(attributes::of(item)) {
        return;
    }
    match item {
        syn::Item::Mod(item) => {
            if let Some((_, content)) = &item.content {
                outline_module(format!("{}::{}", module.path, item.ident), content, modules);
            }
            module.children.push(Child {
                name: item.ident.to_string(),
                is_public: attributes::is_public(&item.vis),
                tags: attributes::tags(&item.attrs),
            });
        }
        // The imports came with the scope.
        syn::Item::Use(_) => {}
        syn::Item::Impl(item) => module.impls.extend(impls::outline(item, &module.scope)),
        syn::Item::Macro(item) => add_macro(module, item),
        item => {
            if let Some((outlined, derived)) = items::outline(item, &module.scope) {
                module.items.push(outlined);
                module.impls.extend(derived);
            }
        }
    }
}

fn add_macro(module: &mut Module, item: &syn::ItemMacro) {
    match &item.ident {
        Some(name) if attributes::has(&item.attrs, "macro_export") => {
            module.items.push(items::exported_macro(name, &item.attrs));
        }
        Some(_) => {}
        None => match macros::outline(item, &module.scope) {
            Ok(impls) => module.impls.extend(impls),
            Err(message) => module.unknown.push(message),
        },
    }
}

/// The module that a file is: `wire/values.rs` and `wire/values/mod.rs` are `crate::wire::values`.
fn module_path(path: &str) -> String {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    match path {
        "lib" | "main" => "crate".to_owned(),
        path => path.split('/').fold("crate".to_owned(), |module, name| {
            format!("{module}::{}", identifier(name))
        }),
    }
}

/// A module's name as code writes it, where its file's name is a keyword: `move.rs` is `r#move`.
fn identifier(name: &str) -> String {
    match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => name.to_owned(),
        Err(_) => format!("r#{name}"),
    }
}
