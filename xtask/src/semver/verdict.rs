//! Classifies a single change.

use super::judged::{Judged, additive, breaking};
use super::line::{Kind, Line, find_outside, split};
use super::signature;
use crate::verdict::Verdict::Additive;

/// An item that is gone.
pub(super) fn removed(line: &Line) -> Judged {
    match line.kind {
        Kind::Impl => breaking("the trait is no longer implemented"),
        Kind::Feature => breaking("the feature is gone, and Cargo refuses to resolve it"),
        _ => breaking("removed"),
    }
}

/// An item that is new. `owner` is what it belongs to, as it was before.
pub(super) fn added(line: &Line, owner: Option<&Line>) -> Judged {
    let is_open = |owner: &Line| owner.has("non_exhaustive");
    match (line.kind, owner) {
        (Kind::Variant, Some(owner)) if !is_open(owner) => {
            breaking("a new variant: a `match` on the enum, which is exhaustive, lacks it")
        }
        (Kind::Field, Some(owner)) if !is_open(owner) && !owner.has("private fields") => {
            breaking("a new field of a struct that can be built by its fields")
        }
        (_, Some(owner))
            if owner.kind == Kind::Trait && line.is("required") && !is_sealed(owner) =>
        {
            breaking("required of all who implement the trait, who do not have it")
        }
        _ => additive("added"),
    }
}

/// Whether nobody else can implement a trait, because what it asks for besides is not public.
fn is_sealed(owner: &Line) -> bool {
    owner.rest.contains("(private)")
}

/// An item that has changed.
pub(super) fn changed(old: &Line, new: &Line) -> Judged {
    if old.kind != new.kind {
        return breaking("it has become another kind of item");
    }
    let mut judged = tags(old, new);
    judged.extend(qualifiers(old, new));
    judged.extend(conditions(old, new));
    judged.extend(rest(old, new));
    let worst = judged.iter().map(|(verdict, _)| *verdict).max();
    let worst = worst.unwrap_or(Additive);
    let reasons = judged.into_iter().filter(|(verdict, _)| *verdict == worst);
    let reasons: Vec<String> = reasons.map(|(_, reason)| reason).collect();
    (worst, reasons.join("; "))
}

/// The features that it takes.
fn conditions(old: &Line, new: &Line) -> Option<Judged> {
    let of = |line: &Line| -> Vec<String> {
        let is_condition = |tag: &&String| tag.starts_with("feature ") || tag.starts_with("cfg(");
        line.tags.iter().filter(is_condition).cloned().collect()
    };
    let (old, new) = (of(old), of(new));
    if old == new {
        return None;
    }
    if new.iter().all(|condition| old.contains(condition)) {
        return Some(additive("it takes fewer features"));
    }
    let more = new.iter().filter(|it| !old.contains(it));
    let more = more.cloned().collect::<Vec<_>>().join(", ");
    Some(breaking(format!("it takes {more} now")))
}

fn tags(old: &Line, new: &Line) -> Vec<Judged> {
    let of = |tag: &str| (old.has(tag), new.has(tag));
    let mut judged = Vec::new();
    match of("non_exhaustive") {
        (false, true) => judged.push(breaking(
            "`non_exhaustive` now: it can no longer be built or matched completely",
        )),
        (true, false) => judged.push(additive("no longer `non_exhaustive`")),
        _ => {}
    }
    let was_open = old.has("non_exhaustive");
    match of("private fields") {
        (false, true) if !was_open => judged.push(breaking(
            "it has private fields now: it can no longer be built by its fields",
        )),
        (false, true) => judged.push(additive("it has private fields now")),
        (true, false) => judged.push(additive("it has no private fields any more")),
        _ => {}
    }
    match of("default") {
        (true, false) => judged.push(breaking("the feature is no longer enabled by default")),
        (false, true) => judged.push(additive("the feature is enabled by default")),
        _ => {}
    }
    match of("deprecated") {
        (false, true) => judged.push(additive("deprecated: its users get a warning")),
        (true, false) => judged.push(additive("no longer deprecated")),
        _ => {}
    }
    match of("must_use") {
        (false, true) => judged.push(additive("`must_use`: who drops it gets a warning")),
        (true, false) => judged.push(additive("no longer `must_use`")),
        _ => {}
    }
    judged
}

fn qualifiers(old: &Line, new: &Line) -> Vec<Judged> {
    let of = |word: &str| (old.is(word), new.is(word));
    // To call or to implement an `unsafe fn` takes `unsafe`; for a trait's, both sides have to follow.
    let is_member_of_trait = old.is("required") || old.is("provided");
    let judged = [
        match of("required") {
            (false, true) => Some(breaking("it has no default any more")),
            (true, false) => Some(additive("it has a default now")),
            _ => None,
        },
        match of("const") {
            (true, false) => Some(breaking("no longer `const`")),
            (false, true) => Some(additive("`const` now")),
            _ => None,
        },
        match of("async") {
            (was, is) if was != is => Some(breaking(
                "`async` was added or removed, which changes the return type",
            )),
            _ => None,
        },
        match of("unsafe") {
            (false, true) => Some(breaking("`unsafe` now")),
            (true, false) if is_member_of_trait || old.kind == Kind::Trait => {
                Some(breaking("no longer `unsafe`, which its implementors say"))
            }
            (true, false) => Some(additive("no longer `unsafe`")),
            _ => None,
        },
    ];
    judged.into_iter().flatten().collect()
}

fn rest(old: &Line, new: &Line) -> Option<Judged> {
    if old.rest == new.rest {
        return None;
    }
    Some(match old.kind {
        Kind::Fn => signature::changed(&old.rest, &new.rest),
        Kind::Struct | Kind::Enum | Kind::Type | Kind::Trait | Kind::Union => {
            parameters(&old.rest, &new.rest)
        }
        _ => breaking("its type has changed"),
    })
}

/// Generic parameters and bounds: more of them is additive only where all that are new have defaults.
fn parameters(old: &str, new: &str) -> Judged {
    let ((old, old_after), (new, new_after)) = (generics(old), generics(new));
    let has_default = |parameter: &&str| parameter.contains(" = ");
    if old_after == new_after && new.starts_with(&old) && new[old.len()..].iter().all(has_default) {
        return additive("a new generic parameter, which has a default");
    }
    breaking("its generic parameters, bounds or type are others")
}

/// The generic parameters at the beginning, and what follows them.
fn generics(rest: &str) -> (Vec<&str>, &str) {
    let inner = rest.strip_prefix('<');
    match inner.and_then(|inner| Some((inner, find_outside(inner, ">")?))) {
        Some((inner, end)) => (split(&inner[..end], ", "), &inner[end + 1..]),
        None => (Vec::new(), rest),
    }
}
