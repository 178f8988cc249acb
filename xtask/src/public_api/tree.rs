//! The modules of a crate, joined: what a path leads to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::SourceError;
use super::data::{Impl, Item, Module};
use super::external::spelled;
use super::outline::Outline;
use super::scope::{GLOB, Use};

/// How many imports a path may lead through; more are a circle.
const MAX_IMPORTS: usize = 32;

/// The modules of a crate.
pub(super) struct Tree<'a> {
    modules: BTreeMap<&'a str, &'a Module>,
    /// By module and name: the index of the import that brings the name in.
    imports: HashMap<&'a str, HashMap<&'a str, usize>>,
    /// By module: the conditions of the module and of those above it.
    tags: HashMap<String, BTreeSet<&'a str>>,
}

/// The target of a path of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An item of the crate: its path, and the path of a member (`::ALL`, or empty).
    Here(String, String),
    /// An item of another crate, or of Rust's prelude.
    Elsewhere(String),
}

impl<'a> Tree<'a> {
    /// Joins the outlines of a crate's files.
    pub(super) fn join(outlines: &'a [Outline]) -> Result<Self, Vec<SourceError>> {
        let all = || outlines.iter().flat_map(|outline| &outline.modules);
        let tree = Self {
            modules: all().map(|it| (it.path.as_str(), it)).collect(),
            imports: all().map(|it| (it.path.as_str(), imports(it))).collect(),
            tags: module_tags(all()),
        };
        let errors = tree.unknown_macros(outlines);
        if errors.is_empty() {
            Ok(tree)
        } else {
            Err(errors)
        }
    }

    /// The unknown macros in modules that are not hidden from the documentation.
    fn unknown_macros(&self, outlines: &[Outline]) -> Vec<SourceError> {
        let modules = outlines.iter().flat_map(|outline| {
            let modules = outline.modules.iter();
            modules.map(|module| (&outline.path, module))
        });
        let shown = modules.filter(|(_, module)| self.is_shown(&module.path));
        let mut errors: Vec<SourceError> = shown
            .flat_map(|(path, module)| {
                module.unknown.iter().map(|message| SourceError {
                    path: path.clone(),
                    message: message.clone(),
                })
            })
            .collect();
        errors.sort_by(|a, b| a.path.cmp(&b.path));
        errors
    }

    /// Whether no module on the way to a module is hidden or for tests only.
    fn is_shown(&self, path: &str) -> bool {
        let Some((above, name)) = path.rsplit_once("::") else {
            return true;
        };
        let is_child = |parent: &Module| parent.children.iter().any(|child| child.name == name);
        self.module(above).is_some_and(is_child) && self.is_shown(above)
    }

    /// The conditions of a module.
    pub(super) fn module_tags(&self, path: &str) -> impl Iterator<Item = &str> {
        self.tags.get(path).into_iter().flatten().copied()
    }

    /// The module of this path.
    pub(super) fn module(&self, path: &str) -> Option<&Module> {
        self.modules.get(path).copied()
    }

    /// Every implementation, with the module that it is in.
    pub(super) fn impls(&self) -> impl Iterator<Item = (&Module, &Impl)> {
        let modules = self.modules.values();
        modules.flat_map(|module| module.impls.iter().map(move |it| (*module, it)))
    }

    /// The item of this path.
    pub(super) fn item(&self, path: &str) -> Option<&Item> {
        let (module, name) = path.rsplit_once("::")?;
        self.module(module)?.items.iter().find(|it| it.name == name)
    }

    /// Resolves a path that begins with `crate`.
    pub(super) fn find(&self, path: &str) -> Found {
        self.find_within(path, MAX_IMPORTS)
            .unwrap_or_else(|| Found::Elsewhere(without_glob(path)))
    }

    fn find_within(&self, path: &str, imports: usize) -> Option<Found> {
        let mut segments = path.split("::");
        let mut module = self.module(segments.next()?)?;
        while let Some(segment) = segments.next() {
            let rest = segments.clone().collect::<Vec<_>>();
            let below = format!("{}::{segment}", module.path);
            if let Some(child) = self.module(&below) {
                module = child;
                continue;
            }
            if module.items.iter().any(|item| item.name == segment) {
                return Some(Found::Here(below, tail(&rest)));
            }
            let imports = imports.checked_sub(1)?;
            return self.imported(module, segment, &tail(&rest), imports);
        }
        Some(Found::Here(module.path.clone(), String::new()))
    }

    fn imported(&self, module: &Module, name: &str, rest: &str, imports: usize) -> Option<Found> {
        let follow = |target: String| {
            if target.starts_with("crate") {
                self.find_within(&target, imports)
            } else {
                Some(Found::Elsewhere(target))
            }
        };
        if name == GLOB {
            // `rest` begins with the name that one of the globs may give.
            let mut globs = module.uses.iter().filter(|it| it.name.is_none());
            return globs.find_map(|glob| follow_glob(glob, rest, &follow));
        }
        let imports = self.imports.get(module.path.as_str());
        if let Some(index) = imports.and_then(|imports| imports.get(name)) {
            return follow(format!("{}{rest}", module.uses[*index].target));
        }
        let rest = format!("::{name}{rest}");
        let mut globs = module.uses.iter().filter(|it| it.name.is_none());
        globs.find_map(|glob| follow_glob(glob, &rest, &follow))
    }
}

fn imports(module: &Module) -> HashMap<&str, usize> {
    let imports = module.uses.iter().enumerate();
    let named = imports.filter_map(|(index, it)| Some((it.name.as_deref()?, index)));
    named.collect()
}

/// The tags of each module together with those of the modules above it.
fn module_tags<'a>(
    modules: impl Iterator<Item = &'a Module>,
) -> HashMap<String, BTreeSet<&'a str>> {
    let mut own: BTreeMap<String, &[String]> = BTreeMap::new();
    for module in modules {
        for child in &module.children {
            own.insert(format!("{}::{}", module.path, child.name), &child.tags);
        }
    }
    let mut all: HashMap<String, BTreeSet<&str>> = HashMap::new();
    // In this order, a module comes after the one that it is in.
    for (path, tags) in own {
        let above = path.rsplit_once("::").and_then(|(above, _)| all.get(above));
        let mut tags: BTreeSet<&str> = tags.iter().map(String::as_str).collect();
        tags.extend(above.into_iter().flatten());
        all.insert(path, tags);
    }
    all
}

fn follow_glob(glob: &Use, rest: &str, follow: &dyn Fn(String) -> Option<Found>) -> Option<Found> {
    let is_ours = glob.target.starts_with("crate");
    is_ours.then(|| follow(format!("{}{rest}", glob.target)))?
}

fn tail(segments: &[&str]) -> String {
    segments
        .iter()
        .map(|segment| format!("::{segment}"))
        .collect()
}

/// The name that was looked for among the globs of a module, and is none of theirs.
fn without_glob(path: &str) -> String {
    match path.split_once("::*::") {
        Some((_, name)) => spelled(name),
        None => path.to_owned(),
    }
}
