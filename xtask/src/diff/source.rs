//! The effect of changes on source code that calls the SDK, as read from the generated code.

use std::collections::{BTreeMap, BTreeSet};

use super::surface::{self, CRATE};
use crate::semver::{
    ItemChange, Kind, Line, compare, differs_in_names_only, takes_the_same_literals,
};
use crate::verdict::Verdict;
use vod_codegen::model::Api;

/// How many items are named before the rest is only counted.
const SAID: usize = 3;

/// How the generated code of one spec differs, for callers, from that of another.
pub(super) struct Source {
    /// By item: `v2018_07_17::MediaInfo.file_id`, `v2018_07_17::MediaInfo: Default`.
    differences: BTreeMap<String, ItemChange>,
    explained: BTreeSet<String>,
}

/// The changes of some items.
#[derive(Debug, Default)]
pub(super) struct Effect(pub(super) Vec<(String, ItemChange)>);

impl Source {
    /// Compares the code of two specs.
    pub(super) fn new(old: &Api, new: &Api) -> Self {
        let changes = compare(&surface::of(old), &surface::of(new)).into_iter();
        let seen = changes.filter(|change| match (&change.old, &change.new) {
            (Some(old), Some(new)) => !differs_in_names_only(old, new),
            _ => true,
        });
        Self {
            differences: seen.map(|change| (name(change.line()), change)).collect(),
            explained: BTreeSet::new(),
        }
    }

    /// Whether the item of this path differs.
    pub(super) fn has(&self, path: &str) -> bool {
        self.differences.contains_key(path)
    }

    /// Whether calls of a function that differs can still compile, with the values of one argument for another.
    pub(super) fn takes_the_same_literals(&self, path: &str) -> bool {
        let change = self.differences.get(path);
        let lines = change.and_then(|change| change.old.as_ref().zip(change.new.as_ref()));
        lines.is_some_and(|(old, new)| takes_the_same_literals(old, new))
    }

    /// The changes of these items, which are explained by this.
    pub(super) fn explain<P: AsRef<str>>(&mut self, paths: &[P]) -> Effect {
        let paths: BTreeSet<&str> = paths.iter().map(AsRef::as_ref).collect();
        let found = paths
            .into_iter()
            .filter_map(|path| Some((path.to_owned(), self.differences.get(path)?.clone())));
        let found = found.collect();
        self.effect(found)
    }

    /// The changes of those of these items that are not explained yet.
    pub(super) fn explain_left<P: AsRef<str>>(&mut self, paths: &[P]) -> Effect {
        let left = paths.iter().map(AsRef::as_ref);
        let left: Vec<&str> = left
            .filter(|path| !self.explained.contains(*path))
            .collect();
        self.explain(&left)
    }

    /// The changes of a struct or a module and of its members, as far as nothing has
    /// explained it.
    pub(super) fn explain_rest(&mut self, path: &str) -> Effect {
        let from_here = self.differences.range(path.to_owned()..);
        let found = from_here
            .take_while(|(other, _)| other.starts_with(path))
            .filter(|(other, _)| belongs(other, path) && !self.explained.contains(*other))
            .map(|(other, change)| (other.clone(), change.clone()));
        let found = found.collect();
        self.effect(found)
    }

    /// The changes that are not explained, item by item.
    pub(super) fn unexplained(&mut self) -> Vec<Effect> {
        let all = std::mem::take(&mut self.differences).into_iter();
        let rest = all.filter(|(path, _)| !self.explained.contains(path));
        rest.map(|difference| Effect(vec![difference])).collect()
    }

    fn effect(&mut self, found: Vec<(String, ItemChange)>) -> Effect {
        let paths = found.iter().map(|(path, _)| path.clone());
        self.explained.extend(paths);
        Effect(found)
    }
}

/// Whether an item is another one, or a part of it.
fn belongs(path: &str, other: &str) -> bool {
    let rest = path.strip_prefix(other);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':']))
}

impl Effect {
    /// The effect on callers.
    pub(super) fn verdict(&self) -> Verdict {
        let verdicts = self.0.iter().map(|(_, change)| change.verdict);
        verdicts.max().unwrap_or(Verdict::Docs)
    }

    /// Describes the changes to callers of a module's items, the worst first; empty if there are none.
    pub(super) fn said(&self, module: &str) -> String {
        let mut items: Vec<_> = self.0.iter().collect();
        items.sort_by_key(|(_, change)| std::cmp::Reverse(change.verdict));
        let said = items.iter().take(SAID);
        let mut said: Vec<String> = said
            .map(|(name, change)| said_of(name, change, module))
            .collect();
        if items.len() > SAID {
            said.push(format!("and {} more", items.len() - SAID));
        }
        said.join(", ")
    }
}

/// The name of an item: its path without the crate, with a dot before a field and a colon before a trait of a type.
fn name(line: &Line) -> String {
    let crate_ = format!("{CRATE}::");
    let path = line.path.replace(&crate_, "");
    if line.kind == Kind::Impl
        && let Some((head, type_)) = path.rsplit_once(" for ")
    {
        let trait_ = head.strip_prefix("impl ").unwrap_or(head);
        return format!("{type_}: {trait_}");
    }
    match path.rsplit_once("::") {
        Some((owner, field)) if line.kind == Kind::Field => format!("{owner}.{field}"),
        _ => path,
    }
}

/// How an item differs, in the words of callers, who leave out the names of the crate and of the module.
fn said_of(name: &str, change: &ItemChange, module: &str) -> String {
    let prefixes = [format!("{CRATE}::"), format!("{module}::")];
    let short = |text: &str| {
        prefixes
            .iter()
            .fold(text.to_owned(), |text, prefix| text.replace(prefix, ""))
    };
    let name = short(name);
    match (&change.old, &change.new, name.split_once(": ")) {
        (Some(old), Some(new), _) if old.rest != new.rest => {
            let verb = if new.kind == Kind::Fn { "takes" } else { "is" };
            let [old, new] = [old, new].map(|line| signature(&short(&line.rest)));
            format!("`{name}` {verb} `{new}` instead of `{old}`")
        }
        (Some(_), Some(_), _) => format!("`{name}`: {}", change.reason),
        (None, _, Some((item, bound))) => format!("`{item}` has `{bound}`"),
        (None, _, None) => format!("`{name}` is new"),
        (_, None, Some((item, bound))) => format!("`{item}` no longer has `{bound}`"),
        (_, None, None) => format!("`{name}` is gone"),
    }
}

/// A type, or the arguments of a function that returns what its like return; another signature as it is.
fn signature(rest: &str) -> String {
    let rest = rest.strip_prefix(": ").unwrap_or(rest);
    rest.strip_suffix(" -> Self").unwrap_or(rest).to_owned()
}
