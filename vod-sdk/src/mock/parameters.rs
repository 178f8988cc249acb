//! A request's parameters against the schema of its action.

use serde_json::{Map, Value};

use super::refusal::Refusal;
use crate::schema::{FieldSchema, Kind};

/// The parameters of one request.
pub(super) struct Parameters<'a> {
    pub(super) schema: &'a [FieldSchema],
    /// The error codes that are documented for the action.
    pub(super) documented: &'a [&'static str],
}

impl Parameters<'_> {
    /// Refuses the first parameter that is wrong.
    pub(super) fn check(&self, parameters: &Map<String, Value>) -> Result<(), Refusal> {
        self.check_object(self.schema, parameters, "")
    }

    fn check_object(
        &self,
        fields: &[FieldSchema],
        object: &Map<String, Value>,
        parent: &str,
    ) -> Result<(), Refusal> {
        if let Some(unknown) = object
            .keys()
            .find(|key| fields.iter().all(|field| field.name != **key))
        {
            let path = join(parent, unknown);
            return Err(Refusal::new(
                "UnknownParameter",
                format!("The action has no parameter `{path}`."),
            ));
        }
        for field in fields {
            let path = join(parent, field.name);
            match object.get(field.name) {
                // The service takes `null` for absent.
                None | Some(Value::Null) if field.is_required => {
                    return Err(Refusal::new(
                        "MissingParameter",
                        format!("The parameter `{path}` is missing."),
                    ));
                }
                None | Some(Value::Null) => {}
                Some(value) => self.check_value(field, field.kind, value, &path)?,
            }
        }
        Ok(())
    }

    fn check_value(
        &self,
        field: &FieldSchema,
        kind: Kind,
        value: &Value,
        path: &str,
    ) -> Result<(), Refusal> {
        match (kind, value) {
            (Kind::String, Value::String(text)) => self.check_chars(field, text, path),
            (Kind::Int64, value) if value.is_i64() => Ok(()),
            (Kind::Uint64, value) if value.is_u64() => Ok(()),
            (Kind::Float, Value::Number(_)) | (Kind::Bool, Value::Bool(_)) => Ok(()),
            (Kind::Object(schema), Value::Object(object)) => {
                self.check_object(schema.fields, object, path)
            }
            (Kind::List(kind), Value::Array(items)) => {
                self.check_items(field, items.len(), path)?;
                items.iter().enumerate().try_for_each(|(index, item)| {
                    self.check_value(field, *kind, item, &join(path, &index.to_string()))
                })
            }
            _ => Err(Refusal::new(
                "InvalidParameter",
                format!(
                    "The parameter `{path}` must be {}, but is {}.",
                    expected(kind),
                    actual(value)
                ),
            )),
        }
    }

    fn check_chars(&self, field: &FieldSchema, text: &str, path: &str) -> Result<(), Refusal> {
        let chars = text.chars().count();
        match field.max_chars {
            Some(max) if chars > max => Err(Refusal::new(
                self.value_code(field.name),
                format!(
                    "The parameter `{path}` has {chars} characters, but at most {max} are allowed."
                ),
            )),
            _ => Ok(()),
        }
    }

    fn check_items(&self, field: &FieldSchema, items: usize, path: &str) -> Result<(), Refusal> {
        match field.max_items {
            Some(max) if items > max => Err(Refusal::new(
                self.value_code(field.name),
                format!("The parameter `{path}` has {items} items, but at most {max} are allowed."),
            )),
            _ => Ok(()),
        }
    }

    /// The code for a value that is too long: the most specific one that is documented.
    fn value_code(&self, name: &str) -> &'static str {
        let specific = [
            format!("InvalidParameterValue.{name}TooLong"),
            format!("InvalidParameterValue.{name}"),
        ];
        let documented = specific
            .iter()
            .find_map(|code| self.documented.iter().find(|known| *known == code));
        documented.copied().unwrap_or("InvalidParameterValue")
    }
}

/// The path of a field as the service writes it: `Filters.0.Name`.
fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() {
        name.to_owned()
    } else {
        format!("{parent}.{name}")
    }
}

fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "a string",
        Kind::Int64 => "an integer of 64 bits",
        Kind::Uint64 => "an integer of 64 bits that is not negative",
        Kind::Float => "a number",
        Kind::Bool => "true or false",
        Kind::Object(_) => "an object",
        Kind::List(_) => "a list",
    }
}

fn actual(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(number) if number.is_f64() => "a number with a fraction, or too large",
        Value::Number(number) if number.is_u64() => "an integer that is not negative",
        Value::Number(_) => "a negative integer",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests;
