//! Finds the public paths of a crate's items.

mod lines;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::data::Module;
use super::tree::{Found, Tree};

/// How deep public modules and re-exports may nest; more are a circle.
const MAX_DEPTH: usize = 16;

/// A line of the public API. It is sorted by the path that it is about, an item before what it implements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    path: String,
    is_impl: bool,
    pub(super) text: String,
}

impl Line {
    pub(super) fn new(path: String, text: String) -> Self {
        Self {
            path,
            is_impl: text.starts_with("impl"),
            text,
        }
    }
}

/// The lines of everything that is public, in no order.
pub(super) fn lines(tree: &Tree<'_>, name: &str) -> Vec<Line> {
    let mut names = Names {
        tree,
        found: BTreeMap::new(),
        known: RefCell::default(),
        targets: RefCell::default(),
    };
    names.enter("crate", name, &BTreeSet::new(), 0);
    names.lines()
}

/// The public names of the crate's items.
struct Names<'a> {
    tree: &'a Tree<'a>,
    /// By the path of an item or module in the crate: its public paths, each with its conditions.
    found: BTreeMap<String, BTreeMap<Public, BTreeSet<String>>>,
    /// The names that were asked for.
    known: RefCell<HashMap<String, String>>,
    /// The resolved paths of the crate, as a cache.
    targets: RefCell<HashMap<String, Found>>,
}

/// A public path; the shortest is the first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Public {
    segments: usize,
    path: String,
}

impl Names<'_> {
    /// Takes in a public item or module under a public path; what is in a module, under its first one.
    fn enter(&mut self, module: &str, public: &str, tags: &BTreeSet<String>, depth: usize) {
        let is_known = self.found.contains_key(module);
        self.add(module, public, tags);
        if let Some(module) = self.tree.module(module)
            && !is_known
            && depth <= MAX_DEPTH
        {
            self.take_in(module, public, tags, depth);
        }
    }

    /// Takes in what a module makes public, under the public path of this or another module.
    fn take_in(&mut self, module: &Module, public: &str, tags: &BTreeSet<String>, depth: usize) {
        for child in module.children.iter().filter(|child| child.is_public) {
            let path = format!("{}::{}", module.path, child.name);
            let public = format!("{public}::{}", child.name);
            self.enter(&path, &public, &with(tags, &child.tags), depth + 1);
        }
        for item in module.items.iter().filter(|item| item.is_public) {
            let path = format!("{}::{}", module.path, item.name);
            self.add(&path, &format!("{public}::{}", item.name), tags);
        }
        for import in module.uses.iter().filter(|import| import.is_public) {
            let tags = with(tags, &import.tags);
            match &import.name {
                Some(name) => {
                    self.reexport(&import.target, &format!("{public}::{name}"), &tags, depth)
                }
                None => self.reexport_all(&import.target, public, &tags, depth),
            }
        }
    }

    fn reexport(&mut self, target: &str, public: &str, tags: &BTreeSet<String>, depth: usize) {
        match self.target(target) {
            Found::Here(path, member) if member.is_empty() => {
                self.enter(&path, public, tags, depth + 1);
            }
            // A variant.
            Found::Here(path, member) => self.add(&format!("{path}{member}"), public, tags),
            Found::Elsewhere(path) if is_private(&path) => {}
            Found::Elsewhere(path) => self.add(&path, public, tags),
        }
    }

    fn reexport_all(&mut self, target: &str, public: &str, tags: &BTreeSet<String>, depth: usize) {
        let Found::Here(path, _) = self.target(target) else {
            self.add(&format!("{target}::*"), &format!("{public}::*"), tags);
            return;
        };
        if let Some(module) = self.tree.module(&path)
            && depth <= MAX_DEPTH
        {
            self.take_in(module, public, tags, depth + 1);
        }
    }

    fn target(&self, path: &str) -> Found {
        if !path.starts_with("crate") {
            return Found::Elsewhere(path.to_owned());
        }
        if let Some(found) = self.targets.borrow().get(path) {
            return found.clone();
        }
        let found = self.tree.find(path);
        let mut targets = self.targets.borrow_mut();
        targets.insert(path.to_owned(), found.clone());
        found
    }

    /// Notes a public path.
    fn add(&mut self, path: &str, public: &str, tags: &BTreeSet<String>) {
        let public = Public {
            segments: public.matches("::").count(),
            path: public.to_owned(),
        };
        let names = self.found.entry(path.to_owned()).or_default();
        names.insert(public, tags.clone());
    }

    /// The text with the public path for each path of the crate.
    fn public_text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(CRATE) {
            return Cow::Borrowed(text);
        }
        let mut public = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(CRATE) {
            public.push_str(&rest[..start]);
            rest = &rest[start..];
            let path = path_at(rest);
            public.push_str(&self.public_path(path));
            rest = &rest[path.len()..];
        }
        public.push_str(rest);
        Cow::Owned(public)
    }

    fn public_path(&self, path: &str) -> String {
        if let Some(known) = self.known.borrow().get(path) {
            return known.clone();
        }
        let public = match self.target(path) {
            Found::Elsewhere(path) => path,
            Found::Here(path, member) => match self.found.get(&path) {
                Some(names) => {
                    let first = names.keys().next().map_or("", |name| &name.path);
                    format!("{first}{member}")
                }
                None => format!("{path}{member}"),
            },
        };
        let mut known = self.known.borrow_mut();
        known.insert(path.to_owned(), public.clone());
        public
    }
}

/// How the paths begin that are not public.
const CRATE: &str = "crate::";

/// The path at the beginning; what is not ASCII is part of a name.
fn path_at(text: &str) -> &str {
    let is_part = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || !byte.is_ascii()
            || matches!(byte, b'_' | b':' | b'*' | b'#')
    };
    let end = text.as_bytes().iter().position(|byte| !is_part(byte));
    text[..end.unwrap_or(text.len())].trim_end_matches(':')
}

/// Replaces private paths, such as the bound that seals a trait, by a placeholder: they may change at any time.
fn without_private(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(CRATE) {
        shown.push_str(&rest[..start]);
        shown.push_str("(private)");
        rest = &rest[start + path_at(&rest[start..]).len()..];
    }
    shown + rest
}

fn is_private(text: &str) -> bool {
    text.contains(CRATE)
}

fn with(tags: &BTreeSet<String>, more: &[String]) -> BTreeSet<String> {
    tags.iter().chain(more).cloned().collect()
}
