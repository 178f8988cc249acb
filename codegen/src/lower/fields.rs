//! The fields of a request, a response or a type.

use crate::docs::{Block, continued, first_sentence};
use crate::model;
use crate::model::{Item, Json, ValueType};
use crate::names;
use crate::problem::Place;
use crate::spec::{Field, Pagination};
use crate::usage::Usage;
use crate::values::ExampleOf;

use super::problems::Problems;
use super::types::Types;
use super::values::Checker;
use super::{facts, limits, naming, open_sets, texts};

/// The name in the spec of JSON of any shape.
const ANY_JSON: &str = "any";

/// Whose fields they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The parameters of a request.
    Request,
    /// The fields of a response.
    Response,
    /// The fields of a type, as an index among the types.
    Type(usize),
}

/// Fields as the spec lists them.
pub(super) struct FieldList<'a> {
    /// Where the list is.
    pub(super) place: Place,
    /// Whose fields they are.
    pub(super) owner: Owner,
    /// Name of the action or the type.
    pub(super) name: &'a str,
    /// The fields.
    pub(super) fields: &'a [Field],
    /// How the action of a request hands out a long list.
    pub(super) pagination: Option<&'a Pagination>,
}

impl FieldList<'_> {
    /// The noun for a field.
    pub(super) fn what(&self) -> &'static str {
        match self.owner {
            Owner::Request => "parameter",
            Owner::Response | Owner::Type(_) => "field",
        }
    }

    /// Whether a caller may have to build them.
    fn is_in_requests(&self, types: &Types<'_>) -> bool {
        self.usage(types).in_requests
    }

    fn role_of(&self, field: &Field, types: &Types<'_>) -> facts::Role {
        let of_client = &types.version.service.value.client_parameters;
        let is_parameter = self.owner == Owner::Request;
        let sets_size = |it: &&Pagination| it.size.as_ref() == Some(&field.name);
        let pagination = self.pagination.filter(sets_size);
        facts::Role {
            is_in_requests: self.is_in_requests(types),
            is_of_client: is_parameter && of_client.contains(&field.name),
            max_page: pagination.and_then(|it| it.max_size),
        }
    }

    fn usage(&self, types: &Types<'_>) -> Usage {
        match self.owner {
            Owner::Request | Owner::Response => Usage {
                in_requests: self.owner == Owner::Request,
                in_responses: self.owner == Owner::Response,
            },
            Owner::Type(index) => types.usage(index),
        }
    }
}

/// The fields with their names and types in Rust.
pub(super) fn lower(
    list: &FieldList<'_>,
    types: &Types<'_>,
    problems: &mut Problems,
) -> Vec<model::Field> {
    let taken = (list.owner == Owner::Response).then_some("RequestId");
    let names = naming::fields(list.fields, &list.place, list.what(), taken, problems);
    let siblings = list.fields.iter().zip(&names);
    let siblings: Vec<(&str, &str)> = siblings
        .map(|(field, name)| (field.name.as_str(), name.as_str()))
        .collect();
    let fields = list.fields.iter().zip(&names).enumerate();
    let lowered = fields.map(|(index, (field, name))| {
        let place = list.place.index(index);
        let value = value_type(field, &place, types, problems);
        check(list, field, value.as_ref(), &place, types, problems);
        // A type that is unknown has been reported: no code is generated from this placeholder.
        let value = value.unwrap_or(ValueType {
            item: Item::String,
            is_list: false,
        });
        let words = |text: &str| types.links.prose(text, &field.name, &siblings);
        lower_field(list, field, name, value, types, &words)
    });
    lowered.collect()
}

