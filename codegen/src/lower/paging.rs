//! Pagination of an action.

use heck::ToUpperCamelCase;

use crate::docs::code;
use crate::model::{self, FieldPath, Item, PageList, Paging, Struct, Type, ValueType};
use crate::names;
use crate::nearest;
use crate::problem::Place;
use crate::spec::{ActionFile, Field, PageStyle, Pagination};

use super::naming;
use super::problems::Problems;
use super::types::Types;

/// The pages of an action with their fields in Rust; what is wrong has been reported.
pub(super) fn lower(action: &ActionFile, response: &Struct, types: &[Type]) -> Option<Paging> {
    let pagination = action.pagination.as_ref()?;
    let find = |path: &String| follow(path, response, types);
    let lists = pagination.items.iter().filter_map(|path| {
        let (way, field) = find(path)?;
        Some(PageList {
            path: way,
            item: field.value.item.clone(),
            variant: names::type_(&field.name.to_upper_camel_case()),
        })
    });
    let lists: Vec<PageList> = lists.collect();
    let of = |path: &Option<String>| path.as_ref().and_then(find).map(|(way, _)| way);
    let item = (lists.len() > 1).then(|| format!("{}Item", naming::action_name(action)));
    Some(Paging {
        style: pagination.style,
        position: pagination.position.clone(),
        size: pagination.size.clone(),
        max_size: pagination.max_size,
        window: pagination.window,
        whole_pages: pagination.whole_pages,
        item,
        total: of(&pagination.total),
        next: of(&pagination.next),
        more: of(&pagination.more),
        lists,
    })
}

/// The way along a path of names on the wire, and the field at its end.
fn follow<'a>(
    path: &str,
    response: &'a Struct,
    types: &'a [Type],
) -> Option<(FieldPath, &'a model::Field)> {
    let (mut structure, mut way, mut end) = (Some(response), Vec::new(), None);
    for name in path.split('.') {
        let mut fields = structure?.fields.iter();
        let field = fields.find(|field| field.wire_name == name)?;
        way.push((field.name.clone(), field.is_optional));
        structure = match field.value.item {
            Item::Struct(index) => Some(&types[index].structure),
            _ => None,
        };
        end = Some(field);
    }
    Some((FieldPath(way), end?))
}

/// Checks that what is named is there.
pub(super) fn check(
    action: &ActionFile,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let Some(pagination) = &action.pagination else {
        return;
    };
    let place = place.key("pagination");
    check_parameters(action, pagination, &place, types, problems);
    let list = place.key("items");
    if pagination.items.is_empty() {
        let hint = "name the list that a page is";
        problems.add(list.clone(), "a page has items", hint);
    }
    naming::check_repeated(&pagination.items, &list, problems);
    for (path, place, kind) in paths(pagination, &place) {
        check_path(path, &action.response, place, kind, types, problems);
    }
    match (pagination.style, &pagination.next) {
        (PageStyle::Token, None) => {
            let message = "pages by token need the field that has the next token";
            problems.add(place.clone(), message, "name it as `next`");
        }
        (PageStyle::Offset, Some(_)) => {
            let message = "`next` is for pages by token: an offset is counted by the caller";
            let hint = "remove it, or correct `style`";
            problems.add(place.key("next").itself(), message, hint);
        }
        _ => {}
    }
}

/// What a field of a page must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Number,
    Count,
    Text,
    Flag,
}

/// The paths of a page, each with its place and what it leads to.
fn paths<'a>(
    pagination: &'a Pagination,
    place: &Place,
) -> impl Iterator<Item = (&'a String, Place, Kind)> {
    let list = place.key("items");
    let items = pagination.items.iter().enumerate();
    let items = items.map(move |(index, path)| (path, list.index(index), Kind::List));
    let others = [
        ("total", &pagination.total, Kind::Count),
        ("next", &pagination.next, Kind::Text),
        ("more", &pagination.more, Kind::Flag),
    ];
    let others = others.map(|(key, path, kind)| Some((path.as_ref()?, place.key(key), kind)));
    items.chain(others.into_iter().flatten())
}

