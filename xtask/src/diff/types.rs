//! The data types of a version, and where they are used.

use std::collections::BTreeMap;

use super::change::{Kind, Owner, Place};
use super::fields::{List, Lists};
use super::walk::{VersionSide, Walk, module};
use crate::verdict::Verdict;
use vod_codegen::model;
use vod_codegen::spec::TypeFile;

/// A type on one side.
#[derive(Clone, Copy)]
struct TypeSide<'a> {
    version: VersionSide<'a>,
    file: &'a TypeFile,
    model: &'a model::Type,
}

/// Compares the types with fields of a version.
pub(super) fn compare(old: VersionSide<'_>, new: VersionSide<'_>, walk: &mut Walk) {
    let (old, new) = (by_name(old), by_name(new));
    for (name, file) in &old {
        match new.get(name) {
            Some(now) => compare_type(*file, *now, walk),
            None => {
                // What is sent and received is the matter of the fields that had it.
                let source = walk.source.explain_rest(&file.path()).verdict();
                let verdicts = (source, Verdict::Docs);
                walk.add(&file.place(), Kind::TypeRemoved, "gone", verdicts);
            }
        }
    }
    for (name, file) in &new {
        if !old.contains_key(name) {
            let source = walk.source.explain_rest(&file.path()).verdict();
            let verdicts = (source, Verdict::Docs);
            walk.add(&file.place(), Kind::TypeAdded, "new", verdicts);
        }
    }
}

fn by_name(version: VersionSide<'_>) -> BTreeMap<&str, TypeSide<'_>> {
    let files = version.spec.types.iter();
    let files = files.filter(|file| !file.value.is_open_set());
    let types = files.zip(&version.model.types);
    let types = types.map(|(file, model)| {
        let side = TypeSide {
            version,
            file: &file.value,
            model,
        };
        (file.value.name.as_str(), side)
    });
    types.collect()
}

fn compare_type(old: TypeSide<'_>, new: TypeSide<'_>, walk: &mut Walk) {
    let place = new.place();
    let is_renamed = old.path() != new.path();
    if is_renamed {
        let [gone, come] = [old, new].map(|side| walk.source.explain_rest(&side.path()).verdict());
        let what = format!(
            "called `{}` instead of `{}` in Rust",
            new.model.structure.name, old.model.structure.name
        );
        walk.add(&place, Kind::Rust, what, (gone.max(come), Verdict::Docs));
    }
    let turns = old.directions() != new.directions();
    let lists = Lists {
        old: old.fields(),
        new: new.fields(),
        place: place.list("fields"),
        in_requests: old.model.is_in_requests && new.model.is_in_requests,
        in_responses: old.model.is_in_responses && new.model.is_in_responses,
        is_explained: turns,
    };
    lists.compare(walk);
    let rest = walk.source.explain_rest(&new.path());
    if turns {
        let mut what = format!("used in {} now", new.users());
        let said = rest.said(&module(&place));
        if !said.is_empty() {
            what += &format!(": {said}");
        }
        let verdicts = (rest.verdict(), Verdict::Docs);
        walk.add(&place, Kind::Direction, what, verdicts);
    } else {
        walk.add_rust(&place, &rest);
    }
    let words = |side: TypeSide<'_>| (side.file.summary.clone(), side.file.docs.clone());
    if words(old) != words(new) {
        walk.add_docs(&place, Kind::Words, "other words");
    }
    if old.file.one_of != new.file.one_of {
        walk.add_docs(&place, Kind::Condition, "one of other fields is given");
    }
}

impl<'a> TypeSide<'a> {
    fn place(self) -> Place {
        self.version.place(Owner::Type(self.file.name.clone()))
    }

    fn path(self) -> String {
        self.version.path(&self.model.structure.name)
    }

    fn directions(self) -> (bool, bool) {
        (self.model.is_in_requests, self.model.is_in_responses)
    }

    fn users(self) -> &'static str {
        match self.directions() {
            (true, false) => "requests only",
            (false, true) => "responses only",
            _ => "requests and responses",
        }
    }

    fn fields(self) -> List<'a> {
        List {
            version: self.version,
            fields: &self.file.fields,
            new: &self.file.new,
            structure: &self.model.structure,
        }
    }
}
