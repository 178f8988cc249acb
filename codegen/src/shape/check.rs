//! Checks a tree against a shape, and finds all that does not fit.

use std::ops::Range;

use super::words::{each_as_object, expected, form, found, list, remedy};
use super::{Key, Rule, Shape};
use crate::json::{Entry, Kind, Node};
use crate::nearest::nearest;
use crate::problem::{Place, Problem, code};

/// How many items a list of the spec has at most: ten times what the largest services need. What is checked by comparing each
/// item with each other is quick enough then.
const MOST_ITEMS: usize = 2_000;

impl Shape {
    /// Adds all that does not fit in a file's tree to the problems, until there are `most`.
    pub(crate) fn check(
        &self,
        file: usize,
        tree: &Node<'_>,
        most: usize,
        problems: &mut Vec<Problem>,
    ) {
        let mut check = Check {
            shape: self,
            file,
            most,
            problems,
        };
        check.value(tree, &self.root, &self.description);
    }
}

fn is_too_long(number: &str) -> bool {
    let is_whole = !number.contains(['.', 'e', 'E']);
    is_whole && number.parse::<i64>().is_err() && number.parse::<u64>().is_err()
}

/// The absent key that is probably meant by an unknown one.
pub(super) fn meant_key<'s>(unknown: &str, absent: &[&'s Key]) -> Option<&'s str> {
    let names = || absent.iter().map(|key| key.name.as_str());
    let by_other_name = other_names(unknown)
        .iter()
        .find_map(|other| names().find(|it| it == other));
    match other_names(unknown) {
        [] => nearest(unknown, names()),
        _ => by_other_name,
    }
}

/// What keys of other notations, such as JSON Schema's, are called here; the first that is absent is meant.
fn other_names(key: &str) -> &'static [&'static str] {
    match key {
        "description" | "comment" | "doc" | "text" => &["docs", "meaning", "summary"],
        "enum" | "options" | "choices" => &["values"],
        "min" | "max" | "minimum" | "maximum" => &["range"],
        "max_length" | "maxLength" | "max_len" => &["max_chars"],
        "min_length" | "minLength" | "min_len" => &["min_chars"],
        "properties" | "members" => &["fields"],
        "request" | "params" | "input" | "inputs" => &["parameters", "request"],
        "parameters" => &["request"],
        "output" | "outputs" | "result" => &["response"],
        "errors" | "codes" => &["error_codes"],
        "on" => &["true"],
        "off" => &["false"],
        "url" | "link" => &["page"],
        _ => &[],
    }
}

struct Check<'s, 'p> {
    shape: &'s Shape,
    file: usize,
    most: usize,
    problems: &'p mut Vec<Problem>,
}

