//! JSON values of the spec that must fit a type: examples, defaults, known values.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::model::{Item, ValueType};
use crate::problem::{Place, code};
use crate::read::Loaded;
use crate::spec::{Field, TypeFile};
use crate::values::{ExampleOf, describe};

use super::known::Known;
use super::problems::Problems;
use super::types::Types;
use super::unknown_keys;

/// Checks values, and reports those that do not fit.
pub(super) struct Checker<'a, 'p> {
    /// The types that values may have.
    pub(super) types: &'a Types<'a>,
    /// The kind of example.
    pub(super) mode: ExampleOf,
    /// Where to report.
    pub(super) problems: &'p mut Problems,
}

impl Checker<'_, '_> {
    /// Checks that a value fits a field.
    pub(super) fn field(&mut self, json: &Value, field: &Field, place: &Place) {
        // A type that is unknown has been reported.
        let Ok(value) = self.types.resolve(&field.wire_type()) else {
            return;
        };
        // Limits of a list on what is none are reported at the field.
        let is_meant_list = field.min_items.or(field.max_items).is_some();
        if json.is_array() && !value.is_list && is_meant_list {
            return;
        }
        let digits = |text: &str| text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok();
        let item = self.types.item(&field.type_.name);
        let is_integer = matches!(item, Ok(Item::Int64 | Item::Uint64));
        if field.as_text && is_integer && json.as_str().is_some_and(|text| !digits(text)) {
            let message = format!(
                "{} is an integer in a text, and this is not",
                code(&field.name)
            );
            self.problems
                .add(place.clone(), message, "write digits in double quotes");
        } else {
            self.value(json, &field.name, &value, place);
        }
    }

    /// Checks that a value fits the type of the field `name`.
    pub(super) fn value(&mut self, json: &Value, name: &str, value: &ValueType, place: &Place) {
        if let Some(file) = self.hollow(json, value) {
            let message = format!(
                "`{}` has neither `fields` nor `values`, and examples show values of it",
                file.value.name
            );
            let hint = "add `values` for texts, or `fields` for objects";
            let place = Place::file(file.file).key("name");
            self.problems.add(place, message, hint);
            return;
        }
        match json {
            Value::Array(items) if value.is_list => {
                let item = value.item();
                for (index, json) in items.iter().enumerate() {
                    self.value(json, name, &item, &place.index(index));
                }
            }
            _ if value.is_list => self.mismatch(json, name, value, place),
            Value::Object(object) => match value.struct_index() {
                Some(index) => {
                    let value = &self.types.file(index).value;
                    let known = Known {
                        owner: format!("the type `{}`", value.name),
                        fields: &value.fields,
                        one_of: &value.one_of,
                    };
                    self.object(object, &known, place);
                }
                None => self.mismatch(json, name, value, place),
            },
            scalar if !fits(scalar, &value.item) => self.mismatch(json, name, value, place),
            _ => {}
        }
    }

    /// The type of a value if nothing is said of what it holds, and the value holds something: that is one mistake,
    /// and not one of each example.
    fn hollow(&self, json: &Value, value: &ValueType) -> Option<&Loaded<TypeFile>> {
        let holds_something = match json {
            Value::Null | Value::Array(_) => false,
            Value::Object(object) => !object.is_empty(),
            _ => true,
        };
        let index = value.struct_index().filter(|_| !value.is_list)?;
        let file = self.types.file(index);
        (holds_something && file.value.fields.is_empty()).then_some(file)
    }

    /// Checks that an object has only fields that are known, each of its type, and none missing.
    pub(super) fn object(&mut self, object: &Map<String, Value>, known: &Known<'_>, place: &Place) {
        let fields = known.fields;
        if unknown_keys::are_foreign(object, known) {
            let message = format!("no key of this object is a field of {}", known.owner);
            let hint = "is it an example of something else?";
            self.problems.add(place.clone(), message, hint);
            return;
        }
        // A field that is misspelt is not said to be missing as well.
        let mut meant = BTreeSet::new();
        for (key, json) in object {
            let place = place.key(key);
            if let Some(field) = unknown_keys::of_query(key, known) {
                if meant.insert(field) {
                    unknown_keys::in_query_notation(key, field, known, place, self.problems);
                }
                continue;
            }
            let Some(field) = fields.iter().find(|field| field.name == *key) else {
                let renamed = self.renamed(object, fields);
                meant.extend(unknown_keys::report(
                    key,
                    known,
                    renamed,
                    place,
                    self.problems,
                ));
                continue;
            };
            if json.is_null() && self.mode == ExampleOf::Response {
                if field.always_returned {
                    let message = format!("`{key}` is null, and is said to be always returned");
                    let hint = "drop `always_returned`, or correct the example";
                    self.problems.add(place, message, hint);
                }
            } else {
                self.field(json, field, &place);
            }
        }
        self.lacking(object, known, &meant, place);
        if self.mode == ExampleOf::Request && meant.is_empty() {
            self.conditions(object, known, place);
        }
    }

