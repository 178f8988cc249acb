//! The facts of a field besides its name and type, as a line of documentation.

use heck::ToUpperCamelCase;
use serde_json::Value;

use crate::docs::{Block, code, continued};
use crate::model::{Item, ValueType};
use crate::names;
use crate::spec::{Field, Unit};

/// How much of a value is shown.
const SHOWN_CHARS: usize = 200;

/// How many known values are told one by one; more are told in one sentence.
const LISTED: usize = 12;

/// How many known values the method that sets a field tells.
const TOLD_BY_SETTER: usize = 8;

/// The role of a field, which decides what is said of it.
#[derive(Clone, Copy)]
pub(super) struct Role {
    /// Whether a caller may have to set it.
    pub(super) is_in_requests: bool,
    /// Whether a client can have a value for it.
    pub(super) is_of_client: bool,
    /// How many items a page has at most, if it sets that number.
    pub(super) max_page: Option<u32>,
}

/// The line of facts, and the known values; nothing if there is nothing to say that the field's name and type do not.
pub(super) fn of(
    field: &Field,
    name: &str,
    value: &ValueType,
    role: Role,
    must_say_something: bool,
    words: &dyn Fn(&str) -> String,
) -> Vec<Block> {
    let clauses = clauses(field, value, role);
    let is_listed = is_listed(field, value);
    let sentences = sentences(field, value, is_listed, words);
    let name_is_known = names::file(name).to_upper_camel_case() == field.name;
    let says_nothing = clauses.is_empty() && sentences.is_empty() && name_is_known;
    if says_nothing && !must_say_something && !is_listed {
        return Vec::new();
    }
    let mut line = code(&field.name);
    if name.starts_with("r#") {
        line.push_str(&format!(" (in Rust {})", code(name)));
    }
    let mut sentences = sentences.into_iter();
    if !clauses.is_empty() {
        line.push_str(&format!(": {}", clauses.join(", ")));
    } else if let Some((label, text)) = sentences.next() {
        line.push_str(&format!(": {} {text}", label.to_lowercase()));
    }
    line.push('.');
    for (label, text) in sentences {
        line.push_str(&format!(" {label}: {text}."));
    }
    if !is_listed {
        return vec![Block::Paragraph(line)];
    }
    line.push_str(" Known values:");
    let items = field.values.iter().map(|known| {
        let meaning = words(&known.docs);
        format!("{}: {}", shown(&known.value), continued(&meaning))
    });
    vec![Block::Paragraph(line), Block::List(items.collect())]
}

/// What the value of a field must keep to, as sentences.
pub(super) fn of_setter(field: &Field, value: &ValueType, role: Role) -> String {
    let mut sentences = Vec::new();
    let clauses = request_clauses(field, value, role).join(", ");
    sentences.extend((!clauses.is_empty()).then(|| format!("{}.", capitalized(&clauses))));
    let default = field.default.as_ref().map(shown);
    sentences.extend(default.map(|default| format!("Default: {default}.")));
    let values: Vec<String> = field.values.iter().map(|it| shown(&it.value)).collect();
    if (1..=TOLD_BY_SETTER).contains(&values.len()) {
        sentences.push(format!("Known values: {}.", values.join(", ")));
    }
    sentences.join(" ")
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

fn clauses(field: &Field, value: &ValueType, role: Role) -> Vec<String> {
    let is_in_requests = role.is_in_requests;
    let mut clauses = Vec::new();
    let mut say = |is_so: bool, text: &str| clauses.extend(is_so.then(|| text.to_owned()));
    say(is_in_requests && field.is_required(), "required");
    say(role.is_of_client, "the client's where it is absent");
    let required = condition(field).filter(|_| is_in_requests);
    say(required.is_some(), required.as_deref().unwrap_or_default());
    say(field.secret == Some(true), "secret");
    say(field.always_returned, "always returned");
    say(field.nullable, "may be null");
    let is_plain = is_in_requests && field.optional == Some(false);
    say(is_plain, "not sent where it is empty, 0 or `false`");
    clauses.extend(value_clauses(field, value));
    clauses.extend(page_clause(field, role));
    clauses
}

/// The size of a page, which is documented for the action, if the field does not say it itself.
fn page_clause(field: &Field, role: Role) -> Option<String> {
    let max = role.max_page.filter(|_| field.range.is_none())?;
    Some(format!("at most {max}"))
}

/// The clauses that concern whoever sets the field.
fn request_clauses(field: &Field, value: &ValueType, role: Role) -> Vec<String> {
    let required = field.is_required().then(|| "required".to_owned());
    let clauses = required.or_else(|| condition(field)).into_iter();
    let of_value = value_clauses(field, value);
    clauses
        .chain(of_value)
        .chain(page_clause(field, role))
        .collect()
}

/// What the value looks like.
fn value_clauses(field: &Field, value: &ValueType) -> Vec<String> {
    let mut clauses: Vec<String> = format_of(field).map(str::to_owned).into_iter().collect();
    let mut say = |is_so: bool, text: &str| clauses.extend(is_so.then(|| text.to_owned()));
    say(field.json.is_some(), "JSON in a string");
    say(field.as_text, "sent as a text of digits");
    let each = if value.is_list { "each " } else { "" };
    let items = bounds(field.min_items, field.max_items, "item");
    let chars = bounds(field.min_chars, field.max_chars, "character");
    clauses.extend(items);
    clauses.extend(chars.map(|chars| format!("{each}{chars}")));
    clauses.extend(field.unit.map(|unit| format!("in {}", unit_name(unit))));
    clauses.extend(range(field).map(|range| format!("{each}{range}")));
    clauses
}

/// Whether the known values are told one by one: the type of an open set tells what its own mean.
fn is_listed(field: &Field, value: &ValueType) -> bool {
    let has_words = field.values.iter().all(|known| !known.docs.is_empty());
    let is_open_set = matches!(value.item, Item::OpenSet(_));
    has_words && !is_open_set && (1..=LISTED).contains(&field.values.len())
}

fn format_of(field: &Field) -> Option<&'static str> {
    Some(match field.type_.name.as_str() {
        "date" => "as `YYYY-MM-DD`",
        "binary" => "binary data",
        _ => return None,
    })
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Milliseconds => "milliseconds",
        Unit::Seconds => "seconds",
        Unit::Minutes => "minutes",
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::Bytes => "bytes",
        Unit::BitsPerSecond => "bits a second",
        Unit::KilobitsPerSecond => "kilobits a second",
        Unit::Hertz => "hertz",
        Unit::Frames => "frames",
        Unit::Pixels => "pixels",
        Unit::Percent => "percent",
        Unit::Degrees => "degrees",
    }
}

