//! The modules of a crate, and what their code names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// A path of names, such as `crate::call::Call`.
pub(crate) type Names = Vec<String>;

/// A module and every path in its code, `use` lines and all others.
pub(crate) struct Module {
    /// Its file.
    pub(crate) file: PathBuf,
    /// Its own path from the crate's root, without `crate`.
    pub(crate) name: Names,
    /// The paths of at least two names that its code has, without repetitions.
    paths: BTreeSet<Names>,
}

/// What a path names.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// Something in the same crate, by its path from the root.
    Here(Names),
    /// Something in another crate, whose name this is, or a name that is not a path's beginning.
    Elsewhere(String),
}

/// Reads the modules of the crate whose `src` folder this is. Unit tests are left out: they may name anything.
pub(crate) fn modules(source: &Path) -> Vec<Module> {
    let mut modules = Vec::new();
    let mut folders = vec![source.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap();
            if stem == "tests" {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                modules.push(module(source, &path));
            }
        }
    }
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    modules
}

fn module(source: &Path, file: &Path) -> Module {
    let below = file.strip_prefix(source).unwrap().with_extension("");
    let names = below.iter().map(|name| name.to_str().unwrap().to_owned());
    let name = names.filter(|name| !["lib", "main", "mod"].contains(&name.as_str()));
    let text = fs::read_to_string(file).unwrap();
    let tokens: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut paths = BTreeSet::new();
    collect(tokens, &[], &mut paths);
    Module {
        file: file.to_owned(),
        name: name.collect(),
        paths,
    }
}

impl Module {
    /// What its paths name, given all modules of its crate.
    pub(crate) fn targets(&self, modules: &[Module]) -> BTreeSet<Target> {
        self.paths
            .iter()
            .map(|path| self.target(path, modules))
            .collect()
    }

    fn target(&self, path: &[String], modules: &[Module]) -> Target {
        let supers = path.iter().take_while(|name| *name == "super").count();
        let below = |parent: &[String], rest: &[String]| Target::Here([parent, rest].concat());
        if supers > 0 {
            let parent = &self.name[..self.name.len().saturating_sub(supers)];
            return below(parent, &path[supers..]);
        }
        match path[0].as_str() {
            "crate" => below(&[], &path[1..]),
            "self" => below(&self.name, &path[1..]),
            first => {
                let child = [self.name.as_slice(), &[first.to_owned()]].concat();
                if modules.iter().any(|module| module.name == child) {
                    return below(&self.name, path);
                }
                Target::Elsewhere(first.to_owned())
            }
        }
    }
}

/// Collects the paths in tokens, each with the prefix of the `use` group that it is in.
fn collect(tokens: TokenStream, prefix: &[String], paths: &mut BTreeSet<Names>) {
    let mut path = prefix.to_vec();
    let mut is_joined = !prefix.is_empty();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                if !is_joined {
                    take(&mut path, prefix, paths);
                    path.clear();
                }
                path.push(name.to_string().trim_start_matches("r#").to_owned());
                is_joined = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                colons += 1;
                is_joined = colons == 2;
                if colons == 2 {
                    colons = 0;
                }
                continue;
            }
            TokenTree::Group(group) => {
                if is_joined {
                    collect(group.stream(), &path, paths);
                } else {
                    take(&mut path, prefix, paths);
                    collect(group.stream(), &[], paths);
                }
                path = prefix.to_vec();
                is_joined = !prefix.is_empty();
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {
                take(&mut path, prefix, paths);
                path = prefix.to_vec();
                is_joined = !prefix.is_empty();
            }
        }
        colons = 0;
    }
    take(&mut path, prefix, paths);
}

fn take(path: &mut Names, prefix: &[String], paths: &mut BTreeSet<Names>) {
    if path.len() >= 2 && path.len() > prefix.len() {
        paths.insert(std::mem::take(path));
    }
}
