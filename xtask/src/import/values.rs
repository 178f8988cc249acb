//! Values of upstream's examples, and of ours after a change, as values of the declared types.

use serde_json::{Map, Number, Value};

use crate::fmt_spec::TypeFields;
use vod_codegen::problem::code;
use vod_codegen::spec::{Field, TypeRef};
use vod_codegen::values::{ExampleOf, describe};

use super::words::Placeholders;

/// How many values one that is filled in has at most.
const LARGEST: usize = 200;

/// Converts values; the error says in which place what does not fit.
pub(super) struct Converter<'a> {
    pub(super) types: &'a TypeFields<'a>,
    pub(super) mode: ExampleOf,
    /// Whether what is missing is filled in.
    pub(super) fills: bool,
    /// The placeholders for prose.
    pub(super) placeholders: Option<Placeholders>,
}

impl<'a> Converter<'a> {
    /// A converter that neither adds nor replaces anything.
    pub(super) fn new(types: &'a TypeFields<'a>, mode: ExampleOf) -> Self {
        Self {
            types,
            mode,
            fills: false,
            placeholders: None,
        }
    }

    /// An object that has these fields, in their order.
    pub(super) fn object(
        &mut self,
        object: &Map<String, Value>,
        fields: &[Field],
        place: &str,
    ) -> Result<Value, String> {
        let is_known = |key: &&String| fields.iter().any(|field| field.name == **key);
        if let Some(unknown) = object.keys().find(|key| !is_known(key)) {
            return Err(match place {
                "" => format!("{} is unknown", code(unknown)),
                place => format!("`{place}` has {}, which is unknown", code(unknown)),
            });
        }
        let mut converted = Map::new();
        for field in fields {
            let json = object.get(&field.name);
            if let Some(value) = self.entry(json, field, place)? {
                converted.insert(field.name.clone(), value);
            }
        }
        Ok(Value::Object(converted))
    }

    /// The value of a field, if it is to have one.
    fn entry(
        &mut self,
        json: Option<&Value>,
        field: &Field,
        place: &str,
    ) -> Result<Option<Value>, String> {
        match (
            json.filter(|json| !json.is_null()),
            self.mode.promise(field),
        ) {
            (Some(json), _) => {
                let place = at(place, &field.name);
                self.value(json, &field.wire_type(), &place).map(Some)
            }
            (None, Some(_)) if self.fills => {
                neutral(field, self.types, self.mode, &mut { LARGEST }).map(Some)
            }
            (None, Some(promise)) => {
                let what = if json.is_some() { "null" } else { "missing" };
                Err(format!(
                    "`{}` is {what}, and {promise}",
                    at(place, &field.name)
                ))
            }
            (None, None) if self.mode == ExampleOf::Response => Ok(json.cloned()),
            (None, None) => Ok(None),
        }
    }

    /// A value of this type.
    pub(super) fn value(
        &mut self,
        json: &Value,
        type_: &TypeRef,
        place: &str,
    ) -> Result<Value, String> {
        let item = type_.name.as_str();
        let mismatch = || {
            Err(format!(
                "`{place}` is {}, and not `{type_}`",
                describe(json)
            ))
        };
        if type_.is_list {
            let item = type_.item();
            let Value::Array(items) = json else {
                return mismatch();
            };
            let with_index = items.iter().enumerate();
            let items = with_index
                .map(|(index, json)| self.value(json, &item, &format!("{place}[{index}]")));
            return items.collect::<Result<_, _>>().map(Value::Array);
        }
        match (json, self.types.get(item)) {
            (Value::Object(object), Some(fields)) => self.object(object, fields, place),
            _ => match (self.scalar(json, item), &mut self.placeholders) {
                (None, _) => mismatch(),
                (Some(Value::String(text)), Some(placeholders)) => {
                    Ok(Value::String(placeholders.replace(text)))
                }
                (Some(value), _) => Ok(value),
            },
        }
    }
}

impl Converter<'_> {
    fn scalar(&self, json: &Value, type_: &str) -> Option<Value> {
        scalar(json, self.types.scalar(type_)?)
    }
}

/// The place of a key.
fn at(place: &str, key: &str) -> String {
    if place.is_empty() {
        key.to_owned()
    } else {
        format!("{place}.{key}")
    }
}

/// A scalar of this kind, if the value allows it: services and their examples mix `10`, `"10"` and `10.0`.
pub(super) fn scalar(json: &Value, kind: &str) -> Option<Value> {
    let number = |json: &Value| match json {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => serde_json::from_str::<Number>(text.trim()).ok(),
        _ => None,
    };
    match kind {
        "int64" => whole(&number(json)?)?.as_i64().map(Value::from),
        "uint64" => whole(&number(json)?)?.as_u64().map(Value::from),
        "float" => number(json).map(Value::Number),
        "bool" => match json {
            Value::Bool(is_so) => Some(Value::Bool(*is_so)),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(Value::Bool(true)),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(Value::Bool(false)),
            json => match number(json)?.as_u64()? {
                0 => Some(Value::Bool(false)),
                1 => Some(Value::Bool(true)),
                _ => None,
            },
        },
        _ => match json {
            Value::String(text) => Some(Value::String(text.clone())),
            Value::Bool(_) | Value::Number(_) => Some(Value::String(json.to_string())),
            _ => None,
        },
    }
}

/// `10` for `10.0`.
fn whole(number: &Number) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;

    if number.is_i64() || number.is_u64() {
        return Some(number.clone());
    }
    let float = number.as_f64()?;
    let is_whole = float.fract() == 0.0 && float.abs() <= EXACT;
    is_whole.then(|| Number::from(float as i64))
}

/// A value for a field that an example of ours lacks since the description has changed.
///
/// Types may contain themselves, or more than anyone would read: `budget` is for how many more values.
fn neutral(
    field: &Field,
    types: &TypeFields<'_>,
    mode: ExampleOf,
    budget: &mut usize,
) -> Result<Value, String> {
    let Some(rest) = budget.checked_sub(1) else {
        return Err(format!(
            "a value for {} would be too large",
            code(&field.name)
        ));
    };
    *budget = rest;
    if let Some(example) = &field.example
        && let Ok(value) = Converter::new(types, mode).value(example, &field.wire_type(), "")
    {
        return Ok(value);
    }
    if let Some(fields) = types
        .get(&field.type_.name)
        .filter(|_| !field.type_.is_list)
    {
        let needed = fields.iter().filter(|field| mode.promise(field).is_some());
        let entries =
            needed.map(|field| Ok((field.name.clone(), neutral(field, types, mode, budget)?)));
        return entries
            .collect::<Result<Map<_, _>, String>>()
            .map(Value::Object);
    }
    Ok(match field.type_.name.as_str() {
        _ if field.as_text => Value::from("0"),
        _ if field.type_.is_list => Value::Array(Vec::new()),
        "int64" | "uint64" | "float" => Value::from(0),
        "bool" => Value::Bool(false),
        name => match types.known_values(name).first() {
            Some(known) => known.value.clone(),
            None => Value::from("text"),
        },
    })
}