    /// Reports the fields that an object must have and lacks.
    fn lacking(
        &mut self,
        object: &Map<String, Value>,
        known: &Known<'_>,
        meant: &BTreeSet<&str>,
        place: &Place,
    ) {
        for field in known.fields {
            if let Some(promise) = self.mode.promise(field)
                && !object.contains_key(&field.name)
                && !meant.contains(field.name.as_str())
                && !self.types.can_never_be(field)
            {
                let message = format!("the example lacks `{}`, which is {promise}", field.name);
                let hint = "add it, or correct what is said of the field";
                self.problems.add(place.clone(), message, hint);
            }
        }
    }

    /// The field that the object lacks, if it has one key that is not known in its place: half a renaming.
    fn renamed<'k>(&self, object: &Map<String, Value>, fields: &'k [Field]) -> Option<&'k str> {
        let is_known = |key: &&String| fields.iter().any(|field| field.name == **key);
        let unknown = object.keys().filter(|key| !is_known(key)).count();
        let lacking = fields.iter().filter(|it| !object.contains_key(&it.name));
        let mut lacking = lacking.filter(|it| self.mode.promise(it).is_some());
        match (unknown, lacking.next(), lacking.next()) {
            (1, Some(field), None) => Some(&field.name),
            _ => None,
        }
    }

    /// Checks what is said of fields together; the documentation would show a call that the SDK warns of.
    fn conditions(&mut self, object: &Map<String, Value>, known: &Known<'_>, place: &Place) {
        for field in known
            .fields
            .iter()
            .filter(|it| !object.contains_key(&it.name))
        {
            let cases = &field.required_if;
            let is_met = |(name, values): (&String, &Vec<Value>)| {
                object.get(name).is_some_and(|value| values.contains(value))
            };
            if !cases.is_empty() && cases.iter().all(is_met) {
                let names: Vec<String> = cases.keys().map(|name| code(name)).collect();
                let (names, field) = (names.join(" and "), code(&field.name));
                let message = format!("the example lacks {field}, which this {names} requires");
                let hint = "add it, or correct `required_if` of the field";
                self.problems.add(place.clone(), message, hint);
            }
        }
        let groups = known.one_of.iter();
        for group in groups.filter(|it| is_sound(it, known.fields)) {
            let count = group.iter().filter(|name| object.contains_key(*name));
            let count = count.count();
            if count != 1 {
                let names: Vec<String> = group.iter().map(|name| code(name)).collect();
                let message = format!("one of {} is given, and here are {count}", names.join(", "));
                let hint = "correct the example, or `one_of`";
                self.problems.add(place.clone(), message, hint);
            }
        }
    }

    fn mismatch(&mut self, json: &Value, name: &str, value: &ValueType, place: &Place) {
        let (is, hint) = match (&value.item, value.is_list) {
            (_, true) => ("a list", "write it in brackets: `[…]`"),
            (Item::String | Item::OpenSet(_), _) => ("text", "write it in double quotes"),
            (Item::Timestamp, _) => ("a time", "write it in double quotes"),
            (Item::Int64, _) => ("a whole number", "write it without quotes and fraction"),
            (Item::Uint64, _) => (
                "a whole number from 0",
                "write it without quotes, sign and fraction",
            ),
            (Item::Float, _) => ("a number", "write it without quotes"),
            (Item::Bool, _) => ("true or false", "write it without quotes"),
            (Item::Struct(_), _) => ("an object", "write it in braces: `{…}`"),
        };
        let hint = match json {
            Value::Null => "leave it out where it has no value",
            _ => hint,
        };
        let struct_index = value.struct_index().filter(|_| !value.is_list);
        let of = match struct_index.map(|index| &self.types.file(index).value.name) {
            Some(name) => format!(" of the type `{name}`"),
            None => String::new(),
        };
        let message = format!("`{name}` is {is}{of}, and this is {}", describe(json));
        self.problems.add(place.clone(), message, hint);
    }
}

/// Whether a group says something: what is wrong with another is told at the group, and not at each example.
fn is_sound(group: &[String], fields: &[Field]) -> bool {
    let is_there = |name: &String| fields.iter().any(|field| field.name == *name);
    let is_first = |(index, name): (usize, &String)| !group[..index].contains(name);
    let is_optional = |name: &String| !fields.iter().any(|it| it.name == *name && it.required);
    group.len() > 1
        && group.iter().all(|name| is_there(name) && is_optional(name))
        && group.iter().enumerate().all(is_first)
}

fn fits(json: &Value, item: &Item) -> bool {
    match item {
        Item::String | Item::Timestamp | Item::OpenSet(_) => json.is_string(),
        Item::Int64 => json.is_i64(),
        Item::Uint64 => json.is_u64(),
        Item::Float => json.is_number(),
        Item::Bool => json.is_boolean(),
        Item::Struct(_) => false,
    }
}
