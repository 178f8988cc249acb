//! State shared by the comparisons: the two specs, and the changes found so far.

use super::change::{Change, Kind, Owner, Place};
use super::source::{Effect, Source};
use crate::verdict::Verdict;
use vod_codegen::model::Api;
use vod_codegen::read::{self, Spec};
use vod_codegen::{model, names};

/// One of the two specs.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    /// As it is written.
    pub(super) spec: &'a Spec,
    /// As its code is generated.
    pub(super) api: &'a Api,
}

/// A version of one of the two specs.
#[derive(Clone, Copy)]
pub(super) struct VersionSide<'a> {
    pub(super) spec: &'a read::Version,
    pub(super) model: &'a model::Version,
}

impl<'a> Side<'a> {
    /// The versions, sorted.
    pub(super) fn versions(self) -> impl Iterator<Item = VersionSide<'a>> {
        let versions = self.spec.versions.iter().zip(&self.api.versions);
        versions.map(|(spec, model)| VersionSide { spec, model })
    }

    pub(super) fn version(self, folder: &str) -> Option<VersionSide<'a>> {
        self.versions()
            .find(|version| version.spec.folder == folder)
    }
}

impl VersionSide<'_> {
    /// The path of a type for callers.
    pub(super) fn path(self, name: &str) -> String {
        format!("{}::{name}", self.model.module)
    }

    pub(super) fn place(self, owner: Owner) -> Place {
        Place::new(&self.spec.folder, owner)
    }
}

/// The changes found so far.
pub(super) struct Walk {
    pub(super) source: Source,
    pub(super) changes: Vec<Change>,
}

impl Walk {
    /// Adds a change.
    pub(super) fn add(
        &mut self,
        place: &Place,
        kind: Kind,
        what: impl Into<String>,
        (source, run): (Verdict, Verdict),
    ) {
        self.changes.push(Change {
            place: place.clone(),
            kind,
            what: what.into(),
            source,
            run,
        });
    }

    /// Adds a change of what one reads.
    pub(super) fn add_docs(&mut self, place: &Place, kind: Kind, what: impl Into<String>) {
        self.add(place, kind, what, (Verdict::Docs, Verdict::Docs));
    }

    /// Adds a change of Rust whose cause is somewhere else, if there is one.
    pub(super) fn add_rust(&mut self, place: &Place, effect: &Effect) {
        if !effect.0.is_empty() {
            let what = format!("different in Rust: {}", effect.said(&module(place)));
            self.add(place, Kind::Rust, what, (effect.verdict(), Verdict::Docs));
        }
    }
}

/// The module of a place's version.
pub(super) fn module(place: &Place) -> String {
    names::version(&place.version)
}

/// A key of the spec that has another value: `` `max_chars` 10 instead of 20``.
pub(super) fn instead<T: std::fmt::Display>(key: &str, new: Option<T>, old: Option<T>) -> String {
    match (new, old) {
        (Some(new), Some(old)) => format!("`{key}` {new} instead of {old}"),
        (Some(new), None) => format!("`{key}` {new}, not stated before"),
        (None, Some(old)) => format!("`{key}` no longer stated, {old} before"),
        (None, None) => format!("`{key}` not stated"),
    }
}

/// Names as a list: `` `A`, `B` and `C` ``.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        names => names.concat(),
    }
}
