//! Compares the facts of a field besides its type and its limits.

use serde_json::Value;

use super::super::change::{Kind, Place};
use super::super::walk::{Walk, instead, listed};
use super::FieldPair;
use crate::verdict::Verdict;
use vod_codegen::spec::KnownValue;

/// How long a value is shown at most.
const SHOWN_CHARS: usize = 60;

/// Compares the facts of a field that the generated code only tells of.
pub(super) fn compare(field: &FieldPair<'_>, walk: &mut Walk) {
    compare_secret(field, walk);
    compare_default(field, walk);
    let (old, new, place) = (field.old, field.new, &field.place);
    let is_sent = field.lists.in_requests;
    compare_known_values(
        place,
        [&old.values, &new.values],
        (Verdict::Docs, is_sent),
        walk,
    );
    deprecated(
        place,
        old.deprecated.as_ref(),
        new.deprecated.as_ref(),
        walk,
    );
    if old.docs != new.docs {
        walk.add_docs(place, Kind::Words, "other words");
    }
    if old.required_if != new.required_if {
        walk.add_docs(place, Kind::Condition, "required under other conditions");
    }
    if old.unit != new.unit {
        walk.add_docs(
            place,
            Kind::Unit,
            "counts something else, or says what it counts",
        );
    }
    if old.example != new.example {
        walk.add_docs(place, Kind::Example, "another example");
    }
}

/// Compares the notes on something deprecated.
pub(in crate::diff) fn deprecated(
    place: &Place,
    old: Option<&String>,
    new: Option<&String>,
    walk: &mut Walk,
) {
    match (old, new) {
        (None, Some(note)) => {
            let what = format!("deprecated: {note}");
            let warned = (Verdict::Additive, Verdict::Docs);
            walk.add(place, Kind::Deprecated, what, warned);
        }
        (Some(_), None) => {
            walk.add_docs(place, Kind::Deprecated, "no longer deprecated");
        }
        (Some(old), Some(new)) if old != new => {
            walk.add_docs(place, Kind::Words, "deprecated in other words");
        }
        _ => {}
    }
}

/// Whether `Debug` shows a field is for people who read logs: programs see the same value.
fn compare_secret(field: &FieldPair<'_>, walk: &mut Walk) {
    let [old, new] = [field.old, field.new].map(|field| field.secret == Some(true));
    if old != new {
        let what = match new {
            true => "secret now: redacted in `Debug`, errors and logs",
            false => "no longer secret: shown in `Debug`, errors and logs",
        };
        let verdicts = (Verdict::Docs, Verdict::Docs);
        walk.add(&field.place, Kind::Secret, what.to_owned(), verdicts);
    }
}

fn compare_default(field: &FieldPair<'_>, walk: &mut Walk) {
    let (old, new) = (&field.old.default, &field.new.default);
    if old == new {
        return;
    }
    // One that is stated for the first time, or no longer, need not have changed.
    let run = match (old, new) {
        (Some(_), Some(_)) if field.lists.in_requests => Verdict::Breaking,
        _ => Verdict::Docs,
    };
    let [old, new] = [old, new].map(|value| value.as_ref().map(shown));
    let what = instead("default", new, old);
    walk.add(&field.place, Kind::Default, what, (Verdict::Docs, run));
}

/// Compares the known values of a field or of a type, and says whether there are others; `source` is what they mean to
/// source code.
pub(in crate::diff) fn compare_known_values(
    place: &Place,
    [old, new]: [&Vec<KnownValue>; 2],
    (source, is_sent): (Verdict, bool),
    walk: &mut Walk,
) -> bool {
    if describe_values_otherwise(old, new) {
        walk.add_docs(place, Kind::Words, "its values in other words");
    }
    let missing = |from: &[KnownValue], values: &[KnownValue]| -> Vec<String> {
        let missing = values.iter().filter(|known| !has(from, &known.value));
        missing.map(|known| shown(&known.value)).collect()
    };
    let (added, removed) = (missing(old, new), missing(new, old));
    if !removed.is_empty() {
        let run = if is_sent {
            Verdict::Breaking
        } else {
            Verdict::Docs
        };
        let removed = listed(removed.iter().map(String::as_str));
        let what = format!("no longer known to be {removed}");
        walk.add(place, Kind::Values, what, (source, run));
    }
    if !added.is_empty() {
        let added = listed(added.iter().map(String::as_str));
        let source = match removed.is_empty() {
            true => source,
            false => source.min(Verdict::Additive),
        };
        let what = format!("may be {added} too");
        walk.add(place, Kind::Values, what, (source, Verdict::Additive));
    }
    let same = |a: &[KnownValue], b: &[KnownValue]| a.iter().map(value).eq(b.iter().map(value));
    if added.is_empty() && removed.is_empty() && !same(old, new) {
        walk.add_docs(place, Kind::Order, "its values in another order");
    }
    !added.is_empty() || !removed.is_empty()
}

fn value(known: &KnownValue) -> &Value {
    &known.value
}

fn has(values: &[KnownValue], value: &Value) -> bool {
    values.iter().any(|known| known.value == *value)
}

/// Whether a value that both have is described in other words.
fn describe_values_otherwise(old: &[KnownValue], new: &[KnownValue]) -> bool {
    let docs_now = |known: &KnownValue| {
        let mut new = new.iter();
        new.find(|other| other.value == known.value)
            .map(|other| &other.docs)
    };
    old.iter()
        .any(|known| docs_now(known).is_some_and(|docs| *docs != known.docs))
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
