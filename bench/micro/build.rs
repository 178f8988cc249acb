//! Writes the types of DescribeMediaInfos' answer as one would by hand, with serde's derives: from the
//! spec, so that they have the very fields that vod-sdk reads.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

const ACTION: &str = "actions/DescribeMediaInfos.json";

fn main() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/vod/2018-07-17");
    println!("cargo::rerun-if-changed={}", spec.display());
    let mut types = Types {
        spec,
        written: BTreeSet::new(),
        source: String::new(),
    };
    let action = types.read(ACTION);
    types.object("Response", &action["response"]);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("derived.rs"), types.source).expect("the folder can be written");
}

struct Types {
    spec: PathBuf,
    written: BTreeSet<String>,
    source: String,
}

impl Types {
    fn read(&self, file: &str) -> Value {
        let path = self.spec.join(file);
        let text = fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
        serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{} is no JSON: {error}", path.display()))
    }

    /// Writes a struct, and those that it has for fields.
    fn object(&mut self, name: &str, fields: &Value) {
        let mut body = String::new();
        for field in fields.as_array().expect("fields are a list") {
            let (name, kind) = (text(field, "name"), self.kind(text(field, "type")));
            let member = snake(name);
            writeln!(
                body,
                "    #[serde(rename = {name:?})]\n    pub {member}: {kind},"
            )
            .expect("a String");
        }
        if name == "Response" {
            body += "    #[serde(rename = \"RequestId\")]\n    pub request_id: String,\n";
        }
        writeln!(
            self.source,
            "#[derive(Debug, Default, serde::Deserialize)]\n#[serde(default)]\npub struct {name} {{\n{body}}}\n"
        )
        .expect("a String");
    }

    fn kind(&mut self, kind: &str) -> String {
        if let Some(item) = kind.strip_prefix('[') {
            let item = self.item(item.trim_end_matches(']'));
            return format!("Option<Vec<{item}>>");
        }
        let item = self.item(kind);
        format!("Option<{item}>")
    }

    fn item(&mut self, name: &str) -> String {
        match name {
            "int64" => "i64".to_owned(),
            "uint64" => "u64".to_owned(),
            "float" => "f64".to_owned(),
            "bool" => "bool".to_owned(),
            // Texts and times of all forms.
            text if text.starts_with(|first: char| first.is_ascii_lowercase()) => {
                "String".to_owned()
            }
            object => {
                let description = self.read(&format!("types/{object}.json"));
                if !description["fields"].is_array() {
                    // A text with known values.
                    return "String".to_owned();
                }
                if self.written.insert(object.to_owned()) {
                    self.object(object, &description["fields"]);
                }
                object.to_owned()
            }
        }
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{value} without {key}"))
}

/// The name of a field in Rust; it need not be pretty.
fn snake(name: &str) -> String {
    let mut snake = "f".to_owned();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}
