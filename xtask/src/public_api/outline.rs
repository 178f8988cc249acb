//! What of a source file can be part of the public API, in strings alone: it travels between threads,
//! which a syntax tree does not.

use syn::spanned::Spanned;
use vod_codegen::FOLDER;

use super::scope::Scope;
use super::{SourceError, attributes, impls, items};

/// What of a source file can be part of the public API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The path below the crate's `src`.
    pub(super) path: String,
    /// The module that the file is, and the modules that are written out in it.
    pub(super) modules: Vec<Module>,
}

/// A module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Module {
    /// `crate::wire::values`.
    pub(super) path: String,
    pub(super) scope: Scope,
    pub(super) children: Vec<Child>,
    pub(super) uses: Vec<Use>,
    pub(super) items: Vec<Item>,
    pub(super) impls: Vec<Impl>,
    pub(super) macros: Vec<Macro>,
    pub(super) calls: Vec<Macro>,
}

/// A module within a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Child {
    pub(super) name: String,
    pub(super) is_public: bool,
    pub(super) tags: Vec<String>,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// The name that it gives; none if it gives all that the target has.
    pub(super) name: Option<String>,
    /// The absolute path: `crate::wire::View`, `std::fmt`.
    pub(super) target: String,
    pub(super) is_public: bool,
    pub(super) tags: Vec<String>,
}

/// A named item with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) is_public: bool,
    pub(super) tags: Vec<String>,
    /// The item itself, then its members.
    pub(super) lines: Vec<Line>,
}

/// A line but for the path of what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// `required fn`.
    pub(super) word: String,
    /// `::view`; empty for the item itself.
    pub(super) member: String,
    /// `(&self) -> crate::wire::View<'_>`.
    pub(super) rest: String,
    pub(super) tags: Vec<String>,
}

/// An implementation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Impl {
    /// `<T: crate::wire::Wire>`; empty if there is nothing to say.
    pub(super) generics: String,
    /// Of a trait: `crate::wire::Wire`, `IntoFuture<Output = …>`.
    pub(super) implemented: Option<String>,
    /// The type: `crate::call::Call<'a, A>`.
    pub(super) target: String,
    /// ` where T: Clone`, or empty.
    pub(super) condition: String,
    pub(super) tags: Vec<String>,
    /// The public items of an implementation without a trait.
    pub(super) lines: Vec<Line>,
}

/// A macro's definition or call, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Macro {
    pub(super) name: String,
    pub(super) tokens: String,
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

/// Outlines the items of a macro as those of the module that calls it.
pub(super) fn outline_expansion(module: &mut Module, file: &syn::File) {
    let mut inner = Vec::new();
    for item in &file.items {
        if let syn::Item::Use(item) = item {
            module.uses.extend(module.scope.uses(item));
        }
        add(module, item, &mut inner);
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
    let macro_ = |name: String| Macro {
        name,
        tokens: item.mac.tokens.to_string(),
    };
    let called = item.mac.path.segments.last();
    match (&item.ident, called) {
        (Some(name), _) => {
            if attributes::has(&item.attrs, "macro_export") {
                module.items.push(items::exported_macro(name, &item.attrs));
            }
            module.macros.push(macro_(name.to_string()));
        }
        (None, Some(called)) => module.calls.push(macro_(called.ident.to_string())),
        (None, None) => unreachable!("{:?}: a path without a segment", item.span()),
    }
}

/// The module that a file is: `wire/values.rs` and `wire/values/mod.rs` are `crate::wire::values`.
fn module_path(path: &str) -> String {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    match path {
        "lib" | "main" => "crate".to_owned(),
        path => format!("crate::{}", path.replace('/', "::")),
    }
}
