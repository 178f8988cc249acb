//! The lines of an entry: one for each breaking change, one for each kind of news.

use std::collections::BTreeSet;

use crate::diff::{Change, Diff, Kind, Owner};
use crate::verdict::Verdict;

use crate::diff::escaped;
use crate::output::count;

/// How many changes have a line of their own before the rest is only counted.
const LINES: usize = 20;

/// How many names a line has before the rest is only counted.
const NAMES: usize = 6;

/// Kinds of changes that are reported in one line with all the names that they apply to; in this order.
const TITLES: &[&str] = &[
    "New versions of the API",
    "New actions",
    "New parameters",
    "New fields of responses",
    "New fields of types",
    "New types",
    "New error codes",
    "More error codes documented for",
    "Always returned now",
    "Deprecated",
];

/// The line that tells of an additive change; `None` if it has a line of its own.
fn title(change: &Change) -> Option<&'static str> {
    Some(match (change.kind, change.place.list) {
        (Kind::VersionAdded, _) => "New versions of the API",
        (Kind::ActionAdded, _) => "New actions",
        (Kind::FieldAdded, Some("parameters")) => "New parameters",
        (Kind::FieldAdded, Some("response")) => "New fields of responses",
        (Kind::FieldAdded, _) => "New fields of types",
        (Kind::TypeAdded, _) => "New types",
        (Kind::ErrorCodeAdded, _) => "New error codes",
        (Kind::ActionErrorCodes, _) => "More error codes documented for",
        (Kind::AlwaysReturned, _) => "Always returned now",
        (Kind::Deprecated, _) => "Deprecated",
        _ => return None,
    })
}

/// The lines, without marks of a list; breaking changes first.
pub(super) fn lines(diff: &Diff) -> Vec<String> {
    let versions: BTreeSet<&str> = diff
        .changes
        .iter()
        .map(|change| change.place.version.as_str())
        .collect();
    let mut lines = Vec::new();
    let breaking = diff.of(Verdict::Breaking).collect::<Vec<_>>();
    lines.extend(singly("**Breaking:** ", &breaking));

    let additive = diff.of(Verdict::Additive).collect::<Vec<_>>();
    for wanted in TITLES {
        for version in &versions {
            let meant = additive
                .iter()
                .filter(|change| title(change) == Some(wanted) && change.place.version == *version);
            let names: Vec<String> = meant.map(|change| change.place.subject()).collect();
            let of = if versions.len() > 1 {
                format!(" in {version}")
            } else {
                String::new()
            };
            lines.extend(named(&format!("{wanted}{of}"), &names));
        }
    }
    let others = additive.into_iter();
    let others: Vec<&Change> = others.filter(|change| title(change).is_none()).collect();
    lines.extend(singly("", &others));
    lines.extend(docs(&diff.of(Verdict::Docs).collect::<Vec<_>>()));
    lines
}

/// A line for each change.
fn singly(mark: &str, changes: &[&Change]) -> Vec<String> {
    let shown = changes.iter().take(LINES);
    let mut lines: Vec<String> = shown
        .map(|change| {
            let what = escaped(&change.what);
            format!("{mark}`{}`: {what}.", change.place.subject())
        })
        .collect();
    if changes.len() > LINES {
        let more = changes.len() - LINES;
        lines.push(format!(
            "{mark}and {} of the kind.",
            count(more, "more change")
        ));
    }
    lines
}

/// `New actions (8): `A`, `B` and 6 more.`
fn named(title: &str, names: &[String]) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let shown: Vec<String> = names
        .iter()
        .take(NAMES)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = match names.len().saturating_sub(NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!(
        "{title} ({}): {}{more}.",
        names.len(),
        shown.join(", ")
    ))
}

/// One line for all that is only read.
fn docs(changes: &[&Change]) -> Option<String> {
    let owners: BTreeSet<_> = changes.iter().map(|change| change.place.owner()).collect();
    let number =
        |is_meant: fn(&Owner) -> bool| owners.iter().filter(|place| is_meant(&place.owner)).count();
    let actions = number(|owner| matches!(owner, Owner::Action(_)));
    let types = number(|owner| matches!(owner, Owner::Type(_)));
    let others = owners.len() - actions - types;
    let parts = [
        (actions, "action"),
        (types, "type"),
        (others, "other place"),
    ];
    let parts = parts.iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(number, noun)| count(*number, noun)).collect();
    (!parts.is_empty()).then(|| format!("Documentation and examples of {}.", parts.join(", ")))
}
