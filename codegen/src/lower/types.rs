//! The data types of a version: what a field's type means, and where each is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Item, ValueType};
use crate::names;
use crate::nearest::nearest;
use crate::problem::Place;
use crate::read::{Loaded, Version};
use crate::spec::{TypeFile, TypeRef};
use crate::usage::{self, Usage, UsageGraph, Usages};

use super::problems::Problems;
use super::recursion::Recursion;

/// The data types of a version.
pub(super) struct Types<'a> {
    pub(super) version: &'a Version,
    by_name: BTreeMap<&'a str, usize>,
    /// The name of each type's struct.
    pub(super) names: Vec<String>,
    usages: Usages<'a>,
    recursion: Recursion,
}

impl<'a> Types<'a> {
    /// Names the types and finds out where each is used.
    pub(super) fn new(version: &'a Version, problems: &mut Problems) -> Self {
        let files = version.types.iter().enumerate();
        let mut types = Self {
            version,
            by_name: files
                .map(|(index, file)| (file.value.name.as_str(), index))
                .collect(),
            names: struct_names(version, problems),
            usages: Usages::default(),
            recursion: Recursion::default(),
        };
        let mut graph = UsageGraph::default();
        graph.add_version(version, usage::value);
        types.usages = graph.usages();
        let held = version.types.iter().map(|file| {
            let fields = file.value.fields.iter();
            let alone = fields.filter(|field| !field.type_.is_list);
            let items = alone.filter_map(|field| types.item(&field.type_.name).ok());
            items.filter_map(|item| item.struct_index()).collect()
        });
        types.recursion = Recursion::new(&held.collect::<Vec<_>>());
        types
    }

    /// The file of a type.
    pub(super) fn file(&self, index: usize) -> &'a Loaded<TypeFile> {
        &self.version.types[index]
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
            item: self.item(&type_.name)?,
            is_list: type_.is_list,
        })
    }

    /// Resolves the name of a scalar or a type.
    pub(super) fn item(&self, name: &str) -> Result<Item, (String, String)> {
        match (Item::scalar(name), self.by_name.get(name)) {
            (Some(item), _) => Ok(item),
            (None, Some(index)) => Ok(Item::Struct(*index)),
            (None, None) => Err(self.unknown(name)),
        }
    }

    fn unknown(&self, name: &str) -> (String, String) {
        if name.starts_with('[') {
            let message = format!("`[{name}]` is a list of lists");
            return (message, "put a type with one list between them".to_owned());
        }
        let scalars = Item::SCALARS.iter().map(|(scalar, _)| *scalar);
        let hint = match nearest(name, scalars.chain(self.by_name.keys().copied())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `types/{name}.json`, or use a type that is known"),
        };
        (format!("the type `{name}` is unknown"), hint)
    }
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

/// A type keeps its name, unless a request or a response has that name.
fn struct_names(version: &Version, problems: &mut Problems) -> Vec<String> {
    let actions = version.actions.iter().map(|file| file.value.name.as_str());
    let requests_and_responses: BTreeSet<String> = actions
        .flat_map(|action| [format!("{action}Request"), format!("{action}Response")])
        .collect();
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let mut names = Vec::new();
    for file in &version.types {
        let mut name = names::type_(&file.value.name);
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
            let hint = "one of them needs a rule of its own: see `codegen/src/lower/types.rs`";
            problems.add(Place::file(file.file).key("name"), message, hint);
        }
        names.push(name);
    }
    names
}
