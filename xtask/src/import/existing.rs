//! The spec that is there already.

use std::collections::BTreeMap;

use vod_codegen::diagnostic::{Diagnostic, diagnose};
use vod_codegen::read::{Spec, SpecFile, Version, read};

/// The services of a spec folder, each as its own spec.
#[derive(Debug)]
pub(super) struct Existing {
    services: Vec<Spec>,
}

/// The versions besides the one that is imported.
#[derive(Debug, Default)]
pub(super) struct Others<'a> {
    /// Those of the same service.
    pub(super) versions: Vec<&'a Version>,
    /// Those of other services.
    pub(super) foreign: Vec<&'a Version>,
}

impl Existing {
    /// Reads the existing files; reports errors in them as `generate` does.
    pub(super) fn read(files: &[SpecFile]) -> Result<Self, Vec<Diagnostic>> {
        let mut by_service: BTreeMap<&str, Vec<SpecFile>> = BTreeMap::new();
        for file in files {
            let folder = file.path.split('/').next().unwrap_or_default();
            by_service.entry(folder).or_default().push(file.clone());
        }
        let mut services = Vec::new();
        let mut diagnostics = Vec::new();
        for files in by_service.into_values() {
            match read(&files) {
                Ok(spec) => services.push(spec),
                Err(problems) => diagnostics.extend(diagnose(&files, problems)),
            }
        }
        if diagnostics.is_empty() {
            Ok(Self { services })
        } else {
            Err(diagnostics)
        }
    }

    /// The folder of a service: the one that says so, or else one with its name.
    pub(super) fn folder<'a>(&'a self, service: &'a str) -> &'a str {
        let is_its = |spec: &&Spec| {
            let mut versions = spec.versions.iter();
            versions.any(|version| version.service.value.service == service)
        };
        let found = self.services.iter().find(is_its);
        found.map_or(service, |spec| &spec.folder)
    }

    /// The version in these folders, and all the others.
    pub(super) fn version(&self, service: &str, version: &str) -> (Option<&Version>, Others<'_>) {
        let mut found = None;
        let mut others = Others::default();
        for spec in &self.services {
            for other in &spec.versions {
                match (spec.folder == service, other.folder == version) {
                    (true, true) => found = Some(other),
                    (true, false) => others.versions.push(other),
                    (false, _) => others.foreign.push(other),
                }
            }
        }
        (found, others)
    }
}
