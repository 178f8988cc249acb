//! The actions of a version.

mod facts;
mod paging;

use std::collections::BTreeMap;

use super::change::{Kind, Owner, Place};
use super::fields::{List, Lists};
use super::walk::{VersionSide, Walk};
use crate::verdict::Verdict;
use vod_codegen::model::{self, Struct};
use vod_codegen::spec::{ActionFile, Field};

/// An action on one side.
#[derive(Clone, Copy)]
pub(super) struct ActionSide<'a> {
    version: VersionSide<'a>,
    file: &'a ActionFile,
    model: &'a model::Action,
}

/// Compares the actions of a version.
pub(super) fn compare(old: VersionSide<'_>, new: VersionSide<'_>, walk: &mut Walk) {
    let (old, new) = (by_name(old), by_name(new));
    for (name, action) in &old {
        match new.get(name) {
            Some(now) => compare_action(*action, *now, walk),
            None => removed(*action, walk),
        }
    }
    for (name, action) in &new {
        if !old.contains_key(name) {
            added(*action, walk);
        }
    }
}

/// The path of the method that calls an action, if one does.
pub(super) fn method(version: &model::Version, action: &model::Action) -> Option<String> {
    let method = action.method.as_ref()?;
    let owner = version.package.methods.as_deref().unwrap_or("Client");
    Some(format!("{owner}::{method}"))
}

fn by_name(version: VersionSide<'_>) -> BTreeMap<&str, ActionSide<'_>> {
    let actions = version.spec.actions.iter().zip(&version.model.actions);
    let actions = actions.map(|(file, model)| {
        let action = ActionSide {
            version,
            file: &file.value,
            model,
        };
        (file.value.name.as_str(), action)
    });
    actions.collect()
}

fn removed(action: ActionSide<'_>, walk: &mut Walk) {
    let verdicts = (action.explain(walk), Verdict::Breaking);
    walk.add(&action.place(), Kind::ActionRemoved, "gone", verdicts);
}

fn added(action: ActionSide<'_>, walk: &mut Walk) {
    let source = action.explain(walk);
    let what = match &action.file.deprecated {
        Some(note) => format!("new, deprecated: {note}"),
        None => "new".to_owned(),
    };
    let verdicts = (source, Verdict::Additive);
    walk.add(&action.place(), Kind::ActionAdded, what, verdicts);
}

fn compare_action(old: ActionSide<'_>, new: ActionSide<'_>, walk: &mut Walk) {
    facts::compare(old, new, walk);
    paging::compare(old, new, walk);
    compare_method(old, new, walk);
    let place = new.place();
    Lists {
        old: old.parameters(),
        new: new.parameters(),
        place: place.list("parameters"),
        in_requests: true,
        in_responses: false,
        is_explained: false,
    }
    .compare(walk);
    Lists {
        old: old.response(),
        new: new.response(),
        place: place.list("response"),
        in_requests: false,
        in_responses: true,
        is_explained: false,
    }
    .compare(walk);
    for structure in [&new.model.request, &new.model.response] {
        let rest = walk.source.explain_rest(&new.version.path(&structure.name));
        walk.add_rust(&place, &rest);
    }
}

/// Compares how the action is called: by its method, or without one where an older version has it.
fn compare_method(old: ActionSide<'_>, new: ActionSide<'_>, walk: &mut Walk) {
    let methods = [old.method(), new.method()];
    let effect = walk
        .source
        .explain(&methods.iter().flatten().collect::<Vec<_>>());
    let [method, method_now] = methods;
    if method == method_now {
        walk.add_rust(&new.place(), &effect);
        return;
    }
    let how = |method: Option<String>| method.unwrap_or_else(|| "Client::send".to_owned());
    let what = format!(
        "called with `{}` instead of `{}`",
        how(method_now),
        how(method)
    );
    let verdicts = (effect.verdict(), Verdict::Docs);
    walk.add(&new.place(), Kind::Method, what, verdicts);
}

impl<'a> ActionSide<'a> {
    fn place(self) -> Place {
        self.version.place(Owner::Action(self.file.name.clone()))
    }

    fn method(self) -> Option<String> {
        method(self.version.model, self.model)
    }

    /// The effect on callers of an action that only one side has.
    fn explain(self, walk: &mut Walk) -> Verdict {
        let method: Vec<String> = self.method().into_iter().collect();
        let structs = [&self.model.request, &self.model.response];
        let structs = structs.map(|structure| self.version.path(&structure.name));
        let method = walk.source.explain(&method).verdict();
        let structs = structs.map(|path| walk.source.explain_rest(&path).verdict());
        method.max(structs[0]).max(structs[1])
    }

    fn parameters(self) -> List<'a> {
        self.list(&self.file.parameters, &self.file.new, &self.model.request)
    }

    fn response(self) -> List<'a> {
        self.list(&self.file.response, &[], &self.model.response)
    }

    fn list(self, fields: &'a [Field], new: &'a [String], structure: &'a Struct) -> List<'a> {
        List {
            version: self.version,
            fields,
            new,
            structure,
        }
    }
}
