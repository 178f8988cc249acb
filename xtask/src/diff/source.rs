//! What a change means to the source code that calls the SDK: whatever the generated code says.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Verdict;
use super::surface::{self, Surface};
use vod_codegen::model::Api;

/// How many items are named before the rest is only counted.
const SAID: usize = 3;

/// How the generated code of one spec differs, for callers, from that of another.
pub(super) struct Source {
    differences: BTreeMap<String, Difference>,
    explained: BTreeSet<String>,
}

/// How an item differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// There was none of this path.
    Added,
    /// It is gone.
    Removed,
    /// It had another signature.
    Changed {
        /// The signature that it had.
        old: String,
        /// The signature that it has.
        new: String,
    },
}

/// What becomes of some items.
#[derive(Debug, Default)]
pub(super) struct Effect(pub(super) Vec<(String, Difference)>);

impl Source {
    /// Compares the code of two specs.
    pub(super) fn new(old: &Api, new: &Api) -> Self {
        Self {
            differences: differences(surface::of(old), surface::of(new)),
            explained: BTreeSet::new(),
        }
    }

    /// Whether the item of this path differs.
    pub(super) fn has(&self, path: &str) -> bool {
        self.differences.contains_key(path)
    }

    /// What becomes of these items, for a change that explains it.
    pub(super) fn explain<P: AsRef<str>>(&mut self, paths: &[P]) -> Effect {
        let paths: BTreeSet<&str> = paths.iter().map(AsRef::as_ref).collect();
        let found = paths
            .into_iter()
            .filter_map(|path| Some((path.to_owned(), self.differences.get(path)?.clone())));
        let found = found.collect();
        self.effect(found)
    }

    /// What becomes of those of these items that nothing has explained.
    pub(super) fn explain_left<P: AsRef<str>>(&mut self, paths: &[P]) -> Effect {
        let left = paths.iter().map(AsRef::as_ref);
        let left: Vec<&str> = left
            .filter(|path| !self.explained.contains(*path))
            .collect();
        self.explain(&left)
    }

    /// What becomes of a struct or a module and of all that belongs to it, as far as nothing has
    /// explained it.
    pub(super) fn explain_rest(&mut self, path: &str) -> Effect {
        let from_here = self.differences.range(path.to_owned()..);
        let found = from_here
            .take_while(|(other, _)| other.starts_with(path))
            .filter(|(other, _)| belongs(other, path) && !self.explained.contains(*other))
            .map(|(other, difference)| (other.clone(), difference.clone()));
        let found = found.collect();
        self.effect(found)
    }

    /// What becomes of each item that nothing has explained.
    pub(super) fn unexplained(&mut self) -> Vec<Effect> {
        let all = std::mem::take(&mut self.differences).into_iter();
        let rest = all.filter(|(path, _)| !self.explained.contains(path));
        rest.map(|difference| Effect(vec![difference])).collect()
    }

    fn effect(&mut self, found: Vec<(String, Difference)>) -> Effect {
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
    /// What it means to callers.
    pub(super) fn verdict(&self) -> Verdict {
        let verdicts = self.0.iter().map(|(_, difference)| difference.verdict());
        verdicts.max().unwrap_or(Verdict::Docs)
    }

    /// What callers of a module's items see of it, the worst first; empty if they see nothing.
    pub(super) fn said(&self, module: &str) -> String {
        let mut items: Vec<_> = self.0.iter().collect();
        items.sort_by_key(|(_, difference)| std::cmp::Reverse(difference.verdict()));
        let said = items.iter().take(SAID);
        let mut said: Vec<String> = said
            .map(|(path, difference)| difference.said(path, module))
            .collect();
        if items.len() > SAID {
            said.push(format!("and {} more", items.len() - SAID));
        }
        said.join(", ")
    }
}

impl Difference {
    /// What it means to callers.
    pub(super) fn verdict(&self) -> Verdict {
        match self {
            Self::Added => Verdict::Additive,
            Self::Removed | Self::Changed { .. } => Verdict::Breaking,
        }
    }

    /// How the item differs, in the words of callers, who leave out the name of the module.
    fn said(&self, path: &str, module: &str) -> String {
        let prefix = format!("{module}::");
        let short = |text: &str| text.replace(&prefix, "");
        let path = short(path);
        match (self, path.split_once(": ")) {
            (Self::Added, Some((item, bound))) => format!("`{item}` has `{bound}`"),
            (Self::Added, None) => format!("`{path}` is new"),
            (Self::Removed, Some((item, bound))) => format!("`{item}` no longer has `{bound}`"),
            (Self::Removed, None) => format!("`{path}` is gone"),
            (Self::Changed { old, new }, _) => {
                let (old, new) = (short(old), short(new));
                let verb = if new.starts_with("fn(") {
                    "takes"
                } else {
                    "is"
                };
                let [old, new] = [&old, &new].map(|text| arguments(text));
                format!("`{path}` {verb} `{new}` instead of `{old}`")
            }
        }
    }
}

/// The arguments of a function that returns what its like return; another signature as it is.
fn arguments(signature: &str) -> &str {
    let signature = signature.strip_prefix("fn").unwrap_or(signature);
    signature.strip_suffix(" -> Self").unwrap_or(signature)
}

fn differences(mut old: Surface, new: Surface) -> BTreeMap<String, Difference> {
    let mut differences = BTreeMap::new();
    for (path, new) in new {
        match old.remove(&path) {
            None => differences.insert(path, Difference::Added),
            Some(old) if old != new => differences.insert(path, Difference::Changed { old, new }),
            Some(_) => None,
        };
    }
    let removed = old.into_keys().map(|path| (path, Difference::Removed));
    differences.extend(removed);
    differences
}
