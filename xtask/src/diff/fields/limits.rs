//! Limits. A stricter one breaks programs that keep to the old one; one that is new does so if it is
//! checked before a request is sent, and else says no more than what the service did all the time.

use std::fmt::Display;

use super::super::change::Kind;
use super::super::walk::{Walk, instead};
use super::FieldPair;
use crate::verdict::Verdict;

/// Compares the limits of a field.
pub(super) fn compare(field: &FieldPair<'_>, walk: &mut Walk) {
    let (old, new) = (field.old, field.new);
    let range = |field: &vod_codegen::spec::Field| field.range.unwrap_or(NO_RANGE);
    let (old_range, new_range) = (range(old), range(new));
    let limits = [
        (
            "max_chars",
            Limit::most(old.max_chars, new.max_chars).checked(),
        ),
        (
            "max_items",
            Limit::most(old.max_items, new.max_items).checked(),
        ),
        ("min_chars", Limit::least(old.min_chars, new.min_chars)),
        ("min_items", Limit::least(old.min_items, new.min_items)),
    ];
    for (name, limit) in limits {
        add(field, name, limit, walk);
    }
    add(
        field,
        "range.min",
        Limit::least(old_range.min, new_range.min),
        walk,
    );
    add(
        field,
        "range.max",
        Limit::most(old_range.max, new_range.max),
        walk,
    );
}

const NO_RANGE: vod_codegen::spec::Range = vod_codegen::spec::Range {
    min: None,
    max: None,
};

/// A limit on both sides.
struct Limit<T> {
    old: Option<T>,
    new: Option<T>,
    /// Whether it is the greatest value, and not the least.
    is_greatest: bool,
    /// Whether the SDK checks it.
    is_checked: bool,
}

impl<T: PartialOrd> Limit<T> {
    fn most(old: Option<T>, new: Option<T>) -> Self {
        Self {
            old,
            new,
            is_greatest: true,
            is_checked: false,
        }
    }

    fn least(old: Option<T>, new: Option<T>) -> Self {
        Self {
            is_greatest: false,
            ..Self::most(old, new)
        }
    }

    fn checked(self) -> Self {
        Self {
            is_checked: true,
            ..self
        }
    }

    /// The effect on a program that sends such values.
    fn verdict(&self) -> Verdict {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if (new < old) == self.is_greatest => Verdict::Breaking,
            (Some(_), Some(_)) => Verdict::Additive,
            (None, Some(_)) if self.is_checked => Verdict::Breaking,
            (Some(_), None) if self.is_checked => Verdict::Additive,
            _ => Verdict::Docs,
        }
    }
}

fn add<T: PartialOrd + Display>(
    field: &FieldPair<'_>,
    name: &str,
    limit: Limit<T>,
    walk: &mut Walk,
) {
    if limit.old == limit.new {
        return;
    }
    let run = if field.lists.in_requests {
        limit.verdict()
    } else {
        Verdict::Docs
    };
    let what = instead(name, limit.new, limit.old);
    walk.add(&field.place, Kind::Limit, what, (Verdict::Docs, run));
}
