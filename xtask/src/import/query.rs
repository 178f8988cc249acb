//! Parameters in the query of a URL: `Items.0.Name=x`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::fmt_spec::TypeFields;
use vod_codegen::problem::code;
use vod_codegen::spec::{Field, TypeRef};

/// How many keys and indices a parameter has at most.
const DEEPEST: usize = 64;

/// The keys and values of a query, which may be spread over lines.
pub(super) fn pairs(query: &str) -> Result<Vec<(String, String)>, String> {
    let mut pairs = Vec::new();
    for part in query.split('&').map(str::trim) {
        match part.split_once('=') {
            // `<Common request parameters>` means what every request has.
            _ if part.is_empty() || part.starts_with('<') => {}
            Some((key, value)) => pairs.push((decoded(key.trim()), decoded(value.trim()))),
            None if part.contains("ommon") || part.contains("公共") => {}
            None => return Err(format!("{} has no value", code(part))),
        }
    }
    Ok(pairs)
}

/// The object that a query spells out, by the types of its parameters.
pub(super) fn object(
    pairs: &[(String, String)],
    fields: &[Field],
    types: &TypeFields<'_>,
) -> Result<Map<String, Value>, String> {
    let mut root = Node::default();
    for (key, value) in pairs {
        let steps: Vec<&str> = key.split('.').collect();
        if steps.len() > DEEPEST {
            return Err(format!("{} has too many parts", code(key)));
        }
        root.insert(&steps, value)
            .ok_or_else(|| format!("{} is repeated", code(key)))?;
    }
    let Node::Branch(entries) = root else {
        return Ok(Map::new());
    };
    entries_of(entries, fields, types)
}

/// The part of a query that begins with the same keys.
#[derive(Debug)]
enum Node {
    Leaf(String),
    Branch(BTreeMap<String, Node>),
}

impl Default for Node {
    fn default() -> Self {
        Self::Branch(BTreeMap::new())
    }
}

impl Node {
    fn insert(&mut self, steps: &[&str], value: &str) -> Option<()> {
        let Self::Branch(entries) = self else {
            return None;
        };
        let (first, rest) = steps.split_first()?;
        if rest.is_empty() {
            let leaf = Self::Leaf(value.to_owned());
            return entries
                .insert((*first).to_owned(), leaf)
                .is_none()
                .then_some(());
        }
        entries
            .entry((*first).to_owned())
            .or_default()
            .insert(rest, value)
    }
}

fn entries_of(
    entries: BTreeMap<String, Node>,
    fields: &[Field],
    types: &TypeFields<'_>,
) -> Result<Map<String, Value>, String> {
    let entries = entries.into_iter().map(|(key, node)| {
        let field = fields.iter().find(|field| field.name == key);
        let field = field.ok_or_else(|| format!("{} is unknown", code(&key)))?;
        Ok((key, value(node, &field.name, &field.type_, types)?))
    });
    entries.collect()
}

fn value(node: Node, name: &str, type_: &TypeRef, types: &TypeFields<'_>) -> Result<Value, String> {
    let is_list = type_.is_list;
    match (node, types.get(&type_.name)) {
        (Node::Leaf(text), None) if !is_list => Ok(Value::String(text)),
        (Node::Leaf(text), _) => serde_json::from_str(&text)
            .map_err(|_| format!("{} is text, and not `{type_}`", code(name))),
        (Node::Branch(entries), _) if is_list => items(entries, name, &type_.item(), types),
        (Node::Branch(entries), Some(fields)) => {
            entries_of(entries, fields, types).map(Value::Object)
        }
        (Node::Branch(_), None) => Err(format!("{} has parts, and is `{type_}`", code(name))),
    }
}

/// The items of a list in the order of their indices, which begin with 0 or 1.
fn items(
    entries: BTreeMap<String, Node>,
    name: &str,
    item: &TypeRef,
    types: &TypeFields<'_>,
) -> Result<Value, String> {
    let mut by_index = BTreeMap::new();
    for (key, node) in entries {
        let index: usize = key
            .parse()
            .map_err(|_| format!("{} is a list, and {} is no index", code(name), code(&key)))?;
        by_index.insert(index, value(node, name, item, types)?);
    }
    Ok(by_index.into_values().collect())
}

/// The text without its percent-encoding; as it is if that is not UTF-8.
fn decoded(text: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{object, pairs};
    use crate::fmt_spec::TypeFields;
    use vod_codegen::spec::TypeFile;

    fn unflattened(query: &str) -> Result<serde_json::Value, String> {
        let json = json!({ "name": "Request", "fields": [
            { "name": "Name", "type": "string" },
            { "name": "Ids", "type": "[uint64]" },
            { "name": "Item", "type": "Item" },
            { "name": "Items", "type": "[Item]" },
        ] });
        let request: TypeFile = serde_json::from_value(json).expect("a type");
        let json = json!({ "name": "Item", "fields": [
            { "name": "Size", "type": "int64" },
            { "name": "Inner", "type": "Item" },
        ] });
        let item: TypeFile = serde_json::from_value(json).expect("a type");
        let types = TypeFields::of([&item]);
        object(&pairs(query)?, &request.fields, &types).map(serde_json::Value::Object)
    }

    #[test]
    fn keys_with_dots_are_objects_and_lists() {
        let query = "Name= a%20b+c\n&Ids.10=3&Ids.2=1\n&Item.Size=5&Item.Inner.Size=6\
                     &Items.1.Size=1&<Common request parameters>&";
        let expected = json!({
            "Name": "a b+c",
            "Ids": ["1", "3"],
            "Item": { "Size": "5", "Inner": { "Size": "6" } },
            "Items": [{ "Size": "1" }],
        });
        assert_eq!(unflattened(query), Ok(expected));
    }

    #[test]
    fn json_may_stand_in_the_place_of_an_object() {
        let expected = json!({ "Item": { "Size": 1 }, "Ids": [1, 2] });
        assert_eq!(unflattened(r#"Item={"Size":1}&Ids=[1,2]"#), Ok(expected));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (query, message) in [
            ("Nmae=a", "`Nmae` is unknown"),
            ("Name.0=a", "`Name` has parts, and is `string`"),
            ("Ids.x=1", "`Ids` is a list, and `x` is no index"),
            ("Ids=1,2", "`Ids` is text, and not `[uint64]`"),
            ("Name=a&Name=b", "`Name` is repeated"),
            ("Item=1&Item.Size=1", "`Item.Size` is repeated"),
            ("Name", "`Name` has no value"),
        ] {
            assert_eq!(unflattened(query), Err(message.to_owned()), "{query}");
        }
        let deep = format!("Item{}=1", ".Inner".repeat(100));
        assert!(unflattened(&deep).is_err());
        assert_eq!(
            unflattened("Name=100%&Name.=%zz"),
            Err("`Name.` is repeated".to_owned())
        );
    }
}
