//! Finds what changed.

use std::collections::{BTreeMap, BTreeSet};

use super::ItemChange;
use super::line::{Kind, Line, lines};
use super::verdict;

/// Every change from one public API to another, the breaking ones first, then by path.
pub(crate) fn compare(old: &str, new: &str) -> Vec<ItemChange> {
    let new = lines(new);
    let old = lines(&moved(old, &new));
    let old = Api::of(old);
    let new = Api::of(new);
    let mut changes = Vec::new();
    let keys: BTreeSet<_> = old.items.keys().chain(new.items.keys()).collect();
    for key in keys {
        let empty = Vec::new();
        let before = old.items.get(key).unwrap_or(&empty);
        let after = new.items.get(key).unwrap_or(&empty);
        // Under different conditions, an item can be there more than once.
        let gone = before.iter().filter(|line| !after.contains(line));
        let come = after.iter().filter(|line| !before.contains(line));
        changes.extend(pair(gone.collect(), come.collect(), &old, &new));
    }
    changes.sort_by(|a, b| {
        let by_verdict = b.verdict.cmp(&a.verdict);
        by_verdict.then_with(|| a.line().path.cmp(&b.line().path))
    });
    changes
}

/// A public API, by path and kind of name.
pub(super) struct Api {
    items: BTreeMap<(String, Namespace), Vec<Line>>,
    /// The requests, by the types that respond to them.
    requests: BTreeMap<String, String>,
}

/// Names of different kinds do not meet: a field and the method that sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Namespace {
    Values,
    Types,
    Fields,
    Macros,
    Features,
    Impls,
}

impl Api {
    fn of(lines: Vec<Line>) -> Self {
        let mut items: BTreeMap<_, Vec<Line>> = BTreeMap::new();
        let mut requests = BTreeMap::new();
        for line in lines {
            if line.kind == Kind::Impl
                && let Some((_, pair)) = line.path.split_once("<Response = ")
                && let Some((response, request)) = pair.split_once("> for ")
            {
                requests.insert(response.to_owned(), request.to_owned());
            }
            let key = (line.path.clone(), namespace(line.kind));
            items.entry(key).or_default().push(line);
        }
        Self { items, requests }
    }

    /// The type, trait or module of this path.
    pub(super) fn owner(&self, path: &str) -> Option<&Line> {
        let key = (path.to_owned(), Namespace::Types);
        self.items.get(&key)?.first()
    }

    /// What implementations, and the members of a certain parameterization, belong to: the longest path in
    /// them that is a type.
    pub(super) fn target(&self, line: &Line) -> Option<&Line> {
        let path = match line.kind {
            Kind::Impl => line.path.rsplit_once(" for ")?.1,
            _ => line.owner_and_name().0,
        };
        self.owner(path.split('<').next().unwrap_or_default())
    }

    /// Whether a line that is gone is one break with something else that is: the members of a type with it, a method
    /// with the request that it takes, a response with its request.
    fn goes_with_another(&self, line: &Line, new: &Self) -> bool {
        let is_gone = |path: &str| self.owner(path).is_some() && new.owner(path).is_none();
        if self.target(line).is_some() && new.target(line).is_none() {
            return true;
        }
        match line.kind {
            Kind::Fn => paths(&line.rest).any(is_gone),
            Kind::Struct => self.requests.get(&line.path).is_some_and(|it| is_gone(it)),
            _ => false,
        }
    }
}

/// The paths in a signature.
fn paths(signature: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| !c.is_alphanumeric() && c != '_' && c != ':';
    signature.split(ends).filter(|word| word.contains("::"))
}

fn namespace(kind: Kind) -> Namespace {
    match kind {
        Kind::Const | Kind::Fn | Kind::Static => Namespace::Values,
        Kind::Field => Namespace::Fields,
        Kind::Macro => Namespace::Macros,
        Kind::Feature => Namespace::Features,
        Kind::Impl => Namespace::Impls,
        _ => Namespace::Types,
    }
}

/// The changes of the lines of one name.
fn pair(gone: Vec<&Line>, come: Vec<&Line>, old: &Api, new: &Api) -> Vec<ItemChange> {
    let mut changes = Vec::new();
    let mut gone = gone.into_iter();
    let mut come = come.into_iter();
    loop {
        let ((verdict, reason), before, after) = match (gone.next(), come.next()) {
            (None, None) => return changes,
            (Some(before), Some(after)) => {
                (verdict::changed(before, after), Some(before), Some(after))
            }
            (Some(before), None) => {
                if old.goes_with_another(before, new) {
                    continue;
                }
                (verdict::removed(before), Some(before), None)
            }
            (None, Some(after)) => {
                if new.target(after).is_some() && old.target(after).is_none() {
                    continue;
                }
                let owner = old.owner(after.owner_and_name().0);
                (verdict::added(after, owner), None, Some(after))
            }
        };
        changes.push(ItemChange {
            verdict,
            reason,
            old: before.cloned(),
            new: after.cloned(),
        });
    }
}

/// The old text with the new paths of what moved and left its old name behind: such a move breaks nothing.
fn moved(old: &str, new: &[Line]) -> String {
    let moves: Vec<(&str, &str)> = new
        .iter()
        .filter(|line| line.kind == Kind::Use)
        .filter_map(|line| Some((line.path.as_str(), line.rest.strip_prefix(" = ")?)))
        .filter(|(path, _)| !is_alias(old, path))
        .collect();
    let mut text = old.to_owned();
    for (from, to) in moves {
        text = with_path(&text, from, to);
    }
    text
}

/// Whether the path was another name of something already.
fn is_alias(text: &str, path: &str) -> bool {
    text.lines()
        .any(|line| line.starts_with(&format!("use {path} = ")))
}

/// The text with one path for another, wherever it is a whole path.
fn with_path(text: &str, from: &str, to: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(from) {
        let (before, after) = (&rest[..start], &rest[start + from.len()..]);
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let is_whole = !before.ends_with(|c| is_name(c) || c == ':') && !after.starts_with(is_name);
        replaced.push_str(before);
        replaced.push_str(if is_whole { to } else { from });
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}
