//! Signatures of functions, and what a change of one means for its callers.

use super::judged::{Judged, additive, breaking};
use super::line::{Kind, Line, find_outside, split};

/// A function: names of arguments are no part of a call, but their order is.
pub(super) fn changed(old: &str, new: &str) -> Judged {
    let (Some(old), Some(new)) = (taken_apart(old), taken_apart(new)) else {
        return breaking("its signature has changed");
    };
    if (old.before, old.after) != (new.before, new.after) {
        return breaking("its signature has changed");
    }
    let (count, count_now) = (old.arguments.len(), new.arguments.len());
    if count != count_now {
        return breaking(format!("it takes {count_now} arguments and not {count}"));
    }
    match (old.types() == new.types(), old.is_reordered(&new)) {
        (true, true) => breaking(
            "arguments of the same type change places: calls compile and pass the wrong values",
        ),
        (true, false) => additive("an argument has another name"),
        (false, true) if old.takes_literals_of(&new) => breaking(
            "its arguments change places: calls that pass literals compile and pass the wrong values",
        ),
        (false, _) => breaking("its arguments have other types"),
    }
}

/// Whether all that differs between two functions is what their arguments are called, or which of two of the same
/// type comes first: what calls them compiles as before.
pub(crate) fn differs_in_names_only(old: &Line, new: &Line) -> bool {
    let is_same = (old.kind, &old.qualifiers, &old.tags) == (new.kind, &new.qualifiers, &new.tags);
    let signatures = taken_apart(&old.rest).zip(taken_apart(&new.rest));
    let is_alike = signatures.is_some_and(|(old, new)| {
        (old.before, old.after) == (new.before, new.after) && old.types() == new.types()
    });
    is_same && old.kind == Kind::Fn && is_alike
}

/// Whether the arguments of a function have changed places so that calls that pass literals compile as before: one
/// text serves as a `String`, a time and a value of an enum.
pub(crate) fn takes_the_same_literals(old: &Line, new: &Line) -> bool {
    let signatures = taken_apart(&old.rest).zip(taken_apart(&new.rest));
    signatures.is_some_and(|(old, new)| old.is_reordered(&new) && old.takes_literals_of(&new))
}

struct Signature<'a> {
    before: &'a str,
    /// Names and types.
    arguments: Vec<(&'a str, &'a str)>,
    after: &'a str,
}

impl Signature<'_> {
    fn types(&self) -> Vec<&str> {
        self.arguments.iter().map(|(_, type_)| *type_).collect()
    }

    /// Whether another one has arguments of the same names in another order.
    fn is_reordered(&self, other: &Signature<'_>) -> bool {
        let names = |it: &Signature<'_>| -> Vec<String> {
            it.arguments
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect()
        };
        let (own, others) = (names(self), names(other));
        let sorted = |mut names: Vec<String>| {
            names.sort_unstable();
            names
        };
        own != others && sorted(own) == sorted(others)
    }

    /// Whether each argument takes the literals that the one in its place in another takes.
    fn takes_literals_of(&self, other: &Signature<'_>) -> bool {
        let types = self.types();
        let mut pairs = types.iter().zip(other.types());
        pairs.all(|(a, b)| *a == b || (literal(a).is_some() && literal(a) == literal(b)))
    }
}

/// The kind of literal that is passed for an argument of this type, if that is known.
fn literal(type_: &str) -> Option<&'static str> {
    const INTEGERS: &[&str] = &[
        "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "usize", "isize",
    ];
    if type_.starts_with("impl IntoIterator<Item = impl Into<") {
        Some("a list of texts")
    } else if type_.starts_with("impl Into<Option<") {
        None
    } else if type_.starts_with("impl Into<") {
        Some("a text")
    } else if INTEGERS.contains(&type_) {
        Some("an integer")
    } else {
        None
    }
}

fn taken_apart(rest: &str) -> Option<Signature<'_>> {
    let start = find_outside(rest, "(")?;
    let (before, inner) = (&rest[..start], &rest[start + 1..]);
    let end = find_outside(inner, ")")?;
    let arguments = split(&inner[..end], ", ").into_iter();
    Some(Signature {
        before,
        arguments: arguments
            .map(|argument| argument.split_once(": ").unwrap_or(("", argument)))
            .collect(),
        after: &inner[end + 1..],
    })
}
