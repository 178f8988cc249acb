//! The files of the spec against their JSON Schemas, by a validator that knows nothing of ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde_json::Value;

use crate::failure::Failure;
use crate::output::{count, say};
use crate::spec_files;
use crate::venv;
use crate::workspace;

/// Validates each file of the spec against the schema that it names, as an editor does, and one wrong
/// file for each schema, which must be refused.
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

    /// Spoils a file in each of its keys, and returns how many were refused: all of them.
    fn refuses_wrong_ones(&self, schema: &Path, file: &Path) -> Result<usize, Failure> {
        let text = fs::read_to_string(file).map_err(|error| Failure::io("read", file, &error))?;
        let right: Value = serde_json::from_str(&text).unwrap_or_default();
        let mut refused = 0;
        for key in right
            .as_object()
            .into_iter()
            .flat_map(|object| object.keys())
        {
            let mut wrong = right.clone();
            wrong[key] = Value::from(-1);
            let folder = tempfile::tempdir().map_err(|error| Failure::from(error.to_string()))?;
            let path = folder.path().join("wrong.json");
            fs::write(&path, wrong.to_string())
                .map_err(|error| Failure::io("write", &path, &error))?;
            if self
                .run(&[Path::new("--schemafile"), schema, &path])?
                .is_ok()
            {
                let schema = workspace::shown(schema);
                let file = workspace::shown(file);
                return Err(format!("{schema} accepts {file} with -1 as its `{key}`").into());
            }
            refused += 1;
        }
        Ok(refused)
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