fn check_parameters(
    action: &ActionFile,
    pagination: &Pagination,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let of_position = match pagination.style {
        PageStyle::Offset => Kind::Number,
        PageStyle::Token => Kind::Text,
    };
    let position = (&pagination.position, place.key("position"), of_position);
    let size = pagination.size.as_ref();
    let size = size.map(|size| (size, place.key("size"), Kind::Number));
    for (name, place, kind) in std::iter::once(position).chain(size) {
        let Some(field) = action.parameters.iter().find(|field| field.name == *name) else {
            let otherwise = "name a parameter of the action";
            report_no_field(name, &action.parameters, otherwise, place, problems);
            continue;
        };
        // Where `style` contradicts `next`, the position need not be what is wrong.
        let is_sure = (pagination.style == PageStyle::Token) == pagination.next.is_some();
        if let Ok(value) = types.resolve(&field.type_)
            && is_sure
        {
            check_kind(field, &value, kind, place, problems);
        }
    }
    if pagination.size.as_ref() == Some(&pagination.position) {
        let message = format!("{} is the position already", code(&pagination.position));
        let hint = "name the parameter that bounds the number of items, or remove `size`";
        problems.add(place.key("size"), message, hint);
    }
}

/// The fact for the documentation.
pub(super) fn fact(action: &ActionFile, core: &str) -> Option<String> {
    let pagination = action.pagination.as_ref()?;
    let through = format!("[`Call::items`]({core}::Call::items) goes through all of them.");
    Some(format!("{} {through}", paging(pagination)))
}

fn paging(pagination: &Pagination) -> String {
    let by = match pagination.style {
        PageStyle::Offset => "the number of items to skip",
        PageStyle::Token => "what came with the page before",
    };
    let items: Vec<String> = pagination.items.iter().map(|path| code(path)).collect();
    let mut text = format!(
        "It returns its results in pages: {} is {by}, and the items are in {}",
        code(&pagination.position),
        items.join(" and ")
    );
    let next = pagination.next.as_ref();
    text += &next.map_or_else(String::new, |path| {
        format!("; the next page is at {}", code(path))
    });
    let total = pagination.total.as_ref();
    text += &total.map_or_else(String::new, |path| {
        format!("; {} is how many there are", code(path))
    });
    text.push('.');
    if let Some(size) = &pagination.size {
        text += &format!(" {} is the size of a page", code(size));
        let default = pagination.default_size;
        text += &default.map_or_else(String::new, |size| format!(", {size} if absent"));
        let max = pagination.max_size;
        text += &max.map_or_else(String::new, |size| format!(", at most {size}"));
        text.push('.');
    }
    text
}

/// Follows a path of field names through the types, from a list of fields.
fn check_path(
    path: &str,
    fields: &[Field],
    place: Place,
    kind: Kind,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let mut fields = fields;
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            let otherwise = "name a field, or a path such as `Details.Data`";
            report_no_field(name, fields, otherwise, place, problems);
            return;
        };
        // A type that is unknown has been reported where it is used.
        let Ok(value) = types.resolve(&field.type_) else {
            return;
        };
        if value.is_list && names.peek().is_some() {
            let message = format!("{} is a list, and a path goes through objects", code(name));
            problems.add(place, message, "name the list itself");
            return;
        }
        if names.peek().is_none() {
            check_kind(field, &value, kind, place, problems);
            return;
        }
        fields = match value.item {
            Item::Struct(index) => &types.file(index).value.fields,
            _ => &[],
        };
    }
}

fn check_kind(field: &Field, value: &ValueType, kind: Kind, place: Place, problems: &mut Problems) {
    let is_right = match kind {
        Kind::List => value.is_list,
        Kind::Number => !value.is_list && matches!(value.item, Item::Uint64 | Item::Int64),
        Kind::Count => !value.is_list && value.item == Item::Uint64,
        Kind::Text => !value.is_list && value.item == Item::String,
        Kind::Flag => !value.is_list && value.item == Item::Bool,
    };
    if is_right {
        return;
    }
    let what = match kind {
        Kind::List => "a list",
        Kind::Number => "an integer",
        Kind::Count => "a `uint64`",
        Kind::Text => "a text",
        Kind::Flag => "`true` or `false`",
    };
    let type_ = code(&field.type_.to_string());
    let message = format!("{} is not {what}: it is {type_}", code(&field.name));
    problems.add(place, message, "name another field, or correct its type");
}

pub(super) fn report_no_field(
    name: &str,
    fields: &[Field],
    otherwise: &str,
    place: Place,
    problems: &mut Problems,
) {
    let message = format!("there is no field {} here", code(name));
    let names = fields.iter().map(|field| field.name.as_str());
    let hint = nearest::hint(name, names, otherwise);
    problems.add(place, message, hint);
}
