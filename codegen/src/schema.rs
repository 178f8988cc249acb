//! The kinds of file that a spec consists of, and the JSON Schema of each.

use std::sync::OnceLock;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::Value;

use crate::shape::Shape;
use crate::spec::{ActionFile, ErrorCodesFile, ServiceFile, TypeFile};

/// The JSON Schemas of the spec's files, for editors: file names and contents.
///
/// They are made from the structs that the files are read into, so that they cannot differ.
pub fn schemas() -> Vec<(String, String)> {
    FileKind::ALL
        .iter()
        .map(|kind| (kind.schema_name().to_owned(), pretty(&kind.schema())))
        .collect()
}

fn pretty(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// The kind of a spec file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// `service.json`.
    Service,
    /// `actions/ACTION.json`.
    Action,
    /// `types/TYPE.json`.
    Type,
    /// `error_codes.json`.
    ErrorCodes,
}

impl FileKind {
    pub(crate) const ALL: [Self; 4] = [Self::Service, Self::Action, Self::Type, Self::ErrorCodes];

    /// The JSON Schema of a file of this kind.
    pub fn schema(self) -> Value {
        let mut schema = match self {
            Self::Service => schema_of::<ServiceFile>(),
            Self::Action => schema_of::<ActionFile>(),
            Self::Type => schema_of::<TypeFile>(),
            Self::ErrorCodes => schema_of::<ErrorCodesFile>(),
        };
        join_lines(&mut schema);
        schema["title"] = Value::from(self.title());
        // A crate elsewhere in the build can have serde_json keep the order of insertion.
        schema.sort_all_objects();
        schema
    }

    /// The shape that the schema describes; it is made once.
    pub(crate) fn shape(self) -> &'static Shape {
        static SHAPES: OnceLock<Vec<Shape>> = OnceLock::new();
        let shapes = SHAPES.get_or_init(|| {
            let schemas = Self::ALL.iter().map(|kind| kind.schema());
            schemas.map(|schema| Shape::of(&schema)).collect()
        });
        &shapes[self as usize]
    }

    /// The name of the file with its JSON Schema.
    pub fn schema_name(self) -> &'static str {
        match self {
            Self::Service => "service.schema.json",
            Self::Action => "action.schema.json",
            Self::Type => "type.schema.json",
            Self::ErrorCodes => "error_codes.schema.json",
        }
    }

    /// What a file of this kind is.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Service => "a version",
            Self::Action => "an action",
            Self::Type => "a type",
            Self::ErrorCodes => "a list of error codes",
        }
    }

    /// Where such a file is, in the folder of its version.
    pub(crate) fn place(self) -> &'static str {
        match self {
            Self::Service => "service.json",
            Self::Action => "actions/",
            Self::Type => "types/",
            Self::ErrorCodes => "error_codes.json",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Service => "Version of a service's API",
            Self::Action => "Action of a service's API",
            Self::Type => "Data type of a service's API",
            Self::ErrorCodes => "Error codes of a service's API",
        }
    }
}

fn schema_of<T: JsonSchema>() -> Value {
    SchemaGenerator::new(SchemaSettings::draft2020_12())
        .into_root_schema_for::<T>()
        .to_value()
}

/// Makes one line of each paragraph of the descriptions: they keep the line breaks of the source.
fn join_lines(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(text) if key == "description" => *text = joined(text),
                    value => join_lines(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(join_lines),
        _ => {}
    }
}

fn joined(text: &str) -> String {
    let paragraphs: Vec<_> = text
        .split("\n\n")
        .map(|paragraph| paragraph.replace('\n', " "))
        .collect();
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::schemas;

    #[test]
    fn there_is_a_schema_for_each_kind_of_file() {
        let names: Vec<_> = schemas().into_iter().map(|(name, _)| name).collect();
        let expected = [
            "service.schema.json",
            "action.schema.json",
            "type.schema.json",
            "error_codes.schema.json",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn the_schemas_are_the_same_each_time() {
        assert_eq!(schemas(), schemas());
    }

    #[test]
    fn a_schema_says_what_it_is_and_allows_to_be_named_in_the_file() {
        for (name, text) in schemas() {
            let schema: serde_json::Value = serde_json::from_str(&text).expect(&name);
            assert_eq!(
                schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
                "{name}"
            );
            assert!(
                schema["title"]
                    .as_str()
                    .is_some_and(|title| title.contains("API")),
                "{name}"
            );
            assert!(schema["properties"]["$schema"].is_object(), "{name}");
            assert_eq!(schema["additionalProperties"], false, "{name}");
            assert!(text.ends_with("}\n"), "{name}");
        }
    }

    /// An editor shows them beside the key.
    #[test]
    fn every_key_has_a_description_and_an_example() {
        fn check(schema: &serde_json::Value, place: &str, described: &mut usize) {
            let properties = schema["properties"].as_object();
            for (key, schema) in properties.into_iter().flatten() {
                let text = schema["description"].as_str().unwrap_or_default();
                assert!(text.ends_with('.'), "{place}.{key}: {text:?}");
                let examples = schema["examples"].as_array();
                assert!(examples.is_some_and(|it| !it.is_empty()), "{place}.{key}");
                *described += 1;
            }
            let definitions = schema["$defs"].as_object();
            for (name, schema) in definitions.into_iter().flatten() {
                check(schema, &format!("{place}.{name}"), described);
            }
        }
        let mut described = 0;
        for (name, text) in schemas() {
            let schema = serde_json::from_str(&text).expect(&name);
            check(&schema, &name, &mut described);
        }
        assert!(described > 50, "{described} keys only");
    }

    #[test]
    fn a_description_is_one_line_for_each_paragraph() {
        for (name, text) in schemas() {
            assert!(
                !text.replace("\\n\\n", "").contains("\\n"),
                "{name} breaks a line: {text}"
            );
        }
    }
}