fn lower_field(
    list: &FieldList<'_>,
    field: &Field,
    name: &str,
    value: ValueType,
    types: &Types<'_>,
    words: &dyn Fn(&str) -> String,
) -> model::Field {
    let is_boxed = match (list.owner, value.struct_index()) {
        (Owner::Type(owner), Some(held)) => !value.is_list && types.contain_each_other(owner, held),
        _ => false,
    };
    let is_in_requests = list.is_in_requests(types);
    let is_optional = field.is_option(value.struct_index().is_some(), is_in_requests);
    let is_required = is_in_requests && field.required;
    let role = list.role_of(field, types);
    let says_something_when_empty = is_required && !value.is_list && !value.item.is_text();
    model::Field {
        wire_name: field.name.clone(),
        docs: docs(field, name, &value, role, words),
        setter_docs: setter_docs(field, name, &value, role, words),
        name: name.to_owned(),
        deprecated: field.deprecated.as_ref().map(|note| note.trim().to_owned()),
        json: json(field, types),
        is_text: field.as_text,
        value,
        is_optional,
        is_left_out_if_empty: is_in_requests && !is_optional && !says_something_when_empty,
        is_boxed,
        is_required,
        is_secret: field.secret == Some(true),
        max_chars: field.max_chars.filter(|_| is_in_requests),
        max_items: field.max_items.filter(|_| is_in_requests),
    }
}

/// The names of fields, for the texts that stand with them.
pub(super) fn siblings(fields: &[model::Field]) -> Vec<(&str, &str)> {
    let names = fields.iter();
    names
        .map(|field| (field.wire_name.as_str(), field.name.as_str()))
        .collect()
}

/// The type of the JSON in a string; errors have been reported by then.
fn json(field: &Field, types: &Types<'_>) -> Option<Json> {
    let name = field.json.as_deref()?;
    if name == ANY_JSON {
        return Some(Json::Any);
    }
    match types.item(name) {
        Ok(Item::Struct(index)) => Some(Json::Struct(index)),
        _ => None,
    }
}

fn docs(
    field: &Field,
    name: &str,
    value: &ValueType,
    role: facts::Role,
    words: &dyn Fn(&str) -> String,
) -> Vec<Block> {
    let prose = words(&field.docs);
    let facts = facts::of(field, name, value, role, prose.is_empty(), words);
    let prose = (!prose.is_empty()).then_some(Block::Paragraph(prose));
    prose.into_iter().chain(facts).collect()
}

/// What an editor shows where the field is set: its first sentence, and what its value must keep to.
fn setter_docs(
    field: &Field,
    name: &str,
    value: &ValueType,
    role: facts::Role,
    words: &dyn Fn(&str) -> String,
) -> Vec<Block> {
    // What follows a `#` in a link is a place on the page: `r#` cannot be there.
    let plain = names::file(name);
    let link = format!("Sets [`{plain}`](field@Self::{plain})");
    let sentence = words(first_sentence(&field.docs));
    let mut text = match sentence.is_empty() {
        true => format!("{link}."),
        false => format!("{link}: {}", continued(&sentence)),
    };
    let facts = facts::of_setter(field, value, role);
    if !facts.is_empty() {
        text = format!("{text} {facts}");
    }
    vec![Block::Paragraph(text)]
}

fn value_type(
    field: &Field,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) -> Option<ValueType> {
    match types.resolve(&field.type_) {
        Ok(value) => Some(value),
        Err((message, hint)) => {
            problems.add(place.key("type"), message, hint);
            None
        }
    }
}

fn check(
    list: &FieldList<'_>,
    field: &Field,
    value: Option<&ValueType>,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    texts::deprecation(field.deprecated.as_ref(), place, problems);
    check_flags(list, field, place, types, problems);
    let Some(value) = value else { return };
    limits::check(field, value, place, problems);
    let is_integer = matches!(value.item, Item::Int64 | Item::Uint64) && !value.is_list;
    if field.as_text && !is_integer {
        let message = "`as_text` is for an integer";
        problems.add(
            place.key("as_text").itself(),
            message,
            "remove it, or correct the type",
        );
    }
    check_json(field, value, place, types, problems);
    let mut checker = Checker {
        types,
        mode: ExampleOf::Field,
        problems,
    };
    if let Some(default) = &field.default {
        checker.field(default, field, &place.key("default"));
    }
    for (index, known) in field.values.iter().enumerate() {
        let place = place.key("values").index(index).key("value");
        checker.value(&known.value, &field.name, &value.item(), &place);
    }
    if let Some(example) = &field.example {
        checker.field(example, field, &place.key("example"));
    }
    open_sets::check_values(field, value, &place.key("values"), types, problems);
}

