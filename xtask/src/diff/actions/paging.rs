//! Pagination of an action, and the tasks that it starts. Programs that page by hand go by these
//! facts as they go by a default or a limit.

use super::super::change::{Kind, Place};
use super::super::walk::{Walk, instead, listed};
use super::ActionSide;
use crate::verdict::Verdict;
use vod_codegen::spec::{PageStyle, Pagination};

/// Compares them.
pub(super) fn compare(old: ActionSide<'_>, new: ActionSide<'_>, walk: &mut Walk) {
    let place = new.place();
    compare_task_ids(&old.file.task_ids, &new.file.task_ids, &place, walk);
    let place = place.list("pagination");
    match (&old.file.pagination, &new.file.pagination) {
        (Some(old), Some(new)) => compare_pages(old, new, &place, walk),
        (None, Some(_)) => {
            let verdicts = (Verdict::Docs, Verdict::Additive);
            walk.add(&place, Kind::Pagination, "described now", verdicts);
        }
        (Some(_), None) => {
            let verdicts = (Verdict::Docs, Verdict::Breaking);
            walk.add(&place, Kind::Pagination, "no longer described", verdicts);
        }
        (None, None) => {}
    }
}

fn compare_pages(old: &Pagination, new: &Pagination, place: &Place, walk: &mut Walk) {
    let items = |pagination: &Pagination| Some(pagination.items.join(", "));
    let facts = [
        ("style", Some(style(old)), Some(style(new))),
        (
            "position",
            Some(old.position.clone()),
            Some(new.position.clone()),
        ),
        ("size", old.size.clone(), new.size.clone()),
        ("items", items(old), items(new)),
        ("total", old.total.clone(), new.total.clone()),
        ("next", old.next.clone(), new.next.clone()),
        (
            "default_size",
            text(old.default_size),
            text(new.default_size),
        ),
        ("more", old.more.clone(), new.more.clone()),
        ("window", text(old.window), text(new.window)),
        ("whole_pages", flag(old.whole_pages), flag(new.whole_pages)),
    ];
    for (name, old, new) in facts {
        let run = match (&old, &new) {
            (old, new) if old == new => continue,
            (None, _) => Verdict::Additive,
            _ => Verdict::Breaking,
        };
        let what = instead(name, new, old);
        walk.add(place, Kind::Pagination, what, (Verdict::Docs, run));
    }
    if old.max_size != new.max_size {
        let is_less = match (old.max_size, new.max_size) {
            (Some(old), Some(new)) => new < old,
            _ => false,
        };
        let run = if is_less {
            Verdict::Breaking
        } else {
            Verdict::Additive
        };
        let what = instead("max_size", new.max_size, old.max_size);
        walk.add(place, Kind::Pagination, what, (Verdict::Docs, run));
    }
}

fn style(pagination: &Pagination) -> String {
    let style = match pagination.style {
        PageStyle::Offset => "offset",
        PageStyle::Token => "token",
    };
    style.to_owned()
}

fn text(number: Option<u32>) -> Option<String> {
    number.map(|number| number.to_string())
}

fn flag(is_so: bool) -> Option<String> {
    is_so.then(|| "true".to_owned())
}

fn compare_task_ids(old: &[String], new: &[String], place: &Place, walk: &mut Walk) {
    let place = place.list("task_ids");
    let missing = |from: &[String], ids: &[String]| -> Vec<String> {
        ids.iter()
            .filter(|id| !from.contains(id))
            .cloned()
            .collect()
    };
    let (added, removed) = (missing(old, new), missing(new, old));
    if !added.is_empty() {
        let what = format!("{} too", listed(added.iter().map(String::as_str)));
        let verdicts = (Verdict::Docs, Verdict::Additive);
        walk.add(&place, Kind::TaskIds, what, verdicts);
    }
    if !removed.is_empty() {
        let what = format!("no longer {}", listed(removed.iter().map(String::as_str)));
        let verdicts = (Verdict::Docs, Verdict::Breaking);
        walk.add(&place, Kind::TaskIds, what, verdicts);
    } else if added.is_empty() && old != new {
        walk.add_docs(&place, Kind::Order, "another order");
    }
}
