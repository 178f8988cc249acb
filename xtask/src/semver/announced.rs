//! What the changelog says of breaking changes.

use std::collections::{BTreeMap, BTreeSet};

use super::line::lines;
use super::{Change, Verdict};

/// The heading of a section's part that names what breaks.
pub const BREAKING: &str = "### Breaking";

/// The text of the parts `### Breaking` of the sections `## Unreleased` and `## VERSION`.
///
/// Both count, because the lines move from the one to the other in a release.
pub fn breaking_part(changelog: &str, version: &str) -> String {
    let mut is_section = false;
    let mut is_part = false;
    let mut part = String::new();
    for line in changelog.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let first = heading.split_whitespace().next().unwrap_or_default();
            let title = first.trim_matches(['[', ']']).trim_start_matches('v');
            is_section = title.eq_ignore_ascii_case("unreleased") || title == version;
            is_part = false;
        } else if line.starts_with('#') {
            is_part = line.trim_end() == BREAKING;
        } else if is_section && is_part {
            part.push_str(line);
            part.push('\n');
        }
    }
    part
}

/// The breaking changes that the text does not name. `api` is the public API that is compared with.
///
/// A text names an item if it has its name in backticks, with that of its type where several types have
/// such a member. Names may be the wire's as well as Rust's: `SubAppId` of `ExecuteFunction` is
/// `ExecuteFunctionRequest::sub_app_id`.
pub fn unannounced<'c>(changes: &'c [Change], api: &str, text: &str) -> Vec<&'c Change> {
    let named = names_in(text);
    let owners = owners(api);
    let breaking = changes
        .iter()
        .filter(|change| change.verdict == Verdict::Breaking);
    breaking
        .filter(|change| !is_named(change, &named, &owners))
        .collect()
}

fn is_named(
    change: &Change,
    named: &BTreeSet<String>,
    owners: &BTreeMap<String, BTreeSet<String>>,
) -> bool {
    let (owner, name) = owner_and_name(&change.path);
    let is_owner_named = owner_names(&owner).iter().any(|it| named.contains(it));
    if !named.contains(&plain(&name)) {
        // A constructor is named by its type.
        return name == "new" && is_owner_named;
    }
    let is_module = owner.starts_with(|c: char| c.is_ascii_lowercase());
    let is_only_one = owners.get(&name).is_none_or(|owners| owners.len() < 2);
    is_owner_named || is_module || is_only_one
}

/// The last segments of the path of what an item belongs to, and of its own. An implementation belongs to
/// its type.
fn owner_and_name(path: &str) -> (String, String) {
    let last = |path: &str| {
        let path = path.split('<').next().unwrap_or_default();
        path.rsplit("::").next().unwrap_or_default().to_owned()
    };
    if let Some((head, target)) = path.rsplit_once(" for ") {
        let implemented = head.rsplit(' ').next().unwrap_or_default();
        return (last(target), last(implemented));
    }
    let (owner, name) = path.rsplit_once("::").unwrap_or(("", path));
    (last(owner), name.to_owned())
}

/// The names under which a type may be announced: its own, and that of its action.
fn owner_names(owner: &str) -> Vec<String> {
    let action = owner
        .strip_suffix("Request")
        .or_else(|| owner.strip_suffix("Response"));
    [Some(owner), action]
        .into_iter()
        .flatten()
        .map(plain)
        .filter(|name| !name.is_empty())
        .collect()
}

/// For each name of a member, the types that have one.
fn owners(api: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines(api) {
        let (owner, name) = owner_and_name(&line.path);
        owners.entry(name).or_default().insert(owner);
    }
    owners
}

/// The names in backticks, and the parts of those that are paths.
fn names_in(text: &str) -> BTreeSet<String> {
    let codes = text.split('`').skip(1).step_by(2);
    let parts = codes.flat_map(|code| {
        let is_end = |c: char| !c.is_alphanumeric() && !"_.".contains(c);
        let words = code.split(is_end);
        words.flat_map(|word| std::iter::once(word).chain(word.split('.')))
    });
    let names: BTreeSet<String> = parts.map(plain).collect();
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// A name without what differs between Rust and the wire.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
