//! A parameter or a field that both specs have: each of its facts.

use super::super::change::{Kind, Place};
use super::super::source::Effect;
use super::super::walk::{Walk, instead, module};
use super::{List, Lists, facts, limits, wire};
use crate::verdict::Verdict;
use vod_codegen::spec::Field;

/// A field on both sides.
pub(super) struct FieldPair<'a> {
    pub(super) lists: &'a Lists<'a>,
    pub(super) old: &'a Field,
    pub(super) new: &'a Field,
    pub(super) place: Place,
    /// Its names in Rust.
    names: [&'a str; 2],
    /// The paths of what the code has for it.
    paths: Vec<String>,
    /// The paths of what depends on the arguments of `new()`, if it is one.
    paths_of_new: Vec<String>,
}

impl<'a> FieldPair<'a> {
    /// A field, by its indices in both lists.
    pub(super) fn new(lists: &'a Lists<'a>, old: usize, new: usize) -> Self {
        let field = &lists.new.fields[new];
        let paths = lists.old.paths_of(old).into_iter();
        let paths: Vec<String> = paths.chain(lists.new.paths_of(new)).collect();
        let is_argument = |list: &List<'_>| list.new.contains(&field.name);
        let paths_of_new = if is_argument(&lists.old) || is_argument(&lists.new) {
            lists.new.paths_of_new().to_vec()
        } else {
            Vec::new()
        };
        let names = [(&lists.old, old), (&lists.new, new)];
        Self {
            old: &lists.old.fields[old],
            new: field,
            names: names.map(|(list, index)| list.structure.fields[index].name.as_str()),
            place: lists.place.member(&field.name),
            lists,
            paths,
            paths_of_new,
        }
    }

    /// Compares what is known of the field.
    pub(super) fn compare(&self, walk: &mut Walk) {
        self.compare_names(walk);
        self.compare_type(walk);
        self.compare_json(walk);
        self.compare_required(walk);
        self.compare_always_returned(walk);
        if self.old.nullable != self.new.nullable {
            let what = if self.new.nullable {
                "may be null now"
            } else {
                "no longer said to be null"
            };
            walk.add_docs(&self.place, Kind::Nullable, what);
        }
        limits::compare(self, walk);
        facts::compare(self, walk);
        if !self.lists.is_explained {
            let left = walk.source.explain_left(&self.paths);
            walk.add_rust(&self.place, &left);
        }
    }

    /// The name in Rust depends on the names of the other fields.
    fn compare_names(&self, walk: &mut Walk) {
        let [old, new] = self.names;
        if old == new {
            return;
        }
        let source = walk.source.explain(&self.paths).verdict();
        let mut fields = self.lists.new.structure.fields.iter();
        let taker = fields.find(|field| field.name == old);
        let mut what = format!("called `{new}` instead of `{old}` in Rust");
        let mut run = Verdict::Docs;
        if let Some(taker) = taker {
            what += &format!(", and `{old}` is `{}`", taker.wire_name);
            run = Verdict::Breaking;
        }
        walk.add(&self.place, Kind::Rust, what, (source, run));
    }

    fn compare_type(&self, walk: &mut Walk) {
        let (old, new) = (&self.old.type_, &self.new.type_);
        if old == new && self.old.as_text == self.new.as_text {
            return;
        }
        let field = walk.source.explain(&self.paths).verdict();
        let source = field.max(walk.source.explain(&self.paths_of_new).verdict());
        let run = wire::verdict(self, &self.old.wire_type(), &self.new.wire_type());
        let shown = |field: &Field| match field.as_text {
            true => format!("`{}` in a text", field.type_),
            false => format!("`{}`", field.type_),
        };
        let what = format!("{} instead of {}", shown(self.new), shown(self.old));
        walk.add(&self.place, Kind::Type, what, (source, run));
    }

    fn compare_json(&self, walk: &mut Walk) {
        let (old, new) = (self.old.json.as_deref(), self.new.json.as_deref());
        if old == new {
            return;
        }
        let accessors = self.paths.iter().filter(|path| path.ends_with("_json"));
        let accessors: Vec<&String> = accessors.collect();
        let source = walk.source.explain(&accessors).verdict();
        let what = instead("json", new, old);
        walk.add(&self.place, Kind::Json, what, (source, Verdict::Docs));
    }

    fn compare_required(&self, walk: &mut Walk) {
        let (was, is) = (self.old.is_required(), self.new.is_required());
        if was == is && self.old.required == self.new.required {
            return;
        }
        let mut effect = Effect::default();
        if self.lists.in_requests {
            effect = walk.source.explain(&self.paths_of_new);
        }
        if !self.lists.is_explained {
            effect.0.extend(walk.source.explain(&self.paths).0);
        }
        let run = match (self.lists.in_requests, self.new.required) {
            (false, _) => Verdict::Docs,
            (true, true) => Verdict::Breaking,
            // A request without it is sent as before, with a warning.
            (true, false) => Verdict::Additive,
        };
        let mut what = match (is, self.new.required_later) {
            (true, true) => "required later",
            (true, false) => "required now",
            (false, _) => "optional now",
        }
        .to_owned();
        let said = effect.said(&module(&self.place));
        if !said.is_empty() {
            what += &format!(": {said}");
        }
        walk.add(&self.place, Kind::Required, what, (effect.verdict(), run));
    }

    fn compare_always_returned(&self, walk: &mut Walk) {
        if self.old.always_returned == self.new.always_returned {
            return;
        }
        let mut what = if self.new.always_returned {
            "always returned now".to_owned()
        } else {
            "no longer always returned".to_owned()
        };
        // Where the direction has changed too, it is what decides on the Rust type.
        if self.lists.is_explained {
            walk.add_docs(&self.place, Kind::AlwaysReturned, what);
            return;
        }
        let effect = walk.source.explain(&self.paths);
        let source = effect.verdict();
        let run = match (source, self.new.always_returned) {
            (_, true) => Verdict::Additive,
            // Programs took the field for granted: they read a blank where it is absent.
            (Verdict::Breaking, false) => Verdict::Breaking,
            (_, false) => Verdict::Docs,
        };
        let said = effect.said(&module(&self.place));
        if !said.is_empty() {
            what += &format!(": {said}");
        }
        walk.add(&self.place, Kind::AlwaysReturned, what, (source, run));
    }
}
