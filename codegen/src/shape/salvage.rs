//! What can be read of a file whose form is wrong.

use serde_json::{Map, Value};

use super::check::meant_key;
use super::{Key, Rule, Shape};
use crate::json::{Entry, Kind, Node};
use crate::problem::Step;

/// A value that has the shape, and where it is not what the file says.
pub(crate) struct Salvaged {
    /// The value.
    pub(crate) value: Value,
    /// The ways to the values that stand in for what was left out.
    pub(crate) holes: Vec<Vec<Step>>,
}

impl Shape {
    /// Keeps what fits of a file's tree, with something of the shape in the place of the rest.
    pub(crate) fn salvage(&self, tree: &Node<'_>) -> Salvaged {
        let mut salvage = Salvage {
            shape: self,
            way: Vec::new(),
            holes: Vec::new(),
        };
        let value = salvage.value_or_stand_in(tree, &self.root);
        Salvaged {
            value,
            holes: salvage.holes,
        }
    }

    /// The least value of the shape.
    pub(crate) fn stand_in(&self) -> Value {
        self.stand_in_for(&self.root)
    }

    fn stand_in_for(&self, rule: &Rule) -> Value {
        match rule {
            Rule::Any | Rule::Optional(_) => Value::Null,
            Rule::Named(name) => self.stand_in_for(&self.named[name]),
            Rule::Bool => false.into(),
            Rule::Number => 0.into(),
            Rule::Integer { least, .. } => (*least).into(),
            Rule::String => "".into(),
            Rule::Choice(choices) => choices[0].as_str().into(),
            Rule::List(_) => Value::Array(Vec::new()),
            Rule::Object(keys) => {
                let required = keys.iter().filter(|key| key.required);
                let entries = required.map(|key| (key.name.clone(), self.stand_in_for(&key.rule)));
                Value::Object(entries.collect())
            }
        }
    }
}

struct Salvage<'s> {
    shape: &'s Shape,
    way: Vec<Step>,
    holes: Vec<Vec<Step>>,
}

impl<'s> Salvage<'s> {
    fn value_or_stand_in(&mut self, node: &Node<'_>, rule: &'s Rule) -> Value {
        self.value(node, rule).unwrap_or_else(|| {
            self.holes.push(self.way.clone());
            self.shape.stand_in_for(rule)
        })
    }

    /// The value, if it is of the kind that the rule asks for.
    fn value(&mut self, node: &Node<'_>, rule: &'s Rule) -> Option<Value> {
        match (rule, &node.kind) {
            (Rule::Named(name), _) => self.value(node, &self.shape.named[name]),
            (Rule::Optional(_), Kind::Null) => Some(Value::Null),
            (Rule::Optional(inner), _) => self.value(node, inner),
            (Rule::Any, _) => self.anything(node),
            (Rule::Bool, Kind::Bool(value)) => Some(Value::from(*value)),
            (Rule::Number, Kind::Number(number)) => number_value(number),
            (Rule::Integer { least, most }, Kind::Number(number)) => {
                let number: u64 = number.parse().ok()?;
                (*least..=*most)
                    .contains(&number)
                    .then(|| Value::from(number))
            }
            (Rule::String, Kind::String(text)) => Some(Value::from(&**text)),
            (Rule::Choice(choices), Kind::String(text)) => choices
                .iter()
                .any(|choice| choice == text)
                .then(|| Value::from(&**text)),
            (Rule::List(rule), Kind::List(items)) => {
                let step = |(index, item)| (Step::Index(index), item);
                let items = items.iter().enumerate().map(step);
                Some(
                    items
                        .map(|(step, item)| {
                            self.at(step, |this| this.value_or_stand_in(item, rule))
                        })
                        .collect(),
                )
            }
            (Rule::Object(keys), Kind::Object(entries)) => Some(self.object(entries, keys)),
            _ => None,
        }
    }

    fn object(&mut self, entries: &[Entry<'_>], keys: &'s [Key]) -> Value {
        let mut object = Map::new();
        let mut unknown = Vec::new();
        for entry in entries {
            match keys.iter().find(|key| key.name == entry.key) {
                Some(key) if object.contains_key(&key.name) => self.leave_out(&key.name),
                Some(key) => {
                    let value = self.at_key(&key.name, |this| this.entry(entry, key));
                    object.extend(value.map(|value| (key.name.clone(), value)));
                }
                None => unknown.push(entry),
            }
        }
        let is_there = |key: &Key| entries.iter().any(|entry| entry.key == key.name);
        let mut absent: Vec<&Key> = keys.iter().filter(|key| !is_there(key)).collect();
        for entry in unknown {
            if let Some(meant) = meant_key(&entry.key, &absent) {
                self.leave_out(meant);
                absent.retain(|key| key.name != meant);
            }
        }
        for key in keys.iter().filter(|key| key.required) {
            object.entry(&key.name).or_insert_with(|| {
                self.leave_out(&key.name);
                self.shape.stand_in_for(&key.rule)
            });
        }
        Value::Object(object)
    }

    /// The value of a key; an optional key whose value does not fit is left out.
    fn entry(&mut self, entry: &Entry<'_>, key: &'s Key) -> Option<Value> {
        let value = self.value(&entry.value, &key.rule);
        if value.is_none() {
            self.holes.push(self.way.clone());
        }
        value
    }

    /// A value of which nothing is known.
    fn anything(&mut self, node: &Node<'_>) -> Option<Value> {
        Some(match &node.kind {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::from(*value),
            Kind::Number(number) => number_value(number)?,
            Kind::String(text) => Value::from(&**text),
            Kind::List(items) => {
                let mut list = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    list.push(self.at(Step::Index(index), |this| this.anything(item))?);
                }
                Value::Array(list)
            }
            Kind::Object(entries) => {
                let mut object = Map::new();
                for entry in entries {
                    if object.contains_key(&*entry.key) {
                        self.leave_out(&entry.key);
                    } else {
                        let value = self.at_key(&entry.key, |this| this.anything(&entry.value))?;
                        object.insert(entry.key.to_string(), value);
                    }
                }
                Value::Object(object)
            }
        })
    }

    fn leave_out(&mut self, key: &str) {
        self.at_key(key, |this| this.holes.push(this.way.clone()));
    }

    fn at_key<T>(&mut self, key: &str, look: impl FnOnce(&mut Self) -> T) -> T {
        self.at(Step::Key(key.to_owned()), look)
    }

    fn at<T>(&mut self, step: Step, look: impl FnOnce(&mut Self) -> T) -> T {
        self.way.push(step);
        let found = look(self);
        self.way.pop();
        found
    }
}

fn number_value(number: &str) -> Option<Value> {
    serde_json::from_str(number).ok()
}
