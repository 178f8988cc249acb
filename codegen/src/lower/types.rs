//! The data types of a version: what a field's type means, and where each is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Item, ValueType};
use crate::names;
use crate::nearest;
use crate::problem::{Place, code};
use crate::read::{Loaded, Version};
use crate::spec::{Field, TypeFile, TypeRef};
use crate::usage::{self, Usage, UsageGraph, Usages};

use super::links::Links;
use super::naming::{self, Named};
use super::problems::Problems;
use super::recursion::Recursion;

/// The data types of a version.
pub(super) struct Types<'a> {
    pub(super) version: &'a Version,
    /// Where generated code finds the core of the SDK.
    pub(super) core: &'static str,
    /// The types with fields.
    pub(super) structs: Vec<&'a Loaded<TypeFile>>,
    /// The types with values.
    pub(super) open_sets: Vec<&'a Loaded<TypeFile>>,
    by_name: BTreeMap<&'a str, Item>,
    /// The name of each type in Rust.
    names: BTreeMap<&'a str, String>,
    /// What texts can name.
    pub(super) links: Links,
    usages: Usages<'a>,
    recursion: Recursion,
    /// The same of required fields alone.
    required: Recursion,
}

impl<'a> Types<'a> {
    /// Names the types and finds out where each is used.
    pub(super) fn new(version: &'a Version, core: &'static str, problems: &mut Problems) -> Self {
        check_names(version, problems);
        let files = version.types.iter();
        let (open_sets, structs): (Vec<_>, Vec<_>) =
            files.partition(|file| file.value.is_open_set());
        let named = |files: &[&'a Loaded<TypeFile>], item: fn(usize) -> Item| {
            let files = files.iter().enumerate();
            let named = files.map(|(index, file)| (file.value.name.as_str(), item(index)));
            named.collect::<Vec<_>>()
        };
        let by_name = named(&structs, Item::Struct).into_iter();
        let names = names_of_types(version, problems);
        let mut types = Self {
            version,
            core,
            by_name: by_name.chain(named(&open_sets, Item::OpenSet)).collect(),
            structs,
            open_sets,
            links: Links::new(version, &names),
            names,
            usages: Usages::default(),
            recursion: Recursion::default(),
            required: Recursion::default(),
        };
        let mut graph = UsageGraph::default();
        graph.add_version(version, usage::value);
        types.usages = graph.usages();
        types.recursion = types.recursion(|_| true);
        types.required = types.recursion(|field| field.required);
        types
    }

    /// The recursion by fields of some kind that are no lists.
    fn recursion(&self, counts: fn(&Field) -> bool) -> Recursion {
        let held = self.structs.iter().map(|file| {
            let fields = file.value.fields.iter();
            let alone = fields.filter(|field| !field.type_.is_list && counts(field));
            let items = alone.filter_map(|field| self.item(&field.type_.name).ok());
            items.filter_map(|item| item.struct_index()).collect()
        });
        Recursion::new(&held.collect::<Vec<_>>())
    }

    /// Whether a value of one type needs one of the other, and that again one of the first: neither can be made.
    pub(super) fn need_each_other(&self, a: usize, b: usize) -> bool {
        self.required.contain_each_other(a, b)
    }

    /// Whether a field requires a value that can never be made, as its type requires one of itself, directly or through
    /// others: that is told at the type.
    pub(super) fn can_never_be(&self, field: &Field) -> bool {
        let is_alone = field.required && !field.type_.is_list;
        let value = self.resolve(&field.type_).ok().filter(|_| is_alone);
        let index = value.and_then(|value| value.struct_index());
        let mut others = 0..self.structs.len();
        index.is_some_and(|index| others.any(|other| self.need_each_other(index, other)))
    }

    /// The file of a type with fields.
    pub(super) fn file(&self, index: usize) -> &'a Loaded<TypeFile> {
        self.structs[index]
    }

    /// The name of a type in Rust.
    pub(super) fn rust_name(&self, file: &TypeFile) -> String {
        self.names[file.name.as_str()].clone()
    }

    /// Where values of a type are sent; a type without any use is made for both.
    pub(super) fn usage(&self, index: usize) -> Usage {
        let usage = self.usages.of(&self.file(index).value.name);
        let both = Usage {
            in_requests: true,
            in_responses: true,
        };
        if usage.is_any() { usage } else { both }
    }

    /// Whether a value of one type can contain, without a list between, a value of the other, and that
    /// again one of the first.
    pub(super) fn contain_each_other(&self, a: usize, b: usize) -> bool {
        self.recursion.contain_each_other(a, b)
    }

    /// Resolves a field's type, or returns a message and a hint.
    pub(super) fn resolve(&self, type_: &TypeRef) -> Result<ValueType, (String, String)> {
        Ok(ValueType {
            item: self
                .item(&type_.name)
                .map_err(|unknown| unlike(type_).unwrap_or(unknown))?,
            is_list: type_.is_list,
        })
    }

    /// Resolves the name of a scalar or a type.
    pub(super) fn item(&self, name: &str) -> Result<Item, (String, String)> {
        match (Item::scalar(name), self.by_name.get(name)) {
            (Some(item), _) => Ok(item),
            (None, Some(item)) => Ok(item.clone()),
            (None, None) => Err(self.unknown(name)),
        }
    }

    fn unknown(&self, name: &str) -> (String, String) {
        let scalars = Item::SCALARS.iter().map(|(scalar, _)| *scalar);
        let otherwise = match names::is_identifier(name) {
            true => format!("add `types/{name}.json`, or use a type that is known"),
            false => "use a type that is known".to_owned(),
        };
        let known = scalars.chain(self.by_name.keys().copied());
        let hint = nearest::hint(name, known, &otherwise);
        (format!("the type {} is unknown", code(name)), hint)
    }
}

