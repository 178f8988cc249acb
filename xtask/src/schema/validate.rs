//! The files of the spec against their JSON Schemas, by a validator that knows nothing of ours.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde_json::Value;

use crate::failure::Failure;
use crate::output::{count, say};
use crate::spec_files;
use crate::venv;
use crate::workspace;

use super::wrong;

/// Validates each file of the spec against the schema that it names, as an editor does, and files that are wrong
/// in one place each, which must be refused.
pub(super) fn run() -> Result<ExitCode, Failure> {
    let root = workspace::root()?;
    let by_schema = by_schema(&root.join("spec"))?;
    let python = venv::prepare(&root, "schema")?;
    let validator = Validator { python: &python };
    for (schema, files) in &by_schema {
        let shown = workspace::shown(schema);
        validator.accepts_schema(schema)?;
        validator.accepts(schema, files)?;
        let refused = validator.refuses_wrong_ones(schema, &files[0])?;
        say(format_args!(
            "{shown}: {} valid, and {refused} wrong ones refused",
            count(files.len(), "file")
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// The files of the spec by the schema that each of them names.
fn by_schema(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<PathBuf>>, Failure> {
    let mut by_schema: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for file in spec_files::read(folder)?.files {
        let path = folder.join(&file.path);
        let json: Value = serde_json::from_str(&file.text).unwrap_or_default();
        let parent = path.parent().unwrap_or(folder);
        let schema = json["$schema"].as_str().map(|schema| parent.join(schema));
        let schema = schema.and_then(|schema| schema.canonicalize().ok());
        let Some(schema) = schema else {
            let shown = file.shown;
            return Err(format!(
                "{shown}: its `$schema` leads to no file; `cargo xtask lint` says what to write"
            )
            .into());
        };
        by_schema.entry(schema).or_default().push(path);
    }
    Ok(by_schema)
}

struct Validator<'a> {
    python: &'a Path,
}

impl Validator<'_> {
    /// A schema must itself be one.
    fn accepts_schema(&self, schema: &Path) -> Result<(), Failure> {
        let arguments = [Path::new("--check-metaschema"), schema];
        self.run(&arguments)?.map_err(Failure::from)
    }

    fn accepts(&self, schema: &Path, files: &[PathBuf]) -> Result<(), Failure> {
        let mut arguments = vec![Path::new("--schemafile"), schema];
        arguments.extend(files.iter().map(PathBuf::as_path));
        self.run(&arguments)?.map_err(Failure::from)
    }

    /// Has wrong files validated, and returns how many were refused: all of them.
    fn refuses_wrong_ones(&self, schema: &Path, file: &Path) -> Result<usize, Failure> {
        let folder = tempfile::tempdir().map_err(|error| Failure::from(error.to_string()))?;
        let mut wrong = Vec::new();
        for (index, (what, json)) in wrong_ones(schema, file)?.into_iter().enumerate() {
            let path = folder.path().join(format!("{index}.json"));
            fs::write(&path, json.to_string())
                .map_err(|error| Failure::io("write", &path, &error))?;
            wrong.push((what, path));
        }
        let mut arguments = vec![
            Path::new("--output-format=json"),
            Path::new("--schemafile"),
            schema,
        ];
        arguments.extend(wrong.iter().map(|(_, path)| path.as_path()));
        let said = self.run(&arguments)?.err().unwrap_or_default();
        let said: Value = serde_json::from_str(&said).unwrap_or_default();
        let errors = said["errors"].as_array().into_iter().flatten();
        let refused: HashSet<&Path> = errors
            .filter_map(|error| error["filename"].as_str().map(Path::new))
            .collect();
        match wrong
            .iter()
            .find(|(_, path)| !refused.contains(path.as_path()))
        {
            Some((what, _)) => Err(format!("{} accepts {what}", workspace::shown(schema)).into()),
            None => Ok(wrong.len()),
        }
    }

    /// Runs the validator, and returns what it said if it was not content.
    fn run(&self, arguments: &[&Path]) -> Result<Result<(), String>, Failure> {
        let output = Command::new(self.python)
            .args(["-m", "check_jsonschema"])
            .args(arguments)
            .output()
            .map_err(|error| Failure::io("run", self.python, &error))?;
        if output.status.success() {
            return Ok(Ok(()));
        }
        let said = [output.stdout.trim_ascii(), output.stderr.trim_ascii()].concat();
        Ok(Err(String::from_utf8_lossy(&said).into_owned()))
    }
}

/// A right file with -1 as each of its keys, and those of the specimen: what is wrong, and the contents.
fn wrong_ones(schema: &Path, file: &Path) -> Result<Vec<(String, Value)>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::io("read", file, &error))?;
    let right: Value = serde_json::from_str(&text).unwrap_or_default();
    let keys = right
        .as_object()
        .into_iter()
        .flat_map(|object| object.keys());
    let spoilt = keys.map(|key| {
        let mut wrong = right.clone();
        wrong[key] = Value::from(-1);
        (
            format!("-1 as `{key}` of {}", workspace::shown(file)),
            wrong,
        )
    });
    let names_it = |json: &Value| {
        let named = json["$schema"].as_str().map(Path::new);
        named.is_some_and(|named| named.file_name() == schema.file_name())
    };
    let of_specimen = wrong::wrong().filter(|(_, _, json)| names_it(json));
    let of_specimen = of_specimen.map(|(what, _, json)| (what, json));
    Ok(spoilt.chain(of_specimen).collect())
}