fn check_json(
    field: &Field,
    value: &ValueType,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let Some(name) = field.json.as_deref() else {
        return;
    };
    let place = place.key("json");
    if value.item != Item::String || value.is_list {
        let message = "`json` is for a field of type `string`";
        problems.add(place.itself(), message, "remove it, or correct the type");
        return;
    }
    if name == ANY_JSON {
        return;
    }
    // Words of other notations for what is no type of the spec.
    let is_word = ["", "any", "json", "object", "true"].contains(&name.to_lowercase().as_str());
    match types.item(name) {
        Ok(Item::Struct(_)) => {}
        Ok(Item::OpenSet(_)) => {
            let message = format!("`{name}` has values, and what JSON holds is an object");
            problems.add(place, message, "name a type with fields, or write `any`");
        }
        result if result.is_ok() || is_word => {
            let message = format!("`{name}` is not a type of the spec");
            problems.add(place, message, "name a type of `types/`, or write `any`");
        }
        Ok(_) => {}
        Err((message, hint)) => problems.add(place, message, hint),
    }
}

fn check_flags(
    list: &FieldList<'_>,
    field: &Field,
    place: &Place,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let name = &field.name;
    let what = list.what();
    let contradicts =
        field.is_required() && field.deprecated.is_some() && list.is_in_requests(types);
    if contradicts {
        let message = format!("the {what} `{name}` is deprecated and required");
        let hint = "no caller could do without it: drop `required` or `deprecated`";
        problems.add(place.key("deprecated").itself(), message, hint);
    }
    if field.nullable && field.always_returned {
        let message = format!("the {what} `{name}` may be null, and is always returned");
        let hint = "`always_returned` says that it is never null: drop one of them";
        problems.add(place.key("nullable").itself(), message, hint);
    }
    if field.required && field.required_later {
        let message = format!("the {what} `{name}` is required once, and later");
        let hint = "with `required` it is an argument of `new()`: drop one of them";
        problems.add(place.key("required_later").itself(), message, hint);
    }
    let is_object = matches!(types.item(&field.type_.name), Ok(Item::Struct(_)));
    if field.optional == Some(false) && is_object && !field.type_.is_list {
        let message = format!("the {what} `{name}` is an object, and always an `Option`");
        problems.add(place.key("optional").itself(), message, "remove `optional`");
    }
    if let Some((key, whose)) = without_effect(list, field, types) {
        let message = format!("`{key}` is for the fields of {whose}");
        problems.add(place.key(key).itself(), message, "remove it");
    }
}

/// A flag that means nothing in this list, and where it means something.
fn without_effect(
    list: &FieldList<'_>,
    field: &Field,
    types: &Types<'_>,
) -> Option<(&'static str, &'static str)> {
    let is_in_requests = list.is_in_requests(types);
    match list.owner {
        Owner::Request if field.nullable => Some(("nullable", "a response")),
        Owner::Request if field.always_returned => Some(("always_returned", "a response")),
        Owner::Response if field.required => Some(("required", "a request")),
        _ if field.required_later && !is_in_requests => Some(("required_later", "a request")),
        Owner::Response if !field.required_if.is_empty() => Some(("required_if", "a request")),
        Owner::Response if field.default.is_some() => Some(("default", "a request")),
        Owner::Request if field.optional.is_some() => Some(("optional", "responses and types")),
        _ if field.optional == Some(true) && is_in_requests => {
            Some(("optional", "what no request has: others are so anyway"))
        }
        _ => None,
    }
}
