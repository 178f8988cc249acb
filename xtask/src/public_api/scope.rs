//! Resolves the names in a module.

use std::collections::{HashMap, HashSet};

use super::attributes;
use super::external::spelled;

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// The name that it gives; `None` if it gives all that the target has.
    pub(super) name: Option<String>,
    /// The absolute path: `crate::wire::View`, `std::fmt`.
    pub(super) target: String,
    pub(super) is_public: bool,
    pub(super) tags: Vec<String>,
}

/// A placeholder for the module's glob imports in a path: whether a name comes from them is not known
/// before the modules are joined.
pub(super) const GLOB: &str = "*";

/// The names in scope in a module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// `crate::wire::values`.
    module: String,
    /// The names declared in the module.
    declared: HashSet<String>,
    /// The imported names with their absolute paths.
    imported: HashMap<String, String>,
    has_globs: bool,
}

impl Scope {
    /// The scope of a module with these items, and what they import.
    pub(super) fn of(module: &str, items: &[syn::Item]) -> (Self, Vec<Use>) {
        let mut scope = Self {
            module: module.to_owned(),
            declared: items.iter().filter_map(declared).collect(),
            ..Self::default()
        };
        let mut uses = Vec::new();
        for item in items {
            if let syn::Item::Use(item) = item {
                uses.extend(scope.uses(item));
            }
        }
        for import in &uses {
            let target = &import.target;
            match &import.name {
                Some(name) => drop(scope.imported.insert(name.clone(), target.clone())),
                None => scope.has_globs |= target.starts_with("crate"),
            }
        }
        (scope, uses)
    }

    /// The imports of a `use`, one by one.
    pub(super) fn uses(&self, item: &syn::ItemUse) -> Vec<Use> {
        if attributes::is_left_out(&item.attrs) {
            return Vec::new();
        }
        let mut leaves = Vec::new();
        collect(&item.tree, &mut Vec::new(), &mut leaves);
        let is_global = item.leading_colon.is_some();
        leaves
            .into_iter()
            .map(|(path, name)| Use {
                name,
                target: if is_global {
                    spelled(&path.join("::"))
                } else {
                    self.absolute(&path)
                },
                is_public: attributes::is_public(&item.vis),
                tags: attributes::tags(&item.attrs),
            })
            .collect()
    }

    /// Whether the module declares or imports the name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.declared.contains(name) || self.imported.contains_key(name)
    }

    /// The meaning of a path that is in the module: absolute if it is of the crate.
    pub(super) fn resolve(&self, path: &[String]) -> String {
        let Some((head, rest)) = path.split_first() else {
            return String::new();
        };
        if let Some(target) = self.imported.get(head) {
            return spelled(&joined(target, rest));
        }
        let is_relative = matches!(head.as_str(), "crate" | "self" | "super");
        if is_relative || self.declared.contains(head) || !self.has_globs || head == "Self" {
            return self.absolute(path);
        }
        joined(&format!("{}::{GLOB}", self.module), path)
    }

    /// A path whose head is not an import.
    fn absolute(&self, path: &[String]) -> String {
        let Some((head, rest)) = path.split_first() else {
            return String::new();
        };
        match head.as_str() {
            "crate" => path.join("::"),
            "self" => joined(&self.module, rest),
            "super" => self.above(path),
            head if self.declared.contains(head) => joined(&self.module, path),
            _ => spelled(&path.join("::")),
        }
    }

    fn above(&self, path: &[String]) -> String {
        let levels = path
            .iter()
            .take_while(|segment| *segment == "super")
            .count();
        let mut module: Vec<&str> = self.module.split("::").collect();
        module.truncate(module.len().saturating_sub(levels).max(1));
        joined(&module.join("::"), &path[levels..])
    }
}

fn joined(start: &str, rest: &[String]) -> String {
    let mut path = start.to_owned();
    for segment in rest {
        path.push_str("::");
        path.push_str(segment);
    }
    path
}

fn declared(item: &syn::Item) -> Option<String> {
    if attributes::is_left_out(attributes::of(item)) {
        return None;
    }
    let name = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Mod(item) => &item.ident,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        syn::Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// The paths of a tree of imports, each with the name that it gives; `None` for a glob.
fn collect(
    tree: &syn::UseTree,
    above: &mut Vec<String>,
    leaves: &mut Vec<(Vec<String>, Option<String>)>,
) {
    match tree {
        syn::UseTree::Path(path) => {
            above.push(path.ident.to_string());
            collect(&path.tree, above, leaves);
            above.pop();
        }
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                collect(tree, above, leaves);
            }
        }
        syn::UseTree::Glob(_) => leaves.push((above.clone(), None)),
        syn::UseTree::Name(name) => leaf(above, &name.ident, &name.ident, leaves),
        syn::UseTree::Rename(rename) => leaf(above, &rename.ident, &rename.rename, leaves),
    }
}

fn leaf(
    above: &[String],
    name: &syn::Ident,
    given: &syn::Ident,
    leaves: &mut Vec<(Vec<String>, Option<String>)>,
) {
    let mut path = above.to_vec();
    if name == "self" {
        let given = if given == "self" {
            path.last().cloned()
        } else {
            Some(given.to_string())
        };
        leaves.push((path, given));
    } else {
        path.push(name.to_string());
        leaves.push((path, Some(given.to_string())));
    }
}
