//! Walks over everything in a version, with its place.

use serde_json::Value;
use vod_codegen::problem::Place;
use vod_codegen::read::Version;
use vod_codegen::spec::{Field, KnownValue, TypeFile};

/// A field, and its place.
pub(super) struct FieldAt<'a> {
    pub(super) field: &'a Field,
    pub(super) place: Place,
    pub(super) list: List,
    /// Name of the action or type.
    pub(super) owner: &'a str,
}

/// The kind of a list of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Parameters,
    Response,
    Type,
}

/// A list of known values, of a field or of a type.
pub(super) struct ValuesAt<'a> {
    pub(super) values: &'a [KnownValue],
    pub(super) place: Place,
    /// Name of the type, or the path of the field.
    pub(super) owner: String,
}

/// A text for readers, and its place.
pub(super) struct TextAt<'a> {
    pub(super) text: &'a str,
    pub(super) place: Place,
    pub(super) kind: TextKind,
}

/// The kind of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    Summary,
    Paragraph,
    Field,
    KnownValue,
    Deprecation,
    Title,
    Meaning,
    Area,
}

/// Every field of a version.
pub(super) fn fields(version: &Version) -> impl Iterator<Item = FieldAt<'_>> {
    let of_actions = version.actions.iter().flat_map(|file| {
        let action = &file.value;
        let place = Place::file(file.file);
        let parameters = list(&action.name, &action.parameters, List::Parameters, &place);
        parameters.chain(list(&action.name, &action.response, List::Response, &place))
    });
    let of_types = version.types.iter().flat_map(|file| {
        let place = Place::file(file.file);
        list(&file.value.name, &file.value.fields, List::Type, &place)
    });
    of_actions.chain(of_types)
}

/// Every list of known values of a version that is not empty.
pub(super) fn known_values(version: &Version) -> impl Iterator<Item = ValuesAt<'_>> {
    let of_fields = fields(version).map(|at| ValuesAt {
        values: &at.field.values,
        place: at.place.key("values"),
        owner: format!("{}.{}", at.owner, at.field.name),
    });
    let of_types = version.types.iter().map(|file| ValuesAt {
        values: &file.value.values,
        place: Place::file(file.file).key("values"),
        owner: file.value.name.clone(),
    });
    of_fields.chain(of_types).filter(|at| !at.values.is_empty())
}

fn list<'a>(
    owner: &'a str,
    fields: &'a [Field],
    list: List,
    file: &Place,
) -> impl Iterator<Item = FieldAt<'a>> + use<'a> {
    let place = file.key(list.key());
    let fields = fields.iter().enumerate();
    fields.map(move |(index, field)| FieldAt {
        field,
        place: place.index(index),
        list,
        owner,
    })
}

/// The values of fields in the example calls of a version that are no objects, each with its field and its place.
pub(super) fn example_values<'a>(
    version: &'a Version,
    mut visit: impl FnMut(List, &'a Field, &'a Value, &Place),
) {
    for file in &version.actions {
        let action = &file.value;
        let list = Place::file(file.file).key("examples");
        for (index, example) in action.examples.iter().enumerate() {
            let place = list.index(index);
            let parts = [
                (
                    List::Parameters,
                    "request",
                    Some(&example.request),
                    &action.parameters,
                ),
                (
                    List::Response,
                    "response",
                    example.response.as_ref(),
                    &action.response,
                ),
            ];
            for (list, key, value, fields) in parts {
                let place = place.key(key);
                let mut visit = |field, value, place: &Place| visit(list, field, value, place);
                if let Some(value) = value {
                    object_values(version, value, fields, &place, &mut visit);
                }
            }
        }
    }
}

fn object_values<'a>(
    version: &'a Version,
    object: &'a Value,
    fields: &'a [Field],
    place: &Place,
    visit: &mut dyn FnMut(&'a Field, &'a Value, &Place),
) {
    for field in fields {
        let Some(value) = object.get(&field.name) else {
            continue;
        };
        let place = place.key(&field.name);
        let mut types = version.types.iter().map(|file| &file.value);
        let is_type = |type_: &&TypeFile| type_.name == field.type_.name && !type_.is_open_set();
        let Some(type_) = types.find(is_type) else {
            visit(field, value, &place);
            continue;
        };
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    object_values(version, item, &type_.fields, &place.index(index), visit);
                }
            }
            value => object_values(version, value, &type_.fields, &place, visit),
        }
    }
}

impl List {
    /// The key of the list in its file.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Parameters => "parameters",
            Self::Response => "response",
            Self::Type => "fields",
        }
    }
}

/// Every text of ours in a version that is not empty.
pub(super) fn texts(version: &Version) -> Vec<TextAt<'_>> {
    let mut texts = Texts(Vec::new());
    let service = Place::file(version.service.file);
    texts.add(
        &version.service.value.title,
        service.key("title"),
        TextKind::Title,
    );
    let docs = &version.service.value.docs;
    texts.add_all(docs, &service.key("docs"), TextKind::Paragraph);
    let areas = &version.service.value.areas;
    texts.add_all(areas, &service.key("areas"), TextKind::Area);
    for file in &version.actions {
        let (action, place) = (&file.value, Place::file(file.file));
        texts.add(&action.summary, place.key("summary"), TextKind::Summary);
        texts.add_all(&action.docs, &place.key("docs"), TextKind::Paragraph);
        texts.add_deprecation(action.deprecated.as_deref(), &place);
        for (index, example) in action.examples.iter().enumerate() {
            let place = place.key("examples").index(index).key("title");
            texts.add(&example.title, place, TextKind::Title);
        }
    }
    for file in &version.types {
        let place = Place::file(file.file);
        texts.add(&file.value.summary, place.key("summary"), TextKind::Summary);
        texts.add_all(&file.value.docs, &place.key("docs"), TextKind::Paragraph);
    }
    for FieldAt { field, place, .. } in fields(version) {
        texts.add(&field.docs, place.key("docs"), TextKind::Field);
        texts.add_deprecation(field.deprecated.as_deref(), &place);
    }
    for ValuesAt { values, place, .. } in known_values(version) {
        for (index, known) in values.iter().enumerate() {
            let place = place.index(index).key("docs");
            texts.add(&known.docs, place, TextKind::KnownValue);
        }
    }
    let error_codes = &version.error_codes;
    for (key, codes) in [
        ("common", &error_codes.value.common),
        ("codes", &error_codes.value.codes),
    ] {
        let place = Place::file(error_codes.file).key(key);
        for (index, code) in codes.iter().enumerate() {
            let place = place.index(index).key("meaning");
            texts.add(&code.meaning, place, TextKind::Meaning);
        }
    }
    texts.0
}

struct Texts<'a>(Vec<TextAt<'a>>);

impl<'a> Texts<'a> {
    fn add(&mut self, text: &'a str, place: Place, kind: TextKind) {
        // A text of spaces is an error of the spec.
        if !text.trim().is_empty() {
            self.0.push(TextAt { text, place, kind });
        }
    }

    fn add_all(&mut self, texts: &'a [String], list: &Place, kind: TextKind) {
        for (index, text) in texts.iter().enumerate() {
            self.add(text, list.index(index), kind);
        }
    }

    fn add_deprecation(&mut self, note: Option<&'a str>, owner: &Place) {
        let place = owner.key("deprecated");
        self.add(note.unwrap_or_default(), place, TextKind::Deprecation);
    }
}