impl<'s> Check<'s, '_> {
    /// Checks a value; the description is that of the key which leads to it.
    fn value(&mut self, node: &Node<'_>, rule: &'s Rule, description: &'s str) {
        match (rule, &node.kind) {
            (Rule::Any, _) => self.numbers(node),
            (Rule::Optional(_), Kind::Null)
            | (Rule::Bool, Kind::Bool(_))
            | (Rule::Number, Kind::Number(_))
            | (Rule::String, Kind::String(_)) => {}
            (Rule::Named(name), _) => self.value(node, &self.shape.named[name], description),
            (Rule::Optional(inner), _) => self.value(node, inner, description),
            (Rule::Filled(_), Kind::List(items)) if items.is_empty() => {
                self.report(
                    &node.range,
                    "the list is empty".to_owned(),
                    description.to_owned(),
                );
            }
            (Rule::Filled(list), _) => self.value(node, list, description),
            (Rule::Integer { least, most }, Kind::Number(number))
                if number
                    .parse()
                    .is_ok_and(|number: u64| (*least..=*most).contains(&number)) => {}
            (Rule::Choice(choices), Kind::String(text)) => self.choice(node, text, choices),
            (Rule::List(inner), Kind::List(items)) => {
                self.list(node, items, (rule, inner), description);
            }
            (Rule::Map(rule), Kind::Object(entries)) => {
                let values = entries.iter().map(|entry| &entry.value);
                values.for_each(|value| self.value(value, rule, description));
            }
            (Rule::Object(keys), Kind::Object(entries)) => self.object(node, entries, keys),
            _ => self.mismatch(node, rule, description),
        }
    }

    /// Checks the items of a list. Brackets or braces that are left out around each are one mistake, whatever stands
    /// within.
    fn list(
        &mut self,
        node: &Node<'_>,
        items: &[Node<'_>],
        (rule, inner): (&'s Rule, &'s Rule),
        description: &'s str,
    ) {
        if items.len() > MOST_ITEMS {
            let items = items.len();
            let message =
                format!("the list has {items} items, and one of a spec has at most {MOST_ITEMS}");
            self.report(&node.range, message, description.to_owned());
            return;
        }
        let are_texts = !items.is_empty() && items.iter().all(|item| item.as_str().is_some());
        match (inner, self.keys(inner)) {
            (Rule::List(_), _) if are_texts => self.mismatch(node, rule, description),
            (_, Some(keys)) if are_texts => {
                let message = "expected a list of objects, found a list of strings".to_owned();
                self.report(&node.range, message, each_as_object(keys));
            }
            _ => {
                let items = items.iter();
                items.for_each(|item| self.value(item, inner, description));
            }
        }
    }

    /// The keys of an object, if the rule is for one.
    fn keys(&self, rule: &'s Rule) -> Option<&'s [Key]> {
        match rule {
            Rule::Named(name) => self.keys(&self.shape.named[name]),
            Rule::Object(keys) => Some(keys),
            _ => None,
        }
    }

    /// Reports the numbers that a reader could not keep as they are.
    fn numbers(&mut self, node: &Node<'_>) {
        match &node.kind {
            Kind::Number(number) if is_too_long(number) => {
                let message = format!("{} has more than 64 bits", code(number));
                let hint = "it would be rounded: a whole number of the service has 64 bits at most";
                self.report(&node.range, message, hint.to_owned());
            }
            Kind::List(items) => items.iter().for_each(|item| self.numbers(item)),
            Kind::Object(entries) => entries.iter().for_each(|entry| self.numbers(&entry.value)),
            _ => {}
        }
    }

    fn choice(&mut self, node: &Node<'_>, text: &str, choices: &[String]) {
        if choices.iter().any(|choice| choice == text) {
            return;
        }
        let names = choices.iter().map(String::as_str);
        let hint = match nearest(text, names) {
            Some(near) => format!("did you mean {}?", code(near)),
            None => format!("known values: {}", list(choices)),
        };
        self.report(&node.range, format!("unknown value {}", code(text)), hint);
    }

    fn object(&mut self, node: &Node<'_>, entries: &[Entry<'_>], keys: &'s [Key]) {
        let mut present = vec![false; keys.len()];
        let mut unknown = Vec::new();
        for entry in entries {
            match keys.binary_search_by(|key| key.name.as_str().cmp(&entry.key)) {
                Ok(index) => {
                    present[index] = true;
                    self.value(&entry.value, &keys[index].rule, &keys[index].description);
                }
                Err(_) => unknown.push(entry),
            }
        }
        let absent = keys.iter().zip(present).filter(|(_, present)| !present);
        let mut absent: Vec<&Key> = absent.map(|(key, _)| key).collect();
        for entry in unknown {
            let meant = self.unknown_key(entry, keys, &absent);
            absent.retain(|key| Some(key.name.as_str()) != meant);
        }
        for key in absent.iter().filter(|key| key.required) {
            let message = format!("the key {} is missing", code(&key.name));
            self.report(&node.range, message, format!("add it: {}", self.about(key)));
        }
    }

    /// Reports a key, and returns the absent one that was probably meant.
    fn unknown_key(
        &mut self,
        entry: &Entry<'_>,
        keys: &[Key],
        absent: &[&'s Key],
    ) -> Option<&'s str> {
        let meant = meant_key(&entry.key, absent);
        let hint = match meant {
            Some(near) => format!("did you mean {}?", code(near)),
            None => match keys
                .iter()
                .find(|key| other_names(&entry.key).contains(&&*key.name))
            {
                Some(other) => format!("did you mean {}?", code(&other.name)),
                None => format!("known keys: {}", list(keys.iter().map(|key| &key.name))),
            },
        };
        let message = format!("unknown key {}", code(&entry.key));
        self.report(&entry.key_range, message, hint);
        meant
    }

    fn mismatch(&mut self, node: &Node<'_>, rule: &Rule, description: &str) {
        let message = format!(
            "expected {}, found {}",
            expected(rule),
            found(rule, &node.kind)
        );
        let hint = remedy(rule, &node.kind);
        let hint = hint.unwrap_or_else(|| format!("{description}{}", form(rule)));
        self.report(&node.range, message, hint);
    }

    /// Describes a key, with its values if they are few.
    fn about(&self, key: &Key) -> String {
        let rule = match &key.rule {
            Rule::Named(name) => &self.shape.named[name],
            rule => rule,
        };
        match rule {
            Rule::Choice(choices) => format!("{} One of {}", key.description, list(choices)),
            _ => key.description.clone(),
        }
    }

    fn report(&mut self, range: &Range<usize>, message: String, hint: String) {
        if self.problems.len() >= self.most {
            return;
        }
        self.problems.push(Problem::new(
            Place::bytes(self.file, range.clone()),
            message,
            hint,
        ));
    }
}
