//! Parameters and fields: those of a request, a response or a type.

mod facts;
mod limits;
mod pair;
mod wire;

use std::collections::BTreeMap;

use super::change::{Kind, Place};
use super::walk::{VersionSide, Walk, module};
use crate::verdict::Verdict;
use vod_codegen::model::{self, Struct};
use vod_codegen::names;
use vod_codegen::spec::{Field, TypeFile};

pub(super) use facts::{compare_known_values, deprecated};
use pair::FieldPair;

/// A list of fields on one side.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    pub(super) version: VersionSide<'a>,
    /// As it is written.
    pub(super) fields: &'a [Field],
    /// The arguments of `new()` as they are written; empty if there is no `new()`.
    pub(super) new: &'a [String],
    /// The struct with these fields, and maybe more after them.
    pub(super) structure: &'a Struct,
}

/// A list of fields on both sides.
pub(super) struct Lists<'a> {
    pub(super) old: List<'a>,
    pub(super) new: List<'a>,
    /// Where the list is.
    pub(super) place: Place,
    /// Whether requests, before and now, have these fields.
    pub(super) in_requests: bool,
    /// Whether responses, before and now, have them.
    pub(super) in_responses: bool,
    /// Whether something else explains what differs in Rust: then nothing is said of it here.
    pub(super) is_explained: bool,
}

impl<'a> List<'a> {
    /// A field as it is written and as its code is.
    fn field(&self, index: usize) -> (&'a Field, &'a model::Field) {
        (&self.fields[index], &self.structure.fields[index])
    }

    /// The path of the struct.
    pub(super) fn path(&self) -> String {
        self.version.path(&self.structure.name)
    }

    /// The paths of what the code has for a field.
    fn paths_of(&self, index: usize) -> [String; 3] {
        let structure = self.path();
        let name = &self.structure.fields[index].name;
        [
            format!("{structure}.{name}"),
            format!("{structure}::{name}"),
            format!("{structure}::{}_json", names::file(name)),
        ]
    }

    /// The paths of what depends on the arguments of `new()`.
    fn paths_of_new(&self) -> [String; 2] {
        let structure = self.path();
        [format!("{structure}::new"), format!("{structure}: Default")]
    }

    fn type_file(&self, name: &str) -> Option<&'a TypeFile> {
        let mut types = self.version.spec.types.iter();
        types
            .find(|file| file.value.name == name)
            .map(|file| &file.value)
    }
}

impl Lists<'_> {
    /// Compares the lists.
    pub(super) fn compare(&self, walk: &mut Walk) {
        let old_by_name = by_name(self.old.fields);
        let new_by_name = by_name(self.new.fields);
        for (name, index) in &old_by_name {
            match new_by_name.get(name) {
                Some(now) => FieldPair::new(self, *index, *now).compare(walk),
                None => self.removed(*index, walk),
            }
        }
        for (name, index) in &new_by_name {
            if !old_by_name.contains_key(name) {
                self.added(*index, walk);
            }
        }
        self.compare_new(walk);
        self.compare_order(&old_by_name, &new_by_name, walk);
    }

    fn removed(&self, index: usize, walk: &mut Walk) {
        let (field, _) = self.old.field(index);
        let source = walk.source.explain(&self.old.paths_of(index)).verdict();
        if self.old.new.contains(&field.name) {
            walk.source.explain(&self.old.paths_of_new());
        }
        let place = self.place.member(&field.name);
        let run = Verdict::Breaking;
        walk.add(&place, Kind::FieldRemoved, "gone", (source, run));
    }

    fn added(&self, index: usize, walk: &mut Walk) {
        let (field, _) = self.new.field(index);
        let mut source = walk.source.explain(&self.new.paths_of(index)).verdict();
        let is_argument = self.new.new.contains(&field.name);
        let is_required = field.required && self.in_requests;
        let mut what = "new".to_owned();
        if is_required {
            what += ", required";
        } else if field.required_later {
            what += ", required later";
        }
        if field.deprecated.is_some() {
            what += ", deprecated";
        }
        if is_argument && self.new.structure.builder.is_some() {
            let effect = walk.source.explain(&self.new.paths_of_new());
            source = source.max(effect.verdict());
            what += &format!(", an argument of `{}::new`", self.new.structure.name);
        }
        let run = if is_required {
            Verdict::Breaking
        } else {
            Verdict::Additive
        };
        let place = self.place.member(&field.name);
        walk.add(&place, Kind::FieldAdded, what, (source, run));
    }

    /// The arguments of `new()`, where no field has explained them.
    fn compare_new(&self, walk: &mut Walk) {
        if self.old.structure.builder.is_none() || self.new.structure.builder.is_none() {
            return;
        }
        let (old, new) = (self.old.new, self.new.new);
        let kept = old.iter().filter(|name| new.contains(name));
        let kept_now = new.iter().filter(|name| old.contains(name));
        let is_other_order = !kept.eq(kept_now);
        let paths = self.new.paths_of_new();
        let compiles = !walk.source.has(&paths[0]);
        let may_compile = walk.source.takes_the_same_literals(&paths[0]);
        let mut what = format!("({}) instead of ({})", new.join(", "), old.join(", "));
        let place = Place {
            list: Some("new"),
            ..self.place.clone()
        };
        if compiles && old != new {
            what += &format!(
                ": callers of `{}::new` compile as before and send the wrong values",
                self.new.structure.name
            );
            walk.add(&place, Kind::New, what, (Verdict::Docs, Verdict::Breaking));
            return;
        }
        let effect = if is_other_order {
            walk.source.explain(&paths)
        } else if self.is_explained {
            return;
        } else {
            walk.source.explain_left(&paths)
        };
        if !effect.0.is_empty() {
            if old == new {
                what = format!("different in Rust: {}", effect.said(&module(&place)));
            }
            let mut run = Verdict::Docs;
            if may_compile && old != new {
                what += &format!(
                    ": callers of `{}::new` that pass literals compile as before and send the wrong values",
                    self.new.structure.name
                );
                run = Verdict::Breaking;
            }
            walk.add(&place, Kind::New, what, (effect.verdict(), run));
        }
    }

    fn compare_order(
        &self,
        old: &BTreeMap<&str, usize>,
        new: &BTreeMap<&str, usize>,
        walk: &mut Walk,
    ) {
        let is_kept = |name: &&str| old.contains_key(name) && new.contains_key(name);
        let kept = |list: &List<'_>| -> Vec<String> {
            let names = list.fields.iter().map(|field| field.name.as_str());
            names.filter(is_kept).map(str::to_owned).collect()
        };
        if kept(&self.old) != kept(&self.new) {
            walk.add_docs(&self.place, Kind::Order, "another order");
        }
    }
}

fn by_name(fields: &[Field]) -> BTreeMap<&str, usize> {
    let fields = fields.iter().enumerate();
    fields
        .map(|(index, field)| (field.name.as_str(), index))
        .collect()
}
