//! Values of examples as Rust expressions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::model::{Field, Item, OpenSet, Struct, Type, ValueType};

/// The types that expressions may have.
#[derive(Clone, Copy)]
pub(super) struct Values<'a> {
    pub(super) types: &'a [Type],
    pub(super) open_sets: &'a [OpenSet],
}

impl Values<'_> {
    /// A name of the standard library: the whole path, if a type of the API has that name too.
    fn of_std(&self, name: &'static str, path: &'static str) -> &'static str {
        let types = self.types.iter().map(|type_| &type_.structure.name);
        let mut names = types.chain(self.open_sets.iter().map(|set| &set.name));
        if names.any(|it| it == name) {
            path
        } else {
            name
        }
    }
}

/// Writes expressions, and remembers which types they name.
pub(super) struct Expressions<'a> {
    values: Values<'a>,
    named: BTreeSet<&'a str>,
}

impl<'a> Expressions<'a> {
    /// Expressions that may build these types.
    pub(super) fn new(values: Values<'a>) -> Self {
        let named = BTreeSet::new();
        Self { values, named }
    }

    /// The types that the expressions so far name.
    pub(super) fn named(self) -> Vec<String> {
        self.named.into_iter().map(str::to_owned).collect()
    }

    /// A struct, built by `new()` and its methods; `None` if they cannot express the object.
    pub(super) fn built(
        &mut self,
        object: &Map<String, Value>,
        structure: &Struct,
    ) -> Option<String> {
        let values = object.iter().filter(|(_, value)| !value.is_null());
        let mut values: BTreeMap<&str, &Value> =
            values.map(|(key, value)| (key.as_str(), value)).collect();
        let mut arguments = Vec::new();
        for argument in &structure.builder.as_ref()?.arguments {
            let field = &structure.fields[*argument];
            let value = values.remove(field.wire_name.as_str())?;
            arguments.push(self.value(value, &field.value)?);
        }
        let mut expression = format!("{}::new({})", structure.name, arguments.join(", "));
        for field in &structure.fields {
            if let Some(value) = values.remove(field.wire_name.as_str()) {
                expression += &self.setter(value, field)?;
            }
        }
        values.is_empty().then_some(expression)
    }

    fn setter(&mut self, value: &Value, field: &Field) -> Option<String> {
        let value = self.value(value, &field.value)?;
        Some(format!(".{}({value})", field.name))
    }

    fn value(&mut self, json: &Value, value: &ValueType) -> Option<String> {
        if !value.is_list {
            return self.item(json, &value.item);
        }
        let items = json.as_array()?.iter();
        let items: Option<Vec<String>> = items.map(|item| self.item(item, &value.item)).collect();
        let items = items?;
        if items.is_empty() {
            let item = self.name(&value.item);
            let list = self.values.of_std("Vec", "std::vec::Vec");
            return Some(format!("{list}::<{item}>::new()"));
        }
        Some(format!("[{}]", items.join(", ")))
    }

    fn item(&mut self, json: &Value, item: &Item) -> Option<String> {
        match (json, item) {
            (Value::String(text), Item::String | Item::Timestamp) => {
                Some(proc_macro2::Literal::string(text).to_string())
            }
            (Value::Number(number), Item::Float) => {
                number.as_f64().map(|number| format!("{number:?}"))
            }
            (Value::Number(number), Item::Int64 | Item::Uint64) => Some(number.to_string()),
            (Value::String(text), Item::Int64 | Item::Uint64) => {
                text.parse::<i128>().ok().map(|number| number.to_string())
            }
            (Value::Bool(is_set), Item::Bool) => Some(is_set.to_string()),
            (Value::String(text), Item::OpenSet(index)) => Some(self.known(text, *index)),
            (Value::Object(object), Item::Struct(index)) => {
                let types = self.values.types;
                self.name(item);
                self.built(object, &types[*index].structure)
            }
            _ => None,
        }
    }

    /// `true` for what switches on; `MediaCategory::Video` for what is known otherwise.
    fn known(&mut self, text: &str, index: usize) -> String {
        let set = &self.values.open_sets[index];
        let variant = set.variants.iter().find(|variant| variant.value == text);
        let Some(variant) = variant else {
            let text = proc_macro2::Literal::string(text);
            return format!("{}::from({text})", self.name(&Item::OpenSet(index)));
        };
        match &set.switch {
            Some([on, _]) if *on == variant.name => "true".to_owned(),
            Some([_, off]) if *off == variant.name => "false".to_owned(),
            _ => format!("{}::{}", self.name(&Item::OpenSet(index)), variant.name),
        }
    }

    fn name(&mut self, item: &Item) -> &'a str {
        match item {
            Item::String | Item::Timestamp => self.values.of_std("String", "std::string::String"),
            Item::Int64 => "i64",
            Item::Uint64 => "u64",
            Item::Float => "f64",
            Item::Bool => "bool",
            Item::Struct(index) => {
                let types = self.values.types;
                let name = types[*index].structure.name.as_str();
                self.named.insert(name);
                name
            }
            Item::OpenSet(index) => {
                let name = self.values.open_sets[*index].name.as_str();
                self.named.insert(name);
                name
            }
        }
    }
}
