//! The types with values of a version.

use std::collections::BTreeMap;

use super::change::{Kind, Owner, Place};
use super::fields::compare_known_values;
use super::source::Effect;
use super::walk::{VersionSide, Walk};
use crate::verdict::Verdict;
use vod_codegen::model::OpenSet;
use vod_codegen::spec::TypeFile;

/// A type on one side.
#[derive(Clone, Copy)]
struct SetSide<'a> {
    version: VersionSide<'a>,
    file: &'a TypeFile,
    model: &'a OpenSet,
}

/// Compares the types with values of a version.
pub(super) fn compare(old: VersionSide<'_>, new: VersionSide<'_>, walk: &mut Walk) {
    let (old, new) = (by_name(old), by_name(new));
    for (name, set) in &old {
        match new.get(name) {
            Some(now) => compare_set(*set, *now, walk),
            None => set.add(Kind::TypeRemoved, "gone", walk),
        }
    }
    for (name, set) in &new {
        if !old.contains_key(name) {
            set.add(Kind::TypeAdded, "new", walk);
        }
    }
}

fn by_name(version: VersionSide<'_>) -> BTreeMap<&str, SetSide<'_>> {
    let files = version.spec.types.iter().map(|file| &file.value);
    let files = files.filter(|file| file.is_open_set());
    let sets = files.zip(&version.model.open_sets);
    let sets = sets.map(|(file, model)| {
        let side = SetSide {
            version,
            file,
            model,
        };
        (file.name.as_str(), side)
    });
    sets.collect()
}

fn compare_set(old: SetSide<'_>, new: SetSide<'_>, walk: &mut Walk) {
    let place = new.place();
    if old.model.name != new.model.name {
        let [gone, come] = [old, new].map(|side| side.explain(walk).verdict());
        let (name, before) = (&new.model.name, &old.model.name);
        let what = format!("called `{name}` instead of `{before}` in Rust");
        walk.add(&place, Kind::Rust, what, (gone.max(come), Verdict::Docs));
    }
    let effect = new.explain(walk);
    let known = [&old.file.values, &new.file.values];
    if !compare_known_values(&place, known, (effect.verdict(), true), walk) {
        walk.add_rust(&place, &effect);
    }
    let words = |side: SetSide<'_>| (side.file.summary.clone(), side.file.docs.clone());
    if words(old) != words(new) {
        walk.add_docs(&place, Kind::Words, "other words");
    }
}

impl SetSide<'_> {
    fn place(self) -> Place {
        self.version.place(Owner::Type(self.file.name.clone()))
    }

    fn path(self) -> String {
        self.version.path(&self.model.name)
    }

    /// A type that one side alone has: what is sent and received is the matter of the fields that have it.
    fn add(self, kind: Kind, what: &str, walk: &mut Walk) {
        let source = self.explain(walk).verdict();
        walk.add(&self.place(), kind, what, (source, Verdict::Docs));
    }

    /// The changes of the enum, and of the text that is made of it.
    fn explain(self, walk: &mut Walk) -> Effect {
        let path = self.path();
        let of_text = walk.source.explain_left(&[format!("String: From<{path}>")]);
        let mut effect = walk.source.explain_rest(&path);
        effect.0.extend(of_text.0);
        effect
    }
}