/// The message and the hint for a text that is not the name of a type in the spec's notation, and probably one in
/// another notation.
fn unlike(type_: &TypeRef) -> Option<(String, String)> {
    let text = type_.to_string();
    let name = type_.name.as_str();
    let of_items = |item: &str| format!("a list is written `[{}]`", scalar(item).unwrap_or(item));
    if name.is_empty() {
        let hint = "name a type; a list is written in brackets: `[string]`";
        return Some(("the type is empty".to_owned(), hint.to_owned()));
    }
    if name.starts_with('[') && name.ends_with(']') {
        let message = format!("`{text}` is a list of lists");
        return Some((message, "put a type with one list between them".to_owned()));
    }
    let hint = if name.contains(['[', ']']) {
        of_items(name.trim_matches(['[', ']']))
    } else if let Some(item) = name.strip_prefix("Array of ") {
        of_items(item)
    } else if let Some((outer, item)) = name.strip_suffix('>').and_then(|it| it.split_once('<')) {
        match outer.to_lowercase().as_str() {
            "map" | "hashmap" | "btreemap" | "dict" | "record" => NO_MAP.to_owned(),
            "option" | "optional" => {
                let item = scalar(item).unwrap_or(item);
                format!("write `{item}`: what is not `required` is optional")
            }
            _ => of_items(item),
        }
    } else if let Some(scalar) = scalar(name) {
        format!("write `{}`", text.replace(name, scalar))
    } else {
        match name.to_lowercase().as_str() {
            "list" | "array" => of_items("string"),
            "map" | "dict" => NO_MAP.to_owned(),
            "object" | "struct" => "an object has a file in `types/`: write its name".to_owned(),
            "any" | "json" | "value" => {
                "JSON in a text is a `string` with \"json\": \"any\"".to_owned()
            }
            "null" | "none" | "void" => "name the type that it has where it is not null".to_owned(),
            _ => return None,
        }
    };
    Some((format!("the type `{text}` is unknown"), hint))
}

const NO_MAP: &str = "a map has no type: an object has a file in `types/`, with its fields";

/// The scalar that has another name in other languages and in upstream's documentation.
fn scalar(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "integer" | "int" | "int32" | "i64" | "i32" | "long" => "int64",
        "uint" | "uint32" | "u64" | "u32" | "unsigned" => "uint64",
        "number" | "double" | "float32" | "float64" | "f64" | "f32" | "decimal" => "float",
        "boolean" => "bool",
        "string" | "str" | "text" | "char" => "string",
        "datetime" | "datetime_iso" | "timestamp_iso" | "time" => "timestamp",
        _ => return None,
    })
}

impl ValueType {
    /// The struct that a value, or an item of the list, is.
    pub(super) fn struct_index(&self) -> Option<usize> {
        self.item.struct_index()
    }

    /// The type of an item of the list, or the type itself if it is no list.
    pub(super) fn item(&self) -> Self {
        Self {
            item: self.item.clone(),
            is_list: false,
        }
    }
}

impl Item {
    /// The struct, if it is one.
    fn struct_index(&self) -> Option<usize> {
        match self {
            Self::Struct(index) => Some(*index),
            _ => None,
        }
    }
}

fn check_names(version: &Version, problems: &mut Problems) {
    let named: Vec<_> = version.types.iter().map(Named::of_type).collect();
    naming::check_distinct("type", &named, problems);
    for named in named {
        if Item::scalar(named.name).is_some() {
            let message = format!("`{}` is a type already", named.name);
            let hint = "a type in a file of its own needs another name";
            problems.add(named.place, message, hint);
        }
    }
}

/// A type keeps its name, unless a request or a response has that name.
fn names_of_types<'a>(version: &'a Version, problems: &mut Problems) -> BTreeMap<&'a str, String> {
    let actions = version.actions.iter();
    let actions = actions.map(|file| naming::action_name(&file.value));
    let requests_and_responses: BTreeSet<String> = actions
        .flat_map(|action| [format!("{action}Request"), format!("{action}Response")])
        .collect();
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for file in &version.types {
        let type_ = &file.value;
        let mut name = names::type_(type_.rust_name.as_deref().unwrap_or(&type_.name));
        if requests_and_responses.contains(&name) {
            name += "Data";
        }
        // The same type twice is reported by its name.
        let other = taken.insert(name.clone(), &file.value.name);
        if let Some(other) = other.filter(|other| *other != file.value.name) {
            let message = format!(
                "the types `{other}` and `{}` would both be called `{name}`",
                file.value.name
            );
            let hint = "give one of them a `rust_name`";
            problems.add(Place::file(file.file).key("name"), message, hint);
        }
        names.insert(type_.name.as_str(), name);
    }
    names
}
