//! Imports descriptions, and looks at what came of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vod_codegen::SpecFile;
use xtask::import::{Import, ImportError, Refusal, Report, Upstream, import};

/// The description of an invented service.
pub(crate) const API: &str = include_str!("../data/import/bakery/api.json");

/// Its error codes.
pub(crate) const ERROR_CODES: &str = include_str!("../data/import/bakery/error_codes.json");

/// Its example calls.
pub(crate) const EXAMPLES: &str = include_str!("../data/import/bakery/examples.json");

/// A spec folder that descriptions are imported into.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folder(pub(crate) BTreeMap<String, String>);

impl Folder {
    /// One into which the bakery has been imported with everything.
    pub(crate) fn bakery() -> Self {
        let mut folder = Self::default();
        folder.import(API, Some(ERROR_CODES), Some(EXAMPLES));
        folder
    }

    /// One into which a description has been imported.
    pub(crate) fn of(api: &Value) -> Self {
        let mut folder = Self::default();
        folder.import(&api.to_string(), None, None);
        folder
    }

    /// Imports into the folder, and gives the report.
    #[track_caller]
    pub(crate) fn import(
        &mut self,
        api: &str,
        errors: Option<&str>,
        examples: Option<&str>,
    ) -> Report {
        let upstream = Upstream {
            api,
            errors,
            examples,
            edition: None,
        };
        let Import {
            folder,
            files,
            report,
            ..
        } = import(&upstream, &self.files()).expect("it can be imported");
        for (path, text) in files {
            self.0.insert(format!("{folder}/{path}"), text);
        }
        report
    }

    /// Imports a description into the folder, and gives the report.
    #[track_caller]
    pub(crate) fn update(&mut self, api: &Value) -> Report {
        self.import(&api.to_string(), None, None)
    }

    pub(crate) fn files(&self) -> Vec<SpecFile> {
        let files = self.0.iter().map(|(path, text)| SpecFile {
            shown: format!("spec/{path}"),
            path: path.clone(),
            text: text.clone(),
            fault: None,
        });
        files.collect()
    }

    /// The contents of a file, by the end of its path.
    #[track_caller]
    pub(crate) fn json(&self, path: &str) -> Value {
        let mut found = self.0.iter().filter(|(full, _)| full.ends_with(path));
        let (_, text) = found.next().unwrap_or_else(|| panic!("there is no {path}"));
        serde_json::from_str(text).expect("JSON")
    }

    /// Changes a file as its maintainer would.
    #[track_caller]
    pub(crate) fn edit(&mut self, path: &str, edit: impl FnOnce(&mut Value)) {
        let mut json = self.json(path);
        edit(&mut json);
        let full = self.0.keys().find(|full| full.ends_with(path)).cloned();
        self.0.insert(full.expect("the file"), json.to_string());
    }

    /// Adds a file of ours, at a path below that of the version.
    pub(crate) fn add(&mut self, path: &str, json: &Value) {
        let action = self.0.keys().find_map(|full| full.split_once("/actions/"));
        let (version, _) = action.expect("a version with an action");
        let full = format!("{version}/{path}");
        self.0.insert(full, json.to_string());
    }

    /// Why a description cannot be imported into the folder.
    #[track_caller]
    pub(crate) fn refusals(&self, api: &Value) -> Vec<Refusal> {
        let upstream = Upstream {
            api: &api.to_string(),
            errors: None,
            examples: None,
            edition: None,
        };
        match import(&upstream, &self.files()) {
            Err(ImportError::Upstream(refusals)) => refusals,
            other => panic!("expected refusals, and got {other:?}"),
        }
    }

    /// Fails if the generator does not take the spec.
    #[track_caller]
    pub(crate) fn assert_generates(&self) {
        if let Err(diagnostics) = vod_codegen::generate(&self.files()) {
            let shown: Vec<_> = diagnostics.iter().map(ToString::to_string).collect();
            panic!("{}", shown.join("\n"));
        }
    }
}

/// The field of this name in a list.
#[track_caller]
pub(crate) fn field<'a>(list: &'a Value, name: &str) -> &'a Value {
    let fields = list.as_array().expect("a list of fields");
    let found = fields.iter().find(|field| field["name"] == name);
    found.unwrap_or_else(|| panic!("there is no {name} in {list}"))
}

/// The names of the fields of a list.
pub(crate) fn names(list: &Value) -> Vec<&str> {
    let fields = list.as_array().map(Vec::as_slice).unwrap_or_default();
    fields
        .iter()
        .filter_map(|field| field["name"].as_str())
        .collect()
}

/// A description with one action, `Act`.
pub(crate) fn description(parameters: Value, response: Value, objects: Value) -> Value {
    let mut api = json!({
        "metadata": { "apiVersion": "2020-01-01", "serviceShortName": "demo" },
        "actions": { "Act": { "input": "ActRequest", "output": "ActResponse" } },
        "objects": objects,
    });
    api["objects"]["ActRequest"] = json!({ "members": parameters });
    api["objects"]["ActResponse"] = json!({ "members": response });
    api
}

/// A member of type text, with more facts.
pub(crate) fn text(name: &str, more: Value) -> Value {
    member(name, "string", "string", more)
}

/// A member.
pub(crate) fn member(name: &str, kind: &str, member: &str, more: Value) -> Value {
    let mut json = json!({ "name": name, "type": kind, "member": member });
    let more = more.as_object().expect("facts").clone();
    json.as_object_mut().expect("a member").extend(more);
    json
}

/// Why a description cannot be imported.
#[track_caller]
pub(crate) fn refusals(api: &Value) -> Vec<Refusal> {
    Folder::default().refusals(api)
}

/// Fails unless the list has this line.
#[track_caller]
pub(crate) fn assert_has(list: &[String], line: &str) {
    assert!(
        list.iter().any(|other| other == line),
        "{line:?} is not in {list:#?}"
    );
}
