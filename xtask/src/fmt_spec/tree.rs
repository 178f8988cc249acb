//! JSON that remembers the order of its keys.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// As it is written.
    Scalar(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The value of a key, if this is an object that has it.
    pub(super) fn entry_mut(&mut self, key: &str) -> Option<&mut Self> {
        let Self::Object(entries) = self else {
            return None;
        };
        let entry = entries.iter_mut().find(|(name, _)| name == key)?;
        Some(&mut entry.1)
    }

    /// The items of the list under a key; `None` if there is no such list.
    pub(super) fn items_mut(&mut self, key: &str) -> &mut [Self] {
        match self.entry_mut(key) {
            Some(Self::List(items)) => items,
            _ => &mut [],
        }
    }

    /// Writes the value on one line.
    pub(super) fn write_flat(&self, text: &mut String) {
        match self {
            Self::Scalar(scalar) => text.push_str(scalar),
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { ", " });
                    item.write_flat(text);
                }
                text.push(']');
            }
            Self::Object(entries) if entries.is_empty() => text.push_str("{}"),
            Self::Object(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if index == 0 { " " } else { ", " });
                    text.push_str(&quoted(key));
                    text.push_str(": ");
                    value.write_flat(text);
                }
                text.push_str(" }");
            }
        }
    }

    /// How many characters the value has on one line; counting ends once there are more than `enough`.
    pub(super) fn flat_width(&self, enough: usize) -> usize {
        match self {
            Self::Scalar(scalar) => scalar.chars().count(),
            Self::List(items) => {
                let mut width = "[]".len();
                for item in items {
                    if width > enough {
                        break;
                    }
                    width += item.flat_width(enough) + ", ".len();
                }
                width - if items.is_empty() { 0 } else { ", ".len() }
            }
            Self::Object(entries) => {
                let mut width = "{}".len();
                for (key, value) in entries {
                    if width > enough {
                        break;
                    }
                    let key = quoted(key).chars().count() + ": ".len();
                    width += key + value.flat_width(enough) + ", ".len();
                }
                // The two spaces inside the braces replace the comma after the last entry.
                width
            }
        }
    }
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Scalar("null".to_owned()))
    }

    fn visit_bool<E>(self, is_so: bool) -> Result<Tree, E> {
        Ok(Tree::Scalar(is_so.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Scalar(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Scalar(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::Scalar(serde_json::Value::from(number).to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Scalar(quoted(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = object.next_entry()? {
            entries.push(entry);
        }
        Ok(Tree::Object(entries))
    }
}
