//! Pages whose facts do not go together.

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::{ActionFile, PageStyle, Pagination};

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const UNPAGED: Rule = Rule {
    name: "unpaged",
    about: "An action with a parameter that chooses a page and one for its size, such as `Offset` and \
            `Limit`, and no `pagination`; or a `pagination` without one of the two that the action has. \
            Declare it.",
    severity: Severity::Error,
};

/// The names of parameters that bound the number of items of a page.
const SIZES: &[&str] = &["Limit", "PageSize", "MaxKeys", "MaxResults"];

/// The names of parameters that choose a page.
const POSITIONS: &[&str] = &[
    "Offset",
    "ScrollToken",
    "Marker",
    "NextToken",
    "PageNumber",
    "PageNo",
    "Cursor",
];

/// Checks every action of a version.
pub(super) fn check(version: &Version, findings: &mut Findings) {
    for file in &version.actions {
        let (action, place) = (&file.value, Place::file(file.file));
        match &action.pagination {
            None => check_unpaged(action, &place, findings),
            Some(pagination) => {
                let place = place.key("pagination");
                check_halves(action, pagination, &place, findings);
            }
        }
    }
}

fn check_unpaged(action: &ActionFile, place: &Place, findings: &mut Findings) {
    let both = (first_of(action, POSITIONS), first_of(action, SIZES));
    if let (Some(position), Some(size)) = both {
        let message = format!(
            "it has {} and {}, and no `pagination`",
            code(position),
            code(size)
        );
        let hint = "declare how it is paginated";
        findings.add(&UNPAGED, place.key("parameters"), message, hint);
    }
}

fn check_halves(
    action: &ActionFile,
    pagination: &Pagination,
    place: &Place,
    findings: &mut Findings,
) {
    let size = first_of(action, SIZES);
    if let (None, Some(size)) = (&pagination.size, size) {
        let message = format!("the action has {}, and `pagination` no `size`", code(size));
        findings.add(
            &UNPAGED,
            place.clone(),
            message,
            format!("add \"size\": \"{size}\""),
        );
    }
    if pagination.size.is_none() && size.is_none() && pagination.style == PageStyle::Offset {
        let message = "pages are chosen by offset, and no parameter says how many items one has";
        let hint = "name the parameter as `size`";
        findings.add(&UNPAGED, place.clone(), message, hint);
    }
}

fn first_of<'a>(action: &ActionFile, names: &[&'a str]) -> Option<&'a str> {
    let has = |name: &&&str| action.parameters.iter().any(|field| field.name == **name);
    names.iter().find(has).copied()
}