fn bounds(min: Option<usize>, max: Option<usize>, unit: &str) -> Option<String> {
    let counted = |count: usize| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{} {unit}{plural}", grouped(count))
    };
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(format!("exactly {}", counted(min))),
        (Some(min), Some(max)) => Some(format!("{} to {}", grouped(min), counted(max))),
        (Some(min), None) => Some(format!("at least {}", counted(min))),
        (None, Some(max)) => Some(format!("at most {}", counted(max))),
        (None, None) => None,
    }
}

fn range(field: &Field) -> Option<String> {
    let range = field.range?;
    match (range.min, range.max) {
        (Some(min), Some(max)) => Some(format!("from {min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    }
}

/// Labels and their values.
fn sentences(
    field: &Field,
    type_: &ValueType,
    is_listed: bool,
    words: &dyn Fn(&str) -> String,
) -> Vec<(&'static str, String)> {
    let is_open_set = matches!(type_.item, Item::OpenSet(_));
    let known = field.values.iter().filter(|_| !is_listed);
    let known = known.map(|known| {
        let value = shown(&known.value);
        let docs = words(&known.docs);
        let docs = docs.trim_end_matches('.');
        if docs.is_empty() || is_open_set {
            value
        } else {
            format!("{value} ({})", continued(docs))
        }
    });
    let known: Vec<String> = known.collect();
    let mut sentences = Vec::new();
    sentences.extend(
        field
            .default
            .as_ref()
            .map(|default| ("Default", shown(default))),
    );
    if !known.is_empty() {
        sentences.push(("Known values", known.join(", ")));
    }
    sentences.extend(
        field
            .example
            .as_ref()
            .map(|example| ("Example", shown(example))),
    );
    sentences
}

/// A value as inline code: text as it is if it reads well so, everything else as JSON.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) if reads_well(text) => text.clone(),
        value => super::json_text::json(value),
    };
    if text.chars().count() > SHOWN_CHARS {
        let start: String = text.chars().take(SHOWN_CHARS).collect();
        return code(&format!("{start}…"));
    }
    code(&text)
}

fn reads_well(text: &str) -> bool {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !text.trim().is_empty()
        && text.trim() == text
        && !text.chars().any(|c| c.is_control() || turns(c))
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `required if `Type` is `image``
fn condition(field: &Field) -> Option<String> {
    let cases = field.required_if.iter().map(|(name, values)| {
        let values: Vec<String> = values.iter().map(|value| code(&text(value))).collect();
        format!("{} is {}", code(name), joined(&values, "or"))
    });
    let cases: Vec<String> = cases.collect();
    (!cases.is_empty()).then(|| format!("required if {}", cases.join(" and ")))
}

/// A value as it is compared: a string without its quotes.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// `a, b or c`
pub(super) fn joined(parts: &[String], word: &str) -> String {
    match parts.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("{} {word} {last}", others.join(", "))
        }
        _ => parts.concat(),
    }
}
