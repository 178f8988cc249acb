//! Requests and responses with a value in every field, as the spec describes them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// What is in every secret field.
pub(super) const SECRET: &str = "hUsH-hUsH-mUsT-nOt-ShOw";
/// How deep a type may hold itself.
const DEPTH: usize = 12;

/// A request and a response with everything in them.
pub(super) struct Action {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) request: Value,
    pub(super) response: Value,
}

pub(super) struct Spec {
    /// The files of the actions, by version.
    actions: Vec<(String, Value)>,
    /// The fields of types, by version and name.
    types: HashMap<(String, String), Value>,
}

impl Spec {
    pub(super) fn read() -> Self {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/vod");
        let (mut actions, mut types) = (Vec::new(), HashMap::new());
        for folder in entries(&spec) {
            let version = folder.file_name().unwrap().to_str().unwrap().to_owned();
            let files = |kind: &str| {
                entries(&folder.join(kind))
                    .into_iter()
                    .map(|file| json_of(&file))
            };
            actions.extend(files("actions").map(|file| (version.clone(), file)));
            types.extend(files("types").map(|file| {
                let name = file["name"].as_str().unwrap().to_owned();
                ((version.clone(), name), file["fields"].clone())
            }));
        }
        Self { actions, types }
    }

    pub(super) fn actions(&self) -> impl Iterator<Item = Action> {
        self.actions.iter().map(|(version, file)| Action {
            name: file["name"].as_str().unwrap().to_owned(),
            version: version.clone(),
            request: self.object(version, &file["parameters"], DEPTH),
            response: self.object(version, &file["response"], DEPTH),
        })
    }

    fn object(&self, version: &str, fields: &Value, depth: usize) -> Value {
        let fields = fields.as_array().into_iter().flatten();
        let object: Map<_, _> = fields
            .filter_map(|field| {
                let name = field["name"].as_str().unwrap();
                Some((name.to_owned(), self.value(version, field, depth)?))
            })
            .collect();
        Value::Object(object)
    }

    fn value(&self, version: &str, field: &Value, depth: usize) -> Option<Value> {
        let type_ = field["type"].as_str().unwrap();
        let item = type_.trim_start_matches('[').trim_end_matches(']');
        let value = match item {
            "int64" | "uint64" | "float" => json!(7),
            "bool" => json!(true),
            name => match self.types.get(&(version.to_owned(), name.to_owned())) {
                Some(_) if depth == 0 => return None,
                Some(fields) => self.object(version, fields, depth - 1),
                None if field["secret"] == true => json!(SECRET),
                None => json!("text"),
            },
        };
        Some(match type_.starts_with('[') {
            true => json!([value]),
            false => value,
        })
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

fn json_of(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}
