//! The versions of the API, and what they say of the service.

use super::change::{Kind, Owner};
use super::types;
use super::walk::{Side, VersionSide, Walk, instead};
use super::{actions, open_sets};
use crate::verdict::Verdict;

/// Compares the versions of two specs.
pub(super) fn compare(old: Side<'_>, new: Side<'_>, walk: &mut Walk) {
    compare_service(old, new, walk);
    for version in old.versions() {
        match new.version(&version.spec.folder) {
            Some(now) => compare_version(version, now, walk),
            None => removed(version, walk),
        }
    }
    for version in new.versions() {
        if old.version(&version.spec.folder).is_none() {
            added(version, walk);
        }
    }
}

fn compare_version(old: VersionSide<'_>, new: VersionSide<'_>, walk: &mut Walk) {
    let place = new.place(Owner::Version);
    let (service, service_now) = (&old.spec.service.value, &new.spec.service.value);
    if service.title != service_now.title {
        walk.add_docs(&place, Kind::Words, "another title");
    }
    if service.docs != service_now.docs {
        walk.add_docs(&place, Kind::Words, "other words");
    }
    if service.page != service_now.page {
        walk.add_docs(&place, Kind::Page, "another official page");
    }
    if service.areas != service_now.areas {
        walk.add_docs(&place, Kind::Area, "other areas");
    }
    actions::compare(old, new, walk);
    types::compare(old, new, walk);
    open_sets::compare(old, new, walk);
}

/// All versions say the same of the service: one place is enough.
fn compare_service(old: Side<'_>, new: Side<'_>, walk: &mut Walk) {
    let Some(first) = new.versions().next() else {
        return;
    };
    let place = first.place(Owner::Version);
    let facts = [
        ("endpoint", &old.api.host, &new.api.host),
        ("service", &old.api.service, &new.api.service),
    ];
    for (key, old, new) in facts {
        if old != new {
            let what = instead(key, Some(new), Some(old));
            let verdicts = (Verdict::Docs, Verdict::Breaking);
            walk.add(&place, Kind::Service, what, verdicts);
        }
    }
}

fn removed(version: VersionSide<'_>, walk: &mut Walk) {
    let source = explain(version, walk);
    let what = format!("gone, with {}", contents(version));
    let place = version.place(Owner::Version);
    let verdicts = (source, Verdict::Breaking);
    walk.add(&place, Kind::VersionRemoved, what, verdicts);
}

fn added(version: VersionSide<'_>, walk: &mut Walk) {
    let source = explain(version, walk);
    let what = format!("new, with {}", contents(version));
    let place = version.place(Owner::Version);
    let verdicts = (source, Verdict::Additive);
    walk.add(&place, Kind::VersionAdded, what, verdicts);
}

/// The effect on callers of a version that only one side has.
fn explain(version: VersionSide<'_>, walk: &mut Walk) -> Verdict {
    let methods: Vec<String> = version
        .model
        .actions
        .iter()
        .filter_map(|action| actions::method(version.model, action))
        .collect();
    let methods = walk.source.explain(&methods).verdict();
    let module = walk.source.explain_rest(&version.model.module).verdict();
    methods.max(module)
}

fn contents(version: VersionSide<'_>) -> String {
    let count = |count: usize, noun: &str| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {noun}{plural}")
    };
    format!(
        "{} and {}",
        count(version.spec.actions.len(), "action"),
        count(version.spec.types.len(), "type")
    )
}
