//! How the checks name what was expected and what was found.

use super::{Key, Rule};
use crate::json::{Entry, Kind};
use crate::problem::code;

/// Describes what a rule expects, as in "expected a string".
pub(super) fn expected(rule: &Rule) -> String {
    match rule {
        Rule::Bool => "`true` or `false`".to_owned(),
        Rule::Number => "a number".to_owned(),
        Rule::Integer {
            least,
            most: u64::MAX,
        } => format!("an integer of at least {least}"),
        Rule::Integer { least, most } => format!("an integer from {least} to {most}"),
        Rule::String | Rule::Choice(_) => "a string".to_owned(),
        Rule::List(item) if matches!(**item, Rule::List(_)) => "a list of lists".to_owned(),
        Rule::List(_) => "a list".to_owned(),
        Rule::Object(_) | Rule::Map(_) => "an object".to_owned(),
        Rule::Any | Rule::Named(_) | Rule::Optional(_) | Rule::Filled(_) => {
            "another value".to_owned()
        }
    }
}

/// Describes a value, as in "found a string".
pub(super) fn found(rule: &Rule, kind: &Kind<'_>) -> String {
    match (rule, kind) {
        (_, Kind::Null) => "`null`".to_owned(),
        (_, Kind::Bool(value)) => format!("`{value}`"),
        (Rule::Integer { .. }, Kind::Number(number)) => code(number),
        (_, Kind::Number(_)) => "a number".to_owned(),
        (_, Kind::String(_)) => "a string".to_owned(),
        (_, Kind::List(_)) => "a list".to_owned(),
        (_, Kind::Object(_)) => "an object".to_owned(),
    }
}

/// How to make the value fit, where that is a matter of notation.
pub(super) fn remedy(rule: &Rule, kind: &Kind<'_>) -> Option<String> {
    let remedy = match (rule, kind) {
        (Rule::Choice(choices), _) => return Some(format!("known values: {}", list(choices))),
        (Rule::Integer { .. }, Kind::Number(number)) if is_whole(number) => {
            "write it in digits alone, without a point or an exponent"
        }
        (Rule::String, Kind::Number(_)) => "write it in double quotes",
        (Rule::List(item), Kind::List(_)) if matches!(**item, Rule::List(_)) => {
            "it holds lists: write `[[…]]`, even if there is one of them"
        }
        (Rule::Bool, Kind::String(text)) if text == "yes" || text == "no" => {
            "write `true` or `false`, without quotes"
        }
        (Rule::Bool, Kind::String(text)) if text == "true" || text == "false" => {
            "remove the quotes"
        }
        (Rule::Number | Rule::Integer { .. }, Kind::String(text))
            if text.parse::<f64>().is_ok() =>
        {
            "remove the quotes"
        }
        (Rule::List(_), Kind::Object(entries)) if are_objects(entries) => {
            "write the objects in brackets, one after the other, without keys before them"
        }
        (Rule::List(_), Kind::Object(entries)) if entries.is_empty() => "write `[]`",
        (Rule::List(_), Kind::String(_) | Kind::Object(_)) => {
            "write it in brackets, even if it is the only item"
        }
        _ => return None,
    };
    Some(remedy.to_owned())
}

/// Whether an object holds objects by their names.
fn are_objects(entries: &[Entry<'_>]) -> bool {
    let mut values = entries.iter().map(|entry| &entry.value.kind);
    !entries.is_empty() && values.all(|kind| matches!(kind, Kind::Object(_)))
}

/// How objects with these keys are written that are more than one text.
pub(super) fn each_as_object(keys: &[Key]) -> String {
    let required = keys.iter().filter(|key| key.required);
    let written: Vec<_> = required.map(|key| format!("\"{}\": …", key.name)).collect();
    format!(
        "write each as {}",
        code(&format!("{{ {} }}", written.join(", ")))
    )
}

/// Whether a number that is written with a point or an exponent is a whole one.
fn is_whole(number: &str) -> bool {
    let is_other = number.contains(['.', 'e', 'E']);
    is_other
        && number
            .parse::<f64>()
            .is_ok_and(|number| number >= 0.0 && number.fract() == 0.0)
}

/// How a value of this kind is written, to be appended to what it is.
pub(super) fn form(rule: &Rule) -> &'static str {
    match rule {
        Rule::List(item) => match **item {
            Rule::String => " Written as a list of texts: `[\"…\"]`",
            _ => " Written as a list: `[…]`",
        },
        Rule::Object(_) | Rule::Map(_) => " Written as an object: `{ \"…\": … }`",
        _ => "",
    }
}

/// Names in backticks, one after the other.
pub(super) fn list<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| code(name.as_ref())).collect();
    names.join(", ")
}
