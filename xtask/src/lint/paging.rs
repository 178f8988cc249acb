//! Pages whose facts do not go together.

use vod_codegen::problem::{Place, code};
use vod_codegen::read::Version;
use vod_codegen::spec::{ActionFile, Field, PageStyle, Pagination, TypeRef};

use super::findings::Findings;
use super::{Rule, Severity};

pub(super) const UNPAGED: Rule = Rule {
    name: "unpaged",
    about: "An action with a parameter that chooses a page and one for its size, such as `Offset` and \
            `Limit`, and no `pagination`; or a `pagination` without one of the two that the action has. \
            Declare it.",
    severity: Severity::Error,
};

pub(super) const PAGE_FIELDS: Rule = Rule {
    name: "page-fields",
    about: "A field that `pagination` names and that is of the wrong type: items are lists, the total and \
            the size are numbers, and what chooses a page is a number with `offset` and text with `token`, and so is what comes next.",
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
                check_fields(version, action, pagination, &place, findings);
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

fn check_fields(
    version: &Version,
    action: &ActionFile,
    pagination: &Pagination,
    place: &Place,
    findings: &mut Findings,
) {
    let (position, is_chosen): (_, fn(&TypeRef) -> bool) = match pagination.style {
        PageStyle::Offset => ("a number, since `style` is `offset`", is_number),
        PageStyle::Token => ("text, since `style` is `token`", |type_| type_.is("string")),
    };
    let parameters = [
        (Some(&pagination.position), "position", position, is_chosen),
        (pagination.size.as_ref(), "size", "a number", is_number),
    ];
    for (path, key, what, is_right) in parameters {
        let field = path.and_then(|path| follow(path, &action.parameters, version));
        check_type(field, what, is_right, place.key(key), findings);
    }
    for (index, path) in pagination.items.iter().enumerate() {
        let field = follow(path, &action.response, version);
        let place = place.key("items").index(index);
        check_type(field, "a list", |type_| type_.is_list, place, findings);
    }
    let total = pagination.total.as_ref();
    let field = total.and_then(|path| follow(path, &action.response, version));
    check_type(field, "a number", is_number, place.key("total"), findings);
    let next = pagination.next.as_ref();
    let field = next.and_then(|path| follow(path, &action.response, version));
    let is_text: fn(&TypeRef) -> bool = |type_| type_.is("string");
    check_type(field, "text", is_text, place.key("next"), findings);
}

fn check_type(
    field: Option<&Field>,
    what: &str,
    is_right: fn(&TypeRef) -> bool,
    place: Place,
    findings: &mut Findings,
) {
    if let Some(field) = field.filter(|field| !is_right(&field.type_)) {
        let message = format!(
            "{} is not {what}: it is {}",
            code(&field.name),
            code(&field.type_.to_string())
        );
        findings.add(
            &PAGE_FIELDS,
            place,
            message,
            "name another field, or correct its type",
        );
    }
}

fn is_number(type_: &TypeRef) -> bool {
    type_.is("int64") || type_.is("uint64")
}

/// The field at the end of a path; `None` if there is no such field, which lowering reports.
fn follow<'a>(path: &str, fields: &'a [Field], version: &'a Version) -> Option<&'a Field> {
    let (name, rest) = match path.split_once('.') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let field = fields.iter().find(|field| field.name == name)?;
    let Some(rest) = rest else { return Some(field) };
    let type_ = &field.type_.name;
    let file = version
        .types
        .iter()
        .find(|file| file.value.name == *type_)?;
    follow(rest, &file.value.fields, version)
}
